// Tells what became of a body, for those who keep its original: segments in the order of the original, kept ones as they came and masked ones with what
// stands in their place. Their originals joined are the input, what is kept and delivered joined is the output, however the input was cut.
// Where nobody wants to know, there is no trace, and nothing of this is done.
import type { Segment } from '../words/evidence.ts';
import { inOrder, type Splice } from './splice.ts';

/** What a place was replaced for. Places that belong together have the same one, by identity. */
export interface Cause {
  readonly findings: readonly number[];
}

export class OriginalTrace {
  readonly #tell: (segment: Segment) => void;
  readonly #groups = new WeakMap<Cause, number>();
  #lastGroup = 0;
  /** What came and was not told yet. */
  #pending: Buffer[] = [];
  #head = 0;
  /** Bytes of the first of it that were told. */
  #done = 0;

  /** The bytes of a segment are only lent. */
  constructor(tell: (segment: Segment) => void) {
    this.#tell = tell;
  }

  /** Takes note of input. It must not change later on. */
  came(bytes: Buffer): void {
    if (bytes.length > 0) this.#pending.push(bytes);
  }

  kept(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#pass(bytes.length);
    this.#tell({ kind: 'kept', bytes });
  }

  masked(original: Buffer, delivered: Buffer, cause: Cause): void {
    this.#pass(original.length);
    this.#tell({ kind: 'masked', original, delivered, group: this.#groupOf(cause), findings: cause.findings });
  }

  /** Bytes with ranges of them replaced, as spliced() does it. */
  spliced(raw: Buffer, splices: readonly Splice[]): void {
    let done = 0;
    for (const { start, end, bytes, cause } of inOrder(splices)) {
      this.kept(raw.subarray(done, start));
      this.masked(raw.subarray(start, end), bytes, cause ?? { findings: [] });
      done = end;
    }
    this.kept(raw.subarray(done));
  }

  /**
   * All is over. What came and did not leave (the body was blocked, or cut off) is told as one masked place without a finding, in whose place
   * nothing stands; where an operator lets a body pass unread, as kept.
   */
  end(rest: 'withheld' | 'passed'): void {
    const bytes = Buffer.concat(this.#pending.slice(this.#head)).subarray(this.#done);
    if (bytes.length === 0) return;
    if (rest === 'passed') this.kept(bytes);
    else this.masked(bytes, Buffer.alloc(0), { findings: [] });
  }

  #pass(bytes: number): void {
    const pending = this.#pending;
    this.#done += bytes;
    while (this.#head < pending.length && this.#done >= pending[this.#head]!.length) this.#done -= pending[this.#head++]!.length;
    // Not each time: moving what waits would be quadratic.
    if (this.#head * 2 <= pending.length) return;
    this.#pending = pending.slice(this.#head);
    this.#head = 0;
  }

  #groupOf(cause: Cause): number {
    const known = this.#groups.get(cause);
    if (known !== undefined) return known;
    this.#groups.set(cause, ++this.#lastGroup);
    return this.#lastGroup;
  }
}
