// A `chunk` event of Bedrock: `{"bytes": "…", "p": "…"}`, the model's own event in base64 and padding that hides its length. Nothing else may
// stand there, and base64 only in its one spelling: what two decoders could read in two ways can't be scanned as both.
import { isUtf8 } from 'node:buffer';
import type { HostBlockCode } from '../../words/blocks.ts';
import type { Limits } from '../../words/limits.ts';
import { type Frame, type KeyFacts, noKey, type Place, PlaceTree } from '../json/place.ts';
import { type Sink, Walker, type WalkLimits } from '../json/walk.ts';
import { nested } from '../shapes/generic.ts';

export interface Chunk {
  /** What the model's own event says. */
  readonly bytes: Buffer;
  /** The payload around the base64 of other bytes. */
  around(bytes: Buffer): Buffer;
}

const padding = /^[A-Za-z0-9]{0,128}$/;

export class ChunkReader {
  readonly #walker: Walker;
  readonly #sink = new ChunkSink();

  constructor(limits: WalkLimits & Pick<Limits, 'jsonPlacesMax'>) {
    this.#walker = new Walker(new PlaceTree(nested, limits.jsonPlacesMax), this.#sink, limits);
  }

  /** Gives the reason when it can't be read. */
  read(payload: Buffer): Chunk | HostBlockCode {
    const sink = this.#sink.begin(payload);
    const problem = isUtf8(payload) ? this.#walker.walk(payload, 0, payload.length) : 'invalid_utf8';
    if (problem !== null) return problem;
    if (sink.isStrange || sink.start < 0) return 'eventstream_chunk';
    const { start, end } = sink;
    const text = payload.toString('latin1', start, end);
    const bytes = Buffer.from(text, 'base64');
    if (bytes.toString('base64') !== text) return 'eventstream_chunk';
    return {
      bytes,
      around: other =>
        Buffer.concat([payload.subarray(0, start), Buffer.from(other.toString('base64'), 'latin1'), payload.subarray(end)]),
    };
  }
}

class ChunkSink implements Sink {
  readonly over = false;
  #payload: Buffer = Buffer.alloc(0);
  start = -1;
  end = -1;
  isStrange = false;

  begin(payload: Buffer): this {
    this.#payload = payload;
    this.start = -1;
    this.isStrange = false;
    return this;
  }

  string(place: Place, frame: Frame | null, _ordinal: number, start: number, end: number): void {
    const isAtTop = frame !== null && frame.up === null;
    if (isAtTop && place.label === 'bytes') {
      this.start = start;
      this.end = end;
    } else if (!isAtTop || place.label !== 'p' || !padding.test(this.#payload.toString('latin1', start, end)))
      this.isStrange = true;
  }

  number(): void {
    this.isStrange = true;
  }

  literal(): void {
    this.isStrange = true;
  }

  key(): KeyFacts {
    return noKey;
  }

  left(frame: Frame, start: number): void {
    if (frame.up !== null || this.#payload[start] !== 0x7b) this.isStrange = true;
  }
}
