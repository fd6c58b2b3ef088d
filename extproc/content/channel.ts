// One text that comes in pieces: its scan, what was found in it, and how much of it is final.
// Knows decoded bytes and offsets from the text's beginning; where the pieces came from is for others.
import type { Detector, Match, TextScan } from '../detect/scan.ts';
import { type Cut, EditList, type Extent } from './edits.ts';
import type { Inspection } from './inspection.ts';
import { RecentText } from './recent.ts';
import type { Ruling } from './transform.ts';
import { matchesIn } from './whole.ts';

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
  /** What was ruled on in pieces alone, by detector and start. */
  readonly #known = new Map<string, Extent & { readonly ruling: Ruling }>();
  #undecided: readonly Match[] = noMatches;

  constructor(inspection: Inspection, id: string, path: string, _isMarkdown = false) {
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

  /**
   * Like feed(), for a piece that may be a text of its own: what is found in it alone counts too, as the end of one text must not hide
   * the beginning of another.
   */
  feedBoth(bytes: Uint8Array): void {
    for (const { detector, start, end } of matchesIn(this.#inspection, bytes)) {
      const extent = { start: this.position + start, end: this.position + end };
      const ruling = this.#ask(detector, bytes.subarray(start, end));
      if (this.#inspection.over) return;
      this.#known.set(`${detector.id} ${extent.start}`, { ...extent, ruling });
      if (ruling.kind === 'mask') this.#edits.add(extent, ruling.text, ruling.opaque);
    }
    this.feed(bytes);
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
    const known = this.#known.size === 0 ? undefined : this.#known.get(`${detector.id} ${start}`);
    if (known !== undefined && known.end === end) return;
    const ruling = known?.ruling ?? this.#ask(detector, value);
    if (ruling.kind === 'mask') this.#edits.add(this.#withoutFinal(match), ruling.text, ruling.opaque);
  }

  #ask(detector: Detector, value: Uint8Array | null): Ruling {
    return this.#inspection.hit({ detector, channel: this.id, path: this.path, key: null, value, unit: null });
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
    if (this.#undecided.length > 0) return;
    this.#recent.forget(Math.min(safe, this.position - this.#keepsBytes));
    for (const [key, { start }] of this.#known) if (start < safe) this.#known.delete(key);
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
