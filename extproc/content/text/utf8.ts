// Checks that bytes are UTF-8 as they come in, cut anywhere. Follows the table of well-formed sequences of the Unicode standard (3-7).
import { isUtf8 } from 'node:buffer';

export class Utf8Check {
  /** Continuation bytes that are still to come. */
  #missing = 0;
  /** What the next one may be: its range is narrower behind some lead bytes. */
  #low = 0x80;
  #high = 0xbf;

  /** Gives the index of the first byte that can't go on the text; `bytes.length` when there is none. */
  take(bytes: Uint8Array): number {
    if (this.#missing === 0 && isUtf8(bytes)) return bytes.length;
    for (let at = 0; at < bytes.length; at++) if (!this.#step(bytes[at]!)) return at;
    return bytes.length;
  }

  /** Whether the text may end here. */
  get isComplete(): boolean {
    return this.#missing === 0;
  }

  #step(byte: number): boolean {
    if (this.#missing > 0) {
      if (byte < this.#low || byte > this.#high) return false;
      this.#missing--;
      this.#low = 0x80;
      this.#high = 0xbf;
      return true;
    }
    if (byte < 0x80) return true;
    if (byte < 0xc2 || byte > 0xf4) return false;
    this.#missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    if (byte === 0xe0) this.#low = 0xa0;
    if (byte === 0xed) this.#high = 0x9f;
    if (byte === 0xf0) this.#low = 0x90;
    if (byte === 0xf4) this.#high = 0x8f;
    return true;
  }
}
