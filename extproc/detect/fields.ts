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
  const matches = nameMatcher(keys);
  return quotings.map(({ separator, opening, value, isValue }) => ({
    id: 'field',
    group: 'fields',
    class: 'secret',
    severity: 'high',
    confidence: 0.8,
    title: 'value of a named field',
    lead: `${named(names, separator)}${opening}`,
    pattern: value,
    commit: commitBytes,
    accept: bytes => isValue(bytes, matches),
  }));
}

const commitBytes = 64;

type IsName = (name: string) => string | null;

interface Quoting {
  readonly separator: string;
  /** How a value begins. */
  readonly opening: string;
  /** What it is made of. The closing quote is no part of it. */
  readonly value: string;
  readonly isValue: (value: Uint8Array, isName: IsName) => boolean;
}

const type = '[ ]?:?[ ]?&?(?:str|string|String|bytes|Optional\\[str\\]|str \\| None|string \\| (?:null|undefined))[ ]{0,4}=';
/** `=`, `:` and the like; behind a type; the end of a tag. */
const assigned = `(?:[ \\t]{0,8}(?:=>|:=|:-|=|:)|${type}|>)`;
const compared = '[ \\t]{0,8}={2,3}';

const quotings: readonly Quoting[] = [
  { separator: assigned, opening: '\\s{0,8}(?:"|""")', value: '(?:[^"\\\\\\n]|\\\\[^\\n]){4,}', isValue: isLiteral },
  { separator: assigned, opening: "\\s{0,8}(?:'|''')", value: "(?:[^'\\\\\\n]|\\\\[^\\n]){4,}", isValue: isLiteral },
  { separator: assigned, opening: '\\s{0,8}`', value: '(?:[^`\\\\\\n]|\\\\[^\\n]){4,}', isValue: isLiteral },
  // Inside of a string of another language: the quotes are escaped, and so ends at a backslash what they hold.
  { separator: assigned, opening: '\\s{0,8}\\\\{1,3}["\']', value: '[^"\'\\\\\\n]{4,}', isValue: isLiteral },
  // Without quotes. Brackets are taken along, so that a call or a look-up is seen as one and let be.
  {
    separator: assigned,
    opening: '[ \\t]{0,8}',
    value: '[^\\s"\'`,;&<>=)}\\]\\\\][^\\s"\'`,;&<>)}\\]\\\\]{3,}',
    isValue: isBare,
  },
  // Programs compare tokens with words all the time; with a password they rather don't.
  { separator: compared, opening: '\\s{0,8}["\'`]', value: '[^"\'`\\\\\\n]{4,}', isValue: isLiteralWithDigit },
];

function isLiteral(value: Uint8Array, isName: IsName): boolean {
  return !standsForValue(value, isName);
}

function isBare(value: Uint8Array, isName: IsName): boolean {
  return !isReference(value, isName);
}

function isLiteralWithDigit(value: Uint8Array, isName: IsName): boolean {
  return value.some(byte => byte >= 0x30 && byte <= 0x39) && !standsForValue(value, isName);
}

/** `NAME =`, `"name":`, `name: str =`, `--name `, `<name>` and the like, up to where the value or its quote begins. */
function named(names: readonly (readonly string[])[], separator: string): string {
  const plain = names.map(words => `${isAscii(words[0]!) ? '(?:\\b|_)' : ''}${spelling(words)}`);
  const humps = names.filter(words => isAscii(words[0]!)).map(words => `[a-z0-9]${hump(words)}`);
  const closing = '(?:\\\\{0,3}["\'`])?\\]?';
  const option = `--(?:${names.map(spelling).join('|')})[ \\t]`;
  return `(?:(?:${[...plain, ...humps].join('|')})(?:_?[0-9]{1,2})?${closing}${separator}|${option})`;
}

function spelling(words: readonly string[]): string {
  return `(?i:${words.map(inBothCases).join('[ _-]?')})`;
}

/** The same behind a small letter, where a capital begins it: `dbPassword`. */
function hump(words: readonly string[]): string {
  const [first, ...more] = words as [string, ...string[]];
  return `${first[0]!.toUpperCase()}${spelling([first.slice(1), ...more])}`;
}

/** The engine folds the case of ASCII only. */
function inBothCases(word: string): string {
  return word.replaceAll(/[^a-z0-9]/gu, char => {
    const upper = char.toUpperCase();
    return [...upper].length === 1 && upper !== char ? `(?-i:[${char}${upper}])` : `(?-i:${char})`;
  });
}

function isAscii(word: string): boolean {
  return word.charCodeAt(0) < 0x80;
}
