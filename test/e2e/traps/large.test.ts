// Large bodies and slow readers: everything arrives, and nobody's memory grows with the body.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ExchangeMachine } from '../../../extproc/exchange/events.ts';
import { get1, get2 } from '../harness/client.ts';
import { startGuardProcess } from '../harness/guard.ts';
import { body, echo, echoExcept, finish, send, withoutLength } from '../harness/machines.ts';
import { cut } from '../harness/script.ts';
import { connectionTo, envoyFor, openStage, ours } from '../harness/stage.ts';
import { startUpstream } from '../harness/upstream.ts';

const MiB = 1024 * 1024;
const clients = [
  { http: 1, get: get1 },
  { http: 2, get: get2 },
] as const;

test.for(clients)(
  '8 MiB in one answer of the exchange arrive whole at HTTP/$http, and so do 8 MiB of request',
  async ({ get }) => {
    const large = Buffer.alloc(8 * MiB, 'abcdefg');
    const stage = await openStage({
      exchange: () => keptWhole(),
      upstream: () => ({ status: 200, headers: [['content-type', 'application/json']], pieces: [large], framing: 'length' }),
    });
    const got = await get(stage.port, { method: 'POST', body: large });
    expect(got).toMatchObject({ status: 200, complete: true });
    expect(got.headers.get('content-length')).toBe(String(large.length));
    expect(got.body.equals(large)).toBe(true);
    expect(stage.upstream.requests[0]?.body.equals(large)).toBe(true);
  },
);

test.for([1, 7, { seed: 1 }, { seed: 2 }, 'whole'] as const)('a body cut by %j arrives byte for byte', async how => {
  const text = Buffer.from('data: {"text":"ünïcödé"}\n\n'.repeat(40));
  const stage = await openStage({
    exchange: () => echo(),
    upstream: () => ({ status: 200, headers: [['content-type', 'text/event-stream']], pieces: cut(text, how) }),
  });
  for (const get of [get1, get2]) expect((await get(stage.port)).body.equals(text)).toBe(true);
});

test('a client that does not read stops the upstream; neither guard nor Envoy keeps what it did not take', async () => {
  const size = 192 * MiB;
  const pieces = cut(Buffer.alloc(size, 'x'), MiB);
  const upstream = ours(await startUpstream(() => ({ status: 200, headers: [['content-type', 'text/plain']], pieces })));
  const guard = ours(await startGuardProcess(new URL('./open.ts', import.meta.url)));
  const envoy = await envoyFor(guard.address, [connectionTo(upstream)]);
  await get1(envoy.port, { leaveAfterBytes: 1 });
  const before = { guard: residentBytes(guard.pid), envoy: residentBytes(envoy.pid) };
  const answer = get1(envoy.port, { stallMs: 3000 });
  await sleep(2500);
  const grown = { guard: residentBytes(guard.pid) - before.guard, envoy: residentBytes(envoy.pid) - before.envoy };
  expect(grown.guard).toBeLessThan(64 * MiB);
  expect(grown.envoy).toBeLessThan(64 * MiB);
  const got = await answer;
  expect(got.complete).toBe(true);
  expect(got.body.length).toBe(size);
});

function residentBytes(pid: number): number {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1024;
}

/** Keeps each body whole and gives it back in one answer with its length, as the exchange does with JSON. */
function keptWhole(): ExchangeMachine {
  const kept: Buffer[] = [];
  return echoExcept(event => {
    switch (event.kind) {
      case 'response_headers':
        return [];
      case 'request_body':
        return [body('request', event.body, event.endOfStream)];
      case 'response_body': {
        kept.push(event.body);
        if (!event.endOfStream) return [];
        const whole = Buffer.concat(kept);
        const set = [['content-length', String(whole.length)]] as const;
        const head = send({ kind: 'response_headers', mutation: { set, remove: withoutLength.remove } });
        return [head, body('response', whole, true), finish];
      }
      default:
        return null;
    }
  });
}
