// Reads one JSON document, byte by byte, and tells a sink what it holds. Strict: RFC 8259 and nothing beside it.
// Knows nothing of what the leaves mean. Never throws on hostile input, never recurses deeper than the limit, and takes time in
// proportion to the bytes. That the bytes are UTF-8 is for the caller to check.
import type { HostBlockCode } from '../../words/blocks.ts';
import type { Limits } from '../../words/limits.ts';
import { Frame, type KeyFacts, type Place, type PlaceTree } from './place.ts';

export type WalkLimits = Pick<Limits, 'jsonDepthMax' | 'jsonStrayKeysMax'>;

/** Hears what a document holds. Ranges of strings are without their quotes. */
export interface Sink {
  /** True once the rest is of no interest: the walk ends, and what it gives is good for nothing. */
  readonly over: boolean;
  string(place: Place, frame: Frame | null, ordinal: number, start: number, end: number, isEscaped: boolean): void;
  number(place: Place, frame: Frame | null, ordinal: number, start: number, end: number, digits: number): void;
  /** `true`, `false` or `null`, told by its first byte. */
  literal(place: Place, frame: Frame | null, ordinal: number, start: number, end: number): void;
  /** A key that is not remembered from earlier. */
  key(frame: Frame, label: string, start: number, end: number, isEscaped: boolean): KeyFacts;
  /** A container is complete. */
  left(frame: Frame, start: number, end: number): void;
}

const quote = 0x22;
const comma = 0x2c;
const minus = 0x2d;
const colon = 0x3a;
const backslash = 0x5c;

/** What may follow a backslash, except `u`. */
const escapes = new Uint8Array(256);
for (const byte of Buffer.from('"\\/bfnrt')) escapes[byte] = 1;
const hexDigits = new Uint8Array(256);
for (const byte of Buffer.from('0123456789abcdefABCDEF')) hexDigits[byte] = 1;

/** The last byte of the escape that begins with the backslash at `at`; -1 where JSON has no such escape. */
export function escapeEnd(doc: Buffer, at: number, end: number): number {
  const last = at + 1;
  if (last >= end) return -1;
  const kind = doc[last]!;
  if (escapes[kind] === 1) return last;
  if (kind !== 0x75 || last + 4 >= end) return -1;
  for (let i = 1; i <= 4; i++) if (hexDigits[doc[last + i]!] !== 1) return -1;
  return last + 4;
}

export class Walker {
  readonly #tree: PlaceTree;
  readonly #sink: Sink;
  readonly #depthMax: number;
  readonly #straysMax: number;
  #strays = 0;
  #doc: Buffer = Buffer.alloc(0);
  #at = 0;
  #end = 0;
  #visits = 0;
  #isEscaped = false;
  #problem: HostBlockCode = 'invalid_json';

  constructor(tree: PlaceTree, sink: Sink, limits: WalkLimits) {
    this.#tree = tree;
    this.#sink = sink;
    this.#depthMax = limits.jsonDepthMax;
    this.#straysMax = limits.jsonStrayKeysMax;
  }

