// One text that comes in pieces: its scan, what was found in it, and how much of it is final.
// Knows decoded bytes and offsets from the text's beginning; where the pieces came from is for others.
import type { CodeUnit } from '../detect/fence.ts';
import type { Match, TextScan } from '../detect/scan.ts';
import { type Code, codeIn } from './code.ts';
import { type Cut, EditList, type Extent, findingsOf } from './edits.ts';
import type { Inspection } from './inspection.ts';
import { RecentText } from './recent.ts';
import type { Cause } from './trace.ts';
import type { Ruling } from './transform.ts';
import { inProse, matchesIn, stretchOf } from './whole.ts';

const noMatches: readonly Match[] = [];
/** So much of a text's end is kept where it may go on: what must stand before a match included. */
const tailBytesMax = 512;

/** How a text ended that may go on all the same. */
export interface Tail {
  readonly bytes: Buffer;
  /** What its last byte was replaced for; null: it was not. */
  readonly mask: Cause | null;
}

export interface ChannelKind {
  /** Whether code in it stands in fences. */
  readonly isMarkdown: boolean;
  /** Whether its pieces may be texts of their own. */
  readonly isAlone: boolean;
}

export class Channel {
  readonly id: string;
  readonly path: string;
  /** Below this offset the text and its edits are final. Never falls. */
  final = 0;
  /** Bytes taken so far. */
  position = 0;
  readonly isAlone: boolean;
  readonly #inspection: Inspection;
  readonly #scan: TextScan;
  readonly #edits = new EditList();
  readonly #recent = new RecentText();
  readonly #keepsBytes: number;
  readonly #code: Code | null;
  /** Where the text went on behind an end: all before it has left. */
  readonly #resumedAt: number;
  readonly #resumedMask: Cause | null;
  /** The stretch that can't be altered, from its first piece that may not have left. */
  readonly #signed = { from: 0, to: 0 };
  /** What was ruled on in pieces alone, by detector and start. */
  readonly #known = new Map<string, Extent & { readonly ruling: Ruling }>();
  #undecided = noMatches;
  /** What the scan has read and the code has not: the scan goes first, until what it found is decided. */
  #reading: { readonly bytes: Uint8Array; readonly from: number; readonly to: number } | null = null;
  #isClosed = false;

  /** `tail`: how a text ended that this one may be the continuation of. Offsets count from its beginning. */
  constructor(inspection: Inspection, id: string, path: string, kind: ChannelKind, tail: Tail | null = null) {
    this.#inspection = inspection;
    this.#scan = inspection.scanner.open();
    this.id = id;
    this.path = path;
    this.isAlone = kind.isAlone;
    this.#keepsBytes = Math.max(inspection.hasSignals ? inspection.limits.signalBytesMax : 0, kind.isAlone ? tailBytesMax : 0);
    this.#code = kind.isMarkdown ? codeIn(inspection) : null;
    this.#resumedAt = tail === null ? 0 : tail.bytes.length;
    this.#resumedMask = tail?.mask ?? null;
    if (tail !== null) this.#resume(tail.bytes);
  }

