// Lets through the few places of a text at which something may begin, by the first bytes there: two look-ups a byte, however many
// detectors there are. Bytes are sorted into kinds and what begins with words is known by a hash of its kinds; so it lets through more
// than begins, never less.
import { byteSet } from './characters.ts';
import type { Opening } from './openings.ts';
import type { ByteSet } from './pattern.ts';

const bitsOfKind = 6;
/** Of a kind: upper case. Without it letters of both cases are the same. */
const upperCase = 32;
const digit = 26;

/** Others than lower case and digits, one kind each: what tells prose from code. Seldom capitals share a kind with one another, to make room. */
const groups: readonly (readonly [kind: number, bytes: string])[] = [
  [27, ' '],
  [28, '\t\n\r'],
  [29, '"\'`'],
  [30, '_'],
  [41, 'JQ'],
  [42, '()[]'],
  [48, ';|&'],
  [52, 'UY'],
  [53, 'VW'],
  [54, '<>'],
  [55, 'XZ'],
  [56, '{}'],
  [57, ','],
  [59, '@*#$%+'],
  [60, '-'],
  [61, '.'],
  [62, '/'],
  [63, '=:'],
  [34, 'CK'],
];

/** By byte. */
const kinds: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => kindOf(byte));

function kindOf(byte: number): number {
  const group = groups.find(([, bytes]) => bytes.includes(String.fromCharCode(byte)));
  if (group !== undefined) return group[0];
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x61;
  if (byte >= 0x41 && byte <= 0x5a) return upperCase + byte - 0x41;
  if (byte >= 0x30 && byte <= 0x39) return digit;
  return byte >= 0x80 ? 58 : 31;
}

/** What stands in `first`: whether all bytes have to be looked up, or none, or four; and whether text waits. */
const asksRest = 1;
const passes = 2;
const waits = 4;
const asksFour = 8;

/** Bytes that `first` looks at. */
const firstBytes = 3;
const fourBytes = 4;
const hashBits = 19;
const fourHashBits = 17;
const hashFactor = 0x9e3779b1 | 0;
const hashShift = 32 - hashBits;

/** An opening that may be written in more ways is not worth as many entries: its first four bytes must do, or its first three. */
const waysMax = 32;
const fourWaysMax = 128;

