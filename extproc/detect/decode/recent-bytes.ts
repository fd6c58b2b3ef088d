// The latest bytes of a text, up to a bound, addressed by their place in it.

const bytesAtFirst = 256;

export class RecentBytes {
  readonly #max: number;
  #buffer = new Uint8Array(bytesAtFirst);
  #base = 0;
  #end = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Bytes of the text so far. */
  get end(): number {
    return this.#end;
  }

  /** The earliest place that is kept. */
  get begin(): number {
    return Math.max(this.#base, this.#end - this.#max);
  }

  clear(): void {
    this.#base = 0;
    this.#end = 0;
  }

  append(bytes: Uint8Array, from: number, to: number): void {
    const first = Math.max(from, to - this.#max);
    if (first > from) {
      this.#end += first - from;
      this.#base = this.#end;
    }
    if (this.#end - this.#base + to - first > this.#buffer.length) this.#makeRoom(to - first);
    const at = this.#end - this.#base;
    if (to - first < 32) for (let i = first; i < to; i += 1) this.#buffer[at + i - first] = bytes[i]!;
    else this.#buffer.set(bytes.subarray(first, to), at);
    this.#end += to - first;
  }

  at(place: number): number {
    return this.#buffer[place - this.#base]!;
  }

  /** A copy from a place on that is kept. */
  slice(from: number): Uint8Array {
    return this.#buffer.slice(from - this.#base, this.#end - this.#base);
  }

  /** Twice the bound at most, so that a byte is moved once on average. */
  #makeRoom(bytes: number): void {
    const keepFrom = Math.max(this.#base, this.#end - this.#max);
    const kept = this.#buffer.subarray(keepFrom - this.#base, this.#end - this.#base);
    const needed = kept.length + bytes;
    if (needed * 2 > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(needed, Math.min(needed * 2, this.#max * 2)));
      larger.set(kept);
      this.#buffer = larger;
    } else this.#buffer.copyWithin(0, keepFrom - this.#base, this.#end - this.#base);
    this.#base = keepFrom;
  }
}
