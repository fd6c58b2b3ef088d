// Units of a stream (events, lines) in the order in which they came, each waiting until all its pieces of texts are final.
// Knows raw bytes and where pieces are spelled in them. Units never overtake each other, and none is dropped.
import type { Cut } from './edits.ts';
import type { Inspection } from './inspection.ts';
import { Spelling } from './json/strings.ts';
import { type Splice, spliced } from './splice.ts';
import type { Cause, OriginalTrace } from './trace.ts';
import type { Emit } from './transform.ts';

/** The text that a piece belongs to. */
export interface PieceText {
  /** Below this offset the text and its edits are final; -1 while not even nothing is. */
  readonly final: number;
  cuts(from: number, to: number): readonly Cut[];
  /** Bytes below `offset` have left. */
  release(offset: number): void;
}

export interface Piece {
  readonly text: PieceText;
  /** Offsets in the text. */
  readonly from: number;
  readonly to: number;
  /** Where it is spelled in the unit's document. */
  readonly start: number;
  readonly end: number;
  readonly isEscaped: boolean;
  /** How what replaces a part of it is written there. */
  readonly spell: (text: string) => Buffer;
  /** What else is replaced in the document if it is edited. */
  readonly echoes: readonly Splice[];
}

/** Tells where in the raw bytes a byte of the document stands. */
export interface Origin {
  at(offset: number): number;
}

/** What stands around a unit's bytes on the wire and depends on them: lengths, checksums, another spelling. */
export interface Envelope {
  /** As it came, all of it. */
  readonly message: Buffer;
  /** What was replaced in it outside of the unit's bytes. */
  readonly findings: readonly number[];
  /** What leaves where nothing in the unit's bytes was replaced; else what leaves with these bytes in it. */
  sealed(bytes: Buffer | null): Buffer;
}

export interface Unit {
  readonly raw: Buffer;
  /** What the pieces' and the splices' offsets are in. */
  readonly doc: Buffer;
  /** Null where the document's offsets are those of the raw bytes. */
  readonly origin: Origin | null;
  /** What is replaced outside of the document, in offsets of the raw bytes. */
  readonly rawSplices: readonly Splice[];
  readonly splices: readonly Splice[];
  readonly pieces: readonly Piece[];
  /** Absent where the raw bytes are what came. */
  readonly envelope?: Envelope;
}

export class UnitQueue {
  readonly #emit: Emit;
  readonly #trace: OriginalTrace | undefined;
  #units: Unit[] = [];
  #head = 0;
  /** So many of the first unit's pieces are final: final once is final for good. */
  #finalPieces = 0;
  /** Bytes of the units that wait. */
  heldBack = 0;

  constructor(emit: Emit, trace?: OriginalTrace) {
    this.#emit = emit;
    this.#trace = trace;
  }

  /**
   * Takes the next unit and lets go of what has become final, before the one behind it is looked at. Of a unit that the ruling stopped nothing
   * leaves; more than the limit may not wait.
   */
  admit(unit: Unit | null, inspection: Inspection): void {
    if (unit === null || inspection.over) return;
    this.#units.push(unit);
    this.heldBack += wireBytes(unit);
    this.drain();
    if (this.heldBack > inspection.limits.heldBackBytesMax) inspection.refuse('held_back_too_large');
  }

  /** Lets go of all units that are final. */
  drain(): void {
    while (this.#head < this.#units.length && this.#isFirstFinal()) {
      const unit = this.#units[this.#head++]!;
      this.#finalPieces = 0;
      this.heldBack -= wireBytes(unit);
      this.#emit(rendered(unit, this.#trace));
    }
    this.#compact();
  }

  #isFirstFinal(): boolean {
    const { pieces } = this.#units[this.#head]!;
    for (; this.#finalPieces < pieces.length; this.#finalPieces++) {
      const { text, to } = pieces[this.#finalPieces]!;
      if (to > text.final) return false;
    }
    return true;
  }

  #compact(): void {
    if (this.#head === this.#units.length) {
      if (this.#head > 0) this.#units = [];
      this.#head = 0;
    } else if (this.#head * 2 > this.#units.length) {
      this.#units = this.#units.slice(this.#head);
      this.#head = 0;
    }
  }
}

function wireBytes({ raw, envelope }: Unit): number {
  return envelope === undefined ? raw.length : envelope.message.length;
}

/** Gives what leaves of the unit, with all that is replaced in it. Only for what is final. */
export function rendered(unit: Unit, trace?: OriginalTrace): Buffer {
  const { raw, envelope } = unit;
  const splices = splicesOf(unit);
  const edited = splices.length === 0 ? null : spliced(raw, splices);
  const after = envelope === undefined ? (edited ?? raw) : envelope.sealed(edited);
  if (trace === undefined) return after;
  if (envelope === undefined) trace.spliced(raw, splices);
  else if (after === envelope.message) trace.kept(after);
  else trace.masked(envelope.message, after, causeOfAll(splices, envelope.findings));
  return after;
}

/** A message that is written anew is another one as a whole: its checksum would tell what stood in it. */
function causeOfAll(splices: readonly Splice[], findings: readonly number[]): Cause {
  const causes = splices.flatMap(({ cause }) => cause ?? []);
  // One that goes on in other messages makes them one group.
  if (findings.length === 0 && causes.length > 0 && causes.every(cause => cause === causes[0])) return causes[0]!;
  return { findings: [...new Set([...findings, ...causes.flatMap(cause => cause.findings)])] };
}

/** All that is replaced in the unit's bytes, in their offsets. */
function splicesOf(unit: Unit): readonly Splice[] {
  const { doc, origin, rawSplices } = unit;
  // Most units have nothing that is replaced: nothing is made for those.
  let edited: Splice[] | null = null;
  for (const piece of unit.pieces) {
    const cuts = piece.text.cuts(piece.from, piece.to);
    if (cuts.length > 0) {
      edited ??= [...unit.splices];
      spliceCuts(doc, piece, cuts, edited);
    }
    piece.text.release(piece.to);
  }
  const splices = edited ?? unit.splices;
  if (origin === null) return rawSplices.length === 0 ? splices : [...splices, ...rawSplices];
  if (splices.length === 0) return rawSplices;
  const inRaw = splices.map(splice => ({ ...splice, start: origin.at(splice.start), end: origin.at(splice.end) }));
  return [...inRaw, ...rawSplices];
}

function spliceCuts(doc: Buffer, piece: Piece, cuts: readonly Cut[], splices: Splice[]): void {
  const { from, to, start, end, isEscaped, spell, echoes } = piece;
  const spelling = new Spelling(doc, start, end, isEscaped);
  for (const cut of cuts) {
    const first = spelling.beginning(Math.max(cut.start, from) - from);
    const last = spelling.ending(Math.min(cut.end, to) - from);
    // What replaces it goes where it starts; what it has in later pieces only goes.
    splices.push({ start: first, end: last, bytes: cut.start >= from ? spell(cut.text) : Buffer.alloc(0), cause: cut });
  }
  for (const echo of echoes) splices.push({ ...echo, cause: cuts[0]! });
}
