// Values that are findings because of the name they are assigned to: `api_key = "…"`, `"password": …`, `--token …`.
// Two doors: detectors for assignments in text, and a question for those who walk JSON. Knows how programs write assignments;
// what a value is worth it judges by what follows from the value alone (references, types, placeholders are let be).
import { isReference, standsForValue } from './detectors/reference.ts';
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

function detectorsFor(keys: readonly string[]): readonly Detector[] {
  const names = keys.map(wordsOf).filter(words => words.length > 0);
  if (names.length === 0) return [];
  const lead = assignmentTo(names);
  const matches = nameMatcher(keys);
  return quotings.map(({ opening, value, isQuoted }) => ({
    id: 'field',
    group: 'fields',
    class: 'secret',
    severity: 'high',
    confidence: 0.8,
    title: 'value of a named field',
    lead: `${lead}${opening}`,
    pattern: value,
    commit: 64,
    accept: bytes => !(isQuoted ? standsForValue : isReference)(bytes, matches),
  }));
}

interface Quoting {
  readonly opening: string;
  readonly value: string;
  readonly isQuoted: boolean;
}

/** How a value begins and what it is made of then. The closing quote is no part of it. */
const quotings: readonly Quoting[] = [
  { opening: '\\s{0,8}(?:"|""")', value: '(?:[^"\\\\\\n]|\\\\[^\\n]){4,}', isQuoted: true },
  { opening: "\\s{0,8}(?:'|''')", value: "(?:[^'\\\\\\n]|\\\\[^\\n]){4,}", isQuoted: true },
  { opening: '\\s{0,8}`', value: '(?:[^`\\\\\\n]|\\\\[^\\n]){4,}', isQuoted: true },
  // Inside of a string of another language: the quotes are escaped, and so ends at a backslash what they hold.
  { opening: '\\s{0,8}\\\\{1,3}["\']', value: '[^"\'\\\\\\n]{4,}', isQuoted: true },
  // Brackets are taken along, so that a call or a look-up is seen as one and let be.
  { opening: '[ \\t]{0,8}', value: '[^\\s"\'`,;&<>)}\\]\\\\]{4,}', isQuoted: false },
];

/** `NAME =`, `"name":`, `name: str =`, `--name `, `<name>`, `"name",` and the like, up to where the value or its quote begins. */
function assignmentTo(names: readonly (readonly string[])[]): string {
  const anywhere = names.map(words => `(?i:${words.join('[ _-]?')})`).join('|');
  const humps = names.map(words => camel(words)).join('|');
  const name = `(?:(?:\\b|_)(?:${anywhere})|[a-z0-9](?:${humps}))(?:_?[0-9]{1,2})?`;
  const closing = '(?:\\\\{0,3}["\'`])?\\]?';
  const type = '[ ]?:?[ ]?&?(?:str|string|String|bytes|Optional\\[str\\]|str \\| None|string \\| (?:null|undefined))[ ]{0,4}=';
  const separator = `(?:[ \\t]{0,8}(?:=>|:=|:-|={1,3}|:)|${type}|>)`;
  return `(?:${name}${closing}${separator}|--(?:${anywhere})[ \\t])`;
}

function camel(words: readonly string[]): string {
  const joined = words.join('[ _-]?');
  return `${joined[0]!.toUpperCase()}(?i:${joined.slice(1)})`;
}
