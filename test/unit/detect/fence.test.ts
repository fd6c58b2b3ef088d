import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FenceTracker } from '../../../extproc/detect/fence.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';

function track(text: string, mode: 'line' | 'block' | 'off' = 'line', limits = defaultLimits, sizes: readonly number[] = []) {
  const bytes = Buffer.from(text);
  const fence = new FenceTracker(mode, limits);
  const units: string[] = [];
  const starts: number[] = [];
  const languages: string[] = [];
  const take = () => {
    for (const { start, end, language } of fence.take()) {
      units.push(bytes.subarray(start, end).toString());
      languages.push(language);
    }
  };
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const to = Math.min(bytes.length, at + (sizes[i] ?? 1));
    fence.advance(bytes, at, to);
    for (let k = at; k < to - 1; k++) starts.push(-1);
    starts.push(fence.unitStart);
    at = to;
    take();
  }
  const { inFence, overflow } = fence;
  fence.finish();
  take();
  return { units, languages, starts, inFence, overflow, end: fence.unitStart };
}

test.for([
  { name: 'lines of a fence are no units', text: 'a\n```sh\none\ntwo\n```\nb\n', want: ['one\n', 'two\n'] },
  { name: 'tildes open no fence', text: '~~~\none\n~~~\n', want: ['one\n'] },
  { name: 'a fence of tildes is closed by backticks', text: '~~~\none\n```\n~~~\n', want: ['one\n', '```\n'] },
  { name: 'a shorter fence closes', text: '````\n```\none\n````\nout\n', want: ['```\n', 'one\n'] },
  { name: 'a longer fence does not close', text: '```\none\n`````\nout\n', want: ['one\n'] },
  { name: 'a fence with an info string closes', text: '```\none\n``` x\ntwo\n```\n', want: ['one\n', '``` x\n', 'two\n'] },
  { name: 'two backticks open a fence', text: '``\none\n``\n', want: [] },
  { name: 'code within a line opens a fence', text: '```one``` and\ntwo\n', want: [] },
  { name: 'a fence in the middle of a line opens one', text: 'so: ```\none\n', want: [] },
  { name: 'a fence without end has no units', text: '```\none\ntwo', want: ['one\n', 'two'] },
  { name: 'empty fences have units', text: '```\n```\n', want: [] },
  { name: 'joined lines are judged apart', text: '```\ncurl \\\n  x \\\n  y\nz\n```\n', want: ['curl \\\n  x \\\n  y\n', 'z\n'] },
  { name: 'an escaped backslash joins lines', text: '```\na \\\\\nb\n```\n', want: ['a \\\\\n', 'b\n'] },
  { name: 'a joined line runs into the fence', text: '```\na \\\n```\nb\n', want: ['a \\\n'] },
  { name: 'CRLF', text: 'x\r\n```\r\none\r\ntwo \\\r\nthree\r\n```\r\nout\r\n', want: ['one\r', 'two \\\r\nthree\r'] },
  { name: 'CR alone ends no line', text: '```\rone\rtwo\r```\rout', want: ['one\r', 'two\r'] },
  { name: 'indented fences are no fences', text: '   ```\n   one\n   ```\nout\n', want: ['   one\n'] },
  { name: 'fences in a list are no fences', text: '- x\n\n      ```sh\n      one\n      ```\nout\n', want: ['      one\n'] },
  { name: 'a fence right behind a list mark is none', text: '1. ```sh\n   one\n   ```\nout\n', want: ['   one\n'] },
  { name: 'fences in a quote are no fences', text: '> ```sh\n> one\n> ```\nout\n', want: ['> one\n'] },
  { name: 'a quoted fence inside of plain code closes it', text: '```\n> ```\none\n```\nout\n', want: ['> ```\n', 'one\n'] },
  { name: 'a fence far to the right closes', text: '```\n      ```\none\n```\nout\n', want: ['      ```\n', 'one\n'] },
])('if broken: $name', ({ text, want }) => expect(track(text).units).toEqual(want));

