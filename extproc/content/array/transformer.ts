// Changes a JSON list that comes as a stream (Gemini and Vertex without `alt=sse`), one element at a time. Elements keep their number and their
// order, and what stands between them leaves as it came. A body that is no list is read as the one document that it is.
import { isUtf8 } from 'node:buffer';
import { Inspection, type InspectionOptions } from '../inspection.ts';
import { Documents } from '../json/documents.ts';
import { isMark, isSpace } from '../json/space.ts';
import { JsonTransformer } from '../json/transformer.ts';
import { type Unit, UnitQueue } from '../queue.ts';
import type { Shape } from '../shapes/shape.ts';
import type { OriginalTrace } from '../trace.ts';
import type { Emit, Refusal, Transformer } from '../transform.ts';
import { ArraySplitter, type ArrayUnit } from './split.ts';

export interface ArrayShapes {
  readonly element: Shape;
  readonly document: Shape;
}

/** Chooses by the first byte behind white space; clients skip a byte order mark, though JSON forbids it. */
export class ArrayTransformer implements Transformer {
  readonly #options: InspectionOptions;
  readonly #shapes: ArrayShapes;
  readonly #emit: Emit;
  /** White space in front, which both hand on. */
  #before = '';
  #inner: Transformer | null = null;

  constructor(options: InspectionOptions, shapes: ArrayShapes, emit: Emit) {
    this.#options = options;
    this.#shapes = shapes;
    this.#emit = emit;
  }

  get complete(): boolean {
    return this.#inner?.complete ?? false;
  }

  get heldBack(): number {
    return this.#inner?.heldBack ?? this.#before.length;
  }

  push(bytes: Buffer): Refusal | null {
    if (this.#inner !== null) return this.#inner.push(bytes);
    const first = bytes.findIndex(byte => !isSpace(byte) && !isMark(byte));
    this.#before += bytes.toString('latin1', 0, first < 0 ? bytes.length : first);
    if (first < 0 && this.#before.length <= blankBytesMax) return null;
    const inner = this.#open(bytes[first]);
    return inner.push(Buffer.from(this.#before, 'latin1')) ?? (first < 0 ? null : inner.push(bytes.subarray(first)));
  }

  end(): Refusal | null {
    return (this.#inner ?? this.#open(undefined)).end();
  }

  #open(first: number | undefined): Transformer {
    this.#inner =
      first === 0x5b
        ? new ListTransformer(this.#options, this.#shapes.element, this.#emit)
        : new JsonTransformer(this.#options, this.#shapes.document, this.#emit);
    return this.#inner;
  }
}

const blankBytesMax = 64;

class ListTransformer implements Transformer {
  complete = false;
  readonly #inspection: Inspection;
  readonly #splitter: ArraySplitter;
  readonly #queue: UnitQueue;
  readonly #documents: Documents;
  readonly #emit: Emit;
  readonly #trace: OriginalTrace | undefined;

  constructor(options: InspectionOptions, shape: Shape, emit: Emit) {
    this.#inspection = new Inspection(options);
    this.#splitter = new ArraySplitter(options.limits.arrayElementBytesMax);
    this.#queue = new UnitQueue(emit, options.trace);
    this.#documents = new Documents(this.#inspection, shape);
    this.#emit = emit;
    this.#trace = options.trace;
  }

  get heldBack(): number {
    return this.#queue.heldBack + this.#splitter.unfinishedBytes;
  }

  push(bytes: Buffer): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    this.#splitter.push(bytes);
    for (let unit = this.#splitter.next(); unit !== null; unit = this.#splitter.next()) {
      this.#queue.admit(this.#unitOf(unit), this.#inspection);
      if (this.#inspection.over) return this.#inspection.refusal;
    }
    if (this.#splitter.isBroken) this.#inspection.refuse('invalid_json');
    else if (this.#splitter.isTooLong) this.#inspection.refuse('array_element_too_large');
    return this.#inspection.refusal;
  }

  end(): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    // Half a list is no JSON, and half an element was judged by nobody.
    if (!this.#splitter.isClosed) this.#inspection.refuse('invalid_json');
    if (this.#inspection.over) return this.#inspection.refusal;
    const rest = this.#splitter.rest();
    if (rest.length > 0) this.#emit(rest);
    this.#trace?.kept(rest);
    this.complete = true;
    return null;
  }

  #unitOf({ raw, start, isClosing }: ArrayUnit): Unit | null {
    const unit: Unit = { raw, doc: raw, origin: null, rawSplices: [], splices: [], pieces: [] };
    if (!isUtf8(raw)) return this.#refuse('invalid_utf8');
    if (isClosing) {
      this.#documents.texts.finishAll();
      this.#queue.drain();
      if (!this.#inspection.over) this.#inspection.ended();
      return unit;
    }
    const read = this.#documents.read(raw, start, raw.length);
    if (this.#inspection.over) return null;
    if (typeof read === 'string') return this.#refuse(read);
    return { ...unit, splices: read.splices, pieces: read.pieces };
  }

  #refuse(code: Refusal['code']): null {
    this.#inspection.refuse(code);
    return null;
  }
}
