// The door of the engine: makes a scanner of detectors. What is looked for comes from outside.
import type { Detector, Scanner, TextScan } from '../scan.ts';
import { compileSearches, type ScannerLimits } from './searches.ts';
import { StreamedText } from './text-scan.ts';

export { checkPattern } from './check.ts';
export type { ScannerLimits };

/**
 * Compiles detectors for any number of texts. Throws ERR_PATTERN_SYNTAX for what the pattern language doesn't have and
 * ERR_PATTERN_SIZE for what would pass a limit, both with the detector's id and never later than here: texts can't make it throw.
 */
export function compileScanner(detectors: readonly Detector[], limits: ScannerLimits): Scanner {
  const searches = compileSearches(detectors, limits);
  return {
    detectors,
    open(): TextScan {
      return new StreamedText(searches);
    },
  };
}
