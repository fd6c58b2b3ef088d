// Says whether a pattern of the user's own may be used, before any text is at stake. Detectors that ship are held to tests instead.
import { Fault } from '../../words/fault.ts';
import type { Limits } from '../../words/limits.ts';
import type { Detector } from '../scan.ts';
import type { Automaton } from './automaton.ts';
import { compileAutomaton } from './search.ts';
import { compileSearches, type ScannerLimits } from './searches.ts';
import { StreamedText } from './text-scan.ts';

/** Bytes of each trial: enough for the limit on runs to be met. */
const trialBytes = 512;

/** Throws as compileScanner() does, and for patterns that are too long or would be under way too often at once. */
export function checkPattern(pattern: string, limits: ScannerLimits & Pick<Limits, 'patternBytesMax'>): void {
  const bytes = Buffer.byteLength(pattern);
  if (bytes > limits.patternBytesMax) {
    throw new Fault(
      'ERR_PATTERN_SIZE',
      `the pattern has ${bytes} bytes; at most ${limits.patternBytesMax} are allowed (patternBytesMax)`,
    );
  }
  const automaton = compileAutomaton(pattern, limits);
  if (automaton.program.extent.max > limits.detectorRunsMax && beginsTooOften(pattern, automaton, limits)) {
    throw new Fault(
      'ERR_PATTERN_SIZE',
      'it would be begun anew at every byte of common text and followed from each; begin it with \\b or with something rare, or use smaller repeats',
    );
  }
}

/** Texts of one byte again and again are the worst for counted repeats. */
function beginsTooOften(pattern: string, { program }: Automaton, limits: ScannerLimits): boolean {
  const detector: Detector = { id: '', group: '', class: '', severity: 'low', confidence: 0, title: '', pattern };
  const classes = program.classes();
  const bytes = Array.from({ length: classes.count }, (_, id) => classes.of.indexOf(id));
  const searches = compileSearches([detector], limits);
  return bytes.some(byte => {
    const scan = new StreamedText(searches);
    const trial = new Uint8Array(trialBytes).fill(byte);
    for (let at = 0; at < trial.length; ) at = scan.advance(trial, at);
    return scan.wasCrowded;
  });
}
