// The laws of the engine hold for scanners that look through encodings, over random detectors, texts and cuts; and what the plain scan finds
// is found all the same.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileDecodingScanner } from '../../extproc/detect/decode/scanner.ts';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import type { Detector, Match } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { decodings } from '../../extproc/words/plan.ts';
import { writers } from '../unit/detect/decode/encoded.ts';
import { cuts, text as plainText, detectors as randomDetectors } from './detect-engine-arbitraries.ts';
import { watch } from './detect-engine-watch.ts';

const base = { group: 'g', class: 'c', severity: 'low', confidence: 1, title: 't' } as const;

/** Some that have a beginning to be known by, and so can be found in blocks. */
const known: readonly Detector[] = [
  { ...base, id: 'exact', pattern: 'abB1-[ab1]{4}' },
  { ...base, id: 'edged', pattern: '\\bkey_[a-z]{3,9}\\b' },
  { ...base, id: 'open', pattern: '(?:long|lang)_[ab1_-]{4,}', commit: 12 },
  { ...base, id: 'judged', pattern: 'b1b1[ab]{2,6}', accept: value => value.length % 2 === 0 },
  { ...base, id: 'led', pattern: '[ab1]{2,}', lead: '(?i)ab[:=]', commit: 9 },
  { ...base, id: 'behind', pattern: '@ab', back: { class: '[ab1.]', min: 1, max: 6 } },
  { ...base, id: 'signal', pattern: 'run [ab]+', signal: true },
];

const secrets = [
  'abB1-ab1a',
  'key_abab',
  'long_ab1_ab-aabbaab1b1',
  'b1b1aabb',
  'ab=ab1ab1ab1ab1ab1',
  'ab1.a@ab',
  'run abba',
  'lang_abab1',
];
const written = fc
  .tuple(fc.constantFrom(...secrets), fc.constantFrom(...Object.values(writers).flat()))
  .map(([secret, write]) => Buffer.from(write(secret)));
const crumbs = fc
  .constantFrom(
    '%',
    '%6',
    '%61',
    '%25',
    '\\',
    '\\\\',
    '\\u00',
    '\\u0061',
    '&',
    '&am',
    '&amp;',
    '&#9',
    '&#97;',
    '\u200b',
    'а',
    'b\u200b',
    'ａ',
    'bа',
  )
  .map(crumb => Buffer.from(crumb));
const halves = fc.constantFrom([0xe2], [0xe2, 0x80], [0xd0], [0xf0, 0x9d], [0x80]).map(bytes => Buffer.from(bytes));
const text = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: written },
      { weight: 3, arbitrary: crumbs },
      { weight: 1, arbitrary: halves },
      { weight: 2, arbitrary: plainText.map(bytes => bytes.subarray(0, 12)) },
      { weight: 2, arbitrary: fc.constantFrom(...secrets, ' ', '\n', '=').map(part => Buffer.from(part)) },
    ),
    { maxLength: 9 },
  )
  .map(parts => Buffer.concat(parts));

const list = fc.oneof(
  { weight: 3, arbitrary: fc.constant(known) },
  { weight: 1, arbitrary: randomDetectors.map(some => [...some, ...known]) },
);
const names = fc.oneof(fc.constant([...decodings]), fc.subarray([...decodings], { minLength: 1 }));

test('the cut of the text changes neither what is told, nor when, nor what is safe; and nothing is told too late', () => {
  fc.assert(
    fc.property(list, names, text, cuts, (detectors, wanted, bytes, sizes) => {
      const scanner = compileDecodingScanner(detectors, wanted, defaultLimits);
      const whole = watch(scanner.open(), bytes, [Math.max(1, bytes.length)]);
      const bytewise = watch(scanner.open(), bytes, [1]);
      const cut = watch(scanner.open(), bytes, sizes);
      expect(bytewise.matches).toEqual(whole.matches);
      expect(cut.matches).toEqual(whole.matches);
      expect(bytewise.told).toEqual(whole.told);
      expect(cut.told).toEqual(whole.told);
      for (const { late, safeAt } of [bytewise, cut, whole]) {
        expect(late).toEqual([]);
        expect([...safeAt.values()]).toEqual([...safeAt.values()].sort((a, b) => a - b));
        for (const [position, safe] of safeAt) expect(safe).toBe(bytewise.safeAt.get(position));
      }
    }),
    { numRuns: 600 },
  );
});

test('a scan that was reset is as good as new, whatever it had read', () => {
  fc.assert(
    fc.property(list, text, text, cuts, (detectors, before, bytes, sizes) => {
      const scanner = compileDecodingScanner(detectors, decodings, defaultLimits);
      const scan = scanner.open();
      for (let at = 0; at < before.length; ) at = scan.advance(before, at);
      scan.reset();
      expect(watch(scan, bytes, sizes)).toEqual(watch(scanner.open(), bytes, sizes));
    }),
    { numRuns: 200 },
  );
});

test('what is found without decodings is found with them', () => {
  fc.assert(
    fc.property(list, text, (detectors, bytes) => {
      const plain = watch(compileScanner(detectors, defaultLimits).open(), bytes, [7]);
      const decoded = watch(compileDecodingScanner(detectors, decodings, defaultLimits).open(), bytes, [7]);
      const spans = new Set(decoded.matches.map(spanOf));
      expect(plain.matches.map(spanOf).filter(span => !spans.has(span))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a text with nothing encoded in it is told of as without decodings', () => {
  fc.assert(
    fc.property(randomDetectors, plainText, cuts, (detectors, bytes, sizes) => {
      const ascii = Buffer.from(bytes.toString().replace(/[^ -~\n]/g, '.'));
      const wanted = ['url', 'html', 'unicode', 'zero-width', 'look-alikes'];
      expect(watch(compileDecodingScanner(detectors, wanted, defaultLimits).open(), ascii, sizes)).toEqual(
        watch(compileScanner(detectors, defaultLimits).open(), ascii, sizes),
      );
    }),
    { numRuns: 200 },
  );
});

function spanOf({ detector, start, end }: Match): string {
  return `${detector.id} ${start} ${end}`;
}
