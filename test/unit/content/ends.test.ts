// Texts that go on where a scanner thinks them over or another one, while a client adds the pieces to what it has.
import { describe, expect, test } from 'vitest';
import type { ApiShape } from '../../../extproc/words/access.ts';
import { bytewise, run } from './run.ts';

const [head, tail] = ['KEY-AB', 'CD1234'];
const events = (...documents: unknown[]): string =>
  documents.map(document => `data: ${typeof document === 'string' ? document : JSON.stringify(document)}\n\n`).join('');
const chat = (content: string, more: object = {}, index: unknown = 0) => ({ choices: [{ index, delta: { content }, ...more }] });
const call = (args: string, more: object = {}) => ({
  choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: args } }] }, ...more }],
});
const block = (text: string, index: unknown = 0) => ({
  type: 'content_block_delta',
  index,
  delta: { type: 'text_delta', text },
});
const begin = (index: unknown = 0, text = '') => ({ type: 'content_block_start', index, content_block: { type: 'text', text } });
const response = (delta: string) => ({ type: 'response.output_text.delta', output_index: 0, content_index: 0, delta });
const responseDone = { type: 'response.output_text.done', output_index: 0, content_index: 0, text: head };

describe('a secret is not whole again in the client', () => {
  test.for<{ name: string; api: ApiShape; stream: string; code: string | null }>([
    {
      name: 'a choice that goes on after its finish_reason',
      api: 'openai',
      stream: events(chat(head, { finish_reason: 'stop' }), chat(tail)),
      code: 'text_after_end',
    },
    {
      name: 'a choice that goes on after an empty piece behind its finish_reason',
      api: 'openai',
      stream: events(chat(head, { finish_reason: 'stop' }), chat(''), chat(tail)),
      code: 'text_after_end',
    },
    {
      name: 'a chat that goes on after [DONE]',
      api: 'openai',
      stream: events(chat(head), '[DONE]', chat(tail)),
      code: 'text_after_end',
    },
    {
      name: 'a tool call that goes on after its end',
      api: 'openai',
      stream: events(call(`{"a":"${head}`, { finish_reason: 'tool_calls' }), call(`${tail}"}`)),
      code: 'text_after_end',
    },
    {
      name: 'a response that goes on after done',
      api: 'openai',
      stream: events(response(head), responseDone, response(tail)),
      code: 'text_after_end',
    },
    {
      name: 'a response that goes on after it is completed',
      api: 'openai',
      stream: events(response(head), { type: 'response.completed', response: {} }, response(tail)),
      code: 'text_after_end',
    },
    {
      name: 'a block that goes on after it has stopped',
      api: 'anthropic',
      stream: events(begin(), block(head), { type: 'content_block_stop', index: 0 }, block(tail)),
      code: 'text_after_end',
    },
    {
      name: 'a block that begins twice',
      api: 'anthropic',
      stream: events(begin(), block(head), begin(), block(tail)),
      code: 'text_after_end',
    },
    { name: 'a block that begins with text', api: 'anthropic', stream: events(begin(0, head), block(tail)), code: null },
    {
      name: 'a block without an index',
      api: 'anthropic',
      stream: events(begin(), block(head), { ...block(tail), index: undefined }),
      code: 'text_index',
    },
    {
      name: 'a block whose index is a string',
      api: 'anthropic',
      stream: events(begin(), block(head), block(tail, '0')),
      code: 'text_index',
    },
    {
      name: 'a block whose index is a word',
      api: 'anthropic',
      stream: events(begin(), block(head), block(tail, 'x')),
      code: 'text_index',
    },
    {
      name: 'a block counted from the end',
      api: 'anthropic',
      stream: events(begin(), block(head), block(tail, -1)),
      code: 'text_index',
    },
    {
      name: 'a block with a fraction for its index',
      api: 'anthropic',
      stream: events(begin(), block(head), block(tail, 0.5)),
      code: 'text_index',
    },
    {
      name: 'a choice whose index is spelled in another way',
      api: 'openai',
      stream: events(chat(head), `{"choices":[{"index":7,"delta":{}},{"index":0.000000000000,"delta":{"content":"${tail}"}}]}`),
      code: null,
    },
    {
      name: 'a choice whose index is a string',
      api: 'openai',
      stream: events(chat(head, {}, '0'), { choices: [{ index: 9 }, ...chat(tail, {}, '0').choices] }),
      code: 'text_index',
    },
    {
      name: 'a candidate that says finishReason in each chunk',
      api: 'gemini',
      stream: events(
        ...[head, tail].map(text => ({ candidates: [{ index: 0, content: { parts: [{ text }] }, finishReason: 'STOP' }] })),
      ),
      code: null,
    },
  ])('$name', ({ api, stream, code }) => {
    for (const chunks of [[stream], bytewise(stream)]) {
      const { output, refusal } = run(chunks, { format: 'sse', shape: api });
      expect(refusal).toBe(code);
      expect(output).not.toContain(tail);
    }
  });
});

