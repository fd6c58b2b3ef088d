// The end of a text, kept so that what is found in it can be shown to the inspector.
// Bytes are copied: holding on to pieces would keep whole network messages alive for a few characters each.

const firstBytes = 256;
/** Below this a loop is quicker than a call into the runtime. */
const loopBytesMax = 32;

export class RecentText {
  #buffer: Buffer = Buffer.allocUnsafe(firstBytes);
  /** Where the kept bytes begin in the buffer. */
  #head = 0;
  #length = 0;
  /** Offset in the text of the first byte that is kept. */
  #from = 0;

  append(bytes: Uint8Array, from: number, to: number): void {
    const count = to - from;
    this.#makeRoom(count);
    const at = this.#head + this.#length;
    if (count > loopBytesMax) this.#buffer.set(bytes.subarray(from, to), at);
    else for (let i = 0; i < count; i++) this.#buffer[at + i] = bytes[from + i]!;
    this.#length += count;
  }

  /** A copy. Only for what was not forgotten. */
  slice(from: number, to: number): Buffer {
    const at = this.#head - this.#from;
    return Buffer.from(this.#buffer.subarray(at + from, at + to));
  }

  forget(below: number): void {
    const count = Math.min(below - this.#from, this.#length);
    if (count <= 0) return;
    this.#head += count;
    this.#length -= count;
    this.#from += count;
  }

  #makeRoom(count: number): void {
    const needed = this.#length + count;
    if (this.#head + needed <= this.#buffer.length) return;
    // Moving is paid for by the bytes that were forgotten, growing by doubling: both linear in all.
    const target = needed * 2 <= this.#buffer.length ? this.#buffer : Buffer.allocUnsafe(needed * 2);
    this.#buffer.copy(target, 0, this.#head, this.#head + this.#length);
    this.#buffer = target;
    this.#head = 0;
  }
}