test.for([
  { name: 'a quote that ends ends its fence: the next fence opens', text: '> ```\n> one\nout\n```\nrisky\n```\n' },
  { name: 'a list item that ends ends its fence: the next fence opens', text: '- a\n  ```\n  one\nout\n```\nrisky\n```\n' },
  { name: 'a fence that is indented code is none: the next fence opens', text: 'a\n\n    ```\n\nout\n\n```\nrisky\n```\n' },
])('where readers of Markdown disagree it is code: $name', ({ text }) => expect(track(text).units).toContain('risky\n'));

test('a block is one unit, without its fences', () => {
  expect(track('a\n```sh\none\ntwo\n```\nb\n```\nthree\n```\n', 'block').units).toEqual(['one\ntwo\n', 'three\n']);
});

test('the language is the first word of the info string, and that of its own fence', () => {
  expect(track('```Bash title="x"\none\n```\n```\ntwo\n```\n').languages).toEqual(['bash', '']);
});

test('nothing waits in prose, nor while a fence opens; a line of code waits until it is complete', () => {
  const text = 'hi\n```sh\nab\nc\n```\nx';
  const { starts } = track(text);
  const position = [...text].map((_, i) => i + 1);
  expect(starts).toEqual(position.map(at => (at <= 9 ? at : at < 12 ? 9 : at < 14 ? 12 : at < 18 ? 14 : at)));
});

test('with the mode off nothing waits, and fences are followed all the same', () => {
  const { starts, inFence, units } = track('```\nab\n', 'off');
  expect(starts).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(inFence).toBe(true);
  expect(units).toEqual([]);
});

test.for([
  { mode: 'line', text: `\`\`\`\n${'x'.repeat(100)}` },
  { mode: 'line', text: `\`\`\`\n${'x'.repeat(100)}\n\`\`\`\n` },
  { mode: 'line', text: `\`\`\`\n${'xxxxxxx \\\n'.repeat(12)}` },
  { mode: 'block', text: `\`\`\`\n${'xxxxxxx\n'.repeat(12)}` },
] as const)('a unit over its limit is told ($mode, $text.length bytes)', ({ mode, text }) => {
  const limits = { ...defaultLimits, codeLineBytesMax: 80, codeBlockBytesMax: 80 };
  expect(track(text, mode, limits).overflow).toBe(true);
  expect(track(text, mode, limits, [1000]).overflow).toBe(true);
  expect(track(text, mode, { ...limits, codeLineBytesMax: 200, codeBlockBytesMax: 200 }).overflow).toBe(false);
  expect(track(text, 'off', limits).overflow).toBe(false);
});

const piece = fc.constantFrom(
  '```',
  '~~~',
  '````',
  '``',
  '\n',
  '\r\n',
  '\r',
  ' ',
  '\t',
  '> ',
  '- ',
  '1. ',
  '\\',
  'word',
  'sh',
  'é',
  '`',
);
const markdown = fc.array(piece, { maxLength: 40 }).map(parts => parts.join(''));

test('the state after n bytes does not depend on how they were cut', () => {
  fc.assert(
    fc.property(
      markdown,
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 200 }),
      fc.constantFrom('line', 'block'),
      (text, sizes, mode) => {
        const bytewise = track(text, mode);
        const cut = track(text, mode, defaultLimits, sizes);
        expect(cut.units).toEqual(bytewise.units);
        expect(cut.starts.map((start, i) => (start < 0 ? -1 : bytewise.starts[i]))).toEqual(cut.starts);
      },
    ),
    { numRuns: 500 },
  );
});

test('units come in order without overlap, and nothing that was told as final is in a later one', () => {
  fc.assert(
    fc.property(markdown, fc.constantFrom('line', 'block'), (text, mode) => {
      const bytes = Buffer.from(text);
      const fence = new FenceTracker(mode, defaultLimits);
      let final = 0;
      for (let at = 0; at < bytes.length; at++) {
        const before = fence.unitStart;
        fence.advance(bytes, at, at + 1);
        for (const { start, end } of fence.take()) {
          expect(start).toBeGreaterThanOrEqual(final);
          expect(start).toBe(before);
          expect(end).toBeGreaterThan(start);
          final = end;
        }
        expect(fence.unitStart).toBeGreaterThanOrEqual(Math.max(before, final));
        expect(fence.unitStart).toBeLessThanOrEqual(fence.position);
      }
    }),
    { numRuns: 500 },
  );
});
