// What ends a stream, and how. A stream of the test's own keeps what it was told; the exchange is scripted.
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Effect, ExchangeEvent } from '../../../extproc/exchange/events.ts';
import { noDesk } from '../../../extproc/exchange/hold.ts';
import { runSession } from '../../../extproc/wire/session.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { fakeLedger } from '../exchange/ledger.ts';
import { body, duplex, headers, message, trailers } from './messages.ts';
import { FakeStream, type Run, start } from './scripted.ts';

/** Decompression is done beside the fake clock. */
const waitMsMax = 20_000;
const nothing = { set: [], remove: [] };
const answerTo = (kind: 'request_headers' | 'response_headers'): Effect => ({
  kind: 'send',
  answer: { kind, mutation: nothing },
});
const piece = (side: 'request' | 'response', text: string, endOfStream: boolean): Effect => ({
  kind: 'send',
  answer: { kind: `${side}_body`, body: Buffer.from(text), endOfStream },
});
const immediate: Effect = {
  kind: 'send',
  answer: { kind: 'immediate', status: 403, headers: [], body: Buffer.from('no'), details: '' },
};
const finish: Effect = { kind: 'finish' };

const question = headers('request', [[':method', 'POST']], false, duplex);
const bareQuestion = headers('request', [[':method', 'GET']], true, duplex);
const answer = headers('response', [[':status', '200']], false);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.for([
  { name: 'not a message', first: Buffer.from([0xff]), code: 'ERR_WIRE_MALFORMED' },
  { name: 'no protocol_config', first: headers('request', [], false), code: 'ERR_WIRE_MODE' },
  { name: 'request bodies streamed', first: mode(1, 4), code: 'ERR_WIRE_MODE' },
  { name: 'response bodies not sent', first: mode(4, 0), code: 'ERR_WIRE_MODE' },
  { name: 'bodies buffered', first: mode(2, 2), code: 'ERR_WIRE_MODE' },
  { name: 'gRPC bodies', first: mode(5, 5), code: 'ERR_WIRE_MODE' },
  {
    name: 'an observer, whose answers count for nothing',
    first: headers('request', [], false, { ...duplex, observabilityMode: true }),
    code: 'ERR_WIRE_MODE',
  },
  {
    name: 'a body before its headers',
    first: message({ requestBody: { body: Buffer.from('x') }, ...duplex }),
    code: 'ERR_WIRE_ORDER',
  },
])('a stream that begins with $name fails, and not one byte is answered', ({ first, code }) => {
  const run = start(() => [answerTo('request_headers')]);
  run.stream.listener.onMessage(first);
  expect(run.stream.log).toEqual([`fail ${code}`]);
  expect(run.faults).toEqual([code]);
});

test('an exchange is made once, from the first message’s attributes and the stream’s metadata', () => {
  const run = start(event => (event.kind === 'request_headers' ? [answerTo('request_headers')] : []));
  const attributes = { filter: { fields: { 'xds.route_name': { stringValue: 'r' } } } };
  run.stream.listener.onMessage(headers('request', [[':path', '/']], false, { ...duplex, attributes }));
  run.stream.listener.onMessage(body('request', 'x', true));
  expect(run.facts).toEqual([{ attributes: { 'xds.route_name': 'r' }, metadata: { 'x-test': '1' } }]);
  expect(run.events.map(event => event.kind)).toEqual(['request_headers', 'request_body']);
});

test('a stream may begin with response headers: Envoy’s own reply', () => {
  const run = start(() => [answerTo('response_headers'), finish]);
  run.stream.listener.onMessage(headers('response', [[':status', '400']], true, duplex));
  expect(run.stream.log).toEqual(['send response_headers', 'finish']);
});

