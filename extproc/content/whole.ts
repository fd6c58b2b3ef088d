// Judges a text that is complete in itself: a leaf of a document, a key, a line of a protocol.
import type { CodeUnit } from '../detect/fence.ts';
import type { Match, TextScan } from '../detect/scan.ts';
import type { DetectorFacts } from '../words/finding.ts';
import { unitsIn } from './code.ts';
import { type Cut, EditList, type Extent, findingsOf } from './edits.ts';
import { type Inspection, stretchBytes } from './inspection.ts';

/** What a value is found by that stands under a field name which the plan names. */
const fieldDetector: DetectorFacts = { id: 'field', group: 'fields', class: 'secret', severity: 'high', confidence: 0.9 };

const namedValue: Found = { detector: fieldDetector, confidence: fieldDetector.confidence };

interface Found {
  readonly detector: DetectorFacts;
  readonly confidence: number;
}

export interface FoundMatch extends Match {
  /** It counted as found before its end was seen: in a text that comes in pieces its mask would have left by then. */
  readonly isEarly: boolean;
}

const nothingFound: readonly FoundMatch[] = [];

/** Where a text stands. Asked for only when something was found. */
export interface Whereabouts {
  readonly channel: string;
  readonly path: string;
  /** Whether code in the text stands in fences. */
  readonly isMarkdown: boolean;
  /** Whether the text is signed or sealed. */
  readonly isSigned?: boolean;
  /** The text may have come in pieces before: what was found early there is masked here as it was there. */
  readonly isRepeat?: boolean;
}

/**
 * Finds what is in the text, without asking about it; by end, then start, then detector. `heading` is what stands before it, where nothing is
 * looked for.
 */
export function matchesIn(inspection: Inspection, text: Uint8Array, heading: Uint8Array | null = null): readonly FoundMatch[] {
  const scan = inspection.freshScan();
  const before = heading === null ? 0 : read(scan, heading);
  // Most texts have none: nothing is made for those.
  let found: Match[] | null = null;
  let early: Set<Match> | null = null;
  for (let at = 0; at < text.length && !inspection.over; ) {
    const from = at;
    at = scan.advance(stretchOf(text, from), from);
    inspection.worked(at - from);
    for (const match of scan.take()) {
      if (match.end <= before) continue;
      found ??= [];
      found.push(match);
      if (match.end === Infinity) early = (early ?? new Set()).add(match);
    }
  }
  scan.finish();
  const last = scan.take();
  if (found === null && last.length === 0) return nothingFound;
  const all = [...(found ?? []), ...last].filter(({ end }) => end > before);
  return all.map(match => within(match, before, early?.has(match) ?? false)).sort(byEnd);
}

/** Reads what is no part of the text; gives its length. */
function read(scan: TextScan, heading: Uint8Array): number {
  for (let at = 0; at < heading.length; ) at = scan.advance(heading, at);
  return heading.length;
}

function within(match: Match, before: number, isEarly: boolean): FoundMatch {
  const { detector, confidence, confidenceInProse = confidence } = match;
  const [start, end] = [Math.max(0, match.start - before), match.end - before];
  return { detector, start, end, confidence, confidenceInProse, isEarly };
}

function byEnd(a: Match, b: Match): number {
  return a.end - b.end || a.start - b.start || (a.detector.id < b.detector.id ? -1 : 1);
}

/** What a match is worth outside of code, where the text tells code from prose. */
export function inProse<M extends Match>(match: M): M {
  return { ...match, confidence: match.confidenceInProse ?? match.confidence };
}

/** The text up to where the time is to be looked at again. */
export function stretchOf(text: Uint8Array, from: number): Uint8Array {
  return text.length - from > stretchBytes ? text.subarray(0, from + stretchBytes) : text;
}

/** Asks about what was found, and about the text itself when it stands under the field name `key`; gives what is replaced. */
export function judgeWhole(
  inspection: Inspection,
  text: Uint8Array,
  found: readonly FoundMatch[],
  key: string | null,
  where: Whereabouts,
): readonly Cut[] {
  if (inspection.over) return [];
  const { channel, path, isSigned = false } = where;
  const edits = new EditList();
  const judge = (what: Found, extent: Extent, fieldName: string | null, unit: Uint8Array | null, isEarly: boolean): void => {
    const value = isEarly ? null : text.subarray(extent.start, extent.end);
    const ruling = inspection.hit({ ...what, channel, path, key: fieldName, value, unit, isSigned });
    if (ruling.kind === 'mask') edits.add(extent, isEarly ? ruling.opaque : ruling.text, ruling.opaque, findingsOf(ruling));
  };
  if (key !== null) judge(namedValue, { start: 0, end: text.length }, key, null, false);
  const hasRisk = where.isMarkdown && found.some(({ detector }) => detector.signal);
  const units = hasRisk ? unitsIn(inspection, text) : [];
  const isCodeTold = where.isMarkdown && inspection.plan.code !== 'off';
  for (const match of found) {
    if (inspection.over) return [];
    const { detector } = match;
    const unit = detector.signal === true ? unitAround(units, text, match) : null;
    const { confidence } = isCodeTold && unit === null ? inProse(match) : match;
    judge({ detector, confidence }, match, null, unit, match.isEarly && where.isRepeat === true);
  }
  edits.settle(text.length + 1);
  return edits.within(0, text.length);
}

/** The line (or block) of code in which the match ends. */
function unitAround(units: readonly CodeUnit[], text: Uint8Array, { end }: Extent): Uint8Array | null {
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (units[middle]!.end >= end) high = middle;
    else low = middle + 1;
  }
  const unit = units[low];
  return unit !== undefined && unit.start < end ? text.subarray(unit.start, unit.end) : null;
}
