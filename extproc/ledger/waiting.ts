// Entries that wait to be written, in their order and bounded. Knows how many are written at once, and nothing of how.
import type { Durable } from '../words/evidence.ts';
import { fixedLimits } from '../words/limits.ts';

export interface Waiting {
  readonly json: string;
  readonly bytes: number;
  readonly durable: Durable | null;
}

export class WaitingEntries {
  #entries: Waiting[] = [];
  /** Entries before it were taken. */
  #from = 0;
  #bytes = 0;

  get count(): number {
    return this.#entries.length - this.#from;
  }

  get isFull(): boolean {
    return this.count >= fixedLimits.ledgerWaitingMax || this.#bytes >= fixedLimits.ledgerWaitingBytesMax;
  }

  /** Whether so much was taken that a ledger which was full may open again; not at the edge, where it would flap. */
  get isRoomy(): boolean {
    return this.count <= fixedLimits.ledgerWaitingMax / 2 && this.#bytes <= fixedLimits.ledgerWaitingBytesMax / 2;
  }

  put(entry: Waiting): void {
    this.#entries.push(entry);
    this.#bytes += entry.bytes;
  }

  /** Takes what is to be written next. */
  take(): readonly Waiting[] {
    let to = this.#from;
    let bytes = 0;
    for (; to < this.#entries.length && to - this.#from < fixedLimits.ledgerBatchMax; to++) {
      bytes += this.#entries[to]!.bytes;
      if (bytes > fixedLimits.ledgerBatchBytesMax && to > this.#from) {
        bytes -= this.#entries[to]!.bytes;
        break;
      }
    }
    const taken = this.#entries.slice(this.#from, to);
    this.#from = to;
    this.#bytes -= bytes;
    // Cut off once in a while: moving all that is left each time would be quadratic.
    if (this.#from > fixedLimits.ledgerBatchMax || this.count === 0) {
      this.#entries = this.#entries.slice(this.#from);
      this.#from = 0;
    }
    return taken;
  }

  takeAll(): readonly Waiting[] {
    const taken = this.#entries.slice(this.#from);
    this.#entries = [];
    this.#from = 0;
    this.#bytes = 0;
    return taken;
  }
}
