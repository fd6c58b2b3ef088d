// What stands around an event's data: the lines before it and those behind it, down to the empty one. Most events of a stream have the same
// frame and differ in their documents only; what was made out about one frame holds for all that are the same to the byte.
// Knows bytes; what the lines mean was found out by whoever remembers them here.
import type { Framing } from '../json/agreement.ts';

export class EventFrame {
  /** What the lines say, for those that join documents. */
  readonly framing: Framing;
  readonly #before: Uint8Array;
  readonly #behind: Uint8Array;

  /** Of an event whose data stands on one line, from `start` up to `end`. */
  constructor(raw: Buffer, start: number, end: number, framing: Framing) {
    this.framing = framing;
    // Copies: a view would keep the whole message alive.
    this.#before = Uint8Array.from(raw.subarray(0, start));
    this.#behind = Uint8Array.from(raw.subarray(end));
  }

  /** Where the data begins. */
  get start(): number {
    return this.#before.length;
  }

  /** Where it ends. */
  endIn(raw: Uint8Array): number {
    return raw.length - this.#behind.length;
  }

  /** Whether the event begins and ends as this frame does. That its data has no line's end in it is for the caller to know. */
  isAround(raw: Uint8Array): boolean {
    const end = this.endIn(raw);
    return end >= this.start && isAt(raw, 0, this.#before) && isAt(raw, end, this.#behind);
  }
}

/** A loop: a call into the runtime for so few bytes costs more. */
function isAt(raw: Uint8Array, at: number, bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (raw[at + i] !== bytes[i]) return false;
  return true;
}
