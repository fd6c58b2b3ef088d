// Reads the characters that decodings see through, one after the other, from bytes that may not be all there yet: those written by other
// characters, those that nobody sees, those that look like others. Says what they stand for, and whether one is a reason to look at the
// text around it: most that ordinary texts have are none.
import type { Decoding } from '../../words/plan.ts';
import { type EscapeReader, readBackslash, readPercent, readReference } from './escapes.ts';
import { type Fold, type Folds, foldsOf } from './folds.ts';

/** Bytes of the longest character, and of what must be seen behind one. */
export const characterBytesMax = 24;

const none = 0;
const more = -1;

export class CharacterReader {
  /** By byte: 1 where a character may begin that is seen through. */
  readonly begins = new Uint8Array(256);
  /** What the character that was read last stands for. */
  readonly out = new Uint8Array(4);
  outBytes = 0;
  /** Whether it is a reason to look. */
  tells = false;
  readonly #escapes: (EscapeReader | undefined)[] = [];
  readonly #folds: Folds;

  constructor(decodings: readonly Decoding[]) {
    this.#folds = foldsOf(decodings);
    for (const first of this.#folds.begins) if (first < 256) this.begins[first] = 1;
    if (decodings.includes('url')) this.#addEscape('%', readPercent);
    if (decodings.includes('unicode')) this.#addEscape('\\', readBackslash);
    if (decodings.includes('html')) this.#addEscape('&', readReference);
  }

  /** Index of the first byte in bytes[from, to) at which a character may begin; `to` or more when there is none. */
  skip(bytes: Uint8Array, from: number, to: number): number {
    // Nothing else stands in the loop: it is run for every byte of every text.
    const { begins } = this;
    let at = from;
    while (at < to && begins[bytes[at]!] === 0) at += 1;
    return at;
  }

  /**
   * Bytes of the character at bytes[at]; 0 when none begins there, -1 when bytes from `end` on would tell. `before` is the byte before it, or
   * -1. `looksAhead`: whether a letter of another script is told by what stands behind it, too.
   */
  read(bytes: Uint8Array, at: number, end: number, before: number, looksAhead: boolean): number {
    const readEscape = this.#escapes[bytes[at]!];
    if (readEscape === undefined) return this.#readFold(bytes, at, end, before, looksAhead);
    const read = readEscape(bytes, at, end);
    if (read === 'none') return none;
    if (read === 'more') return more;
    this.#give(read.codePoint, bytes[at] === 0x25, before);
    return read.length;
  }

  #addEscape(first: string, reader: EscapeReader): void {
    this.begins[first.charCodeAt(0)] = 1;
    this.#escapes[first.charCodeAt(0)] = reader;
  }

  #give(codePoint: number, isByte: boolean, before: number): void {
    const fold = this.#folds.byCodePoint.get(codePoint);
    if (isByte || codePoint < 0x80) {
      this.out[0] = codePoint;
      this.outBytes = 1;
      this.tells = codePoint < 0x80;
    } else if (fold !== undefined) {
      this.#giveFold(fold);
      this.tells = fold.byte >= 0 || isSeen(before);
    } else {
      const bytes = Buffer.from(String.fromCodePoint(codePoint));
      this.out.set(bytes);
      this.outBytes = bytes.length;
      this.tells = false;
    }
  }

  #giveFold({ byte }: Fold): void {
    this.outBytes = byte < 0 ? 0 : 1;
    if (byte >= 0) this.out[0] = byte;
  }

  #readFold(bytes: Uint8Array, at: number, end: number, before: number, looksAhead: boolean): number {
    let key = 0;
    for (let behind = at; behind < end; ) {
      key = key * 256 + bytes[behind]!;
      behind += 1;
      if (!this.#folds.begins.has(key)) return none;
      const fold = this.#folds.of.get(key);
      if (fold === undefined) continue;
      this.tells = fold.standsOut || (fold.byte < 0 ? isSeen(before) : isWord(before));
      if (!this.tells && fold.byte >= 0 && looksAhead) {
        if (behind >= end) return more;
        this.tells = isWord(bytes[behind]!);
      }
      this.#giveFold(fold);
      return behind - at;
    }
    return more;
  }
}

function isSeen(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f;
}

/** What keys are made of. */
function isWord(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) || byte === 0x5f || byte === 0x2d;
}
