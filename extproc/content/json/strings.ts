// JSON strings: what they say, and where in their spelling each decoded byte stands.
// Lone halves of surrogate pairs become three bytes each (WTF-8): a pair may be split over two events of a stream.
// Only for strings that the walker has checked.

const backslash = 0x5c;

/** Decodes what stands between two quotes. Without escapes it is the bytes themselves. */
export function decodeString(doc: Buffer, start: number, end: number, isEscaped: boolean): Uint8Array {
  if (!isEscaped) return doc.subarray(start, end);
  const out = Buffer.allocUnsafe(end - start);
  let length = 0;
  for (let at = start; at < end; ) {
    const next = nextEscape(doc, at, end);
    if (next > at) {
      doc.copy(out, length, at, next);
      length += next - at;
      at = next;
      continue;
    }
    length = writeCodePoint(out, length, codePointAt(doc, at, end));
    at += escapeBytes(doc, at, end);
  }
  return out.subarray(0, length);
}

function nextEscape(doc: Buffer, at: number, end: number): number {
  const found = doc.indexOf(backslash, at);
  return found < 0 || found > end ? end : found;
}

/** Spells text as it stands between two quotes. */
export function encodeString(text: string): Buffer {
  return Buffer.from(JSON.stringify(text).slice(1, -1));
}

/** Finds the spelling of decoded bytes. Offsets must be asked for in ascending order. */
export class Spelling {
  readonly #doc: Buffer;
  readonly #end: number;
  readonly #isEscaped: boolean;
  /** A character that begins here is spelled here. */
  #raw: number;
  #decoded = 0;

  constructor(doc: Buffer, start: number, end: number, isEscaped: boolean) {
    this.#doc = doc;
    this.#raw = start;
    this.#end = end;
    this.#isEscaped = isEscaped;
  }

  /** Where the character that holds this byte begins: a splice can't fall inside an escape. */
  beginning(offset: number): number {
    if (!this.#isEscaped) return this.#raw + offset;
    this.#advance(offset);
    return this.#raw;
  }

  /** Where the character that holds the byte before this one ends. */
  ending(offset: number): number {
    if (!this.#isEscaped) return this.#raw + offset;
    this.#advance(offset);
    return this.#decoded < offset ? this.#raw + this.#rawBytes() : this.#raw;
  }

  /** Goes on while the next character ends at the offset or before it. */
  #advance(offset: number): void {
    while (this.#raw < this.#end) {
      const bytes = this.#doc[this.#raw] === backslash ? codePointBytes(codePointAt(this.#doc, this.#raw, this.#end)) : 1;
      if (this.#decoded + bytes > offset) return;
      this.#raw += this.#rawBytes();
      this.#decoded += bytes;
    }
  }

  #rawBytes(): number {
    return this.#doc[this.#raw] === backslash ? escapeBytes(this.#doc, this.#raw, this.#end) : 1;
  }
}

/** What the escape at `at` stands for. */
function codePointAt(doc: Buffer, at: number, end: number): number {
  const kind = doc[at + 1]!;
  if (kind !== 0x75) return simpleEscape(kind);
  const high = hexAt(doc, at + 2);
  if (!isPair(doc, at, end, high)) return high;
  return 0x10000 + ((high - 0xd800) << 10) + (hexAt(doc, at + 8) - 0xdc00);
}

function escapeBytes(doc: Buffer, at: number, end: number): number {
  if (doc[at + 1] !== 0x75) return 2;
  return isPair(doc, at, end, hexAt(doc, at + 2)) ? 12 : 6;
}

function isPair(doc: Buffer, at: number, end: number, high: number): boolean {
  if (high < 0xd800 || high > 0xdbff || at + 12 > end) return false;
  if (doc[at + 6] !== backslash || doc[at + 7] !== 0x75) return false;
  const low = hexAt(doc, at + 8);
  return low >= 0xdc00 && low <= 0xdfff;
}

function simpleEscape(kind: number): number {
  switch (kind) {
    case 0x62:
      return 8;
    case 0x66:
      return 12;
    case 0x6e:
      return 10;
    case 0x72:
      return 13;
    case 0x74:
      return 9;
    default:
      return kind;
  }
}

function hexAt(doc: Buffer, at: number): number {
  let value = 0;
  for (let i = at; i < at + 4; i++) {
    const byte = doc[i]!;
    value = value * 16 + (byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57);
  }
  return value;
}

function codePointBytes(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function writeCodePoint(out: Buffer, at: number, code: number): number {
  if (code < 0x80) {
    out[at] = code;
    return at + 1;
  }
  if (code < 0x800) {
    out[at] = 0xc0 | (code >> 6);
    out[at + 1] = 0x80 | (code & 0x3f);
    return at + 2;
  }
  if (code < 0x10000) {
    out[at] = 0xe0 | (code >> 12);
    out[at + 1] = 0x80 | ((code >> 6) & 0x3f);
    out[at + 2] = 0x80 | (code & 0x3f);
    return at + 3;
  }
  out[at] = 0xf0 | (code >> 18);
  out[at + 1] = 0x80 | ((code >> 12) & 0x3f);
  out[at + 2] = 0x80 | ((code >> 6) & 0x3f);
  out[at + 3] = 0x80 | (code & 0x3f);
  return at + 4;
}
