// Characters of others' text that would hide, turn or control something: each is shown by its number.
import { hostileCharacters, numberOf } from '../../../words/hostile.ts';

export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** What is shown in its place; null: the text itself. */
  readonly shown: string | null;
}

/** Cuts the text between two places at such characters. */
export function stretches(text: string, start: number, end: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let at = start;
  for (const match of text.slice(start, end).matchAll(hostileCharacters)) {
    const from = start + match.index;
    if (from > at) found.push({ start: at, end: from, shown: null });
    at = from + match[0].length;
    found.push({ start: from, end: at, shown: numberOf(match[0]) });
  }
  if (at < end) found.push({ start: at, end, shown: null });
  return found;
}

/** For one line. */
export function plain(text: string, charsMax = 200): string {
  const flat = text.replaceAll(hostileCharacters, '�').replaceAll(/[\n\t]+/g, ' ');
  return flat.length > charsMax ? `${flat.slice(0, charsMax)}…` : flat;
}
