// The API of recordings, as its clients and those who may not use it meet it.
import { expect, test } from 'vitest';
import { ask, done, event, scene } from '../recording/scene.ts';
import { scene as adminScene, tokens } from './scene.ts';

const id = `ex_${'0'.repeat(25)}1`;
const paths = ['/v1/sessions', '/v1/sessions/se_A', '/v1/exchanges', `/v1/exchanges/${id}`, `/v1/exchanges/${id}/recording`];

async function recorded() {
  const { record, library } = await scene();
  await record({
    facts: { exchange: id },
    pieces: [
      ['request', ask, 0],
      ['response', event('Hi <EMAIL_7Q3K>'), 10],
      ['response', done, 20],
    ],
  });
  return adminScene({ recordings: library });
}

test('auditors alone look at what was recorded', async () => {
  const server = await recorded();
  for (const path of paths) {
    const statuses = [];
    for (const token of [tokens.aud, tokens.ann, tokens.ops, undefined])
      statuses.push((await server.ask({ path, ...(token === undefined ? {} : { token }) })).status);
    expect([path, ...statuses]).toEqual([path, 200, 403, 403, 401]);
  }
});

test('a recording tells its texts, where they look masked, and its bytes', async () => {
  const { json } = await (await recorded()).ask({ path: `/v1/exchanges/${id}/recording`, token: tokens.aud });
  expect(json).toMatchObject({ exchange: id, isWhole: true, read: ['request', 'response'] });
  const answer = json.texts.findIndex(({ side }: { side: string }) => side === 'response');
  expect(json.texts[answer].masks).toEqual([{ start: 3, end: 15, detector: 'email' }]);
  expect(json.pieces[1]).toMatchObject({ atMs: 10, side: 'response', texts: [{ of: answer, text: 'Hi <EMAIL_7Q3K>' }] });
  expect(Buffer.from(json.pieces[0].bytes, 'base64').toString()).toBe(ask);
});

test.for([
  { path: '/v1/exchanges/nothing', status: 400 },
  { path: `/v1/exchanges/${id.slice(0, -1)}9`, status: 404 },
  { path: '/v1/sessions/se_NONE', status: 404 },
  { path: '/v1/exchanges?cursor=crooked', status: 400 },
  { path: '/v1/exchanges?q=***', status: 400 },
  { path: '/v1/exchanges?limit=0', status: 400 },
  { path: '/v1/sessions?by=day', status: 400 },
])('$path is answered with $status', async ({ path, status }) => {
  expect((await (await recorded()).ask({ path, token: tokens.aud })).status).toBe(status);
});

test('all of it is in the OpenAPI document', async () => {
  const { json } = await (await recorded()).ask({ path: '/openapi.json' });
  for (const path of ['/v1/sessions', '/v1/sessions/{id}', '/v1/exchanges', '/v1/exchanges/{id}', '/v1/exchanges/{id}/recording'])
    expect(Object.keys(json.paths)).toContain(path);
});
