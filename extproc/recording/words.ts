// The words that a recording is found by. What the store gets of them are tags under the installation's key: it can tell which are equal, and not
// what they are. Pure; the same text has the same words on every replica.
import { createHmac } from 'node:crypto';
import { fixedLimits } from '../words/limits.ts';
import type { Secret } from '../words/secret.ts';
import { base32 } from '../words/ulid.ts';

/** What a tag tells of: a word of the content, or a fact of the exchange. */
export type Facet = 'word' | 'detector' | 'tool' | 'hold';

const tagBytes = 10;

/** Gives sixteen letters and digits. */
export function tagOf(key: Secret, facet: Facet, value: string): string {
  const hmac = createHmac('sha256', key.reveal('tag what a recording is found by'));
  return base32(hmac.update(`${facet}\0${value}`).digest().subarray(0, tagBytes));
}

const runs = /[\p{L}\p{M}\p{N}_]+/gu;
/** Scripts that put no blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

/** Adds the words of a text, small letters and all, until there are so many. Of a script without blanks each two characters that follow each other are a word. */
export function addWords(words: Set<string>, text: string, wordsMax: number): void {
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (words.size >= wordsMax) return;
    const rest = run.replaceAll(unspaced, characters => {
      for (const word of pairs(characters)) if (words.size < wordsMax) words.add(word);
      return ' ';
    });
    for (const word of rest.split(' ')) if (word !== '' && words.size < wordsMax) words.add(cut(word));
  }
}

/** Of a text that is searched for: all of them must be there. */
export function wordsOf(text: string): readonly string[] {
  const words = new Set<string>();
  addWords(words, text, fixedLimits.storeSearchCharsMax);
  return [...words];
}

function pairs(characters: string): string[] {
  const all = [...characters];
  return all.length === 1 ? all : all.slice(1).map((character, at) => all[at] + character);
}

function cut(word: string): string {
  return word.slice(0, fixedLimits.recordingWordCharsMax);
}
