// What the plain scan and the view of a decoded text both find is one match, which the plain scan has told. Where they part ways (an encoded
// character ends the plain one), what goes on in the view is told from there on.
import type { Match } from '../scan.ts';
import type { Found } from './view.ts';

/** Plain matches that are remembered while a text is viewed. */
const notedMax = 64;

export class Twins {
  /** Plain matches whose end isn't known. */
  #open: Match[] = [];
  /** Plain matches since the view began. */
  #noted: Match[] = [];
  /** What the view found open, and its twin. */
  #waiting: { readonly found: Found; readonly twin: Match }[] = [];
  /** What was open in the view when its first encoded character came, and has no twin. */
  #untold: Found[] = [];

  get waiting(): number {
    return this.#waiting.length;
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0 || this.#untold.length > 0;
  }

  clear(): void {
    this.#open = [];
    this.endView();
  }

  /** Takes note of what the plain scan found. */
  note(match: Match, isViewing: boolean): void {
    if (match.detector.signal === true) return;
    if (match.end === Infinity) this.#open = [...this.#stillOpen(), match];
    if (!isViewing) return;
    this.#noted.push(match);
    if (this.#noted.length > notedMax) this.#noted.shift();
  }

  /** Where the earliest plain match begins that goes on. */
  earliestOpen(): number {
    this.#open = this.#stillOpen();
    return this.#open.reduce((least, { start }) => Math.min(least, start), Infinity);
  }

  /** `found` in what the plain scan has read before: all of it is known, and what has no end yet may go on. */
  beginView(found: Found[]): void {
    this.#noted = [...this.#open];
    for (const match of found.splice(0)) {
      if (match.end !== Infinity) continue;
      const twin = this.#open.find(({ detector }) => detector === match.detector);
      if (twin === undefined) this.#untold.push(match);
      else this.#waiting.push({ found: match, twin });
    }
  }

  endView(): void {
    this.#noted = [];
    this.#waiting = [];
    this.#untold = [];
  }

  /** Adds to `told` what is news. `safe` is from where on text was kept before the last character. */
  sift(found: Found[], safe: number, told: Match[]): void {
    for (const match of found.splice(0)) {
      const twin = this.#noted.find(other => other.detector === match.detector && other.start === match.start);
      if (twin === undefined) told.push(match);
      else if (match.end === Infinity) this.#waiting.push({ found: match, twin });
      else if (match.end !== twin.end) told.push(match);
    }
    for (const match of this.#untold.splice(0)) if (match.end === Infinity) told.push(match);
    if (this.#waiting.length > 0) this.#part(safe, told);
  }

  #part(safe: number, told: Match[]): void {
    this.#waiting = this.#waiting.filter(({ found, twin }) => {
      if (twin.end === Infinity) return found.end === Infinity;
      if (found.end <= Math.max(twin.end, safe)) return false;
      found.start = Math.max(twin.end, safe);
      told.push(found);
      return false;
    });
  }

  #stillOpen(): Match[] {
    return this.#open.filter(({ end }) => end === Infinity);
  }
}
