// The grpc-js filling of the transport, with a grpc-js client in Envoy's place.
import { Metadata } from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import type { Effect, ExchangeEvent, StreamFacts } from '../../../extproc/exchange/events.ts';
import { body, duplex, headers } from './messages.ts';
import { outcome, relay, sendDeaf, serve } from './serve.ts';

const nothing = { set: [], remove: [] };
const question = headers('request', [[':method', 'POST']], true, duplex);
const answer = headers('response', [[':status', '200']], false);
const OK = 0;
const CANCELLED = 1;
const ABORTED = 10;
const UNAVAILABLE = 14;

test('an exchange goes through, and OK comes behind its last message', async () => {
  const { stream } = await serve(relay);
  stream.write(question);
  stream.write(answer);
  stream.write(body('response', 'hello', true));
  expect(await outcome(stream)).toEqual({ code: OK, parts: ['requestHeaders', 'responseHeaders', 'responseBody'] });
});

test('the stream’s metadata comes along; a name sent twice is no name that a connection has', async () => {
  const metadata = new Metadata();
  metadata.add('x-penstock-connection', 'one');
  metadata.add('x-penstock-connection', 'two');
  const facts: StreamFacts[] = [];
  const { stream } = await serve(relay, { metadata, onFacts: it => facts.push(it) });
  stream.write(question);
  await expect.poll(() => facts).toHaveLength(1);
  expect(facts[0]?.metadata).toMatchObject({ 'x-penstock-connection': 'one, two' });
});

test.for<{ name: string; handler: (event: ExchangeEvent) => readonly Effect[]; write: readonly Buffer[] }>([
  { name: 'throws', handler: () => thrown(), write: [question] },
  { name: 'fails', handler: () => [{ kind: 'fail', code: 'because' }], write: [question] },
  { name: 'finishes too early', handler: () => [{ kind: 'finish' }], write: [question] },
  {
    name: 'answers out of order',
    handler: () => [{ kind: 'send', answer: { kind: 'response_headers', mutation: nothing } }],
    write: [question],
  },
  {
    name: 'sets a header that is none',
    handler: () => [{ kind: 'send', answer: { kind: 'request_headers', mutation: { set: [['a', 'b\nc']], remove: [] } } }],
    write: [question],
  },
  { name: 'gets what is no message', handler: relay, write: [Buffer.from([0xff, 0xff])] },
  { name: 'gets another mode', handler: relay, write: [headers('request', [], true)] },
])('an exchange that $name ends with a status that is not OK, and the server lives on', async ({ handler, write }) => {
  const { stream, open } = await serve(handler);
  for (const message of write) stream.write(message);
  const { code, parts } = await outcome(stream);
  expect(code).toBe(ABORTED);
  expect(parts).toEqual([]);
  const next = open();
  next.write(Buffer.from([0xff]));
  expect((await outcome(next)).code).toBe(ABORTED);
});

test('a half close before the final answer is not answered with OK', async () => {
  const { stream } = await serve(relay);
  stream.write(question);
  stream.end();
  expect(await outcome(stream)).toEqual({ code: ABORTED, parts: ['requestHeaders'] });
});

test('a message over the limit ends its stream with a status that is not OK', async () => {
  const { stream } = await serve(relay, { limits: { wireMessageBytesMax: 1000 } });
  stream.write(question);
  stream.write(body('response', 'x'.repeat(2000), false));
  expect((await outcome(stream)).code).not.toBe(OK);
});

test('a cancelled stream is told to the exchange, and is no fault', async () => {
  const events: string[] = [];
  const { stream, server, faults } = await serve(event => {
    events.push(event.kind);
    return relay(event);
  });
  stream.write(question);
  await expect.poll(() => events).toEqual(['request_headers']);
  stream.cancel();
  await expect.poll(() => server.running).toBe(0);
  // This client half-closes before it resets, as Envoy does: that is no half close.
  expect(events).toEqual(['request_headers', 'cancelled']);
  expect(faults).toEqual([]);
});

test('one stream more than the limit is refused at once; when one ends there is room again', async () => {
  const { stream, open, server, faults } = await serve(relay, { limits: { exchangesMax: 1 } });
  stream.write(question);
  await expect.poll(() => server.running).toBe(1);
  expect(await outcome(open())).toEqual({ code: UNAVAILABLE, parts: [] });
  expect(faults).toEqual(['ERR_WIRE_OVERLOAD']);
  stream.cancel();
  await expect.poll(() => server.running).toBe(0);
  const next = open();
  next.write(question);
  next.write(answer);
  next.write(body('response', '', true));
  expect((await outcome(next)).code).toBe(OK);
});

