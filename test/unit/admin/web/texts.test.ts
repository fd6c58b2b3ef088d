// How the page takes texts apart: by places, so that what a person selects is what the server changes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocksOf, runsOf } from '../../../../extproc/admin/web/src/markdown.ts';
import { portionEnd } from '../../../../extproc/admin/web/src/portion.ts';
import { plain, stretches } from '../../../../extproc/admin/web/src/visible.ts';

/** Texts as models write them, and as somebody writes who wants the page to stumble. */
const texts = () =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom('\n', '\n\n', '```', '~~~', '```sh\n', '# ', '> ', '- ', '1. ', '*', '**', '`', ' ', '\t', '\r'),
        fc.constantFrom('\u202E', '\u200B', '\u{1F600}', '\uD800', '\uDC00', '\u{E0041}', '<b>', 'é', '\0'),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 40 },
    )
    .map(parts => parts.join(''));

describe('blocks of Markdown', () => {
  const kinds = (text: string) => blocksOf(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);
  test.for([
    {
      name: 'a paragraph of two lines is one',
      text: 'a\nb\n\nc',
      want: [
        ['paragraph', 'a\nb\n'],
        ['paragraph', 'c'],
      ],
    },
    {
      name: 'marks of headings, quotes and items stay out, and numbers in',
      text: '# a\n> b\n- c\n1. d',
      want: [
        ['heading', 'a'],
        ['quote', 'b'],
        ['item', 'c'],
        ['numbered', '1. d'],
      ],
    },
    {
      name: 'code in a fence keeps its blank lines and marks',
      text: '```sh\n# a\n\n- b\n```\nc',
      want: [
        ['info', 'sh'],
        ['code', '# a\n\n- b'],
        ['paragraph', 'c'],
      ],
    },
    {
      name: 'what stands beside a fence is there, and does not close it',
      text: '``` a `b` c\n\n~~~ d `e`\nf\n~~~ g\n~~~',
      want: [
        ['paragraph', '``` a `b` c\n'],
        ['info', ' d `e`'],
        ['code', 'f\n~~~ g'],
      ],
    },
    { name: 'white space that is no space is not blank', text: '\uFEFF\n\u2028', want: [['paragraph', '\uFEFF\n\u2028']] },
    { name: 'a shorter fence does not close a longer one', text: '````\n```\na\n````', want: [['code', '```\na']] },
    { name: 'a fence of the other kind does not close one', text: '```\n~~~\na\n```', want: [['code', '~~~\na']] },
    {
      name: 'a fence without an end is code to the end',
      text: 'a\n```\nb',
      want: [
        ['paragraph', 'a\n'],
        ['code', 'b'],
      ],
    },
    { name: 'an empty fence is there, and empty', text: '```\n```', want: [['code', '']] },
    { name: 'a fence at the very end has nothing in it', text: '```', want: [['code', '']] },
    { name: 'HTML is a paragraph', text: '<script>', want: [['paragraph', '<script>']] },
  ])('$name', ({ text, want }) => expect(kinds(text)).toEqual(want));

  test('follow each other inside of the text, and leave out nothing but marks', () => {
    fc.assert(
      fc.property(texts(), text => {
        let at = 0;
        for (const { start, end } of blocksOf(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThanOrEqual(start);
          // Whoever approves has to see all that leaves: only marks are not drawn.
          expect(text.slice(at, start)).toMatch(/^[ \t\r\n#>*+\-`~]*$/);
          at = end;
        }
        expect(text.slice(at)).toMatch(/^[ \t\r\n#>*+\-`~]*$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('runs of a block', () => {
  const runs = (text: string) => runsOf(text, 0, text.length).map(({ style, start, end }) => [style, text.slice(start, end)]);
  test.for([
    {
      name: 'marks are left out',
      text: 'a **b** *c* `d`',
      want: [
        ['plain', 'a '],
        ['strong', 'b'],
        ['plain', ' '],
        ['emphasis', 'c'],
        ['plain', ' '],
        ['code', 'd'],
      ],
    },
    { name: 'a mark without its end is text', text: 'a **b', want: [['plain', 'a **b']] },
    { name: 'a product is no emphasis', text: '2 * 3 * 4', want: [['plain', '2 * 3 * 4']] },
    { name: 'marks in code are text', text: '`**a**`', want: [['code', '**a**']] },
  ])('$name', ({ text, want }) => expect(runs(text)).toEqual(want));

  test('tell all of the block but its marks, in order', () => {
    fc.assert(
      fc.property(texts(), text => {
        let at = 0;
        for (const { start, end } of runsOf(text, 0, text.length)) {
          expect(text.slice(at, start)).toMatch(/^[*`]{0,3}$/);
          at = end;
        }
        expect(text.slice(at)).toMatch(/^[*`]{0,2}$/);
      }),
      { numRuns: 500 },
    );
  });

  test('take work that grows with the text and no faster', () => {
    for (const unit of ['*', '**', '`', '*a', '**a', '`a', '* *', '***a ']) {
      const text = unit.repeat(100_000 / unit.length);
      const began = process.cpuUsage();
      runsOf(text, 0, text.length);
      expect(process.cpuUsage(began).user).toBeLessThan(2_000_000);
    }
  });
});

describe('characters that hide', () => {
  test.for([
    { name: 'a turn of direction', text: 'a\u202Eb', want: 'a[U+202E]b' },
    { name: 'a space of no width', text: 'a\u200Bb', want: 'a[U+200B]b' },
    { name: 'a letter of tags', text: '\u{E0041}', want: '[U+E0041]' },
    { name: 'a choice of form', text: '\uFE0F', want: '[U+FE0F]' },
    { name: 'an escape of terminals', text: '\u001B[31m', want: '[U+001B][31m' },
    { name: 'a return of the carriage', text: 'a\rb', want: 'a[U+000D]b' },
    { name: 'half of a pair', text: '\uD83D', want: '[U+D83D]' },
    { name: 'a separator of lines', text: 'a\u2028b', want: 'a[U+2028]b' },
  ])('$name is told by its number', ({ text, want }) => expect(shown(text)).toBe(want));

  test.for(['a\nb\tc', 'é 漢字 \u{1F600} ä'])('%j is shown as it is', text => expect(shown(text)).toBe(text));

  test('the pieces are the text, whatever it is, and none that is shown as it is hides', () => {
    fc.assert(
      fc.property(texts(), fc.nat(60), fc.nat(60), (text, a, b) => {
        const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
        const pieces = stretches(text, start, end);
        expect(pieces.map(one => text.slice(one.start, one.end)).join('')).toBe(text.slice(start, end));
        for (const one of pieces) if (one.shown === null) expect(text.slice(one.start, one.end)).not.toMatch(/\p{Cf}|\p{Zl}/u);
      }),
      { numRuns: 500 },
    );
  });

  test('a name is one line, without any of them, and not long', () => {
    expect(plain('a\u202E\nb\0')).toBe('a\uFFFD b\uFFFD');
    expect(plain('x'.repeat(300))).toHaveLength(201);
  });
});

function shown(text: string): string {
  return stretches(text, 0, text.length)
    .map(one => (one.shown === null ? text.slice(one.start, one.end) : `[${one.shown}]`))
    .join('');
}

describe('a portion', () => {
  test('goes on beyond where it begins, ends with the text, and halves no pair', () => {
    fc.assert(
      fc.property(texts(), fc.nat(20), (text, times) => {
        const long = text.repeat(times * 50);
        for (let at = 0; at < long.length; ) {
          const end = portionEnd(long, at);
          expect(end).toBeGreaterThan(at);
          const code = long.charCodeAt(end - 1);
          if (end < long.length) expect(code >= 0xd800 && code <= 0xdbff && isLow(long.charCodeAt(end))).toBe(false);
          at = end;
        }
      }),
      { examples: [['😀\n\ud800\u{e0041}', 14]] },
    );
  });

  test.for([
    { name: 'short texts are shown whole', text: 'a\n'.repeat(1_000), most: 2_000 },
    { name: 'long lines are cut', text: 'x'.repeat(5_000_000), most: 100_000 },
    { name: 'many lines are cut', text: 'a\n'.repeat(100_000), most: 8_000 },
    { name: 'many marks are cut', text: '*a* '.repeat(100_000), most: 7_999 },
    { name: 'many characters that hide are cut', text: '\u200B'.repeat(100_000), most: 4_000 },
    { name: 'other scripts are not counted as hiding', text: '漢'.repeat(90_000), most: 90_000 },
  ])('$name', ({ text, most }) => expect(portionEnd(text, 0)).toBe(most));
});

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
