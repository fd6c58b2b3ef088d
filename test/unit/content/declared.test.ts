// Bodies that are declared to be something else than the JSON which a client may read in them.
import { describe, expect, test } from 'vitest';
import { cpuMillisOf } from '../../bench/cpu-time.ts';
import { bytewise, type RunOptions, run } from './run.ts';

const escaped = [...'KEY-ABCD1234'].map(char => `\\u00${char.charCodeAt(0).toString(16)}`).join('');

describe('what escapes spell is found, or nothing leaves', () => {
  test.for<{ name: string; input: string; options: RunOptions; want: string; code: string | null }>([
    {
      name: 'JSON that is said to be text',
      input: ` {"a": "${escaped}"}`,
      options: { format: 'text' },
      want: ' {"a": "[key:12]"}',
      code: null,
    },
    {
      name: 'a list that is said to be text',
      input: `[["${escaped}"]]`,
      options: { format: 'text' },
      want: '[["[key:12]"]]',
      code: null,
    },
    {
      name: 'a string that is said to be text',
      input: `"${escaped}"`,
      options: { format: 'text' },
      want: '"[key:12]"',
      code: null,
    },
    {
      name: 'JSON with what only some take',
      input: `{"a": "${escaped}", "b": NaN}`,
      options: { format: 'text' },
      want: '',
      code: 'invalid_json',
    },
    {
      name: 'JSON that is said to be a stream of events',
      input: `\n {"a": "${escaped}"}`,
      options: { format: 'sse', shape: 'generic' },
      want: '\n',
      code: 'response_content_type',
    },
    {
      name: 'an event with what only some take',
      input: `data: {"a": "${escaped}", "b": NaN}\n\n`,
      options: { format: 'sse', shape: 'generic' },
      want: '',
      code: 'invalid_json',
    },
    {
      name: 'the same in a stream of blocks',
      input: `data: {"a": "${escaped}", "b": NaN}\n\n`,
      options: { format: 'sse', shape: 'anthropic' },
      want: '',
      code: 'invalid_json',
    },
  ])('$name', ({ input, options, want, code }) => {
    for (const chunks of [[input], bytewise(input)]) expect(run(chunks, options)).toMatchObject({ output: want, refusal: code });
  });
});

describe('text is text', () => {
  test.for<{ name: string; input: string; pieces: number }>([
    { name: 'prose leaves as it comes', input: 'one two three', pieces: 2 },
    { name: 'a link at the beginning leaves as it comes', input: '[a link](there) and more', pieces: 2 },
    { name: 'a log line at the beginning leaves as it comes', input: '[INFO] it is C:\\up', pieces: 2 },
    { name: 'a brace of code leaves as it comes', input: '{ return 1 }', pieces: 2 },
    { name: 'what only begins like JSON waits for its end', input: '["a" is first, KEY-ABCD1234 second', pieces: 1 },
    { name: 'a word in brackets leaves as it comes', input: '[truly] a \\ and more', pieces: 2 },
    { name: 'nothing but spaces', input: '  \n ', pieces: 1 },
  ])('$name', ({ input, pieces }) => {
    for (const chunks of [[input], bytewise(input)]) {
      const seen = run(chunks, { format: 'text' });
      expect(seen.output).toBe(input.replace('KEY-ABCD1234', '[key:12]'));
      if (chunks.length > 1) expect(seen.pieces.length).toBeGreaterThanOrEqual(pieces);
    }
  });

  test('white space without end is read once, however it comes', () => {
    const spaces = ' '.repeat(100_000);
    const read = () => expect(run(bytewise(`${spaces}x`), { format: 'text' }).output).toBe(`${spaces}x`);
    expect(cpuMillisOf(read)).toBeLessThan(5_000);
  });

  test('what is kept until it is whole has a bound, and text that passes has none', () => {
    const limits = { jsonBodyBytesMax: 10 };
    expect(run(['["a",', '"bcdef"]'], { format: 'text', limits })).toMatchObject({ output: '', refusal: 'response_too_large' });
    expect(run(['one two three'], { format: 'text', limits }).refusal).toBeNull();
  });

  test('a stream of events that begins with a comment is no document', () => {
    const stream = ': {"a"}\n\ndata: {"a":1}\n\n';
    expect(run([stream], { format: 'sse' })).toMatchObject({ output: stream, refusal: null });
  });
});