test.for<{ name: string; effects: readonly Effect[] }>([
  { name: 'a body before its headers', effects: [piece('request', 'x', false)] },
  { name: 'headers that did not come', effects: [answerTo('response_headers')] },
  { name: 'headers twice', effects: [answerTo('request_headers'), answerTo('request_headers')] },
  {
    name: 'a body after the end',
    effects: [answerTo('request_headers'), piece('request', 'x', true), piece('request', 'y', false)],
  },
  {
    name: 'trailers that did not come',
    effects: [answerTo('request_headers'), { kind: 'send', answer: { kind: 'request_trailers', mutation: nothing } }],
  },
  { name: 'an end before any answer', effects: [finish] },
  { name: 'an end before the response’s end', effects: [answerTo('request_headers'), finish] },
  { name: 'two immediate answers', effects: [immediate, immediate] },
  { name: 'a header after an immediate answer', effects: [immediate, answerTo('request_headers')] },
])('an exchange that gives $name fails the stream and never ends it with OK', ({ effects }) => {
  const run = start(() => effects);
  run.stream.listener.onMessage(question);
  expect(run.stream.log.at(-1)).toMatch(/^fail ERR_(WIRE_ANSWER|EXCHANGE_STATE)$/);
  expect(run.stream.log).not.toContain('finish');
  expect(run.faults).toHaveLength(1);
});

test('a body for a message that has none fails the stream', () => {
  const run = start(() => [answerTo('request_headers'), piece('request', 'x', true)]);
  run.stream.listener.onMessage(bareQuestion);
  expect(run.stream.log).toEqual(['send request_headers', 'fail ERR_WIRE_ANSWER']);
});

test('an exchange that throws fails the stream, is told of its end, and its words are not', () => {
  const run = start(event => {
    if (event.kind === 'request_headers') throw new Error(['canary', '-1'].join(''));
    return [];
  });
  run.stream.listener.onMessage(question);
  expect(run.stream.log).toEqual(['fail ERR_EXCHANGE_STATE']);
  run.stream.listener.onClosed();
  expect(run.events.map(event => event.kind)).toEqual(['request_headers', 'cancelled']);
  expect(run.closed).toBe(1);
});

test('an exchange that can’t be made fails the stream', () => {
  const stream = new FakeStream();
  const faults: string[] = [];
  runSession(stream, {
    holds: noDesk,
    ledger: fakeLedger(),
    createExchange: () => {
      throw new Error('no');
    },
    limits: defaultLimits,
    onFault: fault => faults.push(fault.code),
    onClosed: () => {},
    now: () => 0,
  });
  stream.listener.onMessage(question);
  expect(stream.log).toEqual(['fail ERR_EXCHANGE_STATE']);
});

test('after the final answer nothing is read or written, whatever comes', () => {
  const run = start(() => [immediate, finish, immediate]);
  run.stream.listener.onMessage(question);
  run.stream.listener.onMessage(body('request', 'x', true));
  run.stream.listener.onMessage(Buffer.from([0xff]));
  run.stream.listener.onEnd();
  run.stream.listener.onClosed();
  expect(run.stream.log).toEqual(['send immediate', 'finish']);
  expect(run.events).toHaveLength(1);
});

test('an upstream that answers before it has the whole request gets no OK: Envoy would let the rest of the request pass', () => {
  const run = start(event => {
    if (event.kind === 'request_headers') return [answerTo('request_headers')];
    return event.kind === 'response_headers' ? [answerTo('response_headers'), finish] : [];
  });
  run.stream.listener.onMessage(question);
  run.stream.listener.onMessage(headers('response', [[':status', '413']], true));
  run.stream.listener.onMessage(body('request', 'rest', true));
  expect(run.stream.log).toEqual(['send request_headers', 'send response_headers']);
  vi.advanceTimersByTime(defaultLimits.exchangeIdleMsMax);
  expect(run.stream.log.at(-1)).toBe('fail timed_out');
});

test('what comes after a direction’s end is ignored', () => {
  const run = start(event => (event.kind === 'request_headers' ? [answerTo('request_headers')] : []));
  run.stream.listener.onMessage(question);
  run.stream.listener.onMessage(body('request', 'x', true));
  run.stream.listener.onMessage(body('request', '', true));
  run.stream.listener.onMessage(trailers('request'));
  expect(run.events.map(event => event.kind)).toEqual(['request_headers', 'request_body']);
});

test.for([
  { name: 'nothing was heard', say: (_: Run) => {} },
  { name: 'the exchange has nothing to say to it', say: (run: Run) => run.stream.listener.onMessage(question) },
])('a half close when $name is never an OK', ({ say }) => {
  const run = start(() => []);
  say(run);
  run.stream.listener.onEnd();
  expect(run.stream.log).toEqual(['fail half_closed']);
});

