// Values under a field name that the plan names. All of them count, except those that masking would leave as they are, those that a mask
// left behind (what was masked, scanned again, finds nothing), and what merely stands for a value: references, labels, hints, types.
import { isFieldValue, isSmallFieldValue, matchesField } from '../../detect/fields.ts';
import type { Place } from './place.ts';

/**
 * Whether the value is what a mask puts in the place of a value under this field name, or nothing that a mask were needed for. `label` is the
 * name as it is written, null where the value stands deeper.
 */
export function isMasked(value: Uint8Array, key: string, label: string | null = null): boolean {
  if (!isFieldValue(key, value, label)) return true;
  if (value.length > 128) return false;
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  if (text === `[REDACTED:${key.replaceAll(/[^A-Za-z0-9_.-]/g, '_')}]`) return true;
  if (/^\[HASH:[0-9a-f]{12}\]$/.test(text) || /^\*{4}.{4}$/u.test(text)) return true;
  const mark = key.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  return text.startsWith(`<${mark}_`) && /^[0-9A-Z]{4}>$/.test(text.slice(mark.length + 2));
}

/** Whether it stands in an object or a list under the name of a field, rather than right under one. */
export function isInside({ up }: Place): boolean {
  return up !== null && up.field !== null;
}

/** Whether a truth or a short number counts: in an object or a list under a field's name all leaves do, right under one as the name says. */
export function isSmallValue(place: Place, kind: 'truth' | 'number'): boolean {
  return isInside(place) || (place.field !== null && isSmallFieldValue(place.field, kind));
}

/** Asks which of the plan's field names a key stands for, in far less time for the many that stand for none. */
export class FieldNames {
  readonly #keys: readonly string[];
  /** Without marks and final digits: what every spelling of the name ends with. */
  readonly #endings: readonly string[];

  constructor(keys: readonly string[]) {
    this.#keys = keys;
    this.#endings = endingsOf(keys);
  }

  fieldOf(label: string): string | null {
    if (this.#endings.length === 0) return null;
    const letters = lettersOf(label);
    return this.#endings.some(ending => letters.endsWith(ending)) ? matchesField(this.#keys, label) : null;
  }
}

/** A plan's list is known by its identity: most exchanges have the same. */
const endings = new WeakMap<readonly string[], readonly string[]>();

function endingsOf(keys: readonly string[]): readonly string[] {
  const known = endings.get(keys) ?? keys.map(lettersOf);
  endings.set(keys, known);
  return known;
}

function lettersOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '')
    .replace(/[0-9]+$/, '');
}
