// Takes down one exchange as it passes: each piece is copied behind the one before, and a part that is full goes on its way. Costs a copy of the bytes and
// waits for nothing; what there is no room for is left out, and the recording is marked as cut.
import type { Segment, Tape, TapeEnd } from '../words/evidence.ts';
import type { Side } from '../words/finding.ts';
import type { Limits } from '../words/limits.ts';
import { frameHeadBytes, writeFrame } from './frames.ts';

/** Where parts go, and memory comes from. Neither waits nor throws. */
export interface TapeOutlet {
  /** Takes memory, or gives some back where the number is negative. False, and nothing taken, when there is not so much left. */
  take(bytes: number): boolean;
  /** A full part, of which so many bytes are used. Its memory is the outlet's from now on. */
  part(number: number, memory: Buffer, used: number): void;
  /** The last one, which may be empty. */
  end(number: number, memory: Buffer, used: number, told: TapeEnd, taken: Taken): void;
}

/** What was taken down. */
export interface Taken {
  readonly pieces: number;
  readonly bytes: Readonly<Record<Side, number>>;
  readonly isCut: boolean;
}

const firstBytes = 4 * 1024;
const nothing = Buffer.alloc(0);

export class RecordingTape implements Tape {
  readonly #records: Readonly<Record<Side, boolean>>;
  readonly #outlet: TapeOutlet;
  readonly #limits: Limits;
  readonly #bytes: Record<Side, number> = { request: 0, response: 0 };
  #memory = nothing;
  #used = 0;
  #part = 0;
  #pieces = 0;
  #isCut = false;
  #isOver = false;

  constructor(records: Readonly<Record<Side, boolean>>, outlet: TapeOutlet, limits: Limits) {
    this.#records = records;
    this.#outlet = outlet;
    this.#limits = limits;
  }

  delivered(side: Side, bytes: Uint8Array, atMs: number): void {
    if (!this.#records[side] || this.#isCut || this.#isOver || bytes.length === 0) return;
    const { recordingBytesMax, recordingPiecesMax } = this.#limits;
    const isTooMuch = this.#bytes.request + this.#bytes.response + bytes.length > recordingBytesMax;
    this.#isCut = isTooMuch || this.#pieces >= recordingPiecesMax || !this.#write(side, bytes, atMs);
    if (!this.#isCut) this.#pieces++;
  }

  /** Originals are another room's. */
  original(_side: Side, _segment: Segment): void {}

  end(told: TapeEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const taken = { pieces: this.#pieces, bytes: { ...this.#bytes }, isCut: this.#isCut };
    this.#outlet.end(this.#part, this.#memory, this.#used, told, taken);
    this.#memory = nothing;
  }

  /** A piece that is larger than what is left of a part goes on in the next one. */
  #write(side: Side, bytes: Uint8Array, atMs: number): boolean {
    for (let from = 0; from < bytes.length; ) {
      const room = this.#partBytes - this.#used - frameHeadBytes;
      if (room <= 0) {
        this.#handOver();
        continue;
      }
      const taken = bytes.subarray(from, from + room);
      if (!this.#grow(this.#used + frameHeadBytes + taken.length)) return false;
      this.#used = writeFrame(this.#memory, this.#used, { side, atMs, bytes: taken });
      this.#bytes[side] += taken.length;
      from += taken.length;
    }
    return true;
  }

  get #partBytes(): number {
    return Math.max(firstBytes, this.#limits.recordingPartBytesMax);
  }

  #handOver(): void {
    this.#outlet.part(this.#part++, this.#memory, this.#used);
    this.#memory = nothing;
    this.#used = 0;
  }

  #grow(bytes: number): boolean {
    if (bytes <= this.#memory.length) return true;
    let length = Math.max(firstBytes, this.#memory.length);
    while (length < bytes) length = Math.min(2 * length, this.#partBytes);
    if (!this.#outlet.take(length - this.#memory.length)) return false;
    // Not of the pool: its memory is handed to a thread as a whole.
    const memory = Buffer.allocUnsafeSlow(length);
    this.#memory.copy(memory, 0, 0, this.#used);
    this.#memory = memory;
    return true;
  }
}
