// Cuts a byte stream into server-sent events: each from its first byte to its empty line. Knows the line endings of the WHATWG grammar
// (LF, CRLF, CR) and nothing of fields. Where an event ends is decided by the bytes alone, however they come in.
import { GatheredBytes } from '../gathered.ts';

const lf = 0x0a;
const cr = 0x0d;
const nothing = Buffer.alloc(0);

export class EventSplitter {
  readonly #bytesMax: number;
  /** The unfinished event's bytes from earlier chunks. */
  readonly #earlier = new GatheredBytes();
  #chunk: Buffer = nothing;
  /** Where the unfinished event begins in the chunk, and how far it was looked through. */
  #from = 0;
  #at = 0;
  #isLineEmpty = true;
  #isAfterCr = false;
  #endsLinesWithCrLf = false;
  /** An empty line ended with CR, where earlier lines ended with CRLF: the LF is still to come. Elsewhere a CR ends the event at once. */
  #awaitsLf = false;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** Bytes of the unfinished event. */
  get unfinishedBytes(): number {
    return this.#earlier.length + this.#chunk.length - this.#from;
  }

  /** True once an event is longer than allowed. */
  get isTooLong(): boolean {
    return this.#earlier.length + this.#at - this.#from > this.#bytesMax;
  }

  push(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#from = 0;
    this.#at = 0;
  }

  /** The next complete event; null when more bytes are needed, or when the event is too long. */
  next(): Buffer | null {
    const end = this.#findEnd();
    if (this.isTooLong) return null;
    if (end < 0) {
      this.#keepRest();
      return null;
    }
    return this.#take(end);
  }

  /** What is left when the stream is over; empty when it ended with an event. */
  rest(): Buffer {
    return this.#take(this.#chunk.length);
  }

  #findEnd(): number {
    const chunk = this.#chunk;
    for (let at = this.#at; at < chunk.length; at++) {
      if (!this.#awaitsLf) {
        const from = at;
        while (at < chunk.length && chunk[at]! > cr) at++;
        if (at > from) {
          this.#isLineEmpty = false;
          this.#isAfterCr = false;
        }
        if (at === chunk.length) break;
      }
      const end = this.#lineByte(chunk[at]!, at);
      if (end < 0) continue;
      this.#at = end;
      return end;
    }
    this.#at = chunk.length;
    return -1;
  }

  /** Takes a byte that may end a line; gives where the event ends, or -1. */
  #lineByte(byte: number, at: number): number {
    if (this.#awaitsLf) {
      this.#awaitsLf = false;
      this.#isAfterCr = false;
      return byte === lf ? at + 1 : at;
    }
    if (byte === lf && this.#isAfterCr) {
      this.#isAfterCr = false;
      this.#endsLinesWithCrLf = true;
      return -1;
    }
    this.#isAfterCr = byte === cr;
    if (byte !== lf && byte !== cr) {
      this.#isLineEmpty = false;
      return -1;
    }
    const endsEvent = this.#isLineEmpty;
    this.#isLineEmpty = true;
    if (endsEvent && byte === cr && this.#endsLinesWithCrLf) {
      this.#awaitsLf = true;
      return -1;
    }
    this.#endsLinesWithCrLf = false;
    return endsEvent ? at + 1 : -1;
  }

  #take(end: number): Buffer {
    // Mostly an event comes in a message of its own.
    const isAll = this.#from === 0 && end === this.#chunk.length;
    const last = isAll ? this.#chunk : this.#chunk.subarray(this.#from, end);
    this.#from = end;
    return this.#earlier.take(last);
  }

  #keepRest(): void {
    if (this.#from < this.#chunk.length) this.#earlier.append(this.#chunk.subarray(this.#from));
    this.#chunk = nothing;
    this.#from = 0;
    this.#at = 0;
  }
}