test('an exchange may answer a half close with its final answer', () => {
  const run = start(event => (event.kind === 'half_closed' ? [immediate, finish] : []));
  run.stream.listener.onMessage(question);
  run.stream.listener.onEnd();
  expect(run.stream.log).toEqual(['send immediate', 'finish']);
});

test.for([
  { which: 'idle', limits: { exchangeIdleMsMax: 1000 } },
  { which: 'exchange', limits: { exchangeMsMax: 1000 } },
] as const)(
  'the $which deadline comes as an event, and fails the stream where the exchange does not end',
  ({ which, limits }) => {
    const run = start(() => [], limits);
    run.stream.listener.onMessage(question);
    vi.advanceTimersByTime(999);
    expect(run.stream.log).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(run.events).toContainEqual({ kind: 'deadline', which });
    expect(run.stream.log).toEqual(['fail timed_out']);
  },
);

test('a stream on which nothing ever comes is ended', () => {
  const run = start(() => []);
  vi.advanceTimersByTime(defaultLimits.exchangeIdleMsMax);
  expect(run.stream.log).toEqual(['fail timed_out']);
});

test('what is sent on the idle deadline keeps the exchange; the other deadline ends it all the same', () => {
  const run = start(event => {
    if (event.kind === 'request_headers') return [answerTo('request_headers')];
    if (event.kind === 'response_headers') return [answerTo('response_headers')];
    return event.kind === 'deadline' && event.which === 'idle' ? [piece('response', ': wait\n\n', false)] : [];
  });
  run.stream.listener.onMessage(bareQuestion);
  run.stream.listener.onMessage(answer);
  vi.advanceTimersByTime(defaultLimits.exchangeMsMax - 1);
  expect(run.stream.log).not.toContain('fail timed_out');
  vi.advanceTimersByTime(1);
  expect(run.stream.log.at(-1)).toBe('fail timed_out');
});

test('a peer that does not take the end is cut off', () => {
  const run = start(() => [immediate, finish]);
  run.stream.listener.onMessage(question);
  vi.advanceTimersByTime(defaultLimits.exchangeIdleMsMax);
  expect(run.stream.log).toEqual(['send immediate', 'finish', 'fail timed_out']);
});

test('no timer outlives the stream', () => {
  const run = start(() => []);
  run.stream.listener.onMessage(question);
  run.stream.listener.onClosed();
  expect(vi.getTimerCount()).toBe(0);
});

test('nothing is read while what is sent is not taken', () => {
  const run = start(event => (event.kind === 'request_headers' ? [answerTo('request_headers')] : []));
  run.stream.congested = true;
  run.stream.listener.onMessage(question);
  expect(run.stream.paused).toBe(true);
  run.stream.congested = false;
  run.stream.listener.onDrained();
  expect(run.stream.paused).toBe(false);
});

test.for([
  {
    name: 'ends with its last body',
    end: (run: Run) => run.stream.listener.onMessage(body('response', '', true)),
    last: 'response_body',
  },
  {
    name: 'ends with trailers',
    end: (run: Run) => run.stream.listener.onMessage(trailers('response')),
    last: 'response_trailers',
  },
])('a decoded response that $name comes to the exchange in order and whole', async ({ end, last }) => {
  vi.useRealTimers();
  const run = start(event => {
    if (event.kind === 'request_headers') return [answerTo('request_headers')];
    return event.kind === 'response_headers' ? [{ kind: 'decode', side: 'response', coding: 'gzip' }] : [];
  });
  run.stream.listener.onMessage(bareQuestion);
  run.stream.listener.onMessage(answer);
  run.stream.listener.onMessage(body('response', gzipSync('hello'), false));
  expect(run.stream.paused).toBe(true);
  await vi.waitFor(() => expect(run.stream.paused).toBe(false), waitMsMax);
  end(run);
  await vi.waitFor(() => expect(endOf(run.events)).toBe(last), waitMsMax);
  const bodies = run.events.flatMap(event => (event.kind === 'response_body' ? [event] : []));
  expect(Buffer.concat(bodies.map(event => event.body)).toString()).toBe('hello');
  expect(bodies.filter(event => event.endOfStream)).toHaveLength(last === 'response_body' ? 1 : 0);
});

