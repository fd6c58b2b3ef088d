// A text in which single characters may be written in other ways (character by character, so that the rest of it can be read as it is).
// As long as none turns up the plain scan reads alone. Where one does, the text around it is read a second time, decoded, until some way
// behind the last one; what that finds and the plain scan doesn't is told in places of the text as it came.
// A character is taken whole: the bytes of one that isn't over yet wait, a few at most. So what a secret's plain beginning held back is
// still held back when its first encoded character is read.

import { byPlace } from '../engine/order.ts';
import type { Match, Scanner, TextScan } from '../scan.ts';
import { type CharacterReader, characterBytesMax } from './characters.ts';
import { RecentBytes } from './recent-bytes.ts';
import { Twins } from './twins.ts';
import { type Found, stretchBytes, View } from './view.ts';

/** Text before a character that is read again with it: leads, contexts and edges, beside what has begun already. */
const bytesBefore = 96;
/** The decoded text is read so far behind the last character at least. */
const bytesAfter = 64;
/** So much is looked through for characters at once: the more, the longer nothing was found, since it is looked through again then. */
const windowBytesMin = 512;
const windowBytesMax = 32 * 1024;

const none: readonly Match[] = [];

export class CharacterText implements TextScan {
  readonly #plain: TextScan;
  readonly #openScan: () => TextScan;
  readonly #reader: CharacterReader;
  /** What the plain scan has read. */
  readonly #recent: RecentBytes;
  /** Read, and not shown to any scan: a character that isn't over, or a stretch that isn't whole. */
  readonly #pending = new Uint8Array(Math.max(characterBytesMax, stretchBytes));
  #pendingBytes = 0;
  #windowBytes = windowBytesMin;
  #confirmed: Match[] = [];
  #view: View | null = null;
  #isViewing = false;
  /** Behind the last character that told. */
  #toldAt = 0;
  readonly #twins = new Twins();
  readonly #found: Found[] = [];

  constructor(scanner: Scanner, reader: CharacterReader, lookBackBytes: number) {
    this.#plain = scanner.open();
    this.#openScan = () => scanner.open();
    this.#reader = reader;
    this.#recent = new RecentBytes(lookBackBytes);
  }

  get position(): number {
    return this.#plain.position + this.#pendingBytes;
  }

  get safe(): number {
    const { safe, position } = this.#plain;
    return this.#isViewing ? Math.min(safe, this.#view!.safe(position)) : safe;
  }

  advance(bytes: Uint8Array, from: number): number {
    const confirmed = this.#confirmed.length;
    let at = from;
    while (at < bytes.length && this.#confirmed.length === confirmed) {
      at = this.#isViewing || this.#pendingBytes > 0 ? this.#tread(bytes, at) : this.#glide(bytes, at);
    }
    return at;
  }

  finish(): void {
    this.#show(true);
    this.#plain.finish();
    this.#collect();
    if (this.#isViewing) {
      this.#view!.finish(0, this.#found);
      this.#tell();
      this.#endView();
    }
  }

  take(): readonly Match[] {
    if (this.#confirmed.length === 0) return none;
    return this.#confirmed.splice(0).sort(byPlace);
  }

  reset(): void {
    this.#plain.reset();
    this.#recent.clear();
    this.#pendingBytes = 0;
    this.#confirmed.length = 0;
    this.#endView();
    this.#twins.clear();
  }

  /** Reads up to the next character that tells, or that isn't over. */
  #glide(bytes: Uint8Array, from: number): number {
    const to = this.#nextTelling(bytes, from, Math.min(bytes.length, from + this.#windowBytes));
    if (to === from) return this.#tread(bytes, from);
    const before = this.#lastByte;
    const confirmed = this.#confirmed.length;
    const at = this.#read(bytes, from, to);
    const isQuiet = this.#confirmed.length === confirmed;
    this.#windowBytes = isQuiet ? Math.min(this.#windowBytes * 2, windowBytesMax) : windowBytesMin;
    return isQuiet ? at : this.#readUnits(bytes, from, at, before);
  }

