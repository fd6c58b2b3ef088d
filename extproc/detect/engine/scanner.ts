// Makes a scanner of detectors: the door of the engine. Knows how its parts fit together; what is looked for comes from outside.
import { Fault } from '../../words/fault.ts';
import type { Limits } from '../../words/limits.ts';
import type { Detector, Scanner, TextScan } from '../scan.ts';
import { compileAutomaton, compileSearch, isSame, type LookBack, type Search, type SearchLimits } from './search.ts';
import { type Searches, StreamedText } from './text-scan.ts';
import { Trigger, type TriggerLimits } from './trigger.ts';

export type ScannerLimits = Pick<Limits, keyof SearchLimits | keyof TriggerLimits>;

/**
 * Compiles detectors for any number of texts. Throws ERR_PATTERN_SYNTAX for what the pattern language doesn't have and
 * ERR_PATTERN_SIZE for what would pass a limit, both with the detector's id and never later than here: texts can't make it throw.
 */
export function compileScanner(detectors: readonly Detector[], limits: ScannerLimits): Scanner {
  const all = detectors.map((detector, index) => compileSearch(detector, index, limits));
  const backs = distinctBacks(all);
  const searches: Searches = { trigger: new Trigger(all, backs, limits), backs, reach: reachOf(all) };
  return {
    detectors,
    open(): TextScan {
      return new StreamedText(searches);
    },
  };
}

/** Says whether compileScanner() would take a pattern of the user's own; throws as it does, and for a pattern that is too long. */
export function checkPattern(pattern: string, limits: ScannerLimits & Pick<Limits, 'patternBytesMax'>): void {
  const bytes = Buffer.byteLength(pattern);
  if (bytes > limits.patternBytesMax) {
    throw new Fault(
      'ERR_PATTERN_SIZE',
      `the pattern has ${bytes} bytes; at most ${limits.patternBytesMax} are allowed (patternBytesMax)`,
    );
  }
  compileAutomaton(pattern, limits);
}

function distinctBacks(searches: readonly Search[]): readonly LookBack[] {
  const distinct: LookBack[] = [];
  for (const { back, detector } of searches) {
    if (back !== null && detector.signal !== true && !distinct.some(other => isSame(back, other))) distinct.push(back);
  }
  return distinct;
}

/** A new candidate asks for its trigger, the run before that, and the byte before that. */
function reachOf(searches: readonly Search[]): number {
  return 1 + Math.max(0, ...searches.map(search => search.triggerLength + (search.back?.max ?? 0)));
}
