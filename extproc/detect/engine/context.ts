// What stands on one side of a place between two bytes, as far as edges (`\b`, `^`, `$`) and the ends of matches ask.
import { byteSet, wordCharacters } from './characters.ts';
import type { Edge } from './pattern.ts';

export const other = 0;
export const word = 1;
/** The text's begin or end, whichever side it is. */
export const outside = 2;
/** Ahead only: a continuation byte. The place lies inside a character, where nothing holds and no match ends. */
export const inside = 3;

/** What is behind a place. */
export type Behind = typeof other | typeof word | typeof outside;
/** What is ahead of it. */
export type Ahead = Behind | typeof inside;

export const isWordByte = byteSet(byte => wordCharacters.some(([first, last]) => byte >= first && byte <= last));
/** Bytes of a UTF-8 character that are not its first. */
export const isContinuationByte = byteSet(byte => byte >= 0x80 && byte <= 0xbf);

/** By byte. */
export const behind = isWordByte as { readonly [byte: number]: Behind };
/** By byte. */
export const ahead = isWordByte.map((isWord, byte) => (isContinuationByte[byte] === 1 ? inside : isWord)) as {
  readonly [byte: number]: Ahead;
};

export function holds(edge: Edge, before: Behind, after: Ahead): boolean {
  if (after === inside) return false;
  switch (edge) {
    case 'word_edge':
      return (before === word) !== (after === word);
    case 'word_inside':
      return (before === word) === (after === word);
    case 'text_begin':
      return before === outside;
    case 'text_end':
      return after === outside;
  }
}
