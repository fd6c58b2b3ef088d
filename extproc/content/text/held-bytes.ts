// Bytes that came and have not left, in the pieces in which they came. Nothing is joined: a long wait in small pieces stays linear.
import type { Emit } from '../transform.ts';

export class HeldBytes {
  #parts: Uint8Array[] = [];
  #head = 0;
  length = 0;

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#parts.push(bytes);
    this.length += bytes.length;
  }

  /** Gives the first `count` bytes to `emit`. */
  release(count: number, emit: Emit): void {
    this.#take(count, emit);
  }

  /** Lets the first `count` bytes go for nothing. */
  drop(count: number): void {
    this.#take(count, () => {});
  }

  #take(count: number, emit: Emit): void {
    let left = Math.min(count, this.length);
    this.length -= left;
    while (left > 0) {
      const part = this.#parts[this.#head]!;
      if (part.length <= left) this.#head++;
      else this.#parts[this.#head] = part.subarray(left);
      emit(part.length <= left ? part : part.subarray(0, left));
      left -= Math.min(left, part.length);
    }
    if (this.#head * 2 > this.#parts.length) {
      this.#parts = this.#parts.slice(this.#head);
      this.#head = 0;
    }
  }
}
