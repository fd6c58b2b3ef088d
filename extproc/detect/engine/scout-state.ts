// What a scout knows of the bytes behind its place: which detectors are left, and how far each has come.
import type { Automaton, State } from './automaton.ts';
import type { Behind } from './context.ts';
import type { Search } from './search.ts';

export interface Member {
  readonly search: Search;
  /** Of the search's scent. */
  readonly state: State;
}

/** One that is alone, with its automaton at hand. */
export interface Alone extends Member {
  readonly scent: Automaton;
}

export interface ScoutState {
  /** Offset of its row in the table; negative while it has none. 0 when nothing is left. */
  row: number;
  /** Place among the states with one detector left. */
  number: number;
  /** The only one that is left, if one is. */
  readonly alone: Alone | null;
  /** Whose it is. */
  readonly owner: object;
  /** In the order of the searches; none while too few bytes were seen to ask their automata. */
  readonly members: readonly Member[];
  /** The bytes seen so far and what was before them, while they are that few. */
  readonly begun: Begun | null;
  /** Bytes after which the first of them must be a candidate; it never falls from a state to the next. Infinity while none is known. */
  readonly sight: number;
  /** Whether text waits from where the scout began. */
  readonly waits: boolean;
  /** Numbers of look-backs: text waits from where their run before the scout's place begins. */
  readonly waitsBehind: readonly number[];
  /** Searches with a lead whose pattern may have begun; text waits from there. */
  readonly waitsInside: readonly Search[];
  /** By byte, as far as asked for. */
  readonly events: Map<number, ScoutEvent>;
}

export interface Begun {
  readonly before: Behind;
  readonly bytes: readonly number[];
}

export interface ScoutEvent {
  /** Searches of which a match may end before the byte, or has ended with it. */
  readonly fires: readonly Search[];
  /** What the byte leaves of the others. */
  readonly rest: ScoutState;
}

/** Nothing is left, and nothing will be. */
export function isNothing({ members, begun }: ScoutState): boolean {
  return members.length === 0 && begun === null;
}
