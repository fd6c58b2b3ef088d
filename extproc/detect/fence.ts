// Follows Markdown's fenced code through a text, byte by byte, so that code can wait until it was judged.
// Knows CommonMark's fences (spec 0.31, 4.5) and gathers code into units: logical lines, or whole blocks. Knows nothing of what stands in
// them. Which lines are code depends on lists and quotes around them, and programs that read Markdown disagree: what is code under any
// of the readings of fence-reading.ts counts as code. Indented code and <pre> are not followed.

import type { Limits } from '../words/limits.ts';
import type { Plan } from '../words/plan.ts';
import { FenceLine } from './fence-line.ts';
import { fenceReadings } from './fence-reading.ts';

/** A line (or block) of code that is complete, fences not included; offsets from the text's beginning. */
export interface CodeUnit {
  readonly start: number;
  readonly end: number;
  /** First word of the info string, lower case; empty where there is none. */
  readonly language: string;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const backslash = 0x5c;
const none: readonly CodeUnit[] = [];

/** One text on its way. Its state after n bytes is a function of those bytes alone, however they were cut. */
export class FenceTracker {
  readonly #mode: Plan['code'];
  readonly #unitBytesMax: number;
  readonly #line = new FenceLine();
  readonly #readings = fenceReadings();
  #units: CodeUnit[] = [];
  #position = 0;
  #unitStart = 0;
  #lineStart = 0;
  #inFence = false;
  #language = '';
  #overflow = false;
  #afterReturn = false;
  /** A run of backslashes ends here; an odd one joins the next line. */
  #isJoined = false;

  constructor(mode: Plan['code'], limits: Pick<Limits, 'codeLineBytesMax' | 'codeBlockBytesMax'>) {
    this.#mode = mode;
    this.#unitBytesMax = mode === 'block' ? limits.codeBlockBytesMax : limits.codeLineBytesMax;
  }

  /** Bytes taken so far. */
  get position(): number {
    return this.#position;
  }

  /** Whether the next byte is code (or may end it). */
  get inFence(): boolean {
    return this.#inFence;
  }

  /** Everything below is prose, or in units that are complete. The position itself outside of fences, and where the mode is `off`. */
  get unitStart(): number {
    return this.#inFence && this.#mode !== 'off' ? this.#unitStart : this.#position;
  }

  get language(): string {
    return this.#language;
  }

  /** True for good once a unit was longer than its limit. */
  get overflow(): boolean {
    return this.#overflow;
  }

  /** Takes bytes[from, to). */
  advance(bytes: Uint8Array, from: number, to: number): void {
    const base = this.#position - from;
    for (let at = from; at < to; at++) {
      if (this.#line.isSettled) at = this.#skipLine(bytes, at, to);
      if (at < to) this.#take(bytes[at]!, base + at + 1);
    }
    this.#position = base + to;
    if (this.#inFence && this.#mode !== 'off' && this.#position - this.#unitStart > this.#unitBytesMax) this.#overflow = true;
  }

  /** The text is over: what is incomplete is a unit now. */
  finish(): void {
    if (this.#inFence) this.#endUnit(this.#position);
    this.#inFence = false;
  }

  /** Units completed since the last call, in order. */
  take(): readonly CodeUnit[] {
    if (this.#units.length === 0) return none;
    const units = this.#units;
    this.#units = [];
    return units;
  }

  /** Passes over what can only matter by its backslashes; gives the index of the line's end, at most `to`. */
  #skipLine(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    while (at < to && bytes[at] !== newline && bytes[at] !== carriageReturn) at++;
    let slashes = 0;
    while (slashes < at - from && bytes[at - 1 - slashes] === backslash) slashes++;
    const isOdd = slashes % 2 === 1;
    this.#isJoined = slashes === at - from ? this.#isJoined !== isOdd : isOdd;
    return at;
  }

  /** `end` is the offset behind the byte. */
  #take(byte: number, end: number): void {
    if (byte === newline && this.#afterReturn) {
      // The second half of a line's end that was seen to already.
      this.#afterReturn = false;
      if (this.#mode === 'line' && this.#unitStart === this.#lineStart) this.#unitStart = end;
      this.#lineStart = end;
      return;
    }
    this.#afterReturn = byte === carriageReturn;
    if (byte === newline || byte === carriageReturn) return this.#endLine(end);
    this.#isJoined = byte === backslash && !this.#isJoined;
    this.#line.take(byte);
  }

  #endLine(end: number): void {
    const wasInFence = this.#inFence;
    for (const reading of this.#readings) reading.endLine(this.#line);
    this.#inFence = this.#readings.some(({ isOpen }) => isOpen);
    const isJoined = this.#isJoined;
    this.#isJoined = false;
    if (!wasInFence && this.#inFence) {
      this.#language = this.#line.language;
      this.#unitStart = end;
    } else if (wasInFence && !this.#inFence) {
      this.#endUnit(this.#lineStart); // the closing line is no code
      this.#language = '';
    } else if (wasInFence && this.#mode === 'line' && !isJoined) {
      this.#endUnit(end);
    }
    this.#lineStart = end;
    this.#line.begin();
  }

  #endUnit(end: number): void {
    if (end - this.#unitStart > this.#unitBytesMax && this.#mode !== 'off') this.#overflow = true;
    if (end > this.#unitStart && this.#mode !== 'off')
      this.#units.push({ start: this.#unitStart, end, language: this.#language });
    this.#unitStart = end;
  }
}
