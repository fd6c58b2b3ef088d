// Bytes of one unit (an event, a line, a body) that is not complete yet. Copied into a buffer that doubles: linear in all, and neither many
// small chunks nor one large message is kept alive by what waits.

const firstBytes = 1024;
const nothing = Buffer.alloc(0);

export class GatheredBytes {
  #buffer = nothing;
  length = 0;

  append(bytes: Uint8Array): void {
    const needed = this.length + bytes.length;
    if (needed > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(firstBytes, needed, this.#buffer.length * 2));
      this.#buffer.copy(larger, 0, 0, this.length);
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.length);
    this.length = needed;
  }

  /** Gives all of it, with `last` behind it, and begins again. */
  take(last: Buffer): Buffer {
    if (this.length === 0) return last;
    if (last.length > 0) this.append(last);
    const all = this.#buffer.subarray(0, this.length);
    this.clear();
    return all;
  }

  /** What is there; good until more is added. */
  sofar(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  clear(): void {
    this.#buffer = nothing;
    this.length = 0;
  }
}
