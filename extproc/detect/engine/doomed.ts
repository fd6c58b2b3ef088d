// Candidates that were seen to lead nowhere by looking at bytes ahead of the text's end. They can't match any more; yet until those
// bytes are taken the text and later candidates wait for them as for any other: what is told when must not depend on how far one
// could look.

const entriesAtFirst = 32;

export class Doomed {
  // Entries are overwritten, not freed: they come and go all the time.
  readonly #owner: number[] = [];
  readonly #from: number[] = [];
  readonly #until: number[] = [];
  #count = 0;
  /** All are over from here on. */
  #last = 0;
  /** Entries at which to look for those that are over. */
  #sweepAt = entriesAtFirst;

  clear(): void {
    this.#count = 0;
    this.#last = 0;
    this.#sweepAt = entriesAtFirst;
  }

  /** A candidate of a detector from a place on, which the byte before `until` puts an end to. The text has come to `passed` at least. */
  add(owner: number, from: number, until: number, passed: number): void {
    if (passed >= this.#last) this.#count = 0;
    if (this.#count >= this.#sweepAt) this.#sweep(passed);
    this.#set(this.#count, owner, from, until);
    this.#count += 1;
    this.#last = Math.max(this.#last, until);
  }

  /**
   * Where the earliest begins of those that a text of this end waits for; Infinity when there is none. `opens` gives the place from
   * which on candidates of a detector count: the end of its last match.
   */
  earliest(now: number, opens: (owner: number) => number): number {
    if (now >= this.#last) return Infinity;
    let earliest = Infinity;
    for (let i = 0; i < this.#count; i += 1) {
      const from = this.#from[i]!;
      if (this.#until[i]! > now && from < earliest && from >= opens(this.#owner[i]!)) earliest = from;
    }
    return earliest;
  }

  /** Whether one of a detector that began within [from, to) is not over. */
  isWaitedFor(owner: number, from: number, to: number, now: number): boolean {
    if (now >= this.#last) return false;
    for (let i = 0; i < this.#count; i += 1) {
      if (this.#owner[i] === owner && this.#from[i]! >= from && this.#from[i]! < to && this.#until[i]! > now) return true;
    }
    return false;
  }

  /** Forgets what is over at a place. Twice what is left must come before the next time. */
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
