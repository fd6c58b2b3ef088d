// Somebody leaves in the middle: nobody is left waiting, nothing is leaked, and what is broken looks broken.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { ExchangeEvent } from '../../../extproc/exchange/events.ts';
import { canary, secretStream } from '../harness/canary.ts';
import { get1, get2 } from '../harness/client.ts';
import { startGuard } from '../harness/guard.ts';
import { echo, echoExcept } from '../harness/machines.ts';
import { envoyFor, openStage, ours } from '../harness/stage.ts';

const clients = [
  { http: 1, get: get1 },
  { http: 2, get: get2 },
] as const;

test.for(clients)('a client that goes away (HTTP/$http) ends its exchange and its upstream’s work', async ({ get }) => {
  const events: ExchangeEvent['kind'][] = [];
  const stage = await openStage({
    exchange: () =>
      echoExcept(event => {
        events.push(event.kind);
        return null;
      }),
    upstream: () => secretStream(500, 20),
  });
  await get(stage.port, { leaveAfterBytes: 100 });
  await expect.poll(() => stage.guard.server.running).toBe(0);
  expect(events.at(-1)).toBe('cancelled');
  expect(events).not.toContain('half_closed');
  await expect.poll(() => stage.upstream.interrupted()).toBe(1);
  expect(stage.guard.faults).toEqual([]);
});

test.for([
  { http: 1, upstreamHttp: 1, get: get1 },
  { http: 2, upstreamHttp: 1, get: get2 },
  { http: 1, upstreamHttp: 2, get: get1 },
  { http: 2, upstreamHttp: 2, get: get2 },
] as const)('an upstream (HTTP/$upstreamHttp) that breaks off looks broken to HTTP/$http', async ({ get, upstreamHttp }) => {
  const stage = await openStage({
    exchange: () => echo(),
    upstreamHttp,
    upstream: () => ({ ...secretStream(10, 10), cutOffAfter: 4 }),
  });
  const got = await get(stage.port);
  expect(got).toMatchObject({ status: 200, complete: false });
  await expect.poll(() => stage.guard.server.running).toBe(0);
  expect(stage.guard.faults).toEqual([]);
});

test('an upstream that answers before it has the whole request: what the client still sends does not pass unseen', async () => {
  const { url, seen } = await startHasty();
  const guard = ours(await startGuard(() => echo()));
  const envoy = await envoyFor(guard.address, [{ name: 'test', domains: ['*'], upstream: url, credential: null }]);
  const client = connect(envoy.port, '127.0.0.1');
  client.on('error', () => {});
  onTestFinished(() => void client.destroy());
  const got: Buffer[] = [];
  client.on('data', (bytes: Buffer) => got.push(bytes));
  client.write('POST / HTTP/1.1\r\nhost: a.test\r\ncontent-length: 1000\r\n\r\nthe beginning');
  await expect.poll(() => Buffer.concat(got).toString()).toContain('413');
  for (let count = 0; count < 5; count++) {
    client.write(canary);
    await sleep(50);
  }
  expect(seen()).toContain('the beginning');
  expect(seen()).not.toContain(canary);
  expect(guard.faults).toEqual([]);
  await expect.poll(() => guard.server.running).toBe(0);
});

test('an exchange that does nothing is ended by its deadline: Envoy has none in this mode', async () => {
  const stage = await openStage({
    exchange: () => ({ handle: () => [] }),
    upstream: () => secretStream(),
    limits: { exchangeIdleMsMax: 300 },
  });
  const got = await get1(stage.port);
  expect(got).toMatchObject({ status: 503, complete: true });
  expect(stage.upstream.requests).toEqual([]);
});

/** Answers as soon as anything has come, and reads on. */
async function startHasty(): Promise<{ url: string; seen: () => string }> {
  const bytes: Buffer[] = [];
  const server = createServer(socket => {
    socket.on('error', () => {});
    socket.once('data', () => socket.write('HTTP/1.1 413 Scripted\r\ncontent-length: 2\r\n\r\nno'));
    socket.on('data', (it: Buffer) => bytes.push(it));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen: () => Buffer.concat(bytes).toString() };
}
