// Changes a body that is one JSON document. It is kept whole until it is read and judged, and leaves in one piece.
import { isUtf8 } from 'node:buffer';
import { Inspection, type InspectionOptions } from '../inspection.ts';
import { rendered } from '../queue.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Emit, Refusal, Transformer } from '../transform.ts';
import { Documents } from './documents.ts';

export class JsonTransformer implements Transformer {
  complete = false;
  heldBack = 0;
  readonly #inspection: Inspection;
  readonly #shape: Shape;
  readonly #emit: Emit;
  #parts: Buffer[] = [];

  constructor(options: InspectionOptions, shape: Shape, emit: Emit) {
    this.#inspection = new Inspection(options);
    this.#shape = shape;
    this.#emit = emit;
  }

  push(bytes: Buffer): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    this.#parts.push(bytes);
    this.heldBack += bytes.length;
    const { limits, side } = this.#inspection;
    const bytesMax = side === 'request' ? limits.requestBodyBytesMax : limits.jsonBodyBytesMax;
    if (this.heldBack > bytesMax) this.#refuse(side === 'request' ? 'request_too_large' : 'response_too_large');
    return this.#inspection.refusal;
  }

  end(): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    const body = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
    this.#parts = [];
    this.heldBack = 0;
    if (body.length > 0) this.#read(body);
    else this.#inspection.ended();
    return this.#inspection.refusal;
  }

  #read(body: Buffer): void {
    if (!isUtf8(body)) return this.#inspection.refuse('invalid_utf8');
    const documents = new Documents(this.#inspection, this.#shape);
    const read = documents.read(body, startOf(body), body.length);
    if (typeof read === 'string') return this.#inspection.refuse(read);
    if (!this.#inspection.over) documents.texts.finishAll();
    if (!this.#inspection.over) this.#inspection.ended();
    if (this.#inspection.over) return;
    this.#emit(rendered({ raw: body, doc: body, origin: null, rawSplices: [], ...read }));
    this.complete = true;
  }

  #refuse(code: Refusal['code']): void {
    this.#parts = [];
    this.heldBack = 0;
    this.#inspection.refuse(code);
  }
}

/** Clients skip a byte order mark, though JSON forbids it. */
function startOf(body: Buffer): number {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
}
