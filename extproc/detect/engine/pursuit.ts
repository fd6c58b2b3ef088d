// Runs that are under way, moved together from outside over bytes that do no more than move each of them from state to state: most
// do no more. Knows neither whose runs they are nor what becomes of them.
import type { Automaton, State } from './automaton.ts';
import { ahead } from './context.ts';
import type { History } from './history.ts';
import { accepts } from './run.ts';

export interface PursuedRun {
  state: State;
  /** Furthest place where a match could end. */
  end: number;
}

/** A run on its way. */
export interface Walk {
  state: State;
  end: number;
}

/** A run that is pursued, and how far it was seen. Kept from pursuit to pursuit. */
interface Sight extends Walk {
  automaton: Automaton;
  run: PursuedRun;
  /** Whether a byte before which a match may end is for others. */
  stopsAtEnds: boolean;
  /** Before the byte with this index it has come to `state`, and has last ended at `end`. */
  at: number;
}

/**
 * Throughout, bytes[from] comes next, and bytes[i] has the place base + i. Gives what it is asked for in two steps, since how far it is
 * needed is known only when all have been looked at.
 */
export class Pursuit {
  /** Entries behind the count are left over. */
  readonly #sights: Sight[] = [];
  #count = 0;
  /** The byte at this place is for others. */
  until = Infinity;

  /** Number of runs. */
  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
    this.until = Infinity;
  }

  /** Takes a run along that is neither dead nor complete; `end` is set where matches could end, if it does not stop there. */
  add(automaton: Automaton, run: PursuedRun, stopsAtEnds: boolean): void {
    const known = this.#sights[this.#count];
    if (known === undefined) this.#sights[this.#count] = { automaton, run, stopsAtEnds, at: -1, state: run.state, end: run.end };
    else {
      known.automaton = automaton;
      known.run = run;
      known.stopsAtEnds = stopsAtEnds;
    }
    this.#count += 1;
  }

  /** Index of the byte in bytes[from, to) that does more than move one of them; `to` when none does. */
  look(bytes: Uint8Array, from: number, to: number, base: number): number {
    let due = Math.min(to, this.until - base);
    for (let i = 0; i < this.#count && due > from; i += 1) {
      const sight = this.#sights[i]!;
      sight.state = sight.run.state;
      sight.end = sight.run.end;
      due = walk(sight, sight.automaton, sight.stopsAtEnds, bytes, from, due, base);
      sight.at = due;
    }
    return due;
  }

  /** Moves them over bytes[from, due), where `due` is no more than look() said of these bytes. */
  move(bytes: Uint8Array, from: number, due: number, base: number): void {
    for (let i = 0; i < this.#count; i += 1) {
      const sight = this.#sights[i]!;
      if (sight.at !== due) {
        sight.state = sight.run.state;
        sight.end = sight.run.end;
        walk(sight, sight.automaton, sight.stopsAtEnds, bytes, from, due, base);
      }
      sight.run.state = sight.state;
      sight.run.end = sight.end;
    }
  }
}

/** Moves state and end over bytes[from, to), up to the first byte that does more; gives its index. */
export function walk(
  on: Walk,
  automaton: Automaton,
  stopsAtEnds: boolean,
  bytes: Uint8Array,
  from: number,
  to: number,
  base: number,
): number {
  let { state } = on;
  let at = from;
  while (at < to) {
    if (state.acceptsBefore === 0 && state.row >= 0) {
      const { table, columns } = automaton;
      let { row } = state;
      for (; at < to; at += 1) {
        const entry = table[row + columns[bytes[at]!]!]!;
        if (entry < 0) break;
        row = entry;
      }
      state = automaton.stateAt(row);
      if (at === to) break;
    }
    const byte = bytes[at]!;
    const ends = state.acceptsBefore !== 0 && accepts(state, ahead[byte]!);
    if (ends && stopsAtEnds) break;
    const next = automaton.next(state, byte);
    if (next.isLast) break;
    if (ends) on.end = base + at;
    state = next;
    at += 1;
  }
  on.state = state;
  return at;
}

/** Moves a run over the bytes of a text from a place on; it is dead once it can't go on. */
export function catchUp(run: Walk, automaton: Automaton, history: History, from: number): void {
  const { buffer, end } = history;
  const base = from - history.indexOf(from);
  const at = walk(run, automaton, false, buffer, from - base, end - base, base);
  if (at === end - base) return;
  const byte = buffer[at]!;
  if (accepts(run.state, ahead[byte]!)) run.end = base + at;
  if (automaton.next(run.state, byte).complete) run.end = base + at + 1;
  run.state = automaton.dead;
}