test('a peer that does not read is not written to without bound, and is not read from either', async () => {
  let events = 0;
  const { server } = await serve(event => {
    events++;
    return relay(event);
  });
  const chunk = body('response', 'x'.repeat(64 * 1024), false);
  sendDeaf(server.address, [question, answer, ...Array.from({ length: 400 }, () => chunk)]);
  await settled(() => events);
  expect(events).toBeGreaterThan(2);
  expect(events).toBeLessThan(40);
});

test('a peer that does not read is cut off by a reset when its exchange fails', async () => {
  const large: Effect = { kind: 'send', answer: { kind: 'response_body', body: Buffer.alloc(4 << 20), endOfStream: false } };
  const events: string[] = [];
  const { server } = await serve(
    event => {
      events.push(event.kind);
      if (event.kind === 'deadline') return [{ kind: 'fail', code: 'timed_out' }];
      return event.kind === 'response_headers' ? [...relay(event), large] : relay(event);
    },
    { limits: { exchangeIdleMsMax: 300, wireFailMsMax: 100 } },
  );
  sendDeaf(server.address, [question, answer]);
  await expect.poll(() => events).toContain('response_headers');
  await expect.poll(() => server.running).toBe(0);
});

test('a drain takes no new stream, lets the running one end, and then closes', async () => {
  const { stream, open, server } = await serve(relay);
  stream.write(question);
  await expect.poll(() => server.running).toBe(1);
  const drained = server.drain();
  expect(await outcome(open())).toEqual({ code: UNAVAILABLE, parts: [] });
  stream.write(answer);
  stream.write(body('response', 'whole', true));
  expect((await outcome(stream)).code).toBe(OK);
  await drained;
});

test('a drain fails what does not end in time', async () => {
  const { stream, server } = await serve(relay, { limits: { drainMsMax: 100 } });
  stream.write(question);
  await expect.poll(() => server.running).toBe(1);
  const ended = outcome(stream);
  await server.drain();
  expect(await ended).toEqual({ code: UNAVAILABLE, parts: ['requestHeaders'] });
});

test('a server that is closed breaks its streams and gives no OK', async () => {
  const { stream, server } = await serve(relay);
  stream.write(question);
  await expect.poll(() => server.running).toBe(1);
  const ended = outcome(stream);
  await server.close();
  expect([CANCELLED, UNAVAILABLE]).toContain((await ended).code);
});

test.for([
  { name: 'the server as a whole', service: '', want: [1, 2] },
  { name: 'the ext_proc service', service: 'envoy.service.ext_proc.v3.ExternalProcessor', want: [1, 2] },
  { name: 'a service that nobody knows', service: 'other', want: [3, 3] },
])('health of $name is watched through a drain', async ({ service, want }) => {
  const { client, server, stream } = await serve(relay, { limits: { drainMsMax: 300 } });
  stream.write(question);
  await expect.poll(() => server.running).toBe(1);
  const seen: number[] = [];
  const ask = (name: string) => Buffer.concat([Buffer.from([0x0a, name.length]), Buffer.from(name)]);
  const watch = client.makeServerStreamRequest('/grpc.health.v1.Health/Watch', ask, (bytes: Buffer) => bytes[1] ?? 0, service);
  watch.on('data', (status: number) => seen.push(status));
  watch.on('error', () => {});
  await expect.poll(() => seen).toHaveLength(1);
  await server.drain();
  expect(seen).toEqual(want);
  const check = () =>
    new Promise<number | undefined>((resolve, reject) =>
      client.makeUnaryRequest(
        '/grpc.health.v1.Health/Check',
        ask,
        (bytes: Buffer) => bytes[1] ?? 0,
        service,
        (error, status) => (error === null ? resolve(status) : reject(error)),
      ),
    );
  await expect(check()).rejects.toThrow();
});

function thrown(): never {
  throw new Error('scripted');
}

/** Waits until a count stays the same. */
async function settled(count: () => number): Promise<void> {
  for (let before = -1; before !== count(); ) {
    before = count();
    await new Promise(resolve => setTimeout(resolve, 300));
  }
}