  /** Shows bytes to the plain scan. */
  #read(bytes: Uint8Array, from: number, to: number): number {
    const at = this.#plain.advance(to < bytes.length ? bytes.subarray(0, to) : bytes, from);
    this.#recent.append(bytes, from, at);
    this.#collect();
    return at;
  }

  #nextTelling(bytes: Uint8Array, from: number, to: number): number {
    const lastByte = this.#lastByte;
    let at = this.#reader.skip(bytes, from, to);
    for (; at < to; at = this.#reader.skip(bytes, at, to)) {
      const length = this.#reader.read(bytes, at, bytes.length, at > from ? bytes[at - 1]! : lastByte, true);
      if (length < 0 || (length > 0 && this.#reader.tells)) return at;
      at += Math.max(1, length);
    }
    return at;
  }

  /**
   * The plain scan stopped at a byte that would not have been shown to it yet if the text had come byte by byte: characters that turned out
   * to be none were still waited for. Reads on as far as it would have come when that byte was shown.
   */
  #readUnits(bytes: Uint8Array, from: number, stop: number, beforeAll: number): number {
    let shown = from;
    let position = from;
    while (shown < stop) {
      const before = shown > from ? bytes[shown - 1]! : beforeAll;
      position = Math.max(position, this.#decidedAt(bytes, shown, before));
      shown += this.#unitAt(bytes, shown, bytes.length, before);
    }
    while (shown < position) {
      const length = this.#unitAt(bytes, shown, position, bytes[shown - 1]!);
      if (length < 0) break;
      shown += length;
    }
    for (let at = stop; at < shown; ) at = this.#read(bytes, at, shown);
    this.#pendingBytes = position > shown ? position - shown : 0;
    this.#pending.set(bytes.subarray(shown, shown + this.#pendingBytes));
    return Math.max(position, shown);
  }

  /** Bytes of the character at a place, or of what is none; -1 when bytes from `end` on would tell. */
  #unitAt(bytes: Uint8Array, at: number, end: number, before: number): number {
    if (this.#reader.begins[bytes[at]!] === 0) return 1;
    const length = this.#reader.read(bytes, at, end, before, !this.#isViewing);
    return length === 0 ? 1 : length;
  }

  #decidedAt(bytes: Uint8Array, at: number, before: number): number {
    let end = at + 1;
    while (this.#unitAt(bytes, at, end, before) < 0) end += 1;
    return end;
  }

  get #lastByte(): number {
    return this.#recent.end > 0 ? this.#recent.at(this.#recent.end - 1) : -1;
  }

  /** Takes a byte, or as many as a stretch lacks; shows what is decided by it. */
  #tread(bytes: Uint8Array, from: number): number {
    const to = this.#isViewing ? Math.min(bytes.length, from + stretchBytes - this.#pendingBytes) : from + 1;
    for (let at = from; at < to; at += 1) this.#pending[this.#pendingBytes + at - from] = bytes[at]!;
    this.#pendingBytes += to - from;
    if (!this.#isViewing || this.#pendingBytes === stretchBytes) this.#show(false);
    return to;
  }

  /** Shows what is pending, up to a character that isn't over, if not `all`. */
  #show(all: boolean): void {
    let shown = 0;
    while (shown < this.#pendingBytes) {
      const to = this.#isViewing
        ? this.#decode(this.#pending, shown, this.#pendingBytes, this.#plain.position, all)
        : this.#unit(shown, all);
      if (to === shown) break;
      const safeBefore = this.safe;
      for (let at = shown; at < to; ) at = this.#read(this.#pending, at, to);
      shown = to;
      if (!this.#isViewing) continue;
      this.#view!.look(this.#found);
      this.#tell(safeBefore);
      this.#endViewIfIdle();
    }
    this.#pending.copyWithin(0, shown, this.#pendingBytes);
    this.#pendingBytes -= shown;
  }

  /** Behind the first character that is pending. If it tells, a view begins; it is left to that. */
  #unit(at: number, all: boolean): number {
    if (this.#reader.begins[this.#pending[at]!] === 0) return at + 1;
    const length = this.#reader.read(this.#pending, at, this.#pendingBytes, this.#lastByte, true);
    if (length < 0) return all ? at + 1 : at;
    if (length === 0 || !this.#reader.tells) return at + Math.max(1, length);
    this.#beginView();
    this.#decode(this.#pending, at, at + length, this.#plain.position, true);
    this.#toldAt = this.#plain.position + length;
    return at + length;
  }

  /** Gives characters to the view, up to one that isn't over, if not `all`. */
  #decode(bytes: Uint8Array, from: number, to: number, place: number, all: boolean): number {
    const { begins, out } = this.#reader;
    const view = this.#view!;
    let before = from > 0 ? bytes[from - 1]! : this.#lastByte;
    for (let at = from; at < to; ) {
      const length = begins[bytes[at]!] === 0 ? 0 : this.#reader.read(bytes, at, to, before, false);
      if (length < 0 && !all) return at;
      const end = at + Math.max(1, length);
      const begin = place + at - from;
      if (length <= 0) view.add(bytes[at]!, begin, begin + 1);
      else for (let i = 0; i < this.#reader.outBytes; i += 1) view.add(out[i]!, begin, place + end - from);
      if (length > 0 && this.#reader.tells) this.#toldAt = place + end - from;
      before = bytes[end - 1]!;
      at = end;
    }
    return to;
  }

  #collect(): void {
    for (const match of this.#plain.take()) {
      this.#confirmed.push(match);
      this.#twins.note(match, this.#isViewing);
    }
  }

  /** Tells what the view found and the plain scan did not. */
  #tell(safeBefore = 0): void {
    if (this.#found.length > 0 || this.#twins.isWaiting) this.#twins.sift(this.#found, safeBefore, this.#confirmed);
  }

  /** Reads what stands before again, decoded: from before what the plain scan has under way. */
  #beginView(): void {
    const { position, safe } = this.#plain;
    this.#view ??= new View(this.#openScan(), () => true);
    this.#view.begin(safe);
    this.#isViewing = true;
    const earliest = Math.min(position, safe, this.#twins.earliestOpen()) - bytesBefore;
    const first = Math.max(this.#recent.begin, earliest);
    const bytes = this.#recent.slice(first);
    this.#decode(bytes, 0, bytes.length, first, true);
    this.#view.look(this.#found);
    this.#twins.beginView(this.#found);
  }

  /** Nothing that has such a character in it is under way. */
  #endViewIfIdle(): void {
    const { position } = this.#plain;
    const view = this.#view!;
    if (position - this.#toldAt < bytesAfter || view.openCount > this.#twins.waiting || view.safe(position) < this.#toldAt)
      return;
    this.#endView();
  }

  #endView(): void {
    this.#isViewing = false;
    this.#found.length = 0;
    this.#twins.endView();
  }
}