  /** Walks the document that stands in `doc` from `from` up to `to`. Gives the reason when it can't be read as JSON. */
  walk(doc: Buffer, from: number, to: number): HostBlockCode | null {
    this.#doc = doc;
    this.#at = from;
    this.#end = to;
    this.#problem = 'invalid_json';
    this.#strays = 0;
    this.#skipSpace();
    if (!this.#value(this.#tree.root, null, -1, 0)) return this.#problem;
    this.#skipSpace();
    return this.#at === this.#end ? null : 'invalid_json';
  }

  #value(place: Place, frame: Frame | null, ordinal: number, depth: number): boolean {
    if (this.#at >= this.#end || this.#sink.over) return false;
    const byte = this.#doc[this.#at]!;
    if (byte === quote) return this.#stringValue(place, frame, ordinal);
    if (byte === 0x7b || byte === 0x5b) {
      if (depth >= this.#depthMax) return this.#fail('json_depth');
      const start = this.#at;
      const inner = new Frame(frame, place, ordinal, ++this.#visits);
      if (!(byte === 0x7b ? this.#object(inner, depth + 1) : this.#list(inner, depth + 1))) return false;
      this.#sink.left(inner, start, this.#at);
      return true;
    }
    if (byte === 0x6e) return this.#literal(place, frame, ordinal, 'null');
    if (byte === 0x74) return this.#literal(place, frame, ordinal, 'true');
    if (byte === 0x66) return this.#literal(place, frame, ordinal, 'false');
    return this.#number(place, frame, ordinal);
  }

  #object(frame: Frame, depth: number): boolean {
    this.#at++;
    this.#skipSpace();
    if (this.#takes(0x7d)) return true;
    for (let before: Place | null = null; ; ) {
      const place = this.#member(frame, before);
      if (place === null) return false;
      this.#skipSpace();
      if (!this.#takes(colon)) return false;
      this.#skipSpace();
      if (!this.#value(place, frame, -1, depth)) return false;
      this.#skipSpace();
      if (!this.#takes(comma)) return this.#takes(0x7d);
      this.#skipSpace();
      before = place;
    }
  }

  #list(frame: Frame, depth: number): boolean {
    this.#at++;
    this.#skipSpace();
    if (this.#takes(0x5d)) return true;
    const element = this.#tree.elementOf(frame.place);
    for (let ordinal = 0; ; ordinal++) {
      if (!this.#value(element, frame, ordinal, depth)) return false;
      this.#skipSpace();
      if (!this.#takes(comma)) return this.#takes(0x5d);
      this.#skipSpace();
    }
  }

  /** Reads a key. Documents of one stream have their keys in the same order: the guess is nearly always right. */
  #member(frame: Frame, before: Place | null): Place | null {
    if (this.#at >= this.#end || this.#doc[this.#at] !== quote) return null;
    const guess = before === null ? frame.place.first : before.next;
    const place = guess !== null && this.#isSpelled(guess) ? guess : this.#lookUp(frame);
    if (place === null) return null;
    if (place.spelling === null) return this.#stray(frame, place);
    if (place.visit === frame.visit) return this.#refuse('duplicate_keys');
    place.visit = frame.visit;
    if (before === null) frame.place.first = place;
    else before.next = place;
    return place;
  }

  /** Takes the key if it is this one. */
  #isSpelled(place: Place): boolean {
    const spelling = place.spelling!;
    const start = this.#at + 1;
    const end = start + spelling.length;
    if (end >= this.#end || this.#doc[end] !== quote) return false;
    for (let i = 0; i < spelling.length; i++) if (this.#doc[start + i] !== spelling[i]) return false;
    this.#at = end + 1;
    return true;
  }

  #lookUp(frame: Frame): Place | null {
    const start = this.#at + 1;
    if (!this.#string()) return null;
    const end = this.#at - 1;
    const isEscaped = this.#isEscaped;
    // Keys compare decoded: `"\u0061"` is `"a"`.
    const label = isEscaped
      ? (JSON.parse(this.#doc.toString('utf8', start - 1, end + 1)) as string)
      : this.#doc.toString('utf8', start, end);
    const known = frame.place.children?.get(label);
    if (known !== undefined) return known;
    return this.#tree.add(frame.place, label, this.#sink.key(frame, label, start, end, isEscaped));
  }

  #stray(frame: Frame, place: Place): Place | null {
    if (++this.#strays > this.#straysMax) return this.#refuse('json_keys');
    frame.strays ??= new Set();
    if (frame.strays.has(place.label!)) return this.#refuse('duplicate_keys');
    frame.strays.add(place.label!);
    return place;
  }

  #stringValue(place: Place, frame: Frame | null, ordinal: number): boolean {
    const start = this.#at + 1;
    if (!this.#string()) return false;
    this.#sink.string(place, frame, ordinal, start, this.#at - 1, this.#isEscaped);
    return true;
  }

  /** Reads from one quote to the other. */
  #string(): boolean {
    const doc = this.#doc;
    const end = this.#end;
    let at = this.#at + 1;
    this.#isEscaped = false;
    for (; at < end; at++) {
      const byte = doc[at]!;
      if (byte === quote) {
        this.#at = at + 1;
        return true;
      }
      if (byte < 0x20) return false;
      if (byte !== backslash) continue;
      this.#isEscaped = true;
      at = escapeEnd(doc, at, end);
      if (at < 0) return false;
    }
    return false;
  }

  #number(place: Place, frame: Frame | null, ordinal: number): boolean {
    const start = this.#at;
    if (this.#doc[start] === minus) this.#at++;
    const isZero = this.#at < this.#end && this.#doc[this.#at] === 0x30;
    let digits = this.#digits();
    if (digits === 0 || (isZero && digits > 1)) return false;
    if (this.#takes(0x2e)) {
      const more = this.#digits();
      if (more === 0) return false;
      digits += more;
    }
    if (this.#takes(0x65) || this.#takes(0x45)) {
      if (!this.#takes(minus)) this.#takes(0x2b);
      if (this.#digits() === 0) return false;
    }
    this.#sink.number(place, frame, ordinal, start, this.#at, digits);
    return true;
  }

  #digits(): number {
    const start = this.#at;
    while (this.#at < this.#end) {
      const byte = this.#doc[this.#at]!;
      if (byte < 0x30 || byte > 0x39) break;
      this.#at++;
    }
    return this.#at - start;
  }

  #literal(place: Place, frame: Frame | null, ordinal: number, word: 'null' | 'true' | 'false'): boolean {
    const start = this.#at;
    const end = start + word.length;
    if (end > this.#end) return false;
    for (let i = 1; i < word.length; i++) if (this.#doc[start + i] !== word.charCodeAt(i)) return false;
    this.#at = end;
    this.#sink.literal(place, frame, ordinal, start, end);
    return true;
  }

  #takes(byte: number): boolean {
    if (this.#at >= this.#end || this.#doc[this.#at] !== byte) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    while (this.#at < this.#end) {
      const byte = this.#doc[this.#at]!;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.#at++;
    }
  }

  #fail(problem: HostBlockCode): false {
    this.#problem = problem;
    return false;
  }

  #refuse(problem: HostBlockCode): null {
    this.#problem = problem;
    return null;
  }
}
