// What documents are found by, as columns have it. Texts of strangers stand in there: NUL bytes and a megabyte of length are refused by one
// database or another, halves of surrogate pairs become one and the same character; so none of them gets there where it matters.
import { createHash } from 'node:crypto';
import { Fault } from '../words/fault.ts';
import { fixedLimits } from '../words/limits.ts';

/** A text to be compared as a whole: different texts stay different. */
export function exact(text: string): string {
  const quoted = JSON.stringify(text);
  if (quoted.length <= fixedLimits.storeKeyCharsMax) return quoted;
  return `sha256:${createHash('sha256').update(quoted).digest('hex')}`;
}

/** Several such texts, between line breaks, which `exact` has none of. */
export function exactList(texts: readonly string[]): string {
  return `\n${texts.map(exact).join('\n')}\n`;
}

/** A text to be searched in, or for: letters small; no control characters, so that several can stand between line breaks and none is found across. */
export function searchable(text: string): string {
  return text.toLowerCase().replaceAll(/\p{Cc}/gu, ' ');
}

export function searchableList(texts: readonly string[]): string {
  return texts.map(searchable).join('\n');
}

/** Ids are made here; what strangers ask for may be anything else, and is never there. */
export function isId(id: string): boolean {
  return /^[\x21-\x7e]{1,128}$/.test(id);
}

/** A whole number that both databases keep exactly. */
export function whole(name: string, value: number): number {
  if (Number.isSafeInteger(value)) return value;
  throw new Fault('ERR_STORE_ASK', `${name} must be a whole number that is kept exactly`);
}

/** How many of a list; at least one. */
export function itemsOf(itemsMax: number): number {
  return Math.max(1, Math.min(whole('itemsMax', itemsMax), fixedLimits.storeItemsMax));
}
