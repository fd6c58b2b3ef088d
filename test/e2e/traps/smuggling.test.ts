// A body that grows under its old content-length ends with a second message, hidden in the first. Envoy passes the length that the
// guard leaves, so the exchange must remove it, in both directions; the first tests show what happens else.
import { expect, test } from 'vitest';
import type { ExchangeMachine, HeaderMutation } from '../../../extproc/exchange/events.ts';
import { get1, get2, sendRaw } from '../harness/client.ts';
import { onlyValue } from '../harness/http1.ts';
import { body, echoExcept, finish, send, withoutLength } from '../harness/machines.ts';
import { openStage } from '../harness/stage.ts';

const nothing: HeaderMutation = { set: [], remove: [] };
const short = '{"a":1}';
const smuggled = 'GET /smuggled HTTP/1.1\r\nhost: x\r\n\r\n';
const answer = () => ({ status: 200, headers: [], pieces: [Buffer.from(short)], framing: 'length' as const });

test('the trial works: with the old length left on, the upstream reads a second request', async () => {
  const stage = await openStage({ exchange: () => growing('request', nothing), upstream: answer });
  await get1(stage.port, { method: 'POST', body: short });
  expect(stage.upstream.requests.map(request => request.startLine)).toContain('GET /smuggled HTTP/1.1');
});

test('without the old length a grown request is one request, whoever sends it', async () => {
  const stage = await openStage({ exchange: () => growing('request', withoutLength), upstream: answer });
  await get1(stage.port, { method: 'POST', body: short });
  await get2(stage.port, { method: 'POST', body: short });
  expect(stage.upstream.requests.map(request => request.startLine)).toEqual(['POST / HTTP/1.1', 'POST / HTTP/1.1']);
  for (const request of stage.upstream.requests) {
    expect(onlyValue(request.headers, 'content-length')).toBe(null);
    expect(onlyValue(request.headers, 'transfer-encoding')).toBe('chunked');
    expect(request.body.toString()).toBe(short + smuggled);
  }
});

test('without the old length a grown response is one response', async () => {
  const stage = await openStage({ exchange: () => growing('response', withoutLength), upstream: answer });
  for (const get of [get1, get2]) {
    const got = await get(stage.port);
    expect(got).toMatchObject({ status: 200, complete: true });
    expect(got.headers.has('content-length')).toBe(false);
    expect(got.body.toString()).toBe(short + smuggled);
  }
});

test('a length that the guard sets itself arrives, once', async () => {
  const length = String(short.length + smuggled.length);
  const mutation = { set: [['content-length', length]], remove: ['content-length'] } as const;
  const stage = await openStage({ exchange: () => growing('response', mutation), upstream: answer });
  const got = await get1(stage.port);
  expect(got.headers.get('content-length')).toBe(length);
  expect(got.headers.has('transfer-encoding')).toBe(false);
  expect(got.body.toString()).toBe(short + smuggled);
});

test.for([
  { name: 'two lengths', head: 'content-length: 7\r\ncontent-length: 8\r\n' },
  { name: 'a length and chunked coding', head: 'content-length: 7\r\ntransfer-encoding: chunked\r\n' },
  { name: 'a length that is not a number', head: 'content-length: +7\r\n' },
  { name: 'a coding behind chunked', head: 'transfer-encoding: chunked, gzip\r\n' },
  { name: 'a space before the colon', head: 'content-length : 7\r\n' },
])('a request with $name never reaches the upstream', async ({ head }) => {
  const stage = await openStage({ exchange: () => growing('request', withoutLength), upstream: answer });
  const got = await sendRaw(stage.port, Buffer.from(`POST / HTTP/1.1\r\nhost: a.test\r\n${head}\r\n${short}`));
  expect(got.status === null || got.status >= 400).toBe(true);
  expect(stage.upstream.requests).toEqual([]);
});

/** Puts what looks like a request behind the body, and changes the head as told. */
function growing(side: 'request' | 'response', mutation: HeaderMutation): ExchangeMachine {
  return echoExcept(event => {
    if (event.kind === `${side}_headers`) return [send({ kind: `${side}_headers`, mutation })];
    if (event.kind !== 'request_body' && event.kind !== 'response_body') return null;
    if (event.kind !== `${side}_body` || !event.endOfStream) return null;
    const grown = body(side, Buffer.concat([event.body, Buffer.from(smuggled)]), true);
    return side === 'response' ? [grown, finish] : [grown];
  });
}
