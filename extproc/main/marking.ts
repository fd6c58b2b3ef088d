// Marks for people in what they read: the places that made a rule hold, found by the exchange's own detectors, and masks, told by how they look.
// Marks lead the eye and no more: of very many the first are given.
import type { ReadText } from '../approvals/ports.ts';
import type { Match, Scanner } from '../detect/scan.ts';
import { masksIn } from '../mask/seen.ts';
import type { HeldContent } from '../words/hold.ts';

type Mark = ReadText['marks'][number];

const marksOfTextMax = 1_000;
const marksMax = 10_000;
const sliceBytes = 64 * 1024;

export class Marking {
  readonly #scanner: Scanner;
  /** Findings for which a rule holds, by detector. */
  readonly #holding: ReadonlyMap<string, number>;
  #left = marksMax;
  #unpaused = 0;

  constructor({ findings }: HeldContent, scanner: Scanner) {
    this.#scanner = scanner;
    this.#holding = new Map(findings.filter(({ action }) => action === 'hold').map(({ detector, id }) => [detector, id]));
  }

  /** Pauses now and then. */
  *marksIn(text: string): Generator<void, readonly Mark[]> {
    const most = Math.min(this.#left, marksOfTextMax);
    if (most === 0) return [];
    const holds = this.#holding.size === 0 ? [] : yield* this.#holdsIn(text, most);
    const masks = masksIn(text, most - holds.length).map(mask => ({ ...mask, finding: null, action: 'mask' as const }));
    const marks: Mark[] = [...holds, ...masks];
    this.#left -= marks.length;
    return marks;
  }

  *#holdsIn(text: string, most: number): Generator<void, readonly Mark[]> {
    const bytes = Buffer.from(text);
    const scan = this.#scanner.open();
    const matches: Match[] = [];
    const take = (): void => void matches.push(...scan.take().filter(({ detector }) => this.#holding.has(detector.id)));
    for (let from = 0; from < bytes.length && matches.length < most; from += sliceBytes) {
      const slice = bytes.subarray(from, from + sliceBytes);
      for (let at = 0; at < slice.length; ) {
        at = scan.advance(slice, at);
        take();
      }
      if (this.#hasWorked(slice.length)) yield;
    }
    scan.finish();
    take();
    matches.splice(most);
    const charsTo = places(bytes, matches);
    return matches.map(({ detector, start, end }) => ({
      start: charsTo.get(start) ?? 0,
      end: charsTo.get(end) ?? text.length,
      finding: this.#holding.get(detector.id) ?? null,
      detector: detector.id,
      action: 'hold' as const,
    }));
  }

  /** A small text costs as much as a kilobyte. */
  #hasWorked(bytes: number): boolean {
    this.#unpaused += bytes + 1024;
    if (this.#unpaused < sliceBytes) return false;
    this.#unpaused = 0;
    return true;
  }
}

/** How many UTF-16 units stand before these bytes: counted once, from one place to the next. */
function places(bytes: Buffer, matches: readonly Match[]): ReadonlyMap<number, number> {
  const offsets = [...new Set(matches.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const charsTo = new Map<number, number>();
  let [at, chars] = [0, 0];
  for (const offset of offsets) {
    for (; at < offset && at < bytes.length; at++) chars += unitsOf(bytes[at]!);
    charsTo.set(offset, chars);
  }
  return charsTo;
}

/** Units that begin with this byte of UTF-8: a byte that goes on has none, the first of four has two. */
function unitsOf(byte: number): number {
  return (byte & 0xc0) === 0x80 ? 0 : byte >= 0xf0 ? 2 : 1;
}
