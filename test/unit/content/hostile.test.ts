// Inputs made to hurt: over limits, malformed, or slow for a careless reader.
import { describe, expect, test } from 'vitest';
import { openTransformer } from '../../../extproc/content/open.ts';
import { compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import { builtInDetectors } from '../../../extproc/detect/registry.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { bytewise, plan, type RunOptions, run } from './run.ts';

const event = (document: unknown): string => `data: ${JSON.stringify(document)}\n\n`;
const content = (text: string, index = 0): string => event({ choices: [{ index, delta: { content: text } }] });
const call = (text: string): string =>
  event({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { name: '', arguments: text } }] } }] });

describe('limits', () => {
  const before = content('hello');
  test.for<{ name: string; input: string; options: RunOptions; code: string; left: string }>([
    {
      name: 'an event without end',
      input: `${before}data: ${'x'.repeat(300)}`,
      options: { format: 'sse', limits: { sseEventBytesMax: 200 } },
      code: 'sse_event_too_large',
      left: before,
    },
    {
      name: 'an event that ends too late',
      input: `${before}data: ${'x'.repeat(300)}\n\n`,
      options: { format: 'sse', limits: { sseEventBytesMax: 200 } },
      code: 'sse_event_too_large',
      left: before,
    },
    {
      name: 'a line without end',
      input: `{"a":1}\n"${'x'.repeat(300)}`,
      options: { format: 'ndjson', limits: { ndjsonLineBytesMax: 200 } },
      code: 'ndjson_line_too_large',
      left: '{"a":1}\n',
    },
    {
      name: 'a line that ends too late',
      input: `{"a":1}\n"${'x'.repeat(300)}"\n`,
      options: { format: 'ndjson', limits: { ndjsonLineBytesMax: 200 } },
      code: 'ndjson_line_too_large',
      left: '{"a":1}\n',
    },
    {
      name: 'a tool call without end',
      input: before + call('x'.repeat(30)).repeat(10),
      options: { format: 'sse', limits: { toolCallBytesMax: 200 } },
      code: 'tool_call_too_large',
      left: before,
    },
    {
      name: 'events that wait for a call without end',
      input: before + call('') + content('y').repeat(50),
      options: { format: 'sse', limits: { heldBackBytesMax: 1000 } },
      code: 'held_back_too_large',
      left: before,
    },
    {
      name: 'text that waits for a match without end',
      input: `a K${'A'.repeat(19)}`,
      options: { format: 'text', limits: { heldBackBytesMax: 10 } },
      code: 'held_back_too_large',
      left: 'a ',
    },
    {
      name: 'more keys than are remembered or counted',
      input: `{"a":1}\n{"a":1,"b":2,"c":3,"d":4,"e":5}\n`,
      options: { format: 'ndjson', limits: { jsonPlacesMax: 2, jsonStrayKeysMax: 2 } },
      code: 'json_keys',
      left: '{"a":1}\n',
    },
    {
      name: 'a document of nothing but pieces',
      input: JSON.stringify(Array.from({ length: 9 }, () => ({ arguments: '{}' }))),
      options: { format: 'json', limits: { jsonPiecesMax: 8 } },
      code: 'too_many_channels',
      left: '',
    },
    {
      name: 'too many texts',
      input: Array.from({ length: 9 }, (_, i) => content('a', i)).join(''),
      options: { format: 'sse', limits: { channelsMax: 8 } },
      code: 'too_many_channels',
      left: Array.from({ length: 8 }, (_, i) => content('a', i)).join(''),
    },
  ])('$name: refused, and nothing of it leaves', ({ input, options, code, left }) => {
    for (const chunks of [[input], bytewise(input)]) {
      const { output, refusal } = run(chunks, options);
      expect({ output, refusal }).toEqual({ output: left, refusal: code });
    }
  });

  test('a transformer that refused takes nothing more', () => {
    const { output, refusal } = run(['data: {"a":\n\n', content('x'), 'data: [DONE]\n\n'], { format: 'sse' });
    expect({ output, refusal }).toEqual({ output: '', refusal: 'invalid_json' });
  });
});

