// Candidates that were seen to lead nowhere by looking at bytes ahead of the text's end. They can't match any more; yet until those
// bytes are taken the text waits for them as it would for any candidate: what is safe must not depend on how far one could look.

export class Doomed {
  // Entries are overwritten, not freed: they come and go all the time.
  readonly #owner: number[] = [];
  readonly #from: number[] = [];
  readonly #until: number[] = [];
  #count = 0;

  clear(): void {
    this.#count = 0;
  }

  /** A candidate of a detector from a place on, which the byte before `until` puts an end to. */
  add(owner: number, from: number, until: number): void {
    if (this.#areOver(from)) this.#count = 0;
    this.#owner[this.#count] = owner;
    this.#from[this.#count] = from;
    this.#until[this.#count] = until;
    this.#count += 1;
  }

  /**
   * Where the earliest of those begins that a text of this end waits for; Infinity when there is none. Like others they don't count
   * before the end of their detector's last match.
   */
  earliest(now: number, lastEnd: (owner: number) => number): number {
    let earliest = Infinity;
    for (let i = 0; i < this.#count; i += 1) {
      const from = this.#from[i]!;
      if (this.#until[i]! > now && from < earliest && from >= lastEnd(this.#owner[i]!)) earliest = from;
    }
    return earliest;
  }

  #areOver(now: number): boolean {
    for (let i = 0; i < this.#count; i += 1) if (this.#until[i]! > now) return false;
    return true;
  }
}
