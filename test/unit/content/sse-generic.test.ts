import { describe, expect, test } from 'vitest';
import { bytewise, run } from './run.ts';

const sse = (...documents: readonly object[]): string => documents.map(each => `data: ${JSON.stringify(each)}\n\n`).join('');

// biome-ignore lint/suspicious/noExplicitAny: documents of all kinds
function documents(output: string): any[] {
  return output
    .split('\n\n')
    .filter(event => /^data: [{["]/m.test(event))
    .map(event => JSON.parse(event.replace(/^event: .*\n/, '').slice('data: '.length)));
}

describe('messages of Anthropic through the generic shape', () => {
  const start = (index: number, block: object) => ({ type: 'content_block_start', index, content_block: block });
  const delta = (index: number, piece: object) => ({ type: 'content_block_delta', index, delta: piece });
  const text = (index: number, piece: string) => delta(index, { type: 'text_delta', text: piece });
  const json = (index: number, piece: string) => delta(index, { type: 'input_json_delta', partial_json: piece });
  const stop = (index: number) => ({ type: 'content_block_stop', index });
  const end = [{ type: 'message_delta', delta: { stop_reason: 'end_turn' } }, { type: 'message_stop' }];

  test('a secret cut over deltas is masked, and blocks that come side by side are not mixed', () => {
    const input = sse(text(0, 'a KEY-'), text(1, 'KEY-'), text(0, 'ABCD1234'), text(1, 'x'), stop(0), stop(1), ...end);
    const { output, complete } = run([input], { format: 'sse', shape: 'anthropic' });
    const told = (index: number) =>
      documents(output)
        .filter(each => each.index === index && each.delta)
        .map(each => each.delta.text)
        .join('');
    expect([told(0), told(1)]).toEqual(['a [key:12]', 'KEY-x']);
    expect(complete).toBe(true);
  });

  test('a block that ends lets go of what waited, before the next one begins', () => {
    const { pieces } = run([sse(text(0, 'KEY-'), stop(0))], { format: 'sse', shape: 'anthropic' });
    expect(pieces).toHaveLength(2);
    const { asked } = run([sse(text(0, 'KEY-'), stop(0), text(1, 'KEY-ABCD1234'))], { format: 'sse', shape: 'anthropic' });
    expect(JSON.parse(asked[0]!).at(-1)).toBe(sse(text(0, 'KEY-'), stop(0)).length);
  });

  test('a tool call is asked about when its block ends, and its JSON stays JSON', () => {
    const pieces = [...'{"to":"KEY-ABCD1234","password":"p\\"w"}'].map(piece => json(1, piece));
    const input = sse(start(1, { type: 'tool_use', id: 'toolu_1', name: 'send', input: {} }), ...pieces, stop(1), ...end);
    for (const chunks of [[input], bytewise(input)]) {
      const { output, calls } = run(chunks, { format: 'sse', shape: 'anthropic' });
      const args = documents(output)
        .map(each => each.delta?.partial_json ?? '')
        .join('');
      expect(JSON.parse(args)).toEqual({ to: '[key:12]', password: '[field:3]' });
      expect(calls).toMatchObject([{ name: 'send', id: 'toolu_1', argumentsValid: true, channel: '1/tool_use/arguments' }]);
    }
  });

  test('a call that is stopped never begins', () => {
    const input = sse(text(0, 'hi'), start(1, { type: 'tool_use', id: 't', name: 'rm', input: {} }), json(1, '{}'), stop(1));
    const { output } = run([input], { format: 'sse', shape: 'anthropic', ruleCall: () => ({ kind: 'stop' }) });
    expect(output).toBe(sse(text(0, 'hi')));
  });
});

describe('streams of any API', () => {
  test.for([
    {
      name: 'a string of its own that begins with a secret is not hidden by the one before it',
      events: ['KK', 'KEY-ABCD1234'],
      want: ['KK', '[key:12]'],
    },
    { name: 'a secret cut over events is masked', events: ['x KEY-AB', 'CD1234 y'], want: ['x [key:12]', ' y'] },
  ])('$name', ({ events, want }) => {
    const { output, asked } = run([sse(...events.map(message => ({ message })))], { format: 'sse', shape: 'generic' });
    expect(documents(output).map(each => each.message)).toEqual(want);
    expect(asked.filter(each => each.startsWith('["key"'))).toHaveLength(1);
  });

  test('data that is no JSON is one text over all events', () => {
    const input = 'data: see KEY-\n\ndata:ABCD1234\ndata: there\n\ndata: [DONE]\n\n';
    const { output } = run([input], { format: 'sse', shape: 'generic' });
    expect(output).toBe('data: see [key:12]\n\ndata:\ndata: there\n\ndata: [DONE]\n\n');
  });

  test('JSON that stands on several data lines is read as one document', () => {
    const input = 'data: {"a":"KEY-ABCD1234",\ndata:  "b": 1}\n\n';
    expect(run([input], { format: 'sse', shape: 'generic' }).output).toBe('data: {"a":"[key:12]",\ndata:  "b": 1}\n\n');
  });

  test('names of events, ids and comments are masked too', () => {
    const input = ': KEY-ABCD1234\nevent: KEY-ABCD1234\nid: KEY-ABCD1234\ndata: {}\n\n';
    expect(run([input], { format: 'sse', shape: 'generic' }).output).toBe(
      ': [key:12]\nevent: [key:12]\nid: [key:12]\ndata: {}\n\n',
    );
  });
});

test('a risk in code is judged with its line where pieces may be texts of their own, too', () => {
  const event = { candidates: [{ index: 0, content: { parts: [{ text: 'Run\n```\nrm RISK! now\n```\n' }] } }] };
  const { hits } = run([sse(event)], { format: 'sse', shape: 'gemini' });
  expect(hits.map(({ unit }) => Buffer.from(unit!).toString())).toEqual(['rm RISK! now\n']);
});

describe('blocks that begin again', () => {
  test('a second block with the same index is a call of its own', () => {
    const start = {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'tool_use', id: 'toolu_1', name: 'run', input: {} },
    };
    const { calls } = run([sse(start, { ...start, content_block: { ...start.content_block, id: 'toolu_2' } })], {
      format: 'sse',
      shape: 'anthropic',
    });
    expect(calls).toMatchObject([
      { name: 'run', id: 'toolu_1', arguments: {} },
      { name: 'run', id: 'toolu_2', arguments: {} },
    ]);
  });

  test('a call that is told again as a whole is asked about once', () => {
    const item = { type: 'function_call', call_id: 'call_1', name: 'send', arguments: '{"a":1}' };
    const input = sse(
      { type: 'response.output_item.added', output_index: 0, item: { ...item, arguments: '' } },
      { type: 'response.function_call_arguments.delta', output_index: 0, delta: '{"a":1}' },
      { type: 'response.function_call_arguments.done', output_index: 0, arguments: '{"a":1}' },
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'response.completed', response: { output: [item] } },
    );
    expect(run([input], { format: 'sse' }).calls).toMatchObject([{ name: 'send', id: 'call_1', arguments: { a: 1 } }]);
    const other = input.replace(
      '"item":{"type":"function_call","call_id":"call_1","name":"send","arguments":"{\\"a\\":1}"',
      '"item":{"type":"function_call","call_id":"call_1","name":"send","arguments":"{\\"a\\":2}"',
    );
    expect(run([other], { format: 'sse' }).calls.map(call => call.arguments)).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test.for(['openai', 'generic'] as const)('an event with the schemas of very many tools is no flood of texts (%s)', shape => {
    const property = { type: 'string', description: 'the KEY-ABCD1234' };
    const tools = Array.from({ length: 2000 }, (_, i) => ({ name: `t${i}`, parameters: { properties: { password: property } } }));
    const { refusal, hits } = run([sse({ type: 'response.created', response: { id: 'resp_1', tools } })], {
      format: 'sse',
      shape,
    });
    expect(refusal).toBeNull();
    expect(hits).toHaveLength(2000);
  });
});

describe('a byte order mark, which some clients skip at more places than others,', () => {
  const mark = '\ufeff';
  test.for([
    {
      name: 'at the beginning stays',
      input: `${mark}data: KEY-ABCD1234\n\n`,
      output: `${mark}data: [key:12]\n\n`,
      refusal: null,
    },
    { name: 'inside a line stays', input: `data: a${mark}b\n\n`, output: `data: a${mark}b\n\n`, refusal: null },
    {
      name: 'before a later event is a block',
      input: `data: a\n\n${mark}data: b\n\n`,
      output: 'data: a\n\n',
      refusal: 'sse_ambiguous',
    },
    { name: 'before a later line is a block', input: `data: a\n${mark}data: b\n\n`, output: '', refusal: 'sse_ambiguous' },
    { name: 'behind a bare CR is a block', input: `data: a\r${mark}data: b\r\r`, output: '', refusal: 'sse_ambiguous' },
    { name: 'behind the first one is a block', input: `${mark}\n${mark}data: b\n\n`, output: '', refusal: 'sse_ambiguous' },
  ])('$name, however it is cut', ({ input, output, refusal }) => {
    for (const chunks of [[input], bytewise(input)]) {
      expect(run(chunks, { format: 'sse', shape: 'generic' })).toMatchObject({ output, refusal });
    }
  });
});