  /** Takes a whole piece and asks about all that is found on the way. */
  feed(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.#inspection.over; ) {
      at = this.read(bytes, at);
      this.decide();
    }
  }

  /**
   * Like feed(), for a piece that may be a text of its own: what is found in it alone counts too, as the end of one text must not hide
   * the beginning of another. `heading` is what stands before such a text.
   */
  feedBoth(bytes: Uint8Array, heading: Uint8Array | null = null): void {
    for (const match of matchesIn(this.#inspection, bytes, heading)) {
      const { detector, start, end } = match;
      // Risks of code are judged with the line that they stand in, which only the whole text knows.
      if (detector.signal === true) continue;
      const extent = { start: this.position + start, end: this.position + end };
      const ruling = this.#ask({ ...match, ...extent }, bytes.subarray(start, end), null);
      if (this.#inspection.over) return;
      this.#known.set(`${detector.id} ${extent.start}`, { ...extent, ruling });
      if (ruling.kind === 'mask') this.#edits.add(extent, ruling.text, ruling.opaque, findingsOf(ruling));
    }
    this.feed(bytes);
  }

  /**
   * The next so many bytes can't be altered: what is found in them is told so. False where a mask that began before would go on in them.
   */
  sign(bytes: number): boolean {
    if (this.#signed.to <= this.final) this.#signed.from = this.position;
    this.#signed.to = this.position + bytes;
    return !this.#edits.isOpen;
  }

  /** How the text ended, for the one that may continue it. */
  tail(): Tail {
    const bytes = this.#recent.slice(Math.max(0, this.position - tailBytesMax), this.position);
    return { bytes, mask: this.#edits.within(this.position - 1, this.position)[0] ?? null };
  }

  /** The text is over. */
  finish(): void {
    this.close();
    this.decide();
  }

  /**
   * Takes bytes up to the next place where the inspector may have to be asked; gives the index of the first byte that was not taken.
   * What is final before the question can leave before decide() asks it.
   */
  read(bytes: Uint8Array, from: number): number {
    this.#forget();
    const limit = this.#code === null ? bytes.length : this.#code.limit(bytes, from);
    const to = this.#scan.advance(stretchOf(limit < bytes.length ? bytes.subarray(0, limit) : bytes, from), from);
    this.#inspection.worked(to - from);
    this.#recent.append(bytes, from, to);
    this.position += to - from;
    this.#collect();
    this.#settle();
    if (this.#code !== null) this.#reading = { bytes, from, to };
    return to;
  }

  /** Like read(), at the end of the text. */
  close(): void {
    this.#scan.finish();
    this.#collect();
    this.#settle();
    this.#reading = null;
    this.#isClosed = true;
  }

  /** Asks about what read() or close() came upon. */
  decide(): void {
    const found = this.#undecided;
    this.#undecided = noMatches;
    for (const match of found) if (!this.#inspection.over) this.#judge(match, null, this.#code !== null);
    const isCodeNews = this.#code !== null && !this.#inspection.over && this.#decideCode(this.#code);
    // Mostly there was nothing to decide, and read() has settled it.
    if ((found.length > 0 || isCodeNews) && !this.#inspection.over) this.#settle();
  }

  /** What is replaced between two offsets, both below `final`. */
  cuts(from: number, to: number): readonly Cut[] {
    return this.#edits.within(from, to);
  }

  /** A copy of the text, for what is final since the last read(). */
  slice(from: number, to: number): Buffer {
    return this.#recent.slice(from, to);
  }

  /** Bytes below `offset` have left. */
  release(offset: number): void {
    this.#edits.forget(offset);
  }

  #collect(): void {
    const found = this.#scan.take();
    const code = this.#code;
    this.#undecided = code === null || found.length === 0 ? found : found.filter(match => !code.postpones(match));
  }

  /** Risks wait for the end of the line (or block) that they stand in. Tells whether more or less may be final now. */
  #decideCode(code: Code): boolean {
    const bound = code.bound;
    const units =
      this.#reading === null ? code.finish() : code.advance(this.#reading.bytes, this.#reading.from, this.#reading.to);
    if (this.#inspection.over) return false;
    const unit = units.at(-1) ?? null;
    if (unit === null && !this.#isClosed) return code.bound !== bound;
    for (const risk of code.takeRisks()) if (!this.#inspection.over) this.#judge(risk, unit, false);
    return true;
  }

  /** `isProse`: it stands outside of code, in a text that tells the two apart. */
  #judge(match: Match, unit: CodeUnit | null, isProse: boolean): void {
    const { detector, start, end } = match;
    // It was found when the text ended.
    if (end <= this.#resumedAt) return;
    const known = this.#known.size === 0 ? undefined : this.#known.get(`${detector.id} ${start}`);
    if (known !== undefined && known.end === end) return;
    const line = unit === null ? null : this.#recent.slice(unit.start, unit.end);
    const ruling = known?.ruling ?? this.#ask(isProse ? inProse(match) : match, this.#valueOf(match, unit), line);
    if (ruling.kind !== 'mask') return;
    if (this.#isHalfGone(match)) this.#inspection.refuse('text_after_end');
    else this.#edits.add(this.#withoutFinal(match), ruling.text, ruling.opaque, findingsOf(ruling));
  }

  /** What stands before was judged, and has left. */
  #resume(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      at = this.#scan.advance(bytes, at);
      for (const match of this.#scan.take()) {
        // Its mask stands before; what goes on of it goes without one.
        if (match.end === Infinity && this.#resumedMask !== null)
          this.#edits.add(new Clipped(match, bytes.length), '', '', this.#resumedMask.findings);
      }
    }
    // Units of code are told by offsets from the same beginning.
    if (bytes.length > 0) this.#code?.advance(bytes, 0, bytes.length);
    this.#recent.append(bytes, 0, bytes.length);
    this.position = bytes.length;
    this.final = bytes.length;
  }

  /** It began in what has left behind an end, and nothing of it was replaced there. */
  #isHalfGone({ detector, start, end }: Match): boolean {
    return start < this.#resumedAt && end > this.#resumedAt && detector.signal !== true && this.#resumedMask === null;
  }

  /** By position alone, so that whether a value is told does not depend on the cut. */
  #valueOf({ detector, start, end }: Match, unit: CodeUnit | null): Uint8Array | null {
    if (end === Infinity) return null;
    const isKept =
      detector.signal !== true || start >= this.position - this.#keepsBytes || (unit !== null && start >= unit.start);
    return isKept ? this.#recent.slice(start, end) : null;
  }

  #ask({ detector, confidence, start, end }: Match, value: Uint8Array | null, unit: Uint8Array | null): Ruling {
    const isSigned = start < this.#signed.to && end > this.#signed.from;
    return this.#inspection.hit({ detector, confidence, channel: this.id, path: this.path, key: null, value, unit, isSigned });
  }

  /** Outside of code text does not wait for risks: what has become final meanwhile stays as it is. */
  #withoutFinal(match: Match): Extent {
    return match.start >= this.final ? match : new Clipped(match, this.final);
  }

  #settle(): void {
    let bound = Math.min(this.#scan.safe, this.#code?.bound ?? Infinity);
    for (const { start, detector } of this.#undecided) if (!detector.signal && start < bound) bound = start;
    const final = this.#edits.settle(bound);
    if (final > this.final) this.final = final;
  }

  #forget(): void {
    this.#recent.forget(Math.min(this.final, this.position - this.#keepsBytes));
    if (this.#known.size === 0) return;
    const { safe } = this.#scan;
    for (const [key, { start }] of this.#known) if (start < safe) this.#known.delete(key);
  }
}

/** A span whose beginning has left. */
class Clipped implements Extent {
  readonly #of: Extent;
  readonly start: number;

  constructor(of: Extent, start: number) {
    this.#of = of;
    this.start = start;
  }

  get end(): number {
    return Math.max(this.#of.end, this.start);
  }
}
