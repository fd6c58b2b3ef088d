// Reads the JSON documents of one body one after another: leaves are judged, pieces go to their texts, texts end where the document says so.
// Shared by events, lines and whole bodies; knows nothing of what stands around a document.
import type { HostBlockCode } from '../../words/blocks.ts';
import type { Inspection } from '../inspection.ts';
import type { Piece } from '../queue.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Splice } from '../splice.ts';
import { OpenTexts } from '../texts.ts';
import { type Form, Forms } from './form.ts';
import type { Leaf } from './leaf.ts';
import { Reader } from './reader.ts';

export interface ReadDocument {
  readonly splices: readonly Splice[];
  readonly pieces: readonly Piece[];
  /** The document says that the stream is complete. */
  readonly isLast: boolean;
}

/** After a stop. */
const nothingRead: ReadDocument = { splices: [], pieces: [], isLast: false };

export class Documents {
  readonly texts: OpenTexts;
  readonly #inspection: Inspection;
  readonly #shape: Shape;
  readonly #reader: Reader;
  readonly #forms: Forms | null;

  constructor(inspection: Inspection, shape: Shape) {
    this.#inspection = inspection;
    this.#shape = shape;
    this.#reader = new Reader(inspection, shape);
    this.#forms = shape.isStream ? new Forms() : null;
    this.texts = new OpenTexts(inspection, shape);
  }

  /** Gives the reason when it can't be read as JSON. What it gives after a stop is good for nothing. */
  read(doc: Buffer, from: number, to: number): ReadDocument | HostBlockCode {
    const form = this.#forms?.match(doc, from, to) ?? null;
    return form === null ? this.#readAnew(doc, from, to) : this.#readAlike(doc, form);
  }

  /** The document differs from an earlier one in nothing but texts. */
  #readAlike(doc: Buffer, form: Form): ReadDocument {
    const splices = this.#reader.again(doc, form);
    const pieces: Piece[] = [];
    for (let at = 0; at < form.varying.length; at++) {
      const { leaf } = form.varying[at]!;
      if (leaf === null || this.#inspection.over) continue;
      const { place, role, frame, ordinal } = leaf;
      const again: Leaf = { place, role, frame, ordinal, start: form.starts[at]!, end: form.ends[at]!, isEscaped: false };
      if (leaf.names !== undefined) again.names = leaf.names;
      const piece = this.texts.take(doc, again);
      if (piece !== null) pieces.push(piece);
    }
    return { splices, pieces, isLast: false };
  }

  #readAnew(doc: Buffer, from: number, to: number): ReadDocument | HostBlockCode {
    const { remarks } = this.#inspection;
    const problem = this.#reader.read(doc, from, to);
    if (this.#inspection.over) return nothingRead;
    if (problem !== null) return problem;
    const isClean = this.#inspection.remarks === remarks;
    for (const { frame, start, end } of this.#reader.containers) {
      const role = this.#shape.roleIn(this.#reader.eventType, frame.place.pattern);
      if (role?.kind === 'call') this.#reader.collectObject(frame, role, start, end);
      if (role?.kind === 'echo') frame.up?.repeats({ start, end, replacement: role.replacement });
    }
    const { splices, leaves, finished, outermost, eventType } = this.#reader;
    // Without one the client adds to the block that it has: `at(undefined)` is the first.
    if (this.#shape.needsIndex(eventType) && outermost?.isIndexed !== true) return 'text_index';
    const ending = eventType === '' ? 'none' : this.#shape.ending(eventType);
    if (ending === 'fresh' || ending === 'again') this.texts.finish(outermost);
    if (ending === 'anew') this.texts.beginAnew();
    this.texts.tellsAgain = ending === 'again';
    const typed = eventType === '' ? leaves : leaves.map(leaf => this.#inType(leaf, eventType));
    const pieces: Piece[] = [];
    for (const leaf of typed) {
      const piece = this.#inspection.over ? null : this.texts.take(doc, leaf);
      if (piece !== null) pieces.push(piece);
    }
    if (isClean && ending === 'none' && finished.length === 0) this.#remember(doc, from, to, typed);
    if (!this.#inspection.over) this.texts.finishDocument();
    for (const frame of finished) if (!this.#inspection.over) this.texts.finish(frame);
    if ((ending === 'some' || ending === 'again') && !this.#inspection.over) this.texts.finish(outermost);
    if (ending === 'all' && !this.#inspection.over) this.texts.finishAll();
    return { splices, pieces, isLast: ending === 'all' };
  }

  /** What the leaf is in an event of this type. */
  #inType(leaf: Leaf, eventType: string): Leaf {
    const role = this.#shape.roleIn(eventType, leaf.place.pattern);
    return role === null ? leaf : { ...leaf, role };
  }

  #remember(doc: Buffer, from: number, to: number, leaves: readonly Leaf[]): void {
    if (this.#forms === null || !leaves.every(isPlainPiece)) return;
    const texts = leaves.map(leaf => ({ kind: 'string', ...leaf, leaf }) as const);
    this.#forms.keep(
      doc,
      from,
      to,
      [...texts, ...this.#reader.varying].sort((a, b) => a.start - b.start),
    );
  }
}

/** A piece that is nothing but a piece: nothing else in the document depends on it, and it on nothing else. */
function isPlainPiece({ role, place, frame }: Leaf): boolean {
  if (place.pairPart !== null && frame?.name) return false;
  return role.kind === 'text' || (role.kind === 'call' && (role.part === 'arguments' || role.part === 'input'));
}
