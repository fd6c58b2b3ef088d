// Values that are findings because of the name they are assigned to: `api_key = "…"`, `"password": …`, `--token …`.
// Two doors: detectors for assignments in text, and a question for those who walk JSON. How assignments are written is for
// assignments.ts; what a value is worth it judges by what follows from the value and its name (references, types, placeholders are let be).
import { assignments } from './assignments.ts';
import { isDocumented } from './detectors/documented.ts';
import { namingOf } from './detectors/naming.ts';
import { isTemplate, standsInDocument } from './detectors/reference.ts';
import { isHarmlessName, isNumbered, isWithoutDigits, judgeOf } from './detectors/value.ts';
import { nameMatcher, wordsOf } from './field-names.ts';
import type { Detector } from './scan.ts';

const cacheKeySetsMax = 64;
const detectorsByKeys = new Map<string, readonly Detector[]>();

/**
 * Gives detectors for assignments to any of these names, in any of their spellings (`api_key`, `apiKey`, `API-KEY`) and with any
 * prefix (`OPENAI_API_KEY`). Only the value is the match. Empty for no keys.
 */
export function fieldDetectors(keys: readonly string[]): readonly Detector[] {
  const id = keys.join('\0');
  let detectors = detectorsByKeys.get(id);
  if (detectors === undefined) {
    detectors = detectorsFor(keys);
    if (detectorsByKeys.size >= cacheKeySetsMax) detectorsByKeys.clear();
    detectorsByKeys.set(id, detectors);
  }
  return detectors;
}

/** The key that a JSON object's field name stands for, or null. Letter case, `_`, `-` and a prefix in words of its own don't count. */
export function matchesField(keys: readonly string[], jsonKey: string): string | null {
  return keys.length === 0 ? null : nameMatcher(keys)(jsonKey);
}

/**
 * Whether a string under a field's name can be its value, for those who walk JSON. Under the name of a secret what stands for one can't: a
 * reference, a placeholder, a hint, a label, a type, the example of a document. Of other names all values count but templates and the name
 * itself. `label` is the name as it is written.
 */
export function isFieldValue(key: string, value: Uint8Array, label: string | null = null): boolean {
  if (isTemplate(value) || isSameName(key, value)) return false;
  const naming = namingOf(key);
  if (naming === 'other') return !(isNumbered(key) && isWithoutDigits(value));
  // Of a text that is taken apart.
  if (label === 'token' && value.length <= 12 && /^[^\p{N}]*$/u.test(decoded(value))) return false;
  return !(isDocumented(value) || (naming === 'key' && isHarmlessName(label ?? '')) || standsInDocument(value, naming));
}

/**
 * Whether a truth or a short number right under a field's name can be its value. Under the names of secrets they say whether there is one, or
 * count something; of other names nothing is known, so that all of them count, but for truths under the name of a number.
 */
export function isSmallFieldValue(key: string, kind: 'truth' | 'number'): boolean {
  return namingOf(key) === 'other' && !(kind === 'truth' && isNumbered(key));
}

/** `"passport_number": "Passport number"`: a label. */
function isSameName(key: string, value: Uint8Array): boolean {
  if (value.length > 64) return false;
  const text = decoded(value);
  return /^[\p{L}\p{M} _.:*-]+$/u.test(text) && wordsOf(text).join('') === wordsOf(key).join('');
}

function decoded(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
}

const facts = {
  id: 'field',
  group: 'fields',
  class: 'secret',
  severity: 'high',
  confidence: 0.8,
  title: 'value of a named field',
} as const;

/** Of names that say nothing of secrets (`customer`, `notes`) values are texts. */
function detectorsFor(keys: readonly string[]): readonly Detector[] {
  const judge = judgeOf(nameMatcher(keys));
  const { secrets = [], texts = [] } = Object.groupBy(keys, key => (namingOf(key) === 'other' ? 'texts' : 'secrets'));
  return [...assignments(secrets, facts, false, judge), ...assignments(texts, facts, true, judge)];
}
