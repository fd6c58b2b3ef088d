// Changes a stream of JSON documents, one a line. Lines keep their number and their order.
import { isUtf8 } from 'node:buffer';
import { GatheredBytes } from '../gathered.ts';
import { Inspection, type InspectionOptions } from '../inspection.ts';
import { Documents } from '../json/documents.ts';
import { isBlank } from '../json/space.ts';
import { type Unit, UnitQueue } from '../queue.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Emit, Refusal, Transformer } from '../transform.ts';

const lf = 0x0a;

export class NdjsonTransformer implements Transformer {
  complete = false;
  readonly #inspection: Inspection;
  readonly #queue: UnitQueue;
  readonly #documents: Documents;
  /** The unfinished line. */
  readonly #line = new GatheredBytes();

  constructor(options: InspectionOptions, shape: Shape, emit: Emit) {
    this.#inspection = new Inspection(options);
    this.#queue = new UnitQueue(emit, options.trace);
    this.#documents = new Documents(this.#inspection, shape);
  }

  get heldBack(): number {
    return this.#queue.heldBack + this.#line.length;
  }

  push(bytes: Buffer): Refusal | null {
    let from = 0;
    for (let end = bytes.indexOf(lf); end >= 0 && !this.#inspection.over; end = bytes.indexOf(lf, from)) {
      this.#take(this.#line.take(bytes.subarray(from, end + 1)));
      from = end + 1;
    }
    if (this.#inspection.over) return this.#inspection.refusal;
    if (from < bytes.length) this.#line.append(bytes.subarray(from));
    if (this.#line.length > this.#inspection.limits.ndjsonLineBytesMax) this.#inspection.refuse('ndjson_line_too_large');
    return this.#inspection.refusal;
  }

  end(): Refusal | null {
    if (!this.#inspection.over && this.#line.length > 0) this.#take(this.#line.take(Buffer.alloc(0)));
    if (!this.#inspection.over) this.#documents.texts.finishAll();
    if (!this.#inspection.over) this.#inspection.ended();
    if (this.#inspection.over) return this.#inspection.refusal;
    this.#queue.drain();
    this.complete = true;
    return null;
  }

  #take(raw: Buffer): void {
    this.#queue.admit(this.#unitOf(raw), this.#inspection);
  }

  #unitOf(raw: Buffer): Unit | null {
    const unit = { raw, doc: raw, origin: null, rawSplices: [] };
    if (raw.length > this.#inspection.limits.ndjsonLineBytesMax) return this.#refuse('ndjson_line_too_large');
    if (isBlank(raw)) return { ...unit, splices: [], pieces: [] };
    if (!isUtf8(raw)) return this.#refuse('invalid_utf8');
    const read = this.#documents.read(raw, 0, raw.length);
    if (typeof read === 'string') return this.#refuse(read);
    if (read.isLast) this.#ended();
    return { ...unit, splices: read.splices, pieces: read.pieces };
  }

  #ended(): void {
    if (this.#inspection.over) return;
    this.#queue.drain();
    this.#inspection.ended();
    this.complete = true;
  }

  #refuse(code: Refusal['code']): null {
    this.#inspection.refuse(code);
    return null;
  }
}
