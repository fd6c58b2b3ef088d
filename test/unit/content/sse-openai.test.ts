import { describe, expect, test } from 'vitest';
import { bytewise, run } from './run.ts';

const secret = 'KEY-ABCD1234';

const chunk = (delta: object, more: object = {}, index = 0): string =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', choices: [{ index, delta, ...more }] })}\n\n`;
const content = (text: string, index = 0): string => chunk({ content: text }, { finish_reason: null }, index);
const stop = (index = 0): string => chunk({}, { finish_reason: 'stop' }, index);
const done = 'data: [DONE]\n\n';

/** What a client puts together of the stream. */
function told(output: string, field = 'content', choice = 0): string {
  return events(output)
    .flatMap(event => event.choices ?? [])
    .filter(({ index }) => index === choice)
    .map(({ delta }) => delta[field] ?? '')
    .join('');
}

// biome-ignore lint/suspicious/noExplicitAny: documents of all kinds
function events(output: string): any[] {
  return output
    .split('\n\n')
    .filter(event => event.startsWith('data: {'))
    .map(event => JSON.parse(event.slice('data: '.length)));
}

describe('texts of a chat', () => {
  test.for([
    { name: 'a secret in one event is masked', events: [content(`is ${secret}.`)], want: 'is [key:12].' },
    { name: 'a secret cut over two events is masked', events: [content('is KEY-AB'), content('CD1234.')], want: 'is [key:12].' },
    {
      name: 'a secret in events of one character is masked',
      events: [...`is ${secret}.`].map(char => content(char)),
      want: 'is [key:12].',
    },
    { name: 'what only begins like a secret is left be', events: [content('a KEY-'), content('ring')], want: 'a KEY-ring' },
    { name: 'a secret that the stream ends with is masked', events: [content('TOK-'), content('abcd')], want: '[tok:8]' },
    {
      name: 'escapes before a secret do not move the mask',
      events: [content(`"\\\n\u{1f600}é${secret}"`)],
      want: '"\\\n\u{1f600}é[key:12]"',
    },
  ])('$name', ({ events: sent, want }) => {
    const input = [...sent, stop(), done].join('');
    for (const chunks of [[input], bytewise(input)]) {
      const { output, refusal } = run(chunks, { format: 'sse' });
      expect(refusal).toBeNull();
      expect(told(output)).toBe(want);
      expect(events(output)).toHaveLength(events(input).length);
    }
  });

  test('choices that come side by side are not mixed', () => {
    const input = [
      content('KEY-', 0),
      content('ABCD', 1),
      content('ABCD1234', 0),
      content('1234', 1),
      stop(0),
      stop(1),
      done,
    ].join('');
    const { output } = run([input], { format: 'sse' });
    expect([told(output, 'content', 0), told(output, 'content', 1)]).toEqual(['[key:12]', 'ABCD1234']);
  });

  test('the index counts where it stands behind the delta', () => {
    const event = (index: number, text: string) => `data: {"choices":[{"delta":{"content":"${text}"},"index":${index}}]}\n\n`;
    const { output } = run([event(0, 'KEY-') + event(1, 'x') + event(0, 'ABCD1234') + done], { format: 'sse' });
    expect(told(output)).toBe('[key:12]');
  });

  test('what is not found leaves byte for byte', () => {
    const input = `: hi\r\n\r\nevent: x\rdata:  { "a" : 1.50e+3, "b":"\\u0041\\/" }\r\r\nid: 7\ndata: {"choices":[]}\ndata:\n\n\n${content('hello')}`;
    for (const chunks of [[input], bytewise(input)])
      expect(run(chunks, { format: 'sse' })).toMatchObject({ output: input, refusal: null });
  });

  test('an event leaves as soon as nothing in it can still be part of a match', () => {
    const { pieces } = run([content('one'), content(' KEY'), content(' two')], { format: 'sse' });
    expect(pieces).toEqual([content('one'), content(' KEY'), content(' two')]);
    const { asked } = run([content('one'), content(secret)], { format: 'sse' });
    expect(asked[0]).toContain(`${content('one').length}]`);
  });

  test('a ruling to stop keeps back the event and all behind it', () => {
    const input = [content('one KEY'), content('-ABCD1234'), content('two'), done].join('');
    for (const chunks of [[input], bytewise(input)]) {
      expect(run(chunks, { format: 'sse', rule: () => ({ kind: 'stop' }) }).output).toBe('');
    }
  });
});

describe('tool calls', () => {
  const call = (piece: object, index = 0) => chunk({ tool_calls: [{ index, ...piece }] });
  const argument = (text: string, index = 0) => call({ function: { arguments: text } }, index);
  const args = (output: string) =>
    events(output)
      .flatMap(event => event.choices[0].delta.tool_calls ?? [])
      .map(({ function: { arguments: text } }) => text ?? '')
      .join('');

  test('a call leaves when it is complete and decided on, with its secrets masked', () => {
    const text = JSON.stringify({ to: `x "${secret}"`, password: 'hunter2', n: 4111_1111_1111_1111 });
    const begin = call({ id: 'call_1', type: 'function', function: { name: 'send', arguments: '' } });
    const input = [begin, ...[...text].map(char => argument(char)), chunk({}, { finish_reason: 'tool_calls' }), done];
    for (const chunks of [input, bytewise(input.join(''))]) {
      const { output, asked, calls } = run(chunks, { format: 'sse' });
      expect(JSON.parse(args(output))).toEqual({ to: 'x "[key:12]"', password: '[field:7]', n: 0 });
      expect(asked.at(-2)).toBe(
        JSON.stringify(['call', 'choices/0/tool_calls/0/arguments', 'send', 'call_1', JSON.parse(text), true, 0]),
      );
      expect(Buffer.from(calls[0]!.argumentsText).toString()).toBe(text);
      expect(events(output)).toHaveLength(events(input.join('')).length);
    }
  });

  test('nothing of a call leaves when it is stopped', () => {
    const input = [
      content('x'),
      call({ id: 'c', function: { name: 'rm', arguments: '' } }),
      argument('{}'),
      chunk({}, { finish_reason: 'tool_calls' }),
    ];
    expect(run(input, { format: 'sse', ruleCall: () => ({ kind: 'stop' }) }).output).toBe(input[0]);
  });
});
