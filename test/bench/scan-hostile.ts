// The worst that the scanner can be sent: for each detector a family of texts that is made from its own patterns.
import type { Scanner } from '../../extproc/detect/scan.ts';
import { hostileFor } from '../patterns/hostile-for.ts';
import { cpuMillisOf } from './cpu-time.ts';
import { read } from './scan-reading.ts';

export interface WorstText {
  readonly megabytesPerSecond: number;
  /** The detector that it was made for, and what is done to it. */
  readonly detector: string;
  readonly name: string;
}

export interface HostileNumbers {
  readonly texts: number;
  readonly worst: readonly WorstText[];
  /** Texts that are read at less than the wanted rate. */
  readonly below: number;
  readonly wantedMegabytesPerSecond: number;
}

const wantedMegabytesPerSecond = 5;
const textBytes = 16 << 10;
/** The first times a text is read, states are made for it that later ones find. */
const runs = 4;
const worstTold = 12;

export function benchHostile(scanner: Scanner, oneOf = 1): HostileNumbers {
  const texts = [...textsFor(scanner, oneOf)].map(({ text, ...of }) => {
    const millis = Math.min(...Array.from({ length: runs }, () => cpuMillisOf(() => read(scanner, text))));
    return { ...of, megabytesPerSecond: text.length / 1000 / millis };
  });
  texts.sort((a, b) => a.megabytesPerSecond - b.megabytesPerSecond);
  const below = texts.filter(({ megabytesPerSecond }) => megabytesPerSecond < wantedMegabytesPerSecond).length;
  return { texts: texts.length, worst: texts.slice(0, worstTold), below, wantedMegabytesPerSecond };
}

/** Detectors have several forms and share many beginnings: what was read once is not read again. */
function* textsFor({ detectors }: Scanner, oneOf: number): Generator<{ detector: string; name: string; text: Buffer }> {
  const seen = new Set<string>();
  for (const detector of detectors.filter((_, i) => i % oneOf === 0)) {
    for (const { name, text } of hostileFor(detector)) {
      const bytes = text(textBytes).subarray(0, textBytes);
      const key = bytes.toString('latin1', 0, 64);
      if (seen.has(key)) continue;
      seen.add(key);
      yield { detector: detector.id, name, text: bytes };
    }
  }
}
