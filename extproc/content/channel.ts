// One text that comes in pieces: its scan, what was found in it, and how much of it is final.
// Knows decoded bytes and offsets from the text's beginning; where the pieces came from is for others.
import type { Match, TextScan } from '../detect/scan.ts';
import { type Cut, EditList, type Extent } from './edits.ts';
import type { Inspection } from './inspection.ts';
import { RecentText } from './recent.ts';

const noMatches: readonly Match[] = [];

export class Channel {
  readonly id: string;
  readonly path: string;
  /** Below this offset the text and its edits are final. Never falls. */
  final = 0;
  /** Bytes taken so far. */
  position = 0;
  readonly #inspection: Inspection;
  readonly #scan: TextScan;
  readonly #edits = new EditList();
  readonly #recent = new RecentText();
  readonly #keepsBytes: number;
  #undecided: readonly Match[] = noMatches;

  constructor(inspection: Inspection, id: string, path: string) {
    this.#inspection = inspection;
    this.#scan = inspection.scanner.open();
    this.id = id;
    this.path = path;
    this.#keepsBytes = inspection.scanner.detectors.some(({ signal }) => signal) ? inspection.limits.signalBytesMax : 0;
  }

  /** Takes a whole piece and asks about all that is found on the way. */
  feed(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.#inspection.over; ) {
      at = this.read(bytes, at);
      this.decide();
    }
  }

  /** The text is over. */
  finish(): void {
    this.close();
    this.decide();
  }

  /**
   * Takes bytes up to the next place where the inspector must be asked; gives the index of the first byte that was not taken.
   * What is final before the question can leave before decide() asks it.
   */
  read(bytes: Uint8Array, from: number): number {
    const to = this.#scan.advance(bytes, from);
    this.#recent.append(bytes, from, to);
    this.position += to - from;
    this.#undecided = this.#scan.take();
    this.#settle();
    return to;
  }

  /** Like read(), at the end of the text. */
  close(): void {
    this.#scan.finish();
    this.#undecided = this.#scan.take();
    this.#settle();
  }

  /** Asks about what read() or close() came upon. */
  decide(): void {
    if (this.#undecided.length === 0) return;
    const matches = this.#undecided;
    for (const match of matches) {
      this.#judge(match);
      if (this.#inspection.over) return;
    }
    this.#undecided = noMatches;
    this.#settle();
  }

  /** What is replaced between two offsets, both below `final`. */
  cuts(from: number, to: number): readonly Cut[] {
    return this.#edits.within(from, to);
  }

  /** Bytes below `offset` have left. */
  release(offset: number): void {
    this.#edits.forget(offset);
  }

  #judge(match: Match): void {
    const { detector, start, end } = match;
    // By position alone, so that whether a value is told does not depend on the cut.
    const hasLeft = detector.signal === true && start < this.position - this.#keepsBytes;
    const value = end === Infinity || hasLeft ? null : this.#recent.slice(start, end);
    const ruling = this.#inspection.hit({ detector, channel: this.id, path: this.path, key: null, value, unit: null });
    if (ruling.kind === 'mask') this.#edits.add(this.#withoutFinal(match), ruling.text, ruling.opaque);
  }

  /** Text does not wait for signals: what has become final meanwhile stays as it is. */
  #withoutFinal(match: Match): Extent {
    if (match.start >= this.final) return match;
    return new Clipped(match, this.final);
  }

  #settle(): void {
    const { safe } = this.#scan;
    let bound = safe;
    for (const { start, detector } of this.#undecided) if (!detector.signal && start < bound) bound = start;
    const final = this.#edits.settle(bound);
    if (final > this.final) this.final = final;
    if (this.#undecided.length === 0) this.#recent.forget(Math.min(safe, this.position - this.#keepsBytes));
  }
}

/** A span whose beginning has left. */
class Clipped implements Extent {
  readonly #of: Extent;
  readonly start: number;

  constructor(of: Extent, start: number) {
    this.#of = of;
    this.start = start;
  }

  get end(): number {
    return Math.max(this.#of.end, this.start);
  }
}
