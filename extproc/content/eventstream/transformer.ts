// Changes Amazon's binary event stream, one message at a time: messages keep their number and their order, those in which nothing is
// replaced leave byte for byte, and of the others lengths and checksums are worked out anew.
// Knows Bedrock's two kinds of events: documents of its own, named by a header, and `chunk`, which holds the model's own event.
import { isUtf8 } from 'node:buffer';
import { Inspection, type InspectionOptions } from '../inspection.ts';
import { Documents } from '../json/documents.ts';
import { type Envelope, type Origin, type Unit, UnitQueue } from '../queue.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Emit, Refusal, Transformer } from '../transform.ts';
import { ChunkReader } from './chunk.ts';
import { type MessageHead, MessageHeads } from './head.ts';
import { messageOf, partsOf } from './message.ts';
import { MessageSplitter } from './split.ts';
import { typedDocument, unwrappedDocument } from './typed.ts';

/** What the events of a stream are. */
export interface EventShapes {
  /** Bedrock's own, and what models say in the same words. */
  readonly converse: Shape;
  /** The model's own. */
  readonly model: Shape;
}

export class EventStreamTransformer implements Transformer {
  complete = false;
  readonly #inspection: Inspection;
  readonly #splitter: MessageSplitter;
  readonly #queue: UnitQueue;
  readonly #heads: MessageHeads;
  readonly #chunks: ChunkReader;
  readonly #converse: Documents;
  readonly #model: Documents;

  constructor(options: InspectionOptions, shapes: EventShapes, emit: Emit) {
    this.#inspection = new Inspection(options);
    this.#splitter = new MessageSplitter(options.limits);
    this.#queue = new UnitQueue(emit, options.trace);
    this.#heads = new MessageHeads(this.#inspection);
    this.#chunks = new ChunkReader(options.limits);
    this.#converse = new Documents(this.#inspection, shapes.converse);
    this.#model = shapes.model === shapes.converse ? this.#converse : new Documents(this.#inspection, shapes.model);
  }

  get heldBack(): number {
    return this.#queue.heldBack + this.#splitter.unfinishedBytes;
  }

  push(bytes: Buffer): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    this.#splitter.push(bytes);
    for (let message = this.#splitter.next(); message !== null; message = this.#splitter.next()) {
      this.#queue.admit(this.#unitOf(message), this.#inspection);
      if (this.#inspection.over) return this.#inspection.refusal;
    }
    if (this.#splitter.problem !== null) this.#inspection.refuse(this.#splitter.problem);
    return this.#inspection.refusal;
  }

  end(): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    // A message whose end is missing has no checksum: no client takes it, and what it said was judged by nobody.
    if (this.#splitter.unfinishedBytes > 0) this.#inspection.refuse('eventstream_cut');
    for (const { texts } of [this.#converse, this.#model]) if (!this.#inspection.over) texts.finishAll();
    if (!this.#inspection.over) this.#inspection.ended();
    if (!this.#inspection.over) this.#queue.drain();
    return this.#inspection.refusal;
  }

  #unitOf(message: Buffer): Unit | null {
    const { headers, payload } = partsOf(message);
    const head = this.#heads.read(headers);
    if (this.#inspection.over) return null;
    if (typeof head === 'string') return this.#refuse(head);
    const envelope = (around: (bytes: Buffer) => Buffer): Envelope => new MessageEnvelope(message, head, around);
    if (payload.length === 0) return { ...plainUnit(payload), envelope: envelope(bytes => bytes) };
    if (!head.isJson) return this.#refuse('response_content_type');
    return head.type === 'chunk' && !head.isException ? this.#chunk(payload, envelope) : this.#event(payload, head, envelope);
  }

  /** The model's own event, which stands in Bedrock's. */
  #chunk(payload: Buffer, envelope: (around: (bytes: Buffer) => Buffer) => Envelope): Unit | null {
    const chunk = this.#chunks.read(payload);
    if (typeof chunk === 'string') return this.#refuse(chunk);
    const { bytes } = chunk;
    const around = envelope(inner => chunk.around(inner));
    const typed = this.#model === this.#converse ? unwrappedDocument(bytes) : null;
    if (typed !== null) return this.#read(this.#model, bytes, typed.doc, typed.origin, typed.ownBytes, around);
    return this.#read(this.#model, bytes, bytes, null, 0, around);
  }

  #event(payload: Buffer, head: MessageHead, envelope: (around: (bytes: Buffer) => Buffer) => Envelope): Unit | null {
    const typed = typedDocument(head.type === '' ? 'error' : head.type, payload);
    if (typed === null) return this.#refuse('invalid_json');
    return this.#read(
      this.#converse,
      payload,
      typed.doc,
      typed.origin,
      typed.ownBytes,
      envelope(bytes => bytes),
    );
  }

  #read(
    documents: Documents,
    raw: Buffer,
    doc: Buffer,
    origin: Origin | null,
    ownBytes: number,
    envelope: Envelope,
  ): Unit | null {
    if (!isUtf8(raw)) return this.#refuse('invalid_utf8');
    const read = documents.read(doc, 0, doc.length);
    if (this.#inspection.over) return null;
    if (typeof read === 'string') return this.#refuse(read);
    // The event's name is what it is: nothing of it can be replaced.
    if (read.splices.some(({ start }) => start < ownBytes)) return this.#refuse('eventstream_message');
    if (read.isLast) this.#ended();
    return { raw, doc, origin, rawSplices: [], splices: read.splices, pieces: read.pieces, envelope };
  }

  /** The stream says that it is complete: what came before may leave, this message only after the question. */
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

function plainUnit(raw: Buffer): Unit {
  return { raw, doc: raw, origin: null, rawSplices: [], splices: [], pieces: [] };
}

class MessageEnvelope implements Envelope {
  readonly message: Buffer;
  readonly findings: readonly number[];
  readonly #headers: Buffer | null;
  readonly #around: (bytes: Buffer) => Buffer;

  constructor(message: Buffer, head: MessageHead, around: (bytes: Buffer) => Buffer) {
    this.message = message;
    this.findings = head.findings;
    this.#headers = head.edited;
    this.#around = around;
  }

  sealed(bytes: Buffer | null): Buffer {
    if (bytes === null && this.#headers === null) return this.message;
    const { headers, payload } = partsOf(this.message);
    return messageOf({ headers: this.#headers ?? headers, payload: bytes === null ? payload : this.#around(bytes) });
  }
}
