// Moves the only run of a hunt over bytes that do nothing but move it.
import type { Automaton, State } from './automaton.ts';
import { ahead } from './context.ts';
import { accepts } from './run.ts';

/** A run that may be moved from outside, up to a place of the text, as long as its state is neither dead nor complete. */
export interface Pursuit {
  readonly automaton: Automaton;
  /** `end` is to be set to each place where a match could end. */
  readonly run: { state: State; end: number };
  readonly until: number;
}

/** Index of the byte in bytes[from, to) that does more than move it; `to` when none does. */
export function endOfPursuit({ automaton, run }: Pursuit, bytes: Uint8Array, from: number, to: number): number {
  let { state } = run;
  let at = from;
  while (at < to) {
    state = automaton.next(state, bytes[at]!);
    if (state.isLast) return at;
    at += 1;
    if (state.row < 0) continue;
    const { table, columns } = automaton;
    let { row } = state;
    for (; at < to; at += 1) {
      const entry = table[row + columns[bytes[at]!]!]!;
      if (entry < 0) break;
      row = entry;
    }
    state = automaton.stateAt(row);
  }
  return to;
}

/** Moves it over bytes[from, to), where bytes[i] has the place base + i. */
export function pursue({ automaton, run }: Pursuit, bytes: Uint8Array, from: number, to: number, base: number): void {
  let { state } = run;
  let at = from;
  while (at < to) {
    const byte = bytes[at]!;
    if (state.acceptsBefore !== 0 && accepts(state, ahead[byte]!)) run.end = base + at;
    state = automaton.next(state, byte);
    at += 1;
    if (state.acceptsBefore !== 0 || state.row < 0) continue;
    const { table, columns } = automaton;
    let { row } = state;
    for (; at < to; at += 1) {
      const entry = table[row + columns[bytes[at]!]!]!;
      if (entry < 0) break;
      row = entry;
    }
    state = automaton.stateAt(row);
  }
  run.state = state;
}
