import { afterAll, beforeAll, expect, test } from 'vitest';
import { prompts, replyTo } from '../../../extproc/demo/answers.ts';
import { tokens } from '../../../extproc/demo/openai-shape.ts';
import { samples } from '../../../extproc/demo/samples.ts';
import { type StandIn, startStandIn } from '../../../extproc/demo/stand-in.ts';
import { Secret } from '../../../extproc/words/secret.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn({ key: new Secret('right'), paceMs: 0 });
});
afterAll(() => standIn.close());

function call(path: string, body?: object, key = 'right') {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return fetch(
    `${standIn.url}${path}`,
    body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
  );
}

const ask = (content: unknown, more: object = {}) => ({ model: 'gpt-4o', messages: [{ role: 'user', content }], ...more });

/** What the tests look at of any answer. */
interface Body {
  readonly error: { readonly code: string };
  readonly data: readonly { readonly id: string }[];
  readonly choices: readonly { readonly index: number; readonly message: { readonly content: string } }[];
}

const json = (response: Response) => response.json() as Promise<Body>;

interface Delta {
  readonly content?: string;
  readonly tool_calls?: { readonly function: { readonly name?: string; readonly arguments: string } }[];
}

async function events(response: Response): Promise<string[]> {
  return (await response.text()).split('\n\n').flatMap(event => (event === '' ? [] : [event.replace(/^data: /, '')]));
}

function deltas(payloads: readonly string[], index: number): Delta[] {
  const chunks = payloads
    .filter(payload => payload !== '[DONE]')
    .map(payload => JSON.parse(payload) as { choices: { index: number; delta: Delta }[] });
  return chunks.flatMap(chunk => chunk.choices.filter(choice => choice.index === index).map(choice => choice.delta));
}

test.for([
  { name: 'another key', key: 'wrong' },
  { name: 'an empty key', key: '' },
])('$name gets 401: only the proxy has the right one', async ({ key }) => {
  const response = await call('/v1/models', undefined, key);
  expect([response.status, (await json(response)).error.code]).toEqual([401, 'invalid_api_key']);
});

test('the models are listed, and other paths are not there', async () => {
  expect((await json(await call('/v1/models'))).data[0]!.id).toBe('gpt-4o');
  expect((await call('/v1/models/gpt-4o')).status).toBe(200);
  expect((await call('/v1/files')).status).toBe(404);
});

test('n answers come as n choices, whole and as a stream, with the same text', async () => {
  const whole = await json(await call('/v1/chat/completions', ask(prompts.secrets, { n: 2 })));
  expect(whole.choices.map(choice => choice.index)).toEqual([0, 1]);
  const payloads = await events(await call('/v1/chat/completions', ask(prompts.secrets, { n: 2, stream: true })));
  expect(payloads.at(-1)).toBe('[DONE]');
  for (const index of [0, 1]) {
    expect(
      deltas(payloads, index)
        .map(delta => delta.content ?? '')
        .join(''),
    ).toBe(whole.choices[index]!.message.content);
  }
});

test('a tool call is made where tools are offered, and its streamed arguments are JSON', async () => {
  const tools = [{ type: 'function', function: { name: 'http_post', parameters: {} } }];
  const payloads = await events(await call('/v1/chat/completions', ask(prompts.exfiltration, { tools, stream: true })));
  const calls = deltas(payloads, 0).flatMap(delta => delta.tool_calls ?? []);
  expect(calls[0]!.function.name).toBe('http_post');
  expect(JSON.parse(calls.map(one => one.function.arguments).join('')).body).toBe(samples().blob);
});

test('usage comes as the last chunk where it was asked for', async () => {
  const payloads = await events(
    await call('/v1/chat/completions', ask('sky', { stream: true, stream_options: { include_usage: true } })),
  );
  expect(JSON.parse(payloads.at(-2)!).usage.total_tokens).toBeGreaterThan(0);
});

test('a client that is slower than the stream costs no listener for each wait', async () => {
  const warnings: Error[] = [];
  const heard = (warning: Error) => warnings.push(warning);
  process.on('warning', heard);
  try {
    const tools = [{ type: 'function', function: { name: 'http_post', parameters: {} } }];
    const payloads = await events(await call('/v1/chat/completions', ask(prompts.exfiltration, { tools, stream: true, n: 8 })));
    expect(payloads.length).toBeGreaterThan(10_000);
    await new Promise(setImmediate);
    expect(warnings).toEqual([]);
  } finally {
    process.off('warning', heard);
  }
});

test('the prompt may come in parts, and what is no request is refused', async () => {
  const parts = await call('/v1/chat/completions', ask([{ type: 'text', text: prompts.personal }]));
  expect((await json(parts)).choices[0]!.message.content).toContain(samples().card);
  expect((await call('/v1/chat/completions', { messages: [] })).status).toBe(400);
  expect((await call('/v1/chat/completions', ask('x'.repeat(1_100_000)))).status).toBe(413);
});

test('each prompt of the show leads to its own answer', () => {
  const replies = Object.values(prompts).map(prompt => replyTo(prompt, []));
  expect(new Set(replies.map(reply => JSON.stringify(reply))).size).toBe(Object.keys(prompts).length);
});

test('tokens joined are the text, and small', () => {
  const text = `${JSON.stringify(replyTo(prompts.secrets, []))}ä → 漢字\r\n\t `;
  expect(tokens(text).join('')).toBe(text);
  expect(Math.max(...tokens(text).map(token => token.length))).toBeLessThanOrEqual(6);
});

test('the card passes the check of card numbers, and nothing of the samples stands in a file', () => {
  const { card, apiKey } = samples();
  const digits = [...card.replaceAll(' ', '')].map(Number).reverse();
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  );
  expect([digits.length, sum % 10]).toEqual([16, 0]);
  expect(apiKey).toBe(samples().apiKey);
  expect(apiKey).not.toBe(samples('another').apiKey);
});
