// How far the first bytes of leads and patterns have come: the stuff that states of the trigger automaton are made of. Each beginning
// exists once and remembers what follows it, so that making a state is a matter of putting lists together.
import type { ByteClasses } from './byte-classes.ts';
import { ahead, type Behind } from './context.ts';
import type { Program } from './program.ts';
import type { Search } from './search.ts';

export interface Beginning {
  readonly id: number;
  readonly search: Search;
  /** Node of the program of the search's lead or pattern; no longer told apart once the trigger is over. */
  readonly node: number;
  /** Bytes taken, up to the search's trigger length. */
  readonly taken: number;
  /** Byte nodes that wait, by what is behind and ahead, as far as known. */
  readonly waiting: (readonly number[] | undefined)[];
  /** By what is behind and the class of the byte ahead, as far as known. */
  readonly followers: Map<number, readonly Beginning[]>;
  /** Number of the state being put together that it was added to last. */
  gatheredIn: number;
}

export class Beginnings {
  readonly #classes: ByteClasses;
  readonly #byKey = new Map<string, Beginning>();
  readonly #roots: readonly Beginning[];
  /** What follows the roots together. */
  readonly #fresh = new Map<number, readonly Beginning[]>();

  constructor(searches: readonly Search[], classes: ByteClasses) {
    this.#classes = classes;
    this.#roots = searches.map(search => this.#beginning(search, programOf(search).start, 0));
  }

  /** What a byte makes of a beginning. */
  after(beginning: Beginning, before: Behind, byte: number): readonly Beginning[] {
    const key = before * 256 + this.#classes.of[byte]!;
    let followers = beginning.followers.get(key);
    if (followers === undefined) {
      followers = this.#follow(beginning, before, byte);
      beginning.followers.set(key, followers);
    }
    return followers;
  }

  /** What begins with a byte. */
  startingWith(byte: number, before: Behind): readonly Beginning[] {
    const key = before * 256 + this.#classes.of[byte]!;
    let starting = this.#fresh.get(key);
    if (starting === undefined) {
      starting = this.#roots.flatMap(root => this.#follow(root, before, byte));
      this.#fresh.set(key, starting);
    }
    return starting;
  }

  #follow(beginning: Beginning, before: Behind, byte: number): readonly Beginning[] {
    const { search, taken } = beginning;
    const program = programOf(search);
    const isLast = taken + 1 === search.triggerLength;
    const next: Beginning[] = [];
    for (const at of this.#waiting(beginning, before, byte)) {
      const follower = program.after(at, byte);
      if (follower === undefined) continue;
      const made = this.#beginning(search, isLast ? -1 : follower, taken + 1);
      if (!next.includes(made)) next.push(made);
    }
    return next;
  }

  #waiting({ search, node, taken, waiting }: Beginning, before: Behind, byte: number): readonly number[] {
    if (taken === search.triggerLength) return [];
    const program = programOf(search);
    const place = program.hasEdges ? before * 4 + ahead[byte]! : 0;
    waiting[place] ??= program.reach([node], before, ahead[byte]!).bytes;
    return waiting[place];
  }

  #beginning(search: Search, node: number, taken: number): Beginning {
    const key = `${search.index}.${node}.${taken}`;
    let beginning = this.#byKey.get(key);
    if (beginning === undefined) {
      beginning = { id: this.#byKey.size, search, node, taken, waiting: [], followers: new Map(), gatheredIn: 0 };
      this.#byKey.set(key, beginning);
    }
    return beginning;
  }
}

export function programOf(search: Search): Program {
  return (search.lead ?? search.pattern).program;
}
