// A stretch of a text as it reads decoded: a scan of its own over the decoded bytes, whose answers are told in places of the text as it came.
// Knows nothing of how it is decoded, nor of when a view is worth while.
import type { Detector, Match, TextScan } from '../scan.ts';
import { Places } from './places.ts';

/** A match that is told in places of the text as it came. */
export type Found = { -readonly [name in keyof Match]: Match[name] };

/**
 * While a text is viewed its bytes are shown to all scans in stretches of so many, counted from where the view began: byte by byte costs ten
 * times as much. So long they wait.
 */
export const stretchBytes = 32;

/** An open match ends at most so many decoded bytes before the byte that ends it: one character, and some. */
const endsWithin = 16;

export class View {
  readonly #scan: TextScan;
  readonly #isWanted: (detector: Detector) => boolean;
  readonly #places = new Places();
  #added = new Uint8Array(2 * stretchBytes);
  #addedBytes = 0;
  /** Matches that were told, and whose end isn't known yet. */
  #open: { readonly inner: Match; readonly told: Found }[] = [];
  #floor = 0;

  constructor(scan: TextScan, isWanted: (detector: Detector) => boolean) {
    this.#scan = scan;
    this.#isWanted = isWanted;
  }

  /** Begins a new stretch. Matches begin at `floor` at the earliest: what stands before may have left. */
  begin(floor: number): void {
    this.#scan.reset();
    this.#places.clear();
    this.#addedBytes = 0;
    if (this.#open.length > 0) this.#open = [];
    this.#floor = floor;
  }

  /** Decoded bytes so far. */
  get count(): number {
    return this.#places.count;
  }

  /** Matches whose end isn't known yet. */
  get openCount(): number {
    return this.#open.length;
  }

  /** Takes a decoded byte that stands at [begin, end) of the text. */
  add(byte: number, begin: number, end: number): void {
    this.#places.add(begin, end);
    if (this.#addedBytes === this.#added.length) this.#grow();
    this.#added[this.#addedBytes] = byte;
    this.#addedBytes += 1;
  }

  /** Looks at what was added. Adds what is confirmed by it to `found`. */
  look(found: Found[]): void {
    if (this.#addedBytes === 0) return;
    const bytes = this.#added.subarray(0, this.#addedBytes);
    this.#addedBytes = 0;
    for (let at = 0; at < bytes.length; ) {
      at = this.#scan.advance(bytes, at);
      this.#collect(found);
    }
    this.#places.forget(Math.min(this.#scan.safe, this.#places.count - endsWithin));
  }

  /** The stretch is over. `padding`: so many bytes behind it belong to what ends with it. */
  finish(padding: number, found: Found[]): void {
    this.look(found);
    this.#scan.finish();
    this.#collect(found, padding);
  }

  /** Where the earliest begins of what may still be found; `now` where nothing is under way. */
  safe(now: number): number {
    const { safe } = this.#scan;
    return safe >= this.#places.count ? now : Math.max(this.#floor, this.#places.beginOf(safe));
  }

  #grow(): void {
    const larger = new Uint8Array(this.#added.length * 2);
    larger.set(this.#added);
    this.#added = larger;
  }

  #collect(found: Found[], padding = 0): void {
    if (this.#open.length > 0) this.#open = this.#open.filter(({ inner, told }) => !this.#close(inner, told, padding));
    for (const inner of this.#scan.take()) {
      const { detector, confidence } = inner;
      if (detector.signal === true || !this.#isWanted(detector)) continue;
      const told: Found = {
        detector,
        start: Math.max(this.#floor, this.#places.beginOf(inner.start)),
        end: Infinity,
        confidence,
      };
      if (!this.#close(inner, told, padding)) this.#open.push({ inner, told });
      // What ends before has left, and was found there if it was to be found.
      if (told.end > told.start) found.push(told);
    }
  }

  /** Gives what was told its end, when that is known. */
  #close(inner: Match, told: Found, padding: number): boolean {
    if (inner.end === Infinity) return false;
    const isLast = inner.end === this.#places.count;
    told.end = Math.max(told.start, this.#places.endBefore(inner.end) + (isLast ? padding : 0));
    return true;
  }
}