describe('text that takes too long to look through is given up on', () => {
  const late = (): boolean => true;
  const long = 'word '.repeat(10_000);
  test.for<{ name: string; input: string; options: RunOptions }>([
    { name: 'one long string of a document', input: JSON.stringify({ a: long }), options: { format: 'json', late } },
    {
      name: 'very many short strings',
      input: JSON.stringify(Array.from({ length: 10_000 }, (_, i) => `w${i}`)),
      options: { format: 'json', late },
    },
    {
      name: 'the same finding again and again',
      input: JSON.stringify({ a: 'KEY-ABCDEFGH '.repeat(20) }),
      options: { format: 'json', late },
    },
    { name: 'one long piece of a stream', input: content(long), options: { format: 'sse', late } },
    { name: 'a long comment', input: `: ${long}\n\n`, options: { format: 'sse', late } },
    { name: 'a long line', input: `{"response":"${long}"}\n`, options: { format: 'ndjson', shape: 'generic', late } },
    { name: 'a long line of code', input: `\`\`\`\n${long}`, options: { format: 'text', late } },
  ])('$name', ({ input, options }) => {
    expect(run([input], options).refusal).toBe('inspection_late');
    expect(run([input], { ...options, late: () => false }).refusal).toBeNull();
  });

  test('nothing of a document leaves that was not looked through to its end', () => {
    expect(run([JSON.stringify({ a: long, b: 'KEY-ABCDEFGH' })], { format: 'json', late }).output).toBe('');
  });
});

describe('malformed events', () => {
  const good = content('hi');
  test.for([
    { name: 'JSON that is cut off', event: 'data: {"choices":[{"delta":{"content":"x"}}\n\n', code: 'invalid_json' },
    { name: 'JSON with something behind it', event: 'data: {} {}\n\n', code: 'invalid_json' },
    { name: 'a key twice', event: 'data: {"choices":[{"delta":{"content":"a","content":"b"}}]}\n\n', code: 'duplicate_keys' },
    {
      name: 'a key twice, once with an escape',
      event: 'data: {"choices":[{"delta":{"content":"a","c\\u006fntent":"b"}}]}\n\n',
      code: 'duplicate_keys',
    },
    { name: 'deep nesting', event: `data: ${'['.repeat(500)}\n\n`, code: 'json_depth' },
    { name: 'bytes that are not UTF-8', event: Buffer.from('data: "\xff"\n\n', 'latin1'), code: 'invalid_utf8' },
    { name: 'bytes that are not UTF-8 in a comment', event: Buffer.from(': \xc0\xaf\n\n', 'latin1'), code: 'invalid_utf8' },
    { name: 'half of a character at the end of a line', event: Buffer.from('data: "\xc3\n\n', 'latin1'), code: 'invalid_utf8' },
  ])('$name: refused, and what came before stays', ({ event: bad, code }) => {
    const input = Buffer.concat([Buffer.from(good), Buffer.from(bad), Buffer.from(good)]);
    for (const chunks of [[input], bytewise(input)]) {
      const { output, refusal } = run(chunks, { format: 'sse' });
      expect({ output, refusal }).toEqual({ output: good, refusal: code });
    }
  });

  test.for<{ name: string; document: unknown }>([
    {
      name: 'roles in strange types',
      document: { choices: [{ index: 'x', delta: { content: { a: ['KEY-ABCD1234'] }, tool_calls: 'KEY-ABCD1234' } }] },
    },
    { name: 'a list where an object belongs', document: { choices: { index: 0, delta: ['KEY-ABCD1234'] } } },
    {
      name: 'names of the language itself',
      document: { __proto__x: 1, constructor: 'KEY-ABCD1234', toString: { length: 'KEY-ABCD1234' } },
    },
    {
      name: 'nothing but nulls',
      document: { choices: [{ index: null, delta: null, logprobs: { content: null } }, null], note: 'KEY-ABCD1234' },
    },
    {
      name: 'tokens that are no tokens',
      document: {
        choices: [
          { logprobs: { content: [['KEY-ABCD1234'], 'KEY-ABCD1234', { token: { a: 'KEY-ABCD1234' }, bytes: 'KEY-ABCD1234' }] } },
        ],
      },
    },
  ])('$name: still looked through', ({ document }) => {
    for (const format of ['sse', 'json'] as const) {
      const input = format === 'sse' ? event(document) : JSON.stringify(document);
      const { output, refusal } = run([input], { format });
      expect(refusal).toBeNull();
      expect(output).not.toContain('ABCD1234');
    }
  });

  test.for([1e308, -1, 0.5])('an index of %d is looked through in a document, and refused in a stream', index => {
    const document = { choices: [{ index, delta: { content: 'KEY-ABCD1234' } }] };
    expect(run([event(document)], { format: 'sse' })).toMatchObject({ output: '', refusal: 'text_index' });
    const whole = run([JSON.stringify(document)], { format: 'json' });
    expect([whole.refusal, whole.output.includes('ABCD1234')]).toEqual([null, false]);
  });

  test('a surrogate pair that is split over two events stays as it came', () => {
    const input =
      'data: {"choices":[{"delta":{"content":"\\ud83d"}}]}\n\ndata: {"choices":[{"delta":{"content":"\\ude00 KEY-ABCD1234"}}]}\n\n';
    expect(run([input], { format: 'sse' }).output).toBe(input.replace('KEY-ABCD1234', '[key:12]'));
  });
});