describe('what is no text of its own may come after the end', () => {
  const usage = { choices: [], usage: { total_tokens: 3 } };
  test.for<{ name: string; api: ApiShape; stream: string }>([
    {
      name: 'an empty piece and the usage',
      api: 'openai',
      stream: events(chat('hi', { finish_reason: 'stop' }), chat(''), usage, '[DONE]'),
    },
    { name: 'the other choice', api: 'openai', stream: events(chat('a', { finish_reason: 'stop' }), chat('b', {}, 1), '[DONE]') },
    {
      name: 'a thought whose summary has the same numbers',
      api: 'openai',
      stream: events(
        { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 0, delta: 'a' },
        { type: 'response.reasoning_summary_text.done', output_index: 0, summary_index: 0, text: 'a' },
        { type: 'response.reasoning_text.delta', output_index: 0, content_index: 0, delta: 'b' },
      ),
    },
    {
      name: 'another message in the same stream',
      api: 'generic',
      stream: events(begin(), block('a'), { type: 'message_stop' }, { type: 'message_start' }, begin(), block('b')),
    },
    {
      name: 'the next part of an API that one does not know',
      api: 'generic',
      stream: events(
        ...[1, 2].flatMap(n => [
          { type: 'step', index: 0, note: `n${n}` },
          { type: 'step_done', index: 0 },
        ]),
      ),
    },
  ])('$name', ({ api, stream }) => {
    expect(run([stream], { format: 'sse', shape: api })).toMatchObject({ output: stream, refusal: null });
  });

  test('texts without end are too many', () => {
    const many = Array.from({ length: 5 }, (_, i) => chat('a', { finish_reason: 'stop' }, i));
    expect(run([events(...many)], { format: 'sse', limits: { endedTextsMax: 4 } }).refusal).toBe('too_many_channels');
  });
});

test('a call is judged though the name of its event is spelled with escapes', () => {
  const stream = events(
    {
      type: 'response.output_item.added',
      output_index: 0,
      item: { type: 'function_call', call_id: 'c', name: 'send', arguments: '' },
    },
    { type: 'response.function_call_arguments.delta', output_index: 0, delta: '{"to":"x"}' },
    { type: 'response.function_call_arguments.done', output_index: 0, arguments: '{"to":"x"}' },
  );
  const escaped = stream.replaceAll('"response.', '"respons\\u0065.');
  expect(escaped).not.toBe(stream);
  const stopped = run([escaped], { format: 'sse', shape: 'openai', ruleCall: () => ({ kind: 'stop' }) });
  expect(stopped.calls.map(({ name, arguments: said }) => [name, said])).toEqual([['send', { to: 'x' }]]);
  expect(stopped.output).not.toContain('to');
});

describe('a text of an API that nobody knows may go on behind an end', () => {
  const note = (text: string, index = 0) => ({ type: 'note', index, text });
  const over = (index = 0) => ({ type: 'note_done', index });
  const through = (...documents: object[]) => run([events(...documents)], { format: 'sse', shape: 'generic' });

  test.for([
    { name: 'halves of a secret', parts: [head, tail], code: 'text_after_end', want: head },
    { name: 'a secret in three parts', parts: ['KEY-', 'ABCD', '1234'], code: 'text_after_end', want: 'KEY-ABCD' },
    {
      name: 'one whose second half begins another word',
      parts: ['see KEY-', 'ABCD1234 there'],
      code: 'text_after_end',
      want: 'see KEY-',
    },
    { name: 'secrets that are whole', parts: ['KEY-ABCD1234', ' KEY-ABCD1234'], code: null, want: '[key:12] [key:12]' },
    { name: 'a secret at the end, and a word', parts: ['KEY-ABCD1234', ' word'], code: null, want: '[key:12] word' },
    { name: 'a long secret that goes on', parts: [`TOK-${'a'.repeat(30)}`, 'bbbb there'], code: null, want: '[tok] there' },
    { name: 'what only begins like one', parts: ['KEY-', ' nothing', 'KEY-AB', ' '], code: null, want: 'KEY- nothingKEY-AB ' },
    { name: 'a risk, which nothing waits for', parts: ['RIS', 'K!'], code: null, want: 'RISK!' },
  ])('$name', ({ parts, code, want }) => {
    const documents = parts.flatMap(part => [note(part), over()]);
    for (const chunks of [[events(...documents)], bytewise(events(...documents))]) {
      const { output, refusal } = run(chunks, { format: 'sse', shape: 'generic' });
      const texts = [...output.matchAll(/"text":"([^"]*)"/g)].map(match => match[1]).join('');
      expect([refusal, texts]).toEqual([code, want]);
    }
  });

  test('nothing waits behind the end, though the text ends as a secret begins', () => {
    const { pieces, heldBackMax } = run(
      [
        events(note('KEY-')),
        events(over()),
        ...Array.from({ length: 20 }, (_, i) => events({ type: 'other', other: `x ${i} ` })),
      ],
      { format: 'sse', shape: 'generic' },
    );
    expect(pieces).toHaveLength(22);
    expect(heldBackMax).toBe(events(note('KEY-')).length);
  });

  test('texts of other indexes have nothing to do with it', () => {
    expect(through(note(head, 1), over(1), note(tail, 2), over(2)).refusal).toBeNull();
  });

  test('texts that end without end are too many', () => {
    const many = Array.from({ length: 6 }, (_, i) => [note('a', i), over(i)]).flat();
    expect(run([events(...many)], { format: 'sse', shape: 'generic', limits: { channelsMax: 4 } }).refusal).toBe(
      'too_many_channels',
    );
  });
});
