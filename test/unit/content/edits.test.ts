import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EditList } from '../../../extproc/content/edits.ts';

/** A span as the scan gives it: known once the text has come to `seen`. */
interface Sample {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Found before its end is known. */
  readonly isOpen: boolean;
}

const length = 30;

describe('spans that overlap', () => {
  const cutsOf = (spans: readonly Sample[], safe: number) => {
    const edits = new EditList();
    for (const { start, end, text } of spans) edits.add({ start, end }, text, text.toUpperCase());
    return { final: edits.settle(safe), cuts: edits.within(0, length).map(({ start, end, text }) => [start, end, text]) };
  };
  const span = (start: number, end: number, text: string): Sample => ({ start, end, text, isOpen: false });

  test.for([
    { name: 'one span is replaced by its text', spans: [span(2, 5, 'a')], safe: 5, final: 5, cuts: [[2, 5, 'a']] },
    {
      name: 'a span waits until all that overlaps it is known',
      spans: [span(2, 5, 'a')],
      safe: 4,
      final: 2,
      cuts: [[2, 5, 'a']],
    },
    {
      name: 'spans that touch are two',
      spans: [span(2, 5, 'a'), span(5, 7, 'b')],
      safe: 7,
      final: 7,
      cuts: [
        [2, 5, 'a'],
        [5, 7, 'b'],
      ],
    },
    {
      name: 'spans that overlap are one, which shows nothing',
      spans: [span(4, 7, 'b'), span(2, 5, 'a')],
      safe: 7,
      final: 7,
      cuts: [[2, 7, 'A']],
    },
    {
      name: 'a chain of spans is one',
      spans: [span(2, 5, 'a'), span(4, 8, 'b'), span(7, 9, 'c')],
      safe: 9,
      final: 9,
      cuts: [[2, 9, 'A']],
    },
    {
      name: 'of two that start together the one added first gives the text',
      spans: [span(2, 5, 'a'), span(2, 9, 'b')],
      safe: 9,
      final: 9,
      cuts: [[2, 9, 'A']],
    },
  ])('$name', ({ spans, safe, final, cuts }) => expect(cutsOf(spans, safe)).toEqual({ final, cuts }));

  test('an open span is replaced at once, and takes all that starts before its end', () => {
    const edits = new EditList();
    const open = { start: 2, end: Infinity };
    edits.add(open, 'a', 'A');
    expect(edits.settle(3)).toBe(3);
    edits.add({ start: 6, end: 9 }, 'b', 'B');
    open.end = 7;
    expect(edits.settle(9)).toBe(9);
    expect(edits.within(0, length).map(({ start, end, text }) => [start, end, text])).toEqual([[2, 9, 'A']]);
  });
});

test('what leaves never depends on when it is asked for', () => {
  const samples = fc.array(
    fc.record({
      start: fc.nat(length - 1),
      size: fc.integer({ min: 1, max: 8 }),
      text: fc.constantFrom('a', 'b', 'c'),
      isOpen: fc.boolean(),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(samples, fc.array(fc.boolean(), { minLength: length + 1, maxLength: length + 1 }), (spans, asks) => {
      const known = spans.map(({ start, size, text, isOpen }) => ({ start, end: Math.min(start + size, length), text, isOpen }));
      expect(rendered(known, asks)).toBe(
        rendered(
          known,
          asks.map(() => true),
        ),
      );
      expect(rendered(known, asks)).toBe(
        rendered(
          known,
          asks.map((_, i) => i === length),
        ),
      );
    }),
    { numRuns: 1000 },
  );
});

/** Walks a text, adds each span at its end (or, open, three bytes in), and takes what is final whenever `asks` says so. */
function rendered(spans: readonly Sample[], asks: readonly boolean[]): string {
  const edits = new EditList();
  const text = 'abcdefghijklmnopqrstuvwxyz0123';
  const extents = spans.map(({ start, end, isOpen }) => ({ start, end: isOpen ? Infinity : end }));
  const known = (i: number) => Math.min(spans[i]!.end, spans[i]!.isOpen ? spans[i]!.start + 3 : length);
  let out = '';
  let done = 0;
  for (let at = 0; at <= length; at++) {
    for (const [i, span] of spans.entries()) {
      if (known(i) === at) edits.add(extents[i]!, span.text, span.text.toUpperCase());
      if (span.isOpen && span.end === at) extents[i]!.end = at;
    }
    if (asks[at] !== true && at < length) continue;
    const unknown = spans.filter((_, i) => known(i) > at).map(({ start }) => start);
    const final = edits.settle(Math.min(at, ...unknown));
    let from = done;
    for (const cut of edits.within(done, final)) {
      out += text.slice(from, Math.max(from, cut.start));
      if (cut.start >= done) out += `<${cut.text}>`;
      from = Math.min(cut.end, final);
    }
    out += text.slice(from, final);
    done = Math.max(done, final);
    edits.forget(done);
  }
  return out;
}
