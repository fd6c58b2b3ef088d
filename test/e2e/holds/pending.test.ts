// Clients that are told to come back, and what they get when they do.
import Anthropic from '@anthropic-ai/sdk';
import { APIError } from 'openai';
import { describe, expect, test } from 'vitest';
import type { Redemption } from '../../../extproc/words/hold.ts';
import { allow, held, holdEmails } from '../../unit/exchange/scene.ts';
import { get1, get2 } from '../harness/client.ts';
import type { Answer } from '../harness/script.ts';
import { chunk, chunks, completion, done, json, sse } from '../main-job/openai-says.ts';
import { type HoldStage, type HoldStageOptions, openai, openHolds, until } from './held.ts';

const email = 'jane.roe@example.com';
const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'hello' }] };
const pending = { hold: { style: 'pending', maxMinutes: 10 } } as const;
/** Nothing of a stream leaves before its end, so that its client can be told to come back. */
const buffered = { plan: { mode: 'buffer' } } as const;
const whole = () => json(completion(`Ask ${email}.`));
const stream = () => sse([...chunks(`Ask ${email}.`, 5), chunk({}, { finish: 'stop' }), done]);

/** A desk that finds the hold of the test for whoever asks again, once people let it go. */
async function opened(
  upstream: () => Answer,
  more: Partial<HoldStageOptions> = {},
): Promise<HoldStage & { readonly released: () => void; readonly refused: (reason: string) => void }> {
  let decided: 'not yet' | 'released' | { readonly reason: string } = 'not yet';
  const stage: HoldStage = await openHolds({
    decide: holdEmails,
    connection: pending,
    upstream,
    desk: {
      finds: ({ key, hold: named }): Redemption => {
        const hold = stage.desk.holds.find(({ id, ask }) => id === named || ask.requestKey === key);
        if (hold === undefined) return { kind: 'none' };
        if (decided === 'not yet') return { kind: 'waiting', hold: hold.id, reason: 'why', retryAfterMs: 1000 };
        if (decided !== 'released') return { kind: 'refused', hold: hold.id, why: 'denied', ...decided };
        if (hold.content!.side === 'request') return { kind: 'forward', hold: hold.id, body: null };
        return { kind: 'answer', hold: hold.id, content: hold.content!, edited: false };
      },
    },
    ...more,
  });
  return {
    ...stage,
    released: () => {
      decided = 'released';
    },
    refused: reason => {
      decided = { reason };
    },
  };
}

describe('the openai client', () => {
  test('asks again by itself as it ships, and gets the answer that people released meanwhile, the upstream being asked once', async () => {
    const stage = await opened(whole, { limits: { holdRetryMs: 1000 } });
    const asking = openai(stage).chat.completions.create(question);
    await stage.complete();
    stage.released();
    expect((await asking).choices[0]?.message.content).toBe('Ask [REDACTED:email].');
    expect(stage.upstream.requests).toHaveLength(1);
    await until(() => stage.desk.handedOver.length === 1);
    expect(stage.records).toMatchObject([
      { decision: 'hold', block: 'held', holds: [{ ended: 'pending' }] },
      { decision: 'hold', block: null, ending: 'delivered', holds: [{ ended: 'fetched' }] },
    ]);
    expect(stage.guard.faults).toEqual([]);
  });

  test('gets a released stream when it asks for a stream again', async () => {
    const stage = await opened(stream, buffered);
    const ask = () => openai(stage, 0).chat.completions.create({ ...question, stream: true });
    await expect(ask()).rejects.toThrow(/409.*waits for a person.*ho_/);
    stage.released();
    let text = '';
    for await (const part of await ask()) text += part.choices[0]?.delta.content ?? '';
    expect(text).toBe('Ask [REDACTED:email].');
    expect(stage.guard.faults).toEqual([]);
  });

  test('gives up after its tries with an error that says what to do', async () => {
    const stage = await opened(whole, { limits: { holdRetryMs: 1000 } });
    const error = await openai(stage)
      .chat.completions.create(question)
      .catch(error => error);
    expect(error).toBeInstanceOf(APIError);
    expect(error).toMatchObject({ status: 409, code: 'penstock_held' });
    expect(error.message).toMatch(/ask again for it with the same request.*ho_/);
    expect(stage.records).toHaveLength(3);
  });

  test('is told what people decided when it asks after they denied', async () => {
    const stage = await opened(whole);
    await openai(stage, 0)
      .chat.completions.create(question)
      .catch(() => null);
    stage.refused('not today');
    await expect(openai(stage).chat.completions.create(question)).rejects.toThrow(/403.*not today/);
    expect(stage.records).toHaveLength(2);
  });
});

