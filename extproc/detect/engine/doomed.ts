// Candidates that were seen to lead nowhere by looking at bytes ahead of the text's end. They can't match any more; yet until those
// bytes are taken the text waits for them as it would for any candidate: what is safe must not depend on how far one could look.

export class Doomed {
  readonly #owner: number[] = [];
  readonly #from: number[] = [];
  readonly #until: number[] = [];

  clear(): void {
    this.#owner.length = 0;
    this.#from.length = 0;
    this.#until.length = 0;
  }

  /** A candidate of a detector from a place on, which the byte before `until` puts an end to. `now` is the text's end. */
  add(owner: number, from: number, until: number, now: number): void {
    if (this.#until.every(other => other <= now)) this.clear();
    this.#owner.push(owner);
    this.#from.push(from);
    this.#until.push(until);
  }

  /**
   * Where the earliest of those begins that a text of this end waits for; Infinity when there is none. Like others they don't count
   * before the end of their detector's last match.
   */
  earliest(now: number, lastEnd: (owner: number) => number): number {
    let earliest = Infinity;
    for (let i = 0; i < this.#from.length; i += 1) {
      const from = this.#from[i]!;
      if (this.#until[i]! > now && from < earliest && from >= lastEnd(this.#owner[i]!)) earliest = from;
    }
    return earliest;
  }
}
