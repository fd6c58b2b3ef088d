// Holds as long as people take: longer than any deadline that Envoy has by itself (15 s for a route, 5 minutes for a silent stream), where
// PENSTOCK_HOLD_MS says so. Silent and with comments, over both versions of HTTP, all at once.
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { holdEmails } from '../../unit/exchange/scene.ts';
import { chunks, completion, done, json, sse } from '../main-job/openai-says.ts';
import { openHolds, until } from './held.ts';

const holdMs = Number(process.env.PENSTOCK_HOLD_MS ?? 1_000);
const text = 'Ask jane.roe@example.com.';
const path = '/v1/chat/completions';
const headers = { 'content-type': 'application/json' };

test(`a hold of ${holdMs} ms`, { timeout: holdMs + 60_000 }, async () => {
  const isStream = (body: Buffer) => JSON.parse(body.toString()).stream === true;
  const stage = await openHolds({
    decide: input => ({ ...holdEmails(input), holds: holdEmails(input).holds.map(rule => ({ ...rule, ttlMs: 3_600_000 })) }),
    limits: { holdHeadMsMax: 2 * holdMs, exchangeIdleMsMax: 30_000 },
    connection: { hold: { style: 'wait', maxMinutes: 60 } },
    upstream: ({ body }) => (isStream(body) ? sse([...chunks(text, 30), done]) : json(completion(text))),
  });
  const bodies = ['{"stream":true}', '{"stream":false}'];
  const asking = bodies.flatMap(body => [ask1(stage.port, body), ask2(stage.port, body)]);
  await until(() => stage.desk.holds.length === 4 && stage.desk.holds.every(({ content }) => content !== null));
  await sleep(holdMs);
  for (const hold of stage.desk.holds) hold.release();
  for (const answer of await Promise.all(asking)) expect(answer).toContain('Ask [REDACTED:email].');
  expect(stage.guard.faults).toEqual([]);
});

async function ask1(port: number, body: string): Promise<string> {
  const asking = request({ port, host: '127.0.0.1', path, method: 'POST', headers });
  asking.end(body);
  const [answer] = await once(asking, 'response');
  return read(answer);
}

async function ask2(port: number, body: string): Promise<string> {
  const session = connect(`http://127.0.0.1:${port}`);
  const stream = session.request({ ':method': 'POST', ':path': path, ...headers });
  stream.end(body);
  const said = await read(stream);
  session.close();
  return said;
}

async function read(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
