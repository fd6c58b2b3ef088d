// A run of base64 or hexadecimal digits, decoded from one of its digits on, with the lines that it was broken into.
// Groups are counted from where the view began: which place that is among the groups of the writer, the owner of several views tries out.
import type { BlockEncoding } from './blocks.ts';
import type { Found, View } from './view.ts';

/** Lines that are broken have 64 or 76 digits mostly (RFC 7468, RFC 2045); a shorter line is a run's end. */
const lineDigitsMin = 60;
const paddingMax = 2;

export class BlockView {
  readonly encoding: BlockEncoding;
  /** Whether the run is over. */
  isOver = false;
  readonly #view: View;
  /** Bits that are no whole byte yet. */
  #bits = 0;
  #bitCount = 0;
  /** Where the digits of these bits begin. */
  #begin = 0;
  #digits = 0;
  #lineDigits = 0;
  /** Bytes of a line's end that no digit has followed yet. */
  #breakBytes = 0;
  #padding = 0;
  /** Decoded bytes up to which it goes on whatever it finds. */
  #until = 0;

  constructor(encoding: BlockEncoding, view: View) {
    this.encoding = encoding;
    this.#view = view;
  }

  /** `lineDigits`: so many digits stand before it in the same line. */
  begin(floor: number, lineDigits: number): void {
    this.isOver = false;
    this.#view.begin(floor);
    this.#bitCount = 0;
    this.#digits = 0;
    this.#lineDigits = lineDigits;
    this.#breakBytes = 0;
    this.#padding = 0;
    this.#until = 0;
  }

  /** Digits so far: views of one run that have come through multiples of a group more or less read the same. */
  get digits(): number {
    return this.#digits;
  }

  /** Goes on for so many decoded bytes more. */
  prolong(bytes: number): void {
    this.#until = this.#view.count + bytes;
  }

  /** Whether it has nothing under way and no reason to wait for something. */
  isIdle(now: number): boolean {
    return this.#view.count >= this.#until && this.#view.openCount === 0 && this.#view.safe(now) === now;
  }

  safe(now: number): number {
    const safe = this.#view.safe(now);
    return safe === now && this.#bitCount > 0 ? this.#begin : safe;
  }

  /** Takes bytes[from, to), the first of which stands at a place of the text. */
  read(bytes: Uint8Array, from: number, to: number, place: number, found: Found[]): void {
    for (let at = from; at < to && !this.isOver; at += 1) {
      const byte = bytes[at]!;
      const value = this.encoding.values[byte]!;
      if (value >= 0 && this.#padding === 0) this.#digit(value, place + at - from);
      else if (!this.#isBetween(byte)) this.finish(found);
    }
    this.#view.look(found);
  }

  finish(found: Found[]): void {
    this.#view.finish(this.#padding, found);
    this.isOver = true;
  }

  #digit(value: number, at: number): void {
    const { bitsADigit } = this.encoding;
    const held = this.#bitCount;
    if (held === 0) this.#begin = at;
    this.#bits = ((this.#bits << bitsADigit) | value) & 0x3fff;
    this.#bitCount = held + bitsADigit;
    this.#digits += 1;
    this.#lineDigits = this.#breakBytes > 0 ? 1 : this.#lineDigits + 1;
    this.#breakBytes = 0;
    if (this.#bitCount < 8) return;
    this.#bitCount -= 8;
    const begin = this.#begin;
    // What is left of this digit begins the next byte.
    this.#begin = at;
    this.#view.add((this.#bits >> this.#bitCount) & 0xff, begin, at + 1);
  }

  /** Whether a byte that is no digit may stand in a run: padding at its end, and what breaks lines. */
  #isBetween(byte: number): boolean {
    if (byte === 0x3d && this.encoding.isPadded && this.#breakBytes === 0 && this.#padding < paddingMax) {
      this.#padding += 1;
      return true;
    }
    const isBreak = (byte === 0x0a && this.#breakBytes < 2) || (byte === 0x0d && this.#breakBytes === 0);
    if (!isBreak || this.#padding > 0 || this.#lineDigits < lineDigitsMin) return false;
    this.#breakBytes += 1;
    return true;
  }
}
