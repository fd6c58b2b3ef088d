// Documents of a stream are mostly alike: the same bytes but for the text that the event brings. A form is what one document looked like when
// nothing in it was found but texts; a later document that differs in nothing else needs no reading.
// Knows bytes and ranges. Whatever it is not sure of (a number that is no plain count) it leaves to the walker.

import type { Framing } from './agreement.ts';
import type { Leaf } from './leaf.ts';
import type { Frame, Place } from './place.ts';
import { escapeEnd } from './walk.ts';

/** What may be another one in the next document: a piece of a text, a string that is complete in itself, a count. */
export interface Varying {
  readonly kind: 'string' | 'count';
  readonly place: Place;
  readonly frame: Frame | null;
  readonly ordinal: number;
  readonly start: number;
  readonly end: number;
  readonly leaf: Leaf | null;
}

const documentBytesMax = 8 * 1024;
const varyingMax = 8;
const keptMax = 4;
/** A stream whose documents were unlike each other so often in a row is not worth comparing any more. */
const missesMax = 32;

/** Longer numbers are looked through. */
export const countDigitsMax = 11;

const lf = 0x0a;
const cr = 0x0d;
const zero = 0x30;
const quote = 0x22;
const backslash = 0x5c;
const space = 0x20;

export class Forms {
  /** The one that matched last comes first. */
  readonly #kept: Form[] = [];
  #misses = 0;

  /** The form that the document has, with the ranges of what varies in it; null when it has none that is known. */
  match(doc: Buffer, from: number, to: number): Form | null {
    for (let at = 0; at < this.#kept.length; at++) {
      const form = this.#kept[at]!;
      if (!form.fits(doc, from, to)) continue;
      if (at > 0) this.#toFront(at);
      this.#misses = 0;
      return form;
    }
    return null;
  }

  /** Remembers what a document looks like. `varying` is in order. */
  keep(doc: Buffer, from: number, to: number, varying: readonly Varying[], eventType: string): void {
    if (this.#misses > missesMax || to - from > documentBytesMax || varying.length > varyingMax) return;
    this.#misses++;
    this.#kept.unshift(new Form(Buffer.from(doc.subarray(from, to)), from, varying, eventType));
    if (this.#kept.length > keptMax) this.#kept.pop();
  }

  /** What follows means something else than before. */
  forget(): void {
    this.#kept.length = 0;
  }

  #toFront(at: number): void {
    const [form] = this.#kept.splice(at, 1);
    this.#kept.unshift(form!);
  }
}

export class Form {
  readonly varying: readonly Varying[];
  /** The pieces of texts among what varies. */
  readonly leaves: readonly Leaf[];
  /** What the document says that it is. */
  readonly eventType: string;
  /** Where what varies stands in the document that fits; good until the next one is compared. */
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Whether it is spelled with escapes. */
  readonly escaped: boolean[] = [];
  /** What varied in the last document that fitted was ASCII. */
  isAscii = true;
  /** No line ends between its first byte and its last. */
  readonly isOneLine: boolean;
  /** What last stood around such a document, where all clients took it for the same. */
  agreesWith: Framing | null = null;
  readonly #bytes: Buffer;
  /** Ends and beginnings of what is constant, in the form's own bytes. */
  readonly #constants: readonly { readonly start: number; readonly end: number }[];

  constructor(bytes: Buffer, from: number, varying: readonly Varying[], eventType: string) {
    this.#bytes = bytes;
    this.varying = varying;
    this.leaves = varying.flatMap(({ leaf }) => leaf ?? []);
    this.eventType = eventType;
    this.isOneLine = !bytes.includes(lf) && !bytes.includes(cr);
    const starts = [0, ...varying.map(({ end }) => end - from)];
    const ends = [...varying.map(({ start }) => start - from), bytes.length];
    this.#constants = starts.map((start, at) => ({ start, end: ends[at]! }));
  }

  fits(doc: Buffer, from: number, to: number): boolean {
    let at = from;
    this.isAscii = true;
    for (let i = 0; i < this.#constants.length; i++) {
      const { start, end } = this.#constants[i]!;
      const next = at + end - start;
      if (next > to || !this.#isSame(doc, at, start, end)) return false;
      at = next;
      if (i === this.varying.length) break;
      const stop = this.varying[i]!.kind === 'count' ? countEnd(doc, at, to) : this.#stringEnd(doc, at, to, i);
      if (stop < 0) return false;
      this.starts[i] = at;
      this.ends[i] = stop;
      at = stop;
    }
    return at === to;
  }

  /** A loop: a call into the runtime for a few hundred bytes costs more. */
  #isSame(doc: Buffer, at: number, start: number, end: number): boolean {
    const shift = at - start;
    const bytes = this.#bytes;
    for (let i = start; i < end; i++) if (bytes[i] !== doc[i + shift]) return false;
    return true;
  }

  /** Where the string that begins here ends, the `i`-th of what varies; -1 for what is none. */
  #stringEnd(doc: Buffer, from: number, to: number, i: number): number {
    let all = 0;
    this.escaped[i] = false;
    for (let at = from; at < to; at++) {
      const byte = doc[at]!;
      if (byte === quote) {
        if (all >= 0x80) this.isAscii = false;
        return at;
      }
      if (byte < space) return -1;
      all |= byte;
      if (byte !== backslash) continue;
      this.escaped[i] = true;
      at = escapeEnd(doc, at, to);
      if (at < 0) return -1;
    }
    return -1;
  }
}

/** Where the count that begins here ends: JSON's digits and nothing else; -1 for other numbers. */
function countEnd(doc: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && doc[at]! >= zero && doc[at]! <= zero + 9) at++;
  const digits = at - from;
  if (digits === 0 || digits > countDigitsMax || (digits > 1 && doc[from] === zero)) return -1;
  const next = at < to ? doc[at] : 0;
  return next === 0x2e || next === 0x65 || next === 0x45 ? -1 : at;
}
