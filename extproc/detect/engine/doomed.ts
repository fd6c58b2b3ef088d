// Candidates that were seen to lead nowhere by looking at bytes ahead of the text's end. They can't match any more; yet until those
// bytes are taken the text waits for them as it would for any candidate: what is safe must not depend on how far one could look.

const entriesAtFirst = 32;

export class Doomed {
  // Entries are overwritten, not freed: they come and go all the time.
  readonly #owner: number[] = [];
  readonly #from: number[] = [];
  readonly #until: number[] = [];
  #count = 0;
  /** Entries at which to look for those that are over. */
  #sweepAt = entriesAtFirst;

  clear(): void {
    this.#count = 0;
    this.#sweepAt = entriesAtFirst;
  }

  /** A candidate of a detector from a place on, which the byte before `until` puts an end to. */
  add(owner: number, from: number, until: number): void {
    if (this.#count >= this.#sweepAt) this.#sweep(from);
    this.#set(this.#count, owner, from, until);
    this.#count += 1;
  }

  /**
   * Where the earliest of those begins that a text of this end waits for; Infinity when there is none. Like others they don't count
   * before the end of their detector's last match.
   */
  earliest(now: number, lastEnd: (owner: number) => number): number {
    let earliest = Infinity;
    let isOver = true;
    for (let i = 0; i < this.#count; i += 1) {
      const from = this.#from[i]!;
      if (this.#until[i]! <= now) continue;
      isOver = false;
      if (from < earliest && from >= lastEnd(this.#owner[i]!)) earliest = from;
    }
    if (isOver) this.#count = 0;
    return earliest;
  }

  /** Forgets what is over before a place that the text has passed. Twice what is left must come before the next time. */
  #sweep(place: number): void {
    let kept = 0;
    for (let i = 0; i < this.#count; i += 1) {
      if (this.#until[i]! <= place) continue;
      this.#set(kept, this.#owner[i]!, this.#from[i]!, this.#until[i]!);
      kept += 1;
    }
    this.#count = kept;
    this.#sweepAt = Math.max(entriesAtFirst, 2 * kept);
  }

  #set(at: number, owner: number, from: number, until: number): void {
    this.#owner[at] = owner;
    this.#from[at] = from;
    this.#until[at] = until;
  }
}
