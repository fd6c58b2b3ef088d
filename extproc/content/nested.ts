// Texts that are judged whole while they stand in a document in pieces, or as JSON in a JSON string: what is found in JSON is found in its
// leaves, and edits keep it JSON at both levels.
import type { HostBlockCode } from '../words/blocks.ts';
import type { HeldText } from './held-text.ts';
import type { Inspection } from './inspection.ts';
import { Reader } from './json/reader.ts';
import { nested } from './shapes/generic.ts';
import { judgeWhole, matchesIn, type Whereabouts } from './whole.ts';

/** What a text says when it is read as JSON, or why it can't be. */
export type Said =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly problem: HostBlockCode };

/** Judges the text as the JSON that it is; as text where it is none. */
export function judgeJson(inspection: Inspection, held: HeldText, where: Whereabouts): Said {
  const text = held.joined();
  const reader = new Reader(inspection, nested, where);
  const problem = reader.read(text, 0, text.length);
  if (inspection.over) return { kind: 'json', value: null };
  if (problem !== null) {
    judgeText(inspection, held, where);
    return { kind: 'text', problem };
  }
  for (const { start, end, bytes } of reader.splices) held.replace(start, end, bytes.toString());
  return { kind: 'json', value: JSON.parse(text.toString()) };
}

export function judgeText(inspection: Inspection, held: HeldText, where: Whereabouts): void {
  if (held.position === 0 || inspection.over) return;
  const text = held.joined();
  const found = matchesIn(inspection, text);
  if (found.length === 0) return;
  for (const cut of judgeWhole(inspection, text, found, null, where)) held.replace(cut.start, cut.end, cut.text);
}
