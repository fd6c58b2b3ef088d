// The latest bytes of a text, as many as may be asked for again: by a match's last check, by a look-back, by a candidate
// that catches up from where it began. Addressed by their place in the text. One buffer whose size follows what must be kept, not the text.

const bytesAtFirst = 512;
/** From so many bytes on, copying by the runtime is cheaper than byte by byte. */
const bulkBytes = 48;

export class History {
  #buffer = new Uint8Array(bytesAtFirst);
  /** Place in the text of the buffer's first byte. */
  #base = 0;
  #end = 0;

  /** Bytes of the text so far. */
  get end(): number {
    return this.#end;
  }

  clear(): void {
    this.#base = 0;
    this.#end = 0;
  }

  /** Adds source[from, to). Nothing before the place `oldest` is asked for from now on. */
  append(source: Uint8Array, from: number, to: number, oldest: number): void {
    const end = this.#end + to - from;
    let first = from;
    if (oldest >= this.#end) {
      first += oldest - this.#end;
      this.#base = oldest;
      this.#end = oldest;
    }
    if (end - this.#base > this.#buffer.length) this.#makeRoom(end, oldest);
    let at = this.#end - this.#base;
    if (to - first > bulkBytes) this.#buffer.set(source.subarray(first, to), at);
    else for (let i = first; i < to; i += 1, at += 1) this.#buffer[at] = source[i]!;
    this.#end = end;
  }

  /** Whether makeRoom() is due before a byte can be pushed. */
  get isFull(): boolean {
    return this.#end - this.#base === this.#buffer.length;
  }

  makeRoom(oldest: number): void {
    this.#makeRoom(this.#end + 1, oldest);
  }

  push(byte: number): void {
    this.#buffer[this.#end - this.#base] = byte;
    this.#end += 1;
  }

  /** The byte at a place that is still kept. */
  at(place: number): number {
    return this.#buffer[place - this.#base]!;
  }

  /** Lent, with the index of a place in it that is still kept: valid until the next byte is added. */
  get buffer(): Uint8Array {
    return this.#buffer;
  }

  indexOf(place: number): number {
    return place - this.#base;
  }

  /** Lent: valid until the next byte is added. What is no longer kept at its beginning is left out. */
  slice(start: number, end: number): Uint8Array {
    return this.#buffer.subarray(Math.max(0, start - this.#base), end - this.#base);
  }

  /** Drops what is too old; a buffer that would still be half full grows, so that a byte is moved once on average. */
  #makeRoom(end: number, oldest: number): void {
    const keepFrom = Math.max(this.#base, oldest);
    const needed = end - keepFrom;
    const size = needed * 2 > this.#buffer.length ? Math.max(bytesAtFirst, needed * 2) : this.#buffer.length;
    const kept = this.#buffer.subarray(keepFrom - this.#base, this.#end - this.#base);
    if (size > this.#buffer.length) {
      const larger = new Uint8Array(size);
      larger.set(kept);
      this.#buffer = larger;
    } else this.#buffer.set(kept);
    this.#base = keepFrom;
  }
}
