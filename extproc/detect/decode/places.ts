// Where the bytes of a decoded text stand in the text as it came. Kept only as far back as may be asked for again.

const sweepAt = 256;

export class Places {
  /** By decoded offset less #base: the raw byte where it begins, and behind which it ends. */
  readonly #begins: number[] = [];
  readonly #ends: number[] = [];
  #base = 0;

  /** Bytes of decoded text so far. */
  get count(): number {
    return this.#base + this.#begins.length;
  }

  clear(): void {
    this.#begins.length = 0;
    this.#ends.length = 0;
    this.#base = 0;
  }

  add(begin: number, end: number): void {
    this.#begins.push(begin);
    this.#ends.push(end);
  }

  beginOf(offset: number): number {
    return this.#begins[Math.max(0, offset - this.#base)]!;
  }

  /** Behind the byte before a decoded offset above 0. */
  endBefore(offset: number): number {
    return this.#ends[Math.max(0, offset - 1 - this.#base)]!;
  }

  /** Nothing before a decoded offset is asked for again. */
  forget(before: number): void {
    const old = before - this.#base;
    if (old < sweepAt || old * 2 < this.#begins.length) return;
    this.#begins.splice(0, old);
    this.#ends.splice(0, old);
    this.#base = before;
  }
}
