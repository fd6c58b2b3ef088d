// What is let through arrives as it was, by every way that HTTP has.
import { expect, test } from 'vitest';
import { get1, get2 } from '../harness/client.ts';
import { echo } from '../harness/machines.ts';
import { cut } from '../harness/script.ts';
import { openStage } from '../harness/stage.ts';

const text = 'data: {"a":"ü"}\n\ndata: [DONE]\n\n'.repeat(20);

test.for([
  { client: 1, upstream: 1 },
  { client: 2, upstream: 1 },
  { client: 1, upstream: 2 },
  { client: 2, upstream: 2 },
] as const)('a body, its trailers and its end arrive from HTTP/$upstream by HTTP/$client', async ({ client, upstream }) => {
  const stage = await openStage({
    exchange: () => echo(),
    upstreamHttp: upstream,
    upstream: () => ({
      status: 200,
      headers: [['content-type', 'text/event-stream']],
      pieces: cut(text, 'event'),
      paceMs: 1,
      trailers: [['x-end', 'reached']],
    }),
  });
  const got = await (client === 1 ? get1 : get2)(stage.port, { method: 'POST', body: 'question' });
  expect(got).toMatchObject({ status: 200, complete: true, trailers: [['x-end', 'reached']] });
  expect(got.body.toString()).toBe(text);
  expect(stage.upstream.requests.map(request => request.body.toString())).toEqual(['question']);
  expect(stage.guard.faults).toEqual([]);
});
