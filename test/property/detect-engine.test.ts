// The laws of the detection engine, over random detectors, texts and cuts.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import type { Detector, Match, TextScan } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { byPlace, findAll } from './detect-engine-reference.ts';

/** Few characters, so that patterns and texts meet; of one, two, three and four bytes. */
const characters = ['a', 'b', 'B', '1', '_', ' ', '-', '@', '\n', 'é', '€', '😀'];

const atoms = [
  'a',
  'b',
  'ab',
  '1',
  '-',
  '@',
  ' ',
  'é',
  '€',
  '[ab]',
  '[^a]',
  '[^ab\\n]',
  '[a-z1]',
  '.',
  '\\w',
  '\\S',
  '\\d',
  '[aé]',
  '(?i:b)',
  'a|ab',
  '1b|b',
];
const edges = ['\\b', '\\B', '^', '$'];
const repeats = ['?', '*', '+', '{2}', '{1,3}', '{2,}', '{0,2}'];

function patterns(lazy: boolean): fc.Arbitrary<string> {
  const atom = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(...atoms).map(source => (source.includes('|') || source === 'ab' ? `(?:${source})` : source)),
    },
    { weight: 1, arbitrary: fc.constantFrom(...edges) },
  );
  const repeat = fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...repeats), fc.constantFrom('', lazy ? '?' : '')).map(parts => parts.join('')),
    },
  );
  const piece = fc.tuple(atom, repeat).map(([a, r]) => (edges.includes(a) ? a : a + r));
  const sequence = fc.array(piece, { minLength: 1, maxLength: 4 }).map(pieces => pieces.join(''));
  const group = fc
    .tuple(fc.array(sequence, { minLength: 1, maxLength: 3 }), repeat)
    .map(([options, r]) => `(?:${options.join('|')})${r}`);
  return fc.array(fc.oneof(sequence, group), { minLength: 1, maxLength: 3 }).map(parts => parts.join(''));
}

const accepting: readonly (NonNullable<Detector['accept']> | undefined)[] = [
  undefined,
  undefined,
  value => value.length % 2 === 1,
  value => value[0] !== 0x61,
  value => value.includes(0x31),
];

const backs: readonly (Detector['back'] | undefined)[] = [
  undefined,
  undefined,
  { class: '[ab1]', min: 1, max: 3 },
  { class: '[^@ ]', min: 0, max: 5 },
  { class: '[a-z_-]', min: 2, max: 4 },
];

const detector: fc.Arbitrary<Detector> = fc
  .record({
    pattern: fc.oneof({ weight: 3, arbitrary: patterns(false) }, { weight: 1, arbitrary: patterns(true) }),
    lead: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: patterns(false) }),
    back: fc.constantFrom(...backs),
    commit: fc.constantFrom(undefined, undefined, 6, 8, 11),
    signal: fc.constantFrom(false, false, true),
    accept: fc.constantFrom(...accepting),
  })
  .map(({ pattern, lead, back, commit, signal, accept }) => ({
    ...{ id: '', group: 'g', class: 'c', severity: 'low' as const, confidence: 1, title: 't', pattern, signal },
    ...(lead === undefined ? (back === undefined ? {} : { back }) : { lead }),
    ...(commit === undefined ? {} : { commit }),
    ...(accept === undefined ? {} : { accept }),
  }))
  .filter(isUsable);

const detectors = fc.array(detector, { minLength: 1, maxLength: 4 }).map(list => list.map((d, i) => ({ ...d, id: `d${i}` })));

const text = fc
  .array(fc.oneof(fc.constantFrom(...characters), fc.constantFrom('ab', 'aab', 'b1', 'aaaa', 'a@b', 'bbbbbbbb', '-1-', 'ab1_')), {
    maxLength: 40,
  })
  .map(parts => Buffer.from(parts.join('')));

const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });

test('matches are those of the plain reading, and the cut of the text changes nothing', () => {
  fc.assert(
    fc.property(detectors, text, cuts, (list, bytes, sizes) => {
      const scanner = compileScanner(list, defaultLimits);
      const want = findAll(list, bytes);
      expect(plain(watch(scanner.open(), bytes, [bytes.length]).matches)).toEqual(want);
      expect(plain(watch(scanner.open(), bytes, sizes).matches)).toEqual(want);
    }),
    { numRuns: 1000 },
  );
});

test('what was called safe stays so: safe never falls, and no match begins below it later', () => {
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
    }),
    { numRuns: 600 },
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

interface Watched {
  readonly matches: readonly Match[];
  /** By position, after each piece. */
  readonly safeAt: ReadonlyMap<number, number>;
  /** Matches that began below what was called safe before they were told, signals aside: no text waits for them. */
  readonly late: readonly Match[];
}

function watch(scan: TextScan, bytes: Uint8Array, sizes: readonly number[], meanwhile = () => {}): Watched {
  const matches: Match[] = [];
  const late: Match[] = [];
  const safeAt = new Map<number, number>();
  let safe = 0;
  const collect = () => {
    const taken = scan.take();
    matches.push(...taken);
    late.push(...taken.filter(match => match.start < safe && match.detector.signal !== true));
    safe = scan.safe;
    safeAt.set(scan.position, safe);
    expect(safe).toBeLessThanOrEqual(scan.position);
    return taken.length;
  };
  let from = 0;
  for (let i = 0; from < bytes.length; i += 1) {
    const piece = bytes.subarray(from, from + sizes[i % sizes.length]!);
    for (let at = 0; at < piece.length; ) {
      const next = scan.advance(piece, at);
      expect(next).toBeGreaterThan(at);
      expect(scan.position).toBe(from + next);
      at = next;
      const confirmed = collect();
      if (at < piece.length) expect(confirmed).toBeGreaterThan(0);
    }
    from += piece.length;
    meanwhile();
  }
  scan.finish();
  collect();
  expect(safe).toBe(bytes.length);
  return { matches, safeAt, late };
}

function plain(matches: readonly Match[]) {
  return matches.map(({ detector: { id }, start, end }) => ({ id, start, end })).sort(byPlace);
}

/** Patterns that match the empty text are refused; the tests want those that are not. */
function isUsable(candidate: Detector): boolean {
  try {
    compileScanner([candidate], defaultLimits);
    return true;
  } catch {
    return false;
  }
}
