// A text in which secrets may stand in base64 or hexadecimal digits. Where a detector's encoded beginning stands (an opener), the run of digits
// around it is decoded, from each place in a group, as long as that finds something or was begun just now.
// Only the openers hold text back that no detector would; they are rare words.

import { byPlace } from '../engine/order.ts';
import type { Match, TextScan } from '../scan.ts';
import { BlockView } from './block-view.ts';
import type { BlockEncoding } from './blocks.ts';
import { openedBy } from './openers.ts';
import { RecentBytes } from './recent-bytes.ts';
import { type Found, stretchBytes, View } from './view.ts';

/** Digits before an opener that are decoded with it: edges of words and last checks look at what stands before. */
const digitsBefore = 24;
/** Digits before an opener that are counted, to know a broken line by its length. */
const lineDigits = 76;
/** An opener and what it is confirmed by, the digits before it included. */
const recentBytes = 160;
/** A view goes on for so many decoded bytes from where its opener ends. */
const bytesAfter = 12;

const none: readonly Match[] = [];

export class BlockText implements TextScan {
  readonly #plain: TextScan;
  readonly #openView: () => View;
  readonly #recent = new RecentBytes(recentBytes);
  /** Read, and not shown to any scan: a stretch that isn't whole. */
  readonly #pending = new Uint8Array(stretchBytes);
  #pendingBytes = 0;
  #views: BlockView[] = [];
  readonly #idle: BlockView[] = [];
  readonly #found: Found[] = [];
  #confirmed: Match[] = [];

  /** `open` begins a scan of the plain text, with openers among its detectors. */
  constructor(open: () => TextScan) {
    this.#plain = open();
    this.#openView = () => new View(open(), detector => openedBy(detector) === undefined);
  }

  get position(): number {
    return this.#plain.position + this.#pendingBytes;
  }

  get safe(): number {
    const now = this.#plain.position;
    let { safe } = this.#plain;
    for (const view of this.#views) safe = Math.min(safe, view.safe(now));
    return safe;
  }

  advance(bytes: Uint8Array, from: number): number {
    const confirmed = this.#confirmed.length;
    let at = from;
    while (at < bytes.length && this.#confirmed.length === confirmed) {
      at = this.#views.length === 0 ? this.#read(bytes, at, bytes.length) : this.#tread(bytes, at);
    }
    return at;
  }

  finish(): void {
    this.#show();
    this.#plain.finish();
    this.#collect();
    for (const view of this.#views) view.finish(this.#found);
    this.#drop(() => true);
    this.#tell();
  }

  take(): readonly Match[] {
    if (this.#confirmed.length === 0) return none;
    return this.#confirmed.splice(0).sort(byPlace);
  }

  reset(): void {
    this.#plain.reset();
    this.#recent.clear();
    this.#pendingBytes = 0;
    this.#drop(() => true);
    this.#found.length = 0;
    this.#confirmed.length = 0;
  }

  /** Takes bytes up to the end of a stretch, and shows the stretch when it is whole. */
  #tread(bytes: Uint8Array, from: number): number {
    const to = Math.min(bytes.length, from + stretchBytes - this.#pendingBytes);
    for (let at = from; at < to; at += 1) this.#pending[this.#pendingBytes + at - from] = bytes[at]!;
    this.#pendingBytes += to - from;
    if (this.#pendingBytes === stretchBytes) this.#show();
    return to;
  }

  #show(): void {
    const bytes = this.#pendingBytes;
    this.#pendingBytes = 0;
    for (let at = 0; at < bytes; ) at = this.#read(this.#pending, at, bytes);
    this.#drop(view => view.isOver || view.isIdle(this.#plain.position));
  }

  /** Shows bytes to the plain scan, up to what it finds, and to all views. */
  #read(bytes: Uint8Array, from: number, to: number): number {
    const place = this.#plain.position;
    const at = this.#plain.advance(to < bytes.length ? bytes.subarray(0, to) : bytes, from);
    this.#recent.append(bytes, from, at);
    for (const view of this.#views) view.read(bytes, from, at, place, this.#found);
    this.#collect();
    this.#tell();
    return at;
  }

  /** Takes what the plain scan has found; what was found in views is told with it. */
  #collect(): void {
    for (const match of this.#plain.take()) {
      const encoding = openedBy(match.detector);
      if (encoding === undefined) this.#confirmed.push(match);
      else this.#view(encoding, match.start);
    }
  }

  #tell(): void {
    if (this.#found.length > 0) this.#confirmed.push(...this.#found.splice(0));
  }

  /** Looks at the run around an opener from each place in a group. */
  #view(encoding: BlockEncoding, start: number): void {
    const runBegin = this.#beginOfRun(encoding, start);
    const first = Math.max(runBegin, start - digitsBefore);
    const running = this.#views.filter(view => view.encoding === encoding);
    for (const view of running) view.prolong(bytesAfter);
    const digits = this.#digitsFrom(encoding, first);
    for (let i = 0; i < encoding.digitsAGroup; i += 1) {
      const isLookedAt = running.some(view => (digits - i - view.digits) % encoding.digitsAGroup === 0);
      if (!isLookedAt) this.#begin(encoding, first + i, first + i - runBegin, start);
    }
  }

  #begin(encoding: BlockEncoding, begin: number, digits: number, floor: number): void {
    const at = this.#idle.findIndex(view => view.encoding === encoding);
    const view = at < 0 ? new BlockView(encoding, this.#openView()) : this.#idle.splice(at, 1)[0]!;
    view.begin(floor, digits);
    const bytes = this.#recent.slice(begin);
    view.read(bytes, 0, bytes.length, begin, this.#found);
    view.prolong(bytesAfter);
    (view.isOver ? this.#idle : this.#views).push(view);
  }

  #digitsFrom({ values }: BlockEncoding, first: number): number {
    let digits = 0;
    for (let place = first; place < this.#plain.position; place += 1) if (values[this.#recent.at(place)]! >= 0) digits += 1;
    return digits;
  }

  #beginOfRun({ values }: BlockEncoding, start: number): number {
    const least = Math.max(this.#recent.begin, start - lineDigits);
    let begin = start;
    while (begin > least && values[this.#recent.at(begin - 1)]! >= 0) begin -= 1;
    return begin;
  }

  #drop(isDone: (view: BlockView) => boolean): void {
    if (!this.#views.some(isDone)) return;
    this.#idle.push(...this.#views.filter(isDone));
    this.#views = this.#views.filter(view => !isDone(view));
  }
}
