// What all texts of one scanner share, made of its detectors.
import type { Limits } from '../../words/limits.ts';
import type { Detector } from '../scan.ts';
import { compileSearch, isSame, type LookBack, type Search, type SearchLimits } from './search.ts';
import { Trigger, type TriggerLimits } from './trigger.ts';

export type ScannerLimits = Pick<Limits, keyof SearchLimits | keyof TriggerLimits>;

export interface Searches {
  /** By index of the detector. */
  readonly all: readonly Search[];
  readonly trigger: Trigger;
  /** Distinct look-backs of detectors that text waits for. */
  readonly backs: readonly LookBack[];
  /** Bytes behind the text's end that a new candidate may ask for. */
  readonly reach: number;
}

/** Throws ERR_PATTERN_SYNTAX or ERR_PATTERN_SIZE with the id of the detector that is to blame. */
export function compileSearches(detectors: readonly Detector[], limits: ScannerLimits): Searches {
  const all = detectors.map((detector, index) => compileSearch(detector, index, limits));
  const backs = distinctBacks(all);
  return { all, trigger: new Trigger(all, backs, limits), backs, reach: reachOf(all) };
}

function distinctBacks(searches: readonly Search[]): readonly LookBack[] {
  const distinct: LookBack[] = [];
  for (const { back, detector } of searches) {
    if (back !== null && detector.signal !== true && !distinct.some(other => isSame(back, other))) distinct.push(back);
  }
  return distinct;
}

/** A new candidate asks for its trigger, the run before that, and the byte before that or as much as its last check is shown. */
function reachOf(searches: readonly Search[]): number {
  return 1 + Math.max(0, ...searches.map(search => search.triggerLength + (search.back?.max ?? 0) + search.context));
}
