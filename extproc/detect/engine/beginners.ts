// Says of which searches a match may have begun with a few bytes, by how they begin. Knows no automaton: most searches are told from others
// before theirs is made. Detectors that begin alike are looked at once.
import { ahead, type Behind, holds } from './context.ts';
import type { Opening } from './openings.ts';
import type { Search } from './search.ts';

export class Beginners {
  readonly #searches: readonly Search[];
  /** Indices of the searches that begin so, ascending. */
  readonly #with = new Map<Opening, number[]>();
  /** By first byte. */
  readonly #byFirst: (readonly Opening[] | undefined)[] = [];

  constructor(searches: readonly Search[]) {
    this.#searches = searches;
    for (const [index, { beginnings }] of searches.entries()) {
      for (const beginning of beginnings) {
        const alike = this.#with.get(beginning);
        if (alike === undefined) this.#with.set(beginning, [index]);
        else alike.push(index);
      }
    }
  }

  /** In the order of the searches. One byte must be given, or as many as beginnings have. */
  of(before: Behind, [first, second]: readonly number[]): readonly Search[] {
    const found = new Set<number>();
    for (const beginning of this.#beginningWith(first!)) {
      const { edge, sets } = beginning;
      if (second !== undefined && sets[1] !== undefined && sets[1][second] !== 1) continue;
      if (edge !== null && !holds(edge, before, ahead[first!]!)) continue;
      for (const index of this.#with.get(beginning)!) found.add(index);
    }
    return [...found].sort((a, b) => a - b).map(index => this.#searches[index]!);
  }

  #beginningWith(byte: number): readonly Opening[] {
    this.#byFirst[byte] ??= [...this.#with.keys()].filter(({ sets }) => sets[0]![byte] === 1);
    return this.#byFirst[byte];
  }
}
