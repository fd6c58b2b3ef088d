// What text has to be looked through for so that encoded secrets are noticed: the beginnings of the detectors' patterns, as they look in
// base64 or hexadecimal digits. They are detectors like others to the engine, so that clean text costs no second look; what they find is
// nobody's business but block-text.ts's.
// Detectors that begin with a lead or a broad class have no such beginning: what they look for is not found in these encodings.
import type { Decoding } from '../../words/plan.ts';
import { type TablesLimits, tablesUnder } from '../engine/tables.ts';
import type { Detector } from '../scan.ts';
import { beginningsOf } from './beginnings.ts';
import { type BlockEncoding, base64, encodedBeginnings, hex } from './blocks.ts';

const encodings: Partial<Record<Decoding, BlockEncoding>> = { base64, hex };

const encodingOf = new WeakMap<Detector, BlockEncoding>();
/** By encoding and pattern: detectors of one beginning share it, and so do plans. */
const known = new WeakMap<Detector, Map<BlockEncoding, Detector | null>>();

/** The encoding whose opener it is; undefined for what is no opener. */
export function openedBy(detector: Detector): BlockEncoding | undefined {
  return encodingOf.get(detector);
}

/** Openers for all detectors that can have some. */
export function openersFor(
  detectors: readonly Detector[],
  decodings: readonly Decoding[],
  limits: TablesLimits,
): readonly Detector[] {
  const openers = new Map<string, Detector>();
  for (const decoding of decodings) {
    const encoding = encodings[decoding];
    if (encoding === undefined) continue;
    for (const detector of detectors) {
      const opener = openerFor(detector, decoding, encoding, limits);
      if (opener !== null && !openers.has(`${decoding} ${opener.pattern}`)) openers.set(`${decoding} ${opener.pattern}`, opener);
    }
  }
  return [...openers.values()];
}

function openerFor(detector: Detector, decoding: Decoding, encoding: BlockEncoding, limits: TablesLimits): Detector | null {
  if (detector.lead !== undefined || detector.back !== undefined || detector.signal === true) return null;
  const ofDetector = known.get(detector) ?? new Map<BlockEncoding, Detector | null>();
  known.set(detector, ofDetector);
  const made = ofDetector.get(encoding);
  if (made !== undefined) return made;
  const ahead = tablesUnder(limits)?.openerOf(detector, decoding);
  const pattern = ahead === undefined ? patternFor(detector, encoding, limits) : ahead;
  const opener = pattern === null ? null : openerOf(decoding, pattern);
  if (opener !== null) encodingOf.set(opener, encoding);
  ofDetector.set(encoding, opener);
  return opener;
}

function patternFor(detector: Detector, encoding: BlockEncoding, limits: TablesLimits): string | null {
  const patterns = beginningsOf(detector.pattern, limits).flatMap(beginning => encodedBeginnings(beginning, encoding));
  return patterns.length === 0 ? null : [...new Set(patterns)].join('|');
}

function openerOf(decoding: Decoding, pattern: string): Detector {
  return {
    id: `opener-${decoding}`,
    group: 'opener',
    class: 'opener',
    severity: 'low',
    confidence: 0,
    title: `beginning of a value in ${decoding}`,
    pattern,
  };
}
