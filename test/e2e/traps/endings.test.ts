// Answers that have no body, or an odd end: each comes to its end, with no fault and no hanging client.
import { expect, test } from 'vitest';
import type { Effect, ExchangeEvent } from '../../../extproc/exchange/events.ts';
import { canary, expectClosed } from '../harness/canary.ts';
import { get1, get2, type Request, sendRaw } from '../harness/client.ts';
import type { Header } from '../harness/http1.ts';
import { echo, echoExcept } from '../harness/machines.ts';
import type { Answer } from '../harness/script.ts';
import { openStage } from '../harness/stage.ts';

const json: Header = ['content-type', 'application/json'];
const none = { headers: [json], pieces: [], framing: 'none' } as const;

const answers: readonly {
  name: string;
  request: Request;
  answer: Answer;
  status: number;
  body?: string;
  trailers?: readonly Header[];
}[] = [
  {
    name: 'HEAD',
    request: { method: 'HEAD' },
    answer: { ...none, status: 200, headers: [json, ['content-length', '77']] },
    status: 200,
  },
  { name: '204', request: { method: 'POST', body: 'x' }, answer: { ...none, status: 204, headers: [] }, status: 204 },
  { name: '304', request: {}, answer: { ...none, status: 304 }, status: 304 },
  { name: 'length 0', request: {}, answer: { status: 200, headers: [json], pieces: [], framing: 'length' }, status: 200 },
  { name: 'chunked and empty', request: {}, answer: { status: 200, headers: [json], pieces: [] }, status: 200 },
  {
    name: 'empty with trailers',
    request: {},
    answer: { status: 200, headers: [json], pieces: [], trailers: [['x-t', '1']] },
    status: 200,
    trailers: [['x-t', '1']],
  },
  {
    name: 'a body until the connection closes',
    request: {},
    answer: { status: 200, headers: [json], pieces: [Buffer.from('{}')], framing: 'until-close' },
    status: 200,
    body: '{}',
  },
  {
    name: 'an error',
    request: {},
    answer: { status: 503, headers: [json], pieces: [Buffer.from('{}')] },
    status: 503,
    body: '{}',
  },
];

test.for(
  answers.flatMap(it => [
    { ...it, http: 1, get: get1 },
    { ...it, http: 2, get: get2 },
  ]),
)('an answer that is $name ends for HTTP/$http', async ({ request, answer, status, body, trailers, get }) => {
  const stage = await openStage({ exchange: () => echo(), upstream: () => answer });
  const got = await get(stage.port, request);
  expect({ ...got, body: got.body.toString() }).toMatchObject({ status, complete: true, body: body ?? '' });
  if (trailers !== undefined) expect(got.trailers).toEqual(trailers);
  expect(stage.guard.faults).toEqual([]);
  await expect.poll(() => stage.guard.server.running).toBe(0);
});

test('request trailers arrive at the upstream', async () => {
  const stage = await openStage({ exchange: () => echo(), upstream: () => ({ status: 200, headers: [], pieces: [] }) });
  for (const get of [get1, get2]) await get(stage.port, { method: 'POST', body: 'x', trailers: [['x-sent', 'late']] });
  expect(stage.upstream.requests.map(request => request.trailers)).toEqual([[['x-sent', 'late']], [['x-sent', 'late']]]);
});

test('Envoy’s own 400 comes to the guard as a response without a request, and the client gets nothing of another', async () => {
  const streams: ExchangeEvent[][] = [];
  const stage = await openStage({
    exchange: () => {
      const events: ExchangeEvent[] = [];
      streams.push(events);
      return echoExcept(event => {
        events.push(event);
        return null;
      });
    },
    upstream: () => ({ status: 200, headers: [], pieces: [Buffer.from(canary)] }),
  });
  // Opens Envoy's connection to the guard: else the client's is closed before there is one.
  await get1(stage.port);
  const twoLengths = 'POST / HTTP/1.1\r\nhost: a.test\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n';
  expectClosed(await sendRaw(stage.port, Buffer.from(twoLengths)));
  expect(streams[1]?.[0]?.kind).toBe('response_headers');
  expect(streams).toHaveLength(2);
  expect(stage.guard.faults).toEqual([]);
  await expect.poll(() => stage.guard.server.running).toBe(0);
});

test('a request to upgrade is refused by Envoy, and no bytes flow', async () => {
  const stage = await openStage({
    exchange: () => echo(),
    upstream: () => ({ status: 200, headers: [], pieces: [Buffer.from(canary)] }),
  });
  const upgrade: Header[] = [
    ['connection', 'Upgrade'],
    ['upgrade', 'websocket'],
    ['sec-websocket-version', '13'],
    ['sec-websocket-key', 'AAAAAAAAAAAAAAAAAAAAAA=='],
  ];
  expectClosed(await get1(stage.port, { headers: upgrade }));
  expect(stage.upstream.requests).toEqual([]);
});

test('an upstream that switches protocols unasked gets nothing through', async () => {
  const switched: Header[] = [
    ['connection', 'Upgrade'],
    ['upgrade', 'websocket'],
  ];
  const answer: Answer = { status: 101, headers: switched, pieces: [Buffer.from(canary)], framing: 'until-close' };
  const stage = await openStage({ exchange: () => echoExcept(refuseBodies), upstream: () => answer });
  for (const get of [get1, get2]) expect((await get(stage.port)).raw.toString()).not.toContain(canary);
});

test('an interim answer is no answer: what follows is still the guard’s', async () => {
  const early = Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${canary.length}\r\n\r\n${canary}`);
  const answer: Answer = { status: 103, headers: [['link', '</a>; rel=preload']], pieces: [early], framing: 'none' };
  const stage = await openStage({
    exchange: () => echoExcept(refuseBodies),
    upstream: () => answer,
  });
  expectClosed(await get1(stage.port));
});

function refuseBodies(event: ExchangeEvent): readonly Effect[] | null {
  return event.kind === 'response_body' ? [{ kind: 'fail', code: 'scripted' }] : null;
}