export class Sieve {
  /** Bytes that a place is judged by. */
  readonly width: number;
  /** A row is what the last bytes are: their kinds, as many as `width`. */
  readonly #rowMask: number;
  /** By the kinds of the first bytes: a sum of what is asked. */
  readonly first: Uint8Array;
  readonly firstShift: number;
  /** By hash of all of them, upper and lower case as one, a bit each: set where something may begin. Small, to stay near the core. */
  readonly rest = new Int32Array(1 << (hashBits - 5));
  readonly restMask: number;
  /** The same of the first four. */
  readonly #four = new Int32Array(1 << (fourHashBits - 5));
  /** By kinds of one byte, and of two: 1 where text waits for more, since something may have begun. */
  readonly #waitsAfter: readonly [Uint8Array, Uint8Array] = [
    new Uint8Array(1 << bitsOfKind),
    new Uint8Array(1 << (2 * bitsOfKind)),
  ];

  /** Many begin alike. */
  readonly #added = new Set<string>();

  constructor(width: number) {
    this.width = width;
    this.#rowMask = (1 << (bitsOfKind * width)) - 1;
    this.first = new Uint8Array(1 << (bitsOfKind * Math.min(width, firstBytes)));
    this.firstShift = bitsOfKind * Math.max(0, width - firstBytes);
    let mask = 0;
    for (let at = 0; at < width; at += 1) mask = (mask << bitsOfKind) | (upperCase - 1);
    this.restMask = mask;
  }

  /** Lets through what begins like this; `isWaitedFor` says whether text waits for it from its first byte on. */
  add({ sets }: Opening, isWaitedFor: boolean): void {
    const { width } = this;
    const asks = width <= fourBytes || sets.length < width ? passes : askedOf(sets);
    if (asks === asksRest) this.#addRest(sets, 0, 0);
    if (asks === asksFour) this.#addFour(sets, 0, 0);
    const flags = asks | (isWaitedFor ? waits : 0);
    const lists = Array.from({ length: Math.min(width, firstBytes) }, (_, at) => listOf(sets[at]));
    const key = `${flags}:${lists.map(({ key }) => key).join()}`;
    if (this.#added.has(key)) return;
    this.#added.add(key);
    this.#addFirst(lists, 0, 0, flags);
    if (!isWaitedFor) return;
    for (const one of listOf(sets[0]).all) {
      this.#waitsAfter[0][one] = 1;
      for (const two of listOf(sets[1]).all) this.#waitsAfter[1][(one << bitsOfKind) | two] = 1;
    }
  }

  /** All that it lets through, as addAll() takes it. */
  bytes(): Uint8Array {
    return Buffer.concat(this.#tables().map(({ buffer }) => new Uint8Array(buffer)));
  }

  /** Lets through what another of the same width does as well. `bytes` must begin at a multiple of four of their buffer. */
  addAll(bytes: Uint8Array): void {
    let at = bytes.byteOffset;
    for (const { buffer, byteLength } of this.#tables()) {
      const table = new Int32Array(buffer);
      const added = new Int32Array(bytes.buffer, at, byteLength / 4);
      for (let i = 0; i < table.length; i += 1) table[i]! |= added[i]!;
      at += byteLength;
    }
  }

  #tables(): readonly (Uint8Array<ArrayBufferLike> | Int32Array<ArrayBufferLike>)[] {
    return [this.first, this.rest, this.#four, ...this.#waitsAfter];
  }

  /** Where sift() came to. */
  row = 0;

  /** Index of the next byte in bytes[from, to) that a row is let through with; `to` when there is none. */
  sift(bytes: Uint8Array, from: number, to: number, before: number): number {
    const { first, firstShift, rest, restMask } = this;
    const rowMask = this.#rowMask;
    let row = before;
    let at = from;
    for (; at < to; at += 1) {
      row = ((row << bitsOfKind) | kinds[bytes[at]!]!) & rowMask;
      const hash = Math.imul(row & restMask, hashFactor) >>> hashShift;
      const asked = first[row >>> firstShift]! & (((rest[hash >>> 5]! >>> (hash & 31)) & 1) | passes | asksFour);
      if (asked !== 0 && (asked !== asksFour || this.#letsFour(row))) break;
    }
    this.row = row;
    return at;
  }

  /** The row behind a byte more. */
  after(row: number, byte: number): number {
    return ((row << bitsOfKind) | kinds[byte]!) & this.#rowMask;
  }

  /** Whether something may begin with the bytes of a row. Where it is asked of each byte, it is written out. */
  lets(row: number): boolean {
    const hash = hashOf(row & this.restMask);
    const asked = this.first[row >>> this.firstShift]! & (((this.rest[hash >>> 5]! >>> (hash & 31)) & 1) | passes | asksFour);
    return asked !== 0 && (asked !== asksFour || this.#letsFour(row));
  }

  #letsFour(row: number): boolean {
    const hash = fourHashOf((row & this.restMask) >>> (bitsOfKind * (this.width - fourBytes)));
    return ((this.#four[hash >>> 5]! >>> (hash & 31)) & 1) === 1;
  }

  /** Whether something may have begun with the last byte that a row has, or the last two, three, four. */
  mayWait(row: number, bytes: number): boolean {
    if (bytes <= 2) return this.#waitsAfter[bytes - 1]![row & ((1 << (bitsOfKind * bytes)) - 1)] === 1;
    const shift = bitsOfKind * (bytes - firstBytes);
    return (this.first[(row >>> shift) & ((1 << (bitsOfKind * firstBytes)) - 1)]! & waits) !== 0;
  }

  #addFirst(lists: readonly KindList[], at: number, row: number, flags: number): void {
    const { all } = lists[at]!;
    if (at + 1 < lists.length) for (const kind of all) this.#addFirst(lists, at + 1, (row | kind) << bitsOfKind, flags);
    else for (let i = 0; i < all.length; i += 1) this.first[row | all[i]!]! |= flags;
  }

  #addFour(sets: readonly ByteSet[], at: number, row: number): void {
    if (at === fourBytes) this.#four[fourHashOf(row) >>> 5]! |= 1 << (fourHashOf(row) & 31);
    else for (const kind of listOf(sets[at]).folded) this.#addFour(sets, at + 1, (row << bitsOfKind) | kind);
  }

  #addRest(sets: readonly ByteSet[], at: number, row: number): void {
    if (at === this.width) this.rest[hashOf(row) >>> 5]! |= 1 << (hashOf(row) & 31);
    else for (const kind of listOf(sets[at]).folded) this.#addRest(sets, at + 1, (row << bitsOfKind) | kind);
  }
}

function hashOf(row: number): number {
  return Math.imul(row, hashFactor) >>> hashShift;
}

function fourHashOf(row: number): number {
  return Math.imul(row, hashFactor) >>> (32 - fourHashBits);
}

function askedOf(sets: readonly ByteSet[]): number {
  if (waysOf(sets) <= waysMax) return asksRest;
  return waysOf(sets.slice(0, fourBytes)) <= fourWaysMax ? asksFour : passes;
}

interface KindList {
  readonly all: readonly number[];
  /** Upper and lower case as one. */
  readonly folded: readonly number[];
  /** Tells what is in it. */
  readonly key: string;
}

const everything = byteSet(() => true);
const lists = new WeakMap<ByteSet, KindList>();

/** Kinds of a set's bytes; of all bytes where an opening says nothing. */
function listOf(set: ByteSet = everything): KindList {
  let list = lists.get(set);
  if (list === undefined) {
    const all = new Set<number>();
    for (let byte = 0; byte < 256; byte += 1) if (set[byte] === 1) all.add(kinds[byte]!);
    const sorted = [...all].sort((a, b) => a - b);
    list = {
      all: sorted,
      folded: [...new Set(sorted.map(kind => kind & (upperCase - 1)))],
      key: String.fromCharCode(...sorted),
    };
    lists.set(set, list);
  }
  return list;
}

function waysOf(sets: readonly ByteSet[]): number {
  return sets.reduce((ways, set) => ways * listOf(set).folded.length, 1);
}