test('the anthropic client asks again by itself too', async () => {
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude',
    content: [{ type: 'text', text: `Ask ${email}.` }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 1, output_tokens: 1 },
  };
  const stage = await opened(() => json(message), {
    connection: { ...pending, api: 'anthropic', allow: ['POST /v1/messages'] },
    limits: { holdRetryMs: 1000 },
  });
  const client = new Anthropic({ apiKey: 'none', baseURL: `http://127.0.0.1:${stage.port}` });
  const asking = client.messages.create({ model: 'claude', max_tokens: 9, messages: [{ role: 'user', content: 'hello' }] });
  await stage.complete();
  stage.released();
  expect((await asking).content).toMatchObject([{ type: 'text', text: 'Ask [REDACTED:email].' }]);
});

describe.for([
  { name: 'HTTP/1.1', get: get1 },
  { name: 'HTTP/2', get: get2 },
])('over $name', ({ get }) => {
  const ask = { method: 'POST', path: '/v1/chat/completions', body: JSON.stringify({ ...question, stream: true }) };
  const type = ['content-type', 'application/json'] as const;

  test('a large held answer comes whole, by name or by the same request spelled otherwise, headers and all', async () => {
    const long = 'lorem ipsum '.repeat(30_000);
    const stage = await opened(() => {
      const answer = sse([...chunks(`Ask ${email}. ${long}`, 4000), done]);
      return { ...answer, headers: [...answer.headers, ['openai-version', '2020-10-01']] };
    }, buffered);
    const told = await get(stage.port, { ...ask, headers: [type] });
    expect(told.status).toBe(409);
    expect(told.headers.get('retry-after')).toBe('5');
    const hold = told.headers.get('x-penstock-hold')!;
    stage.released();
    const want = Buffer.from(stage.desk.hold.content!.body);
    const named = await get(stage.port, { ...ask, headers: [type, ['x-penstock-hold', hold]] });
    const { stream: asStream, ...rest } = { ...question, stream: true };
    const spelled = JSON.stringify({ stream: asStream, ...rest }, null, 2);
    for (const got of [named, await get(stage.port, { ...ask, headers: [type], body: spelled })]) {
      expect(got).toMatchObject({ status: 200, complete: true });
      expect(got.body.equals(want)).toBe(true);
      expect(Object.fromEntries(got.headers)).toMatchObject({
        'content-type': 'text/event-stream; charset=utf-8',
        'openai-version': '2020-10-01',
        'x-penstock-hold': hold,
        'x-penstock-decision': 'hold',
        'cache-control': 'no-store',
      });
    }
    expect(stage.upstream.requests).toHaveLength(1);
    expect(stage.guard.faults).toEqual([]);
  });

  test('a request that was held goes up when it is sent again after its release', async () => {
    const decide = ({ point }: { readonly point: string }) => (point === 'request' ? held : allow);
    const stage = await opened(whole, { decide });
    const asked = { ...ask, headers: [type], body: JSON.stringify(question) };
    expect((await get(stage.port, asked)).status).toBe(409);
    expect(stage.upstream.requests).toEqual([]);
    stage.released();
    expect((await get(stage.port, asked)).status).toBe(200);
    expect(stage.upstream.requests).toHaveLength(1);
    expect(stage.desk.handedOver).toHaveLength(1);
  });
});
