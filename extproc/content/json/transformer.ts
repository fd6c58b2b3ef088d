// Changes a body that is one JSON document. It is kept whole until it is read and judged, and leaves in one piece.
import { isUtf8 } from 'node:buffer';
import { GatheredBytes } from '../gathered.ts';
import { Inspection, type InspectionOptions, wholeBound } from '../inspection.ts';
import { rendered } from '../queue.ts';
import type { Shape } from '../shapes/shape.ts';
import type { OriginalTrace } from '../trace.ts';
import type { Emit, Refusal, Transformer } from '../transform.ts';
import { Documents } from './documents.ts';
import { startsWithMark } from './space.ts';

export class JsonTransformer implements Transformer {
  complete = false;
  readonly #inspection: Inspection;
  readonly #shape: Shape;
  readonly #emit: Emit;
  readonly #trace: OriginalTrace | undefined;
  readonly #body = new GatheredBytes();

  constructor(options: InspectionOptions, shape: Shape, emit: Emit) {
    this.#inspection = new Inspection(options);
    this.#shape = shape;
    this.#emit = emit;
    this.#trace = options.trace;
  }

  get heldBack(): number {
    return this.#body.length;
  }

  push(bytes: Buffer): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    const { bytesMax, code } = wholeBound(this.#inspection);
    if (this.#body.length + bytes.length > bytesMax) {
      this.#inspection.refuse(code);
      return { ...this.#inspection.refusal!, unread: this.#body.take(bytes) };
    }
    this.#body.append(bytes);
    return null;
  }

  end(): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    const body = this.#body.take(Buffer.alloc(0));
    if (!isUtf8(body)) {
      this.#inspection.refuse('invalid_utf8');
      return { ...this.#inspection.refusal!, unread: body };
    }
    if (body.length > 0) this.#read(body);
    else this.#inspection.ended();
    return this.#inspection.refusal;
  }

  #read(body: Buffer): void {
    const documents = new Documents(this.#inspection, this.#shape);
    const read = documents.read(body, startsWithMark(body) ? 3 : 0, body.length);
    if (typeof read === 'string') return this.#inspection.refuse(read);
    if (!this.#inspection.over) documents.texts.finishAll();
    if (!this.#inspection.over) this.#inspection.ended();
    if (this.#inspection.over) return;
    this.#emit(rendered({ raw: body, doc: body, origin: null, rawSplices: [], ...read }, this.#trace));
    this.complete = true;
  }
}
