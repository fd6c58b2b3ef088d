// The ways in which an exchange stops an answer, and that the rest of it stays where it is.
import { expect, test } from 'vitest';
import type { Effect, ExchangeEvent } from '../../../extproc/exchange/events.ts';
import { canary, expectClosed, secretJson, secretStream } from '../harness/canary.ts';
import { get1, get2 } from '../harness/client.ts';
import { block, body, echoExcept, finish, send } from '../harness/machines.ts';
import type { Answer } from '../harness/script.ts';
import { openStage } from '../harness/stage.ts';

const closing = 'data: {"error":"blocked"}\n\ndata: [DONE]\n\n';
const clients = [
  { http: 1, get: get1 },
  { http: 2, get: get2 },
] as const;

test.for(clients)(
  'a block at the request gives its status and body to HTTP/$http, and the upstream hears nothing',
  async ({ get }) => {
    const stage = await openStage({
      exchange: () => echoExcept(on('request_headers', () => block(403, 'no'))),
      upstream: secretJson,
    });
    const got = await get(stage.port, { method: 'POST', body: '{}' });
    expect(got).toMatchObject({ status: 403, complete: true });
    expect(got.body.toString()).toBe('no');
    expect(stage.upstream.requests).toEqual([]);
  },
);

test.for(clients)('a block at the end of a body that was kept back is a whole answer for HTTP/$http', async ({ get }) => {
  const stage = await openStage({ exchange: keepsAll, upstream: secretJson });
  const got = await get(stage.port, { method: 'POST', body: '{}' });
  expectClosed(got);
  expect(got).toMatchObject({ status: 403, complete: true });
  expect(got.body.toString()).toBe('no');
});

test.for(clients)('a block in mid-stream ends cleanly for HTTP/$http, though the upstream goes on', async ({ get }) => {
  const stage = await openStage({
    exchange: () => echoExcept(third([body('response', closing, true), finish])),
    upstream: lateSecret,
  });
  const got = await get(stage.port);
  expect(got).toMatchObject({ status: 200, complete: true });
  expect(got.body.toString()).toBe(`data: 0\n\ndata: 1\n\n${closing}`);
  await expect.poll(() => stage.upstream.interrupted()).toBe(1);
});

test.for(clients)('an immediate answer in mid-stream resets the stream of HTTP/$http', async ({ get }) => {
  const stage = await openStage({ exchange: () => echoExcept(third(block(403, 'no'))), upstream: lateSecret });
  const got = await get(stage.port);
  expect(got.complete).toBe(false);
  expectClosed(got);
});

test.for(clients)(
  'a block in mid-stream while the client does not read lets nothing more through to HTTP/$http',
  async ({ get }) => {
    const filler = `data: ${'x'.repeat(64 * 1024)}\n\n`;
    const upstream = (): Answer => {
      const pieces = Array.from({ length: 200 }, (_, at) => Buffer.from(at < 100 ? filler : `data: ${canary}\n\n`));
      return { status: 200, headers: [['content-type', 'text/event-stream']], pieces };
    };
    const stage = await openStage({
      exchange: () => {
        let blocked = false;
        return echoExcept(event => {
          if (event.kind !== 'response_body') return null;
          if (blocked) return [];
          blocked = event.body.includes(canary);
          const before = event.body.subarray(0, Math.max(0, event.body.indexOf(canary)));
          return blocked ? [body('response', Buffer.concat([before, Buffer.from(closing)]), true), finish] : null;
        });
      },
      upstream,
    });
    const got = await get(stage.port, { stallMs: 800 });
    expect(got.complete).toBe(true);
    expect(got.raw.includes(canary)).toBe(false);
    expect(got.body.toString().endsWith(closing)).toBe(true);
  },
);

test('headers of an immediate answer arrive, an empty value too', async () => {
  const answer = { kind: 'immediate', status: 429, body: Buffer.from('{}'), details: 'a b' } as const;
  const headers = [
    ['content-type', 'application/json'],
    ['retry-after', '5'],
    ['x-empty', ''],
  ] as const;
  const stage = await openStage({
    exchange: () => echoExcept(on('request_headers', () => [send({ ...answer, headers }), finish])),
    upstream: secretJson,
  });
  const got = await get1(stage.port);
  expect(got.status).toBe(429);
  expect(got.headers.get('content-type')).toBe('application/json');
  expect(got.headers.get('retry-after')).toBe('5');
  expect(got.headers.get('x-empty')).toBe('');
});

function on(kind: ExchangeEvent['kind'], act: () => readonly Effect[]): (event: ExchangeEvent) => readonly Effect[] | null {
  return event => (event.kind === kind ? act() : null);
}

/** Says something else at the third event of the stream. */
function third(effects: readonly Effect[]): (event: ExchangeEvent) => readonly Effect[] | null {
  return event => (event.kind === 'response_body' && event.body.includes('data: 2') ? effects : null);
}

function keepsAll() {
  return echoExcept(event => {
    if (event.kind === 'response_headers') return [];
    if (event.kind !== 'response_body') return null;
    return event.endOfStream ? block(403, 'no') : [];
  });
}

/** Harmless at first; everything behind the block carries the canary. */
function lateSecret(): Answer {
  const harmless = Array.from({ length: 3 }, (_, at) => Buffer.from(`data: ${at}\n\n`));
  return { ...secretStream(0), pieces: [...harmless, ...secretStream(100).pieces], paceMs: 30 };
}
