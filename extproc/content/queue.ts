// Units of a stream (events, lines) in the order in which they came, each waiting until all its pieces of texts are final.
// Knows raw bytes and where pieces are spelled in them. Units never overtake each other, and none is dropped.
import type { Cut } from './edits.ts';
import type { Inspection } from './inspection.ts';
import { Spelling } from './json/strings.ts';
import { type Splice, spliced } from './splice.ts';
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
  #units: Unit[] = [];
  #head = 0;
  /** So many of the first unit's pieces are final: final once is final for good. */
  #finalPieces = 0;
  /** Bytes of the units that wait. */
  heldBack = 0;

  constructor(emit: Emit) {
    this.#emit = emit;
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
      this.#emit(rendered(unit));
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
export function rendered(unit: Unit): Buffer {
  const edited = editedBytes(unit);
  return unit.envelope === undefined ? (edited ?? unit.raw) : unit.envelope.sealed(edited);
}

/** Null where nothing is replaced. */
function editedBytes(unit: Unit): Buffer | null {
  const { raw, doc, origin, rawSplices } = unit;
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
  if (splices.length + rawSplices.length === 0) return null;
  if (origin === null) return spliced(raw, [...splices, ...rawSplices]);
  return spliced(raw, [
    ...splices.map(({ start, end, bytes }) => ({ start: origin.at(start), end: origin.at(end), bytes })),
    ...rawSplices,
  ]);
}

function spliceCuts(doc: Buffer, piece: Piece, cuts: readonly Cut[], splices: Splice[]): void {
  const { from, to, start, end, isEscaped, spell, echoes } = piece;
  const spelling = new Spelling(doc, start, end, isEscaped);
  for (const cut of cuts) {
    const first = spelling.beginning(Math.max(cut.start, from) - from);
    const last = spelling.ending(Math.min(cut.end, to) - from);
    // What replaces it goes where it starts; what it has in later pieces only goes.
    splices.push({ start: first, end: last, bytes: cut.start >= from ? spell(cut.text) : Buffer.alloc(0) });
  }
  splices.push(...echoes);
}
