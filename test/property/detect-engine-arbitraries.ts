// Random detectors, texts and cuts for the laws of the detection engine.
import fc from 'fast-check';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import type { Detector } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';

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

export function patterns(lazy: boolean, counts: readonly string[] = repeats): fc.Arbitrary<string> {
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
      arbitrary: fc.tuple(fc.constantFrom(...counts), fc.constantFrom('', lazy ? '?' : '')).map(parts => parts.join('')),
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
  (_, before) => before.length === 0 || before[0] !== 0x62,
  (_, before) => (before.includes(0x31) ? 0.5 : false),
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
    lead: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 2, arbitrary: patterns(false, ['?', '{2}', '{1,3}', '{0,9}']) },
    ),
    back: fc.constantFrom(...backs),
    commit: fc.constantFrom(undefined, undefined, 6, 8, 11),
    signal: fc.constantFrom(false, false, true),
    accept: fc.constantFrom(...accepting),
    context: fc.constantFrom(0, 2, 5),
  })
  .map(({ pattern, lead, back, commit, signal, accept, context }) => ({
    ...{ id: '', group: 'g', class: 'c', severity: 'low' as const, confidence: 1, title: 't', pattern, signal, context },
    ...(lead === undefined ? (back === undefined ? {} : { back }) : { lead }),
    ...(commit === undefined ? {} : { commit }),
    ...(accept === undefined ? {} : { accept }),
  }))
  .filter(isUsable);

export const detectors = fc
  .array(detector, { minLength: 1, maxLength: 4 })
  .map(list => list.map((d, i) => ({ ...d, id: `d${i}` })));

export const text = fc
  .array(fc.oneof(fc.constantFrom(...characters), fc.constantFrom('ab', 'aab', 'b1', 'aaaa', 'a@b', 'bbbbbbbb', '-1-', 'ab1_')), {
    maxLength: 40,
  })
  .map(parts => Buffer.from(parts.join('')));

export const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });

/** Patterns that match the empty text are refused; the tests want those that are not. */
function isUsable(candidate: Detector): boolean {
  try {
    compileScanner([candidate], defaultLimits);
    return true;
  } catch {
    return false;
  }
}
