// Clients whose connection is kept while people decide.
import { describe, expect, test } from 'vitest';
import { holdEmails } from '../../unit/exchange/scene.ts';
import { get1, get2 } from '../harness/client.ts';
import { chunk, chunks, completion, done, json, sse } from '../main-job/openai-says.ts';
import { openai, openHolds, until } from './held.ts';

const email = 'jane.roe@example.com';
const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'hello' }] };
const said = [...chunks(`Hello. Ask ${email} now, please.`, 5), chunk({}, { finish: 'stop' }), done];

describe('the openai client', () => {
  test('reads a stream that was held and released as if nothing had been, with what policies mask', async () => {
    const stage = await openHolds({ decide: holdEmails, limits: { holdCommentMs: 50 }, upstream: () => sse(said) });
    const stream = await openai(stage).chat.completions.create({ ...question, stream: true });
    let text = '';
    const reading = (async () => {
      for await (const part of stream) text += part.choices[0]?.delta.content ?? '';
    })();
    const hold = await stage.complete();
    await until(() => text === 'Hello. Ask');
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(text).toBe('Hello. Ask');
    hold.release();
    await reading;
    expect(text).toBe('Hello. Ask [REDACTED:email] now, please.');
    await until(() => hold.told.includes('delivered'));
    expect(stage.records).toMatchObject([{ decision: 'hold', ending: 'delivered', holds: [{ ended: 'released' }] }]);
    expect(stage.guard.faults).toEqual([]);
  });

  test('throws what its caller knows when people deny a stream', async () => {
    const stage = await openHolds({ decide: holdEmails, upstream: () => sse(said) });
    const stream = await openai(stage).chat.completions.create({ ...question, stream: true });
    const reading = (async () => {
      for await (const _ of stream);
    })();
    (await stage.complete()).refuse('denied', 'not for this team');
    await expect(reading).rejects.toThrow(/not for this team \(hold ho_/);
  });

  test('gets a whole answer that was held, with no head before people decided', async () => {
    const stage = await openHolds({ decide: holdEmails, upstream: () => json(completion(`Ask ${email}.`)) });
    const asking = openai(stage).chat.completions.create(question).withResponse();
    (await stage.complete()).release();
    const { data, response } = await asking;
    expect(data.choices[0]?.message.content).toBe('Ask [REDACTED:email].');
    expect(response.headers.get('x-penstock-decision')).toBe('hold');
  });
});

describe.for([
  { name: 'HTTP/1.1', get: get1 },
  { name: 'HTTP/2', get: get2 },
])('over $name', ({ get }) => {
  const ask = { method: 'POST', path: '/v1/chat/completions', headers: [['content-type', 'application/json']] as const };

  test('a held stream gets comments between its events, and the rest byte for byte', async () => {
    const stage = await openHolds({ decide: holdEmails, limits: { holdCommentMs: 20 }, upstream: () => sse(said) });
    const asking = get(stage.port, { ...ask, body: JSON.stringify({ ...question, stream: true }) });
    const hold = await stage.complete();
    await new Promise(resolve => setTimeout(resolve, 150));
    hold.release();
    const { status, body, complete, headers } = await asking;
    expect(status).toBe(200);
    expect(complete).toBe(true);
    expect(headers.get('x-penstock-hold')).toBeUndefined();
    const text = body.toString();
    const comments = text.match(/: waiting for approval\n\n/g) ?? [];
    expect(comments.length).toBeGreaterThan(2);
    const { before, body: rest } = hold.content!;
    expect(text.replaceAll(': waiting for approval\n\n', '')).toBe(Buffer.concat([before, rest]).toString());
    expect(stage.guard.faults).toEqual([]);
  });
});

test('no deadline ends an exchange that waits for people, and the usual ones count again afterwards', async () => {
  const limits = { exchangeIdleMsMax: 3_000, exchangeMsMax: 4_000 };
  const stage = await openHolds({ decide: holdEmails, limits, upstream: () => json(completion(`Ask ${email}.`)) });
  const asking = openai(stage, 0).chat.completions.create(question);
  const hold = await stage.complete();
  await new Promise(resolve => setTimeout(resolve, 4500));
  hold.release();
  expect((await asking).choices[0]?.message.content).toBe('Ask [REDACTED:email].');
  expect(stage.guard.faults).toEqual([]);
});

test('a hold of which no news comes in time fails, and stays for people to decide', async () => {
  const hold = { style: 'wait', maxMinutes: 0 } as const;
  const limits = { holdNewsMsMax: 300 };
  const stage = await openHolds({ decide: holdEmails, limits, connection: { hold }, upstream: () => sse(said) });
  const stream = await openai(stage, 0).chat.completions.create({ ...question, stream: true });
  await expect(
    (async () => {
      for await (const _ of stream);
    })(),
  ).rejects.toThrow(/cannot be learned right now \(hold ho_/);
  expect(stage.desk.hold.told).toEqual(['complete', 'leave']);
});

describe('a client that leaves', () => {
  const ask = { method: 'POST', path: '/v1/chat/completions', headers: [['content-type', 'application/json']] as const };
  const body = JSON.stringify({ ...question, stream: true });

  test.for([
    {
      name: 'after the upstream’s end leaves a hold that people can decide',
      paceMs: 0,
      comments: 100,
      told: ['complete', 'leave'],
    },
    { name: 'before it leaves one that is not all there', paceMs: 200, comments: 3, told: ['leave'] },
  ])('$name', async ({ paceMs, comments, told }) => {
    const upstream = () => sse(said, 'event', paceMs);
    const stage = await openHolds({ decide: holdEmails, upstream, limits: { holdCommentMs: 10 } });
    const before = said.slice(0, 3).join('');
    const leaveAfterBytes = before.length + comments * ': waiting for approval\n\n'.length;
    await get1(stage.port, { ...ask, body, leaveAfterBytes });
    await until(() => stage.records.length === 1);
    expect(stage.desk.hold.told).toEqual(told);
    expect(stage.records).toMatchObject([{ ending: 'cancelled', holds: [{ ended: 'left' }] }]);
  });
});

test('the end of the program ends a stream that waits with an error, and its hold can be decided and fetched elsewhere', async () => {
  const stage = await openHolds({ decide: holdEmails, upstream: () => sse(said) });
  const stream = await openai(stage, 0).chat.completions.create({ ...question, stream: true });
  const reading = (async () => {
    for await (const _ of stream);
  })();
  const broken = expect(reading).rejects.toThrow(/cannot be learned right now/);
  await stage.complete();
  await Promise.all([broken, stage.guard.server.drain()]);
  expect(stage.desk.hold.told).toEqual(['complete', 'leave']);
});
