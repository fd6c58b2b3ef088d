// A text that a detector finds something in, made from the detector's own patterns: for laws that shall hold for every detector, the
// ones of tomorrow included. What it writes is noise in the detector's form, never anybody's secret.
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import type { Detector, Scanner } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { type Dice, oneOf } from './dice.ts';
import { type Rounds, spellOf } from './spell.ts';

export interface Sample {
  readonly text: Buffer;
  /** Where the match begins and ends, in bytes. */
  readonly start: number;
  readonly end: number;
}

export interface SampleWish {
  /** Whether the detector's last check must say yes too (checksums are hard to hit by chance: null is then likelier). */
  readonly accepted?: boolean;
  readonly rounds?: Rounds;
  readonly tries?: number;
}

const before = ['', ' ', '\n', '"', 'x', ': '];
const behind = ['', ' ', '\n', '"', "'", ')', 'x', ';', ' x '];

/** Lead, look-back and pattern with something around them, so that the detector finds it; null where chance didn't find any. */
export function sampleOf(detector: Detector, roll: Dice, wish: SampleWish = {}): Sample | null {
  const { accepted = false, rounds = 'some', tries = 60 } = wish;
  const scanner = accepted ? asIs(detector) : trusting(detector);
  for (let i = 0; i < tries; i += 1) {
    const body = bodyOf(detector, roll, rounds);
    const text = Buffer.concat([Buffer.from(oneOf(roll, before)), body, Buffer.from(oneOf(roll, behind))]);
    const match = firstMatch(scanner, text);
    if (match !== null) return { text, ...match };
  }
  return null;
}

/** What the detector's patterns spell, without anything around it; need not be a match. */
export function bodyOf({ lead, back, pattern }: Detector, roll: Dice, rounds: Rounds): Buffer {
  const parts = [spellOf(pattern, roll, rounds)];
  if (lead !== undefined) parts.unshift(spellOf(lead, roll, rounds === 'most' ? 'some' : rounds));
  if (back !== undefined) parts.unshift(runBefore(back, roll, rounds));
  return Buffer.concat(parts);
}

export function runBefore(back: NonNullable<Detector['back']>, roll: Dice, rounds: Rounds): Buffer {
  const count = rounds === 'most' ? back.max : rounds === 'least' ? back.min : Math.min(back.max, back.min + roll(8));
  return Buffer.concat(Array.from({ length: count }, () => spellOf(back.class, roll)));
}

const known = new WeakMap<Detector, { trusting?: Scanner; asIs?: Scanner }>();

/** The detector without its last check. */
function trusting(detector: Detector): Scanner {
  const { accept, ...rest } = detector;
  const scanners = scannersOf(detector);
  scanners.trusting ??= compileScanner([rest], defaultLimits);
  return scanners.trusting;
}

function asIs(detector: Detector): Scanner {
  const scanners = scannersOf(detector);
  scanners.asIs ??= compileScanner([detector], defaultLimits);
  return scanners.asIs;
}

function scannersOf(detector: Detector): { trusting?: Scanner; asIs?: Scanner } {
  const scanners = known.get(detector) ?? {};
  known.set(detector, scanners);
  return scanners;
}

function firstMatch(scanner: Scanner, text: Uint8Array): { start: number; end: number } | null {
  const scan = scanner.open();
  for (let at = 0; at < text.length; ) at = scan.advance(text, at);
  scan.finish();
  const [match] = scan.take();
  return match === undefined ? null : { start: match.start, end: match.end };
}
