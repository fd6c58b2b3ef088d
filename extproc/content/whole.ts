// Judges a text that is complete in itself: a leaf of a document, a key, a line of a protocol.
import type { Match } from '../detect/scan.ts';
import type { DetectorFacts } from '../words/finding.ts';
import { type Cut, EditList } from './edits.ts';
import type { Inspection } from './inspection.ts';

/** What a value is found by that stands under a field name which the plan names. */
export const fieldDetector: DetectorFacts = { id: 'field', group: 'fields', class: 'secret', severity: 'high', confidence: 0.9 };

/** Where a text stands. Asked for only when something was found. */
export interface Whereabouts {
  readonly channel: string;
  readonly path: string;
}

/** Finds what is in the text, without asking about it. */
export function matchesIn(inspection: Inspection, text: Uint8Array): readonly Match[] {
  const scan = inspection.freshScan();
  for (let at = 0; at < text.length; ) at = scan.advance(text, at);
  scan.finish();
  return scan.take();
}

/** Asks about what was found, and about the text itself when it stands under the field name `key`; gives what is replaced. */
export function judgeWhole(
  inspection: Inspection,
  text: Uint8Array,
  found: readonly Match[],
  key: string | null,
  where: Whereabouts,
): readonly Cut[] {
  const edits = new EditList();
  if (key !== null) {
    const ruling = inspection.hit({ detector: fieldDetector, ...where, key, value: text, unit: null });
    if (ruling.kind === 'mask') edits.add({ start: 0, end: text.length }, ruling.text, ruling.opaque);
  }
  for (const match of found) {
    if (inspection.over) return [];
    const { detector, start, end } = match;
    const ruling = inspection.hit({ detector, ...where, key: null, value: text.subarray(start, end), unit: null });
    if (ruling.kind === 'mask') edits.add(match, ruling.text, ruling.opaque);
  }
  edits.settle(text.length + 1);
  return edits.within(0, text.length);
}
