// Runs of one automaton that are under way side by side in a text. Two that come to the same state have the same future: they meet,
// and go on as one.
import type { State } from './automaton.ts';
import { type Behind, behind, outside } from './context.ts';
import type { History } from './history.ts';

export interface Run {
  state: State;
}

/** Number of the latest search for meetings, in any text. */
let round = 0;

/** Begins another search for meetings; states whose `metIn` is not its number were not met in it yet. */
export function nextRound(): number {
  round += 1;
  return round;
}

/** Calls `join` for each run that has met one before it in the list; says whether any did. One step a run. */
export function meet<R extends Run>(runs: readonly R[], join: (earlier: R, later: R) => void): boolean {
  round += 1;
  let met = false;
  for (let index = 0; index < runs.length; index += 1) {
    const { state } = runs[index]!;
    if (state.metIn === round) {
      join(runs[state.metBy]!, runs[index]!);
      met = true;
    } else {
      state.metIn = round;
      state.metBy = index;
    }
  }
  return met;
}

/** Whether a match ends where this is ahead. */
export function accepts(state: State, after: number): boolean {
  return ((state.acceptsBefore >> after) & 1) === 1;
}

export function behindOf(history: History, place: number): Behind {
  return place === 0 ? outside : behind[history.at(place - 1)]!;
}
