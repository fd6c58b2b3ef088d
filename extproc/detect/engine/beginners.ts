// Says of which searches a match may have begun with a few bytes, by how they begin. Knows no automaton: most searches are told from others
// before theirs is made.
import type { Behind } from './context.ts';
import { mayBegin, type Opening } from './openings.ts';
import type { Search } from './search.ts';

/** A search, and those of its openings that have their first byte in common. */
interface Beginner {
  readonly search: Search;
  readonly openings: readonly Opening[];
}

export class Beginners {
  readonly #searches: readonly Search[];
  /** By first byte. */
  readonly #with: (readonly Beginner[] | undefined)[] = [];

  constructor(searches: readonly Search[]) {
    this.#searches = searches;
  }

  /** In the order of the searches. At least one byte must be given. */
  of(before: Behind, bytes: readonly number[]): readonly Search[] {
    const found: Search[] = [];
    for (const { search, openings } of this.#beginningWith(bytes[0]!)) if (mayBegin(openings, before, bytes)) found.push(search);
    return found;
  }

  #beginningWith(byte: number): readonly Beginner[] {
    this.#with[byte] ??= this.#searches
      .filter(({ first }) => first[byte] === 1)
      .map(search => ({ search, openings: search.openings.filter(({ sets }) => sets[0]![byte] === 1) }));
    return this.#with[byte];
  }
}
