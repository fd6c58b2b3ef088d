// What a person reads before a value: its key, or the name that stands beside it (`{"name": "DB_PASSWORD", "value": "…"}`). Detectors that
// know a value by the words before it are shown these as they would stand in a text.
import type { Leaf } from './leaf.ts';
import type { Frame, Place } from './place.ts';
import { decodeString } from './strings.ts';

/** Longer ones say no more about a value. */
const headingCharsMax = 64;

/** Keys whose string names the value that comes after it in the same object. */
const nameKeys = new Set([
  'name',
  'key',
  'variable',
  'field',
  'header',
  'env',
  'label',
  'parameter',
  'setting',
  'property',
  'column',
]);
const valueKeys = new Set(['value', 'val', 'content', 'data', 'default', 'secret', 'string', 'text', 'plaintext', 'current']);

export type PairPart = 'name' | 'value' | null;

export function pairPartOf(label: string | null): PairPart {
  const word = label?.toLowerCase() ?? '';
  return nameKeys.has(word) ? 'name' : valueKeys.has(word) ? 'value' : null;
}

/** `"label": "`, as it stands before a string in JSON; null where it says nothing. */
export function headingOf(label: string): Uint8Array | null {
  return label === '' || label.length > headingCharsMax ? null : Buffer.from(`${JSON.stringify(label)}: "`);
}

/** What stands before a string that is not judged with its document. */
export function headingBefore(doc: Buffer, { place, frame }: Leaf): Uint8Array | null {
  const name = nameBeside(doc, place, frame);
  return name === null ? place.heading : headingOf(name);
}

/** The name that stands beside a value in its object; null where it has none. */
export function nameBeside(doc: Buffer, place: Place, frame: Frame | null): string | null {
  return place.pairPart === 'value' && frame?.name ? nameAt(doc, frame.name) : null;
}

/** Where a name stands in a document. */
export interface NameRange {
  readonly start: number;
  readonly end: number;
  readonly isEscaped: boolean;
}

/** The name, decoded; null where it is too long for one. */
function nameAt(doc: Buffer, { start, end, isEscaped }: NameRange): string | null {
  if (end === start || end - start > headingCharsMax) return null;
  return Buffer.from(decodeString(doc, start, end, isEscaped)).toString();
}