test.for([
  { name: 'a broken encoding', bytes: Buffer.from('not gzip'), why: 'broken' },
  { name: 'a bomb', bytes: gzipSync(Buffer.alloc(8 * 1024 * 1024)), why: 'bomb' },
] as const)('$name comes as an event; the request’s own bodies pass no decoder', async ({ bytes, why }) => {
  vi.useRealTimers();
  const run = start(event => {
    if (event.kind === 'request_headers') return [answerTo('request_headers')];
    if (event.kind === 'response_headers') return [{ kind: 'decode', side: 'response', coding: 'gzip' }];
    return event.kind === 'undecodable' ? [immediate, finish] : [];
  });
  run.stream.listener.onMessage(question);
  run.stream.listener.onMessage(answer);
  run.stream.listener.onMessage(body('request', 'plain', true));
  run.stream.listener.onMessage(body('response', bytes, true));
  await vi.waitFor(() => expect(run.stream.log.at(-1)).toBe('finish'), waitMsMax);
  expect(run.events).toContainEqual({ kind: 'undecodable', side: 'response', why });
  expect(run.events).toContainEqual({ kind: 'request_body', body: Buffer.from('plain'), endOfStream: true });
});

test.for([
  { name: 'ends with its last body', end: () => body('request', '', true), last: 'request_body' },
  { name: 'ends with trailers', end: () => trailers('request'), last: 'request_trailers' },
])(
  'a decoded request that $name comes to the exchange in order and whole, and its answer is not decoded',
  async ({ end, last }) => {
    vi.useRealTimers();
    const run = start(event => (event.kind === 'request_headers' ? [{ kind: 'decode', side: 'request', coding: 'gzip' }] : []));
    run.stream.listener.onMessage(question);
    run.stream.listener.onMessage(body('request', gzipSync('hello'), false));
    expect(run.stream.paused).toBe(true);
    await vi.waitFor(() => expect(run.stream.paused).toBe(false), waitMsMax);
    run.stream.listener.onMessage(end());
    await vi.waitFor(() => expect(run.events.some(event => isEnd(event, last))).toBe(true), waitMsMax);
    const bodies = run.events.flatMap(event => (event.kind === 'request_body' ? [event] : []));
    expect(Buffer.concat(bodies.map(event => event.body)).toString()).toBe('hello');
    expect(bodies.filter(event => event.endOfStream)).toHaveLength(last === 'request_body' ? 1 : 0);
    run.stream.listener.onMessage(answer);
    run.stream.listener.onMessage(body('response', 'plain', true));
    expect(run.events.at(-1)).toEqual({ kind: 'response_body', body: Buffer.from('plain'), endOfStream: true });
  },
);

test.for([
  { name: 'a broken encoding', bytes: Buffer.from('not gzip'), why: 'broken' },
  { name: 'a bomb', bytes: gzipSync(Buffer.alloc(8 * 1024 * 1024)), why: 'bomb' },
] as const)('$name of a request comes as an event of that side', async ({ bytes, why }) => {
  vi.useRealTimers();
  const run = start(event => {
    if (event.kind === 'request_headers') return [{ kind: 'decode', side: 'request', coding: 'gzip' }];
    return event.kind === 'undecodable' ? [immediate, finish] : [];
  });
  run.stream.listener.onMessage(question);
  run.stream.listener.onMessage(body('request', bytes, true));
  await vi.waitFor(() => expect(run.events).toContainEqual({ kind: 'undecodable', side: 'request', why }), waitMsMax);
});

test('a second decoder for one side is a fault', () => {
  const twice = [
    { kind: 'decode', side: 'request', coding: 'gzip' },
    { kind: 'decode', side: 'request', coding: 'br' },
  ] as const;
  const run = start(() => twice);
  run.stream.listener.onMessage(question);
  expect(run.stream.log.at(-1)).toContain('ERR_EXCHANGE_STATE');
});

function isEnd(event: ExchangeEvent, kind: string): boolean {
  return event.kind === kind && (event.kind !== 'request_body' || event.endOfStream);
}

function endOf(events: readonly ExchangeEvent[]): string | undefined {
  const event = events.at(-1);
  return event?.kind === 'response_body' && !event.endOfStream ? undefined : event?.kind;
}

function mode(requestBodyMode: number, responseBodyMode: number): Buffer {
  return headers('request', [], false, { protocolConfig: { requestBodyMode, responseBodyMode } });
}
