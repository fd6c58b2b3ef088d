// Much at once, large bodies, and connections that are used again: each exchange gets what is its own, and all of it.
import { writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { cut } from '../harness/script.ts';
import { ask, curl, hasCurl } from './clients.ts';
import { installation, type Scripted } from './installation.ts';
import { chunk, chunks, completion, completionOf, done, json, sse } from './openai-says.ts';
import { contentOf } from './outcomes.ts';
import { awsKey, leaks } from './samples.ts';

const penstock = installation();
const whole = JSON.stringify({ model: 'gpt-4o' });
const streamed = JSON.stringify({ model: 'gpt-4o', stream: true });

test('a hundred exchanges side by side do not mix', async () => {
  const got = await Promise.all(
    Array.from({ length: 100 }, async (_, at) => {
      const text = `This is ${at}: ${awsKey} and ${'so on '.repeat(at % 7)}to the end of ${at}.`;
      const isStream = at % 3 !== 0;
      const answer = isStream
        ? sse([...chunks(text, 3), done], { seed: at }, 1)
        : { ...json(completion(text)), framing: 'chunked' as const };
      const place = at % 2 === 0 ? 'openai' : 'openai-h2';
      const one = await ask(penstock, penstock.script(answer), {
        place,
        http: at % 4 < 2 ? 1 : 2,
        body: isStream ? streamed : whole,
      });
      return {
        complete: one.complete,
        text: contentOf(one.body.toString()),
        want: text.replace(awsKey, '[REDACTED:aws-access-key]'),
      };
    }),
  );
  for (const { complete, text, want } of got) expect([complete, text]).toEqual([true, want]);
});

test('a document of twelve megabytes is masked at its end and has its true length', async () => {
  const text = `${'all work and no play '.repeat(600_000)}${awsKey}`;
  const answer = json(completion(text));
  const got = await ask(penstock, penstock.script({ ...answer, pieces: cut(answer.pieces[0]!, 100_000) }), {
    place: 'openai',
    body: whole,
  });
  expect([got.status, got.complete, got.headers.get('content-length')]).toEqual([200, true, String(got.body.length)]);
  expect(got.body.length).toBe(answer.pieces[0]!.length - awsKey.length + '[REDACTED:aws-access-key]'.length);
  expect(leaks(got.body.subarray(-1_000).toString())).toEqual([]);
});

test('a stream of some megabytes arrives whole', async () => {
  const events = [
    ...Array.from({ length: 2_000 }, (_, at) => chunk({ content: `${at} ${'and so on '.repeat(100)}` })),
    chunk({}, { finish: 'stop' }),
    done,
  ];
  const got = await ask(penstock, penstock.script(sse(events, 'whole')), { place: 'openai', body: streamed });
  expect(got.complete).toBe(true);
  expect(got.body.toString() === events.join('')).toBe(true);
});

test('a document with trailers behind it arrives whole', async () => {
  for (const place of ['openai', 'openai-h2']) {
    for (const http of [1, 2] as const) {
      const answer = {
        ...json(completion(`The key is ${awsKey}.`)),
        framing: 'chunked' as const,
        trailers: [['x-end', 'reached']] as const,
      };
      const got = await ask(penstock, penstock.script(answer), { place, http, body: whole });
      expect(got).toMatchObject({ status: 200, complete: true, trailers: [['x-end', 'reached']] });
      expect(JSON.parse(got.body.toString()).choices[0].message.content).toBe('The key is [REDACTED:aws-access-key].');
    }
  }
});

const large = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Zürich '.repeat(300_000) }] });

test('a request of two megabytes arrives whole', async () => {
  const script = penstock.script(json(completion('fine')));
  expect((await ask(penstock, script, { place: 'openai', body: large })).status).toBe(200);
  expect(script.seen.map(({ body }) => body.equals(Buffer.from(large)))).toEqual([true]);
});

test.skipIf(!hasCurl)('so does one of a client that asks before it sends', async () => {
  const script = penstock.script(json(completion('fine')));
  const file = join(dirname(penstock.key.file), 'request.json');
  writeFileSync(file, large);
  const flags = ['-H', 'content-type: application/json', '-H', 'expect: 100-continue', '--data-binary', `@${file}`];
  expect((await curl(penstock, script, '/v1/chat/completions', ...flags)).exitCode).toBe(0);
  expect(script.seen.map(({ body }) => body.equals(Buffer.from(large)))).toEqual([true]);
});

test('a connection is good for more after answers, blocks and refusals', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const call = {
    id: 'call_1',
    type: 'function',
    function: { name: 'http_post', arguments: JSON.stringify({ url: 'https://collector.example', body: 'x '.repeat(3_000) }) },
  };
  const [good, bad] = [
    penstock.script(json(completion(`key ${awsKey}`))),
    penstock.script(json(completionOf({ message: { content: null, tool_calls: [call] } }))),
  ];
  const statuses: number[] = [];
  for (const [script, path] of [
    [good, '/v1/chat/completions'],
    [bad, '/v1/chat/completions'],
    [good, '/v1/files'],
    [good, '/v1/chat/completions'],
  ] as const) {
    statuses.push(await statusOf(agent, script, path));
  }
  expect(statuses).toEqual([200, 403, 403, 200]);
  agent.destroy();
});

function statusOf(agent: Agent, { headers }: Scripted, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const head = { host: 'openai.test', 'content-type': 'application/json', 'content-length': whole.length, ...headers };
    const asking = request({ port: penstock.port, host: '127.0.0.1', path, method: 'POST', headers: head, agent }, answer => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    asking.on('error', reject).end(whole);
  });
}
