// Cuts a byte stream into the messages of Amazon's binary event stream. Each message says how long it is, and a checksum of its own vouches for
// that before anything waits for the rest. Where a message ends is decided by the bytes alone, however they come in.
import type { HostBlockCode } from '../../words/blocks.ts';
import type { Limits } from '../../words/limits.ts';
import { GatheredBytes } from '../gathered.ts';
import { isIntact, preludeBytes, preludeOf } from './message.ts';

export type SplitLimits = Pick<Limits, 'eventStreamMessageBytesMax' | 'eventStreamHeaderBytesMax'>;

const nothing = Buffer.alloc(0);

export class MessageSplitter {
  readonly #limits: SplitLimits;
  /** The unfinished message's bytes from earlier chunks. */
  readonly #earlier = new GatheredBytes();
  #chunk: Buffer = nothing;
  #at = 0;
  /** Of the unfinished message; 0 while its prelude is not there. */
  #totalBytes = 0;
  /** Why no more messages come. */
  problem: HostBlockCode | null = null;

  constructor(limits: SplitLimits) {
    this.#limits = limits;
  }

  /** Bytes of the unfinished message. */
  get unfinishedBytes(): number {
    return this.#earlier.length + this.#chunk.length - this.#at;
  }

  push(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#at = 0;
  }

  /** The next complete message, its checksums right; null when more bytes are needed, or when there is a problem. */
  next(): Buffer | null {
    if (this.problem !== null) return null;
    if (this.#totalBytes === 0 && !this.#readPrelude()) return null;
    const message = this.#take(this.#totalBytes);
    if (message === null) return null;
    this.#totalBytes = 0;
    if (isIntact(message)) return message;
    return this.#fail('eventstream_message');
  }

  #readPrelude(): boolean {
    const start = this.#peek(preludeBytes);
    if (start === null) return false;
    const prelude = preludeOf(start);
    if (prelude === null) this.#fail('eventstream_message');
    else if (
      prelude.totalBytes > this.#limits.eventStreamMessageBytesMax ||
      prelude.headerBytes > this.#limits.eventStreamHeaderBytesMax
    )
      this.#fail('eventstream_message_too_large');
    else this.#totalBytes = prelude.totalBytes;
    return this.problem === null;
  }

  /** The unfinished message's first bytes, without taking them; null, and all that is there kept, when there are not so many. */
  #peek(count: number): Buffer | null {
    if (this.#earlier.length === 0 && this.#chunk.length - this.#at >= count)
      return this.#chunk.subarray(this.#at, this.#at + count);
    return this.#gather(count) ? this.#earlier.sofar().subarray(0, count) : null;
  }

  #take(count: number): Buffer | null {
    if (this.#earlier.length === 0 && this.#chunk.length - this.#at >= count) {
      this.#at += count;
      return this.#chunk.subarray(this.#at - count, this.#at);
    }
    return this.#gather(count) ? this.#earlier.take(nothing) : null;
  }

  /** Moves bytes of the chunk to the earlier ones, until there are so many of them. */
  #gather(count: number): boolean {
    const end = Math.min(this.#chunk.length, this.#at + count - this.#earlier.length);
    if (end > this.#at) this.#earlier.append(this.#chunk.subarray(this.#at, end));
    this.#at = Math.max(this.#at, end);
    if (this.#earlier.length >= count) return true;
    this.#chunk = nothing;
    this.#at = 0;
    return false;
  }

  #fail(problem: HostBlockCode): null {
    this.problem = problem;
    return null;
  }
}
