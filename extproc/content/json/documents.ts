// Reads the JSON documents of one body one after another: leaves are judged, pieces go to their texts, texts end where the document says so.
// Shared by events, lines and whole bodies; knows nothing of what stands around a document.
import type { HostBlockCode } from '../../words/blocks.ts';
import type { Inspection } from '../inspection.ts';
import type { Piece } from '../queue.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Splice } from '../splice.ts';
import { OpenTexts } from '../texts.ts';
import { Reader } from './reader.ts';

export interface ReadDocument {
  readonly splices: readonly Splice[];
  readonly pieces: readonly Piece[];
  /** The document says that the stream is complete. */
  readonly isLast: boolean;
}

export class Documents {
  readonly texts: OpenTexts;
  readonly #inspection: Inspection;
  readonly #shape: Shape;
  readonly #reader: Reader;

  constructor(inspection: Inspection, shape: Shape) {
    this.#inspection = inspection;
    this.#shape = shape;
    this.#reader = new Reader(inspection, shape);
    this.texts = new OpenTexts(inspection);
  }

  /** Gives the reason when it can't be read as JSON. What it gives after a stop is good for nothing. */
  read(doc: Buffer, from: number, to: number): ReadDocument | HostBlockCode {
    const problem = this.#reader.read(doc, from, to);
    if (problem !== null) return problem;
    const { splices, leaves, finished, outermost, eventType } = this.#reader;
    const ending = eventType === '' ? 'none' : this.#shape.ending(eventType);
    if (ending === 'fresh') this.texts.finish(outermost);
    const pieces: Piece[] = [];
    for (const leaf of leaves) {
      const role = eventType === '' ? null : this.#shape.roleIn(eventType, leaf.place.pattern);
      const piece = this.#inspection.over ? null : this.texts.take(doc, role === null ? leaf : { ...leaf, role });
      if (piece !== null) pieces.push(piece);
    }
    if (!this.#inspection.over) this.texts.finishDocument();
    for (const frame of finished) if (!this.#inspection.over) this.texts.finish(frame);
    if (ending === 'some' && !this.#inspection.over) this.texts.finish(outermost);
    if (ending === 'all' && !this.#inspection.over) this.texts.finishAll();
    return { splices, pieces, isLast: ending === 'all' };
  }
}
