// The laws of the detection engine, over random detectors, texts and cuts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import type { Match } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { cuts, detectors, text } from './detect-engine-arbitraries.ts';
import { byPlace, findAll } from './detect-engine-reference.ts';
import { watch } from './detect-engine-watch.ts';

test('matches are those of the plain reading, and the cut of the text changes nothing', () => {
  fc.assert(
    fc.property(detectors, text, cuts, (list, bytes, sizes) => {
      const scanner = compileScanner(list, defaultLimits);
      const want = findAll(list, bytes);
      expect(plain(watch(scanner.open(), bytes, [bytes.length]).matches)).toEqual(want);
      expect(plain(watch(scanner.open(), bytes, sizes).matches)).toEqual(want);
    }),
    { numRuns: 600 },
  );
});

test('what was called safe stays so, and both safe and matches are told at the same bytes for every cut', () => {
  fc.assert(
    fc.property(detectors, text, cuts, (list, bytes, sizes) => {
      const scanner = compileScanner(list, defaultLimits);
      const bytewise = watch(scanner.open(), bytes, [1]);
      const cut = watch(scanner.open(), bytes, sizes);
      for (const { safeAt, late } of [bytewise, cut]) {
        expect(late).toEqual([]);
        const values = [...safeAt.values()];
        expect(values).toEqual([...values].sort((a, b) => a - b));
      }
      for (const [position, safe] of cut.safeAt) expect(safe).toBe(bytewise.safeAt.get(position));
      expect(cut.told).toEqual(bytewise.told);
    }),
    { numRuns: 500 },
  );
});

test('a scan that was reset is as good as new, whatever it had read', () => {
  fc.assert(
    fc.property(detectors, text, text, cuts, (list, before, bytes, sizes) => {
      const scanner = compileScanner(list, defaultLimits);
      const scan = scanner.open();
      for (let at = 0; at < before.length; ) at = scan.advance(before, at);
      scan.reset();
      const fresh = watch(scanner.open(), bytes, sizes);
      const again = watch(scan, bytes, sizes);
      expect(again).toEqual(fresh);
    }),
    { numRuns: 300 },
  );
});

test('automata that forget their states again and again find the same', () => {
  fc.assert(
    fc.property(detectors, text, text, cuts, (list, bytes, others, sizes) => {
      const forgetful = compileScanner(list, { ...defaultLimits, automatonStatesKept: 3, triggerStatesKept: 3 });
      const want = watch(compileScanner(list, defaultLimits).open(), bytes, sizes);
      const scan = forgetful.open();
      const other = forgetful.open();
      let at = 0;
      // A second text takes turns, so that states are forgotten between pieces of the first.
      const meanwhile = () => {
        other.reset();
        for (at = 0; at < others.length; ) at = other.advance(others, at);
      };
      expect(watch(scan, bytes, sizes, meanwhile)).toEqual(want);
    }),
    { numRuns: 200 },
  );
});

test('where more is under way than the limits allow, the cut of the text still changes nothing', () => {
  const longText = fc.array(text, { minLength: 3, maxLength: 6 }).map(parts => Buffer.concat(parts));
  const tight = { ...defaultLimits, detectorRunsMax: 1, detectorStartsMax: 2 };
  fc.assert(
    fc.property(detectors, longText, cuts, (list, bytes, sizes) => {
      const scanner = compileScanner(list, tight);
      const whole = watch(scanner.open(), bytes, [bytes.length]);
      const cut = watch(scanner.open(), bytes, sizes);
      const bytewise = watch(scanner.open(), bytes, [1]);
      expect(cut.matches).toEqual(whole.matches);
      expect(bytewise.told).toEqual(whole.told);
      expect(cut.told).toEqual(whole.told);
      expect([...bytewise.late, ...cut.late]).toEqual([]);
      for (const [position, safe] of cut.safeAt) expect(safe).toBe(bytewise.safeAt.get(position));
    }),
    { numRuns: 300 },
  );
});

test('bytes that are no UTF-8 change nothing about the cut', () => {
  const pieces = fc.oneof(
    text,
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom([0xc3], [0xa9], [0xe2, 0x82], [0xf0, 0x9f], [0x80, 0x80]),
  );
  const broken = fc.array(pieces, { maxLength: 6 }).map(parts => Buffer.concat(parts.map(part => Buffer.from(part))));
  fc.assert(
    fc.property(detectors, broken, cuts, (list, bytes, sizes) => {
      const scanner = compileScanner(list, defaultLimits);
      const whole = watch(scanner.open(), bytes, [bytes.length]);
      const cut = watch(scanner.open(), bytes, sizes);
      expect(cut.matches).toEqual(whole.matches);
      expect(cut.told).toEqual(whole.told);
      expect(cut.late).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

function plain(matches: readonly Match[]) {
  return matches.map(({ detector: { id }, start, end }) => ({ id, start, end })).sort(byPlace);
}
