// Where text waits for what scouts see: from where on a match could begin that is still to come. Asked for once a piece of text, and
// worked out then.
import { ahead } from './context.ts';
import type { History } from './history.ts';
import { accepts, behindOf } from './run.ts';
import type { ScoutState } from './scout-state.ts';
import type { Search } from './search.ts';

/** Finds where a match that looks back from a place begins; Infinity where too little stands before it. */
export interface RunBefore {
  earliest(place: number): number;
}

/** Infinity when it waits for nothing. `runs` are those of the scanner's look-backs. */
export function waitsFrom(
  { waits, waitsBehind, waitsInside }: ScoutState,
  place: number,
  runs: readonly RunBefore[],
  history: History,
): number {
  let earliest = waits ? place : Infinity;
  for (const back of waitsBehind) earliest = Math.min(earliest, runs[back]!.earliest(place));
  for (const search of waitsInside) earliest = Math.min(earliest, earliestInside(search, place, history));
  return earliest;
}

/** Of what has matched before a scout could set out. `run` is that of its look-back. */
export function waitsFromFound(search: Search, place: number, run: RunBefore | undefined, history: History): number {
  if (search.lead !== null) return earliestInside(search, place, history);
  return run === undefined ? place : run.earliest(place);
}

/** Of a pattern whose lead begins at a place: wherever the lead could end, if the pattern lives on from there or has matched. */
function earliestInside({ lead, pattern, window }: Search, place: number, history: History): number {
  const { end } = history;
  let runs: {
    readonly at: number;
    state: typeof pattern.dead;
    found: boolean;
  }[] = [];
  let leadState = lead!.start(behindOf(history, place));
  for (let at = place; at < end; at += 1) {
    const byte = history.at(at);
    if (accepts(leadState, ahead[byte]!)) {
      // The longest lead counts.
      runs = runs.filter(run => at - run.at >= window);
      runs.push({ at, state: pattern.start(behindOf(history, at)), found: false });
    }
    leadState = lead!.next(leadState, byte);
    for (const run of runs) {
      run.found ||= accepts(run.state, ahead[byte]!);
      run.state = pattern.next(run.state, byte);
      run.found ||= run.state.complete;
    }
    runs = runs.filter(({ state, found }) => found || state !== pattern.dead);
  }
  return runs[0]?.at ?? Infinity;
}