describe('work in proportion to the input', () => {
  const scanner = compileScanner(builtInDetectors, defaultLimits);
  const limits = {
    ...defaultLimits,
    heldBackBytesMax: 64 * 1024 * 1024,
    sseEventBytesMax: 64 * 1024 * 1024,
    toolCallBytesMax: 64 * 1024 * 1024,
  };
  const cost = (format: RunOptions['format'], chunks: readonly Buffer[], shape: 'openai' | 'generic' = 'openai'): number => {
    const inspector = {
      hit: () => ({ kind: 'pass' }) as const,
      toolCall: () => ({ kind: 'pass' }) as const,
      ended: () => 'go' as const,
    };
    const times = [0, 1, 2].map(() => {
      const before = process.cpuUsage();
      const transformer = openTransformer({ format, shape, scanner, plan, limits, inspector, side: 'response', emit: () => {} });
      for (const chunk of chunks) if (transformer.push(chunk) !== null) break;
      transformer.end();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    return Math.min(...times);
  };
  const small = (bytes: Buffer, size: number): Buffer[] =>
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, i * size + size));

  test.for<{ name: string; of: (n: number) => { format: RunOptions['format']; chunks: readonly Buffer[]; shape?: 'generic' } }>([
    {
      name: 'one event in chunks of a byte',
      of: n => ({ format: 'sse', chunks: small(Buffer.from(event({ a: 'x'.repeat(n) })), 1) }),
    },
    {
      name: 'a body in chunks of a byte',
      of: n => ({ format: 'json', chunks: small(Buffer.from(JSON.stringify('x'.repeat(n))), 1) }),
    },
    {
      name: 'an object of very many keys',
      of: n => ({
        format: 'json',
        chunks: [Buffer.from(`{${Array.from({ length: n / 10 }, (_, i) => `"k${i}":1`).join(',')}}`)],
      }),
    },
    { name: 'a list of very many strings', of: n => ({ format: 'json', chunks: [Buffer.from(`[${'"",'.repeat(n / 4)}"a"]`)] }) },
    { name: 'nothing but escapes', of: n => ({ format: 'json', chunks: [Buffer.from(`"${'\\u0041'.repeat(n / 6)}"`)] }) },
    { name: 'nothing but empty lines', of: n => ({ format: 'sse', chunks: [Buffer.from('\n'.repeat(n / 4))] }) },
    {
      name: 'one event of very many data lines',
      of: n => ({ format: 'sse', chunks: [Buffer.from(`${'data: x\n'.repeat(n / 8)}\n`)], shape: 'generic' }),
    },
    {
      name: 'very many tokens that wait, and events behind them',
      of: n => ({
        format: 'sse',
        chunks: [
          Buffer.from(
            event({ choices: [{ index: 0, logprobs: { content: Array.from({ length: n / 40 }, () => ({ token: 'AK' })) } }] }) +
              content('').repeat(n / 60),
          ),
        ],
      }),
    },
    {
      name: 'a tool call in pieces of a character',
      of: n => ({ format: 'sse', chunks: [Buffer.from(Array.from({ length: n / 100 }, () => call('x')).join(''))] }),
    },
    {
      name: 'a line of fenced code in chunks of a byte',
      of: n => ({ format: 'text', chunks: small(Buffer.from(`\`\`\`\n${'x'.repeat(Math.min(n, 60_000))}`), 1) }),
    },
    {
      name: 'secrets that touch',
      of: n => ({ format: 'text', chunks: [Buffer.from(['AKIA', 'IOSFODNN7', 'WXYZABC '].join('').repeat(n / 21))] }),
    },
  ])('$name', ({ of }) => {
    const [less, more] = [40_000, 160_000].map(n => {
      const { format, chunks, shape } = of(n);
      return cost(format, chunks, shape);
    });
    // Four times the input: linear is 4, quadratic 16. Small times are noise.
    expect(more!).toBeLessThan(Math.max(less!, 8) * 10);
  });
});
