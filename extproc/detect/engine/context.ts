// What stands on one side of a place between two bytes, as far as edges (`\b`, `^`, `$`) ask.
import { byteSet, wordCharacters } from './characters.ts';
import type { Edge } from './pattern.ts';

export const other = 0;
export const word = 1;
/** The text's begin or end, whichever side it is. */
export const outside = 2;
export type Context = typeof other | typeof word | typeof outside;

export const isWordByte = byteSet(byte => wordCharacters.some(([first, last]) => byte >= first && byte <= last));

/** As contextOf(), for loops: index by the byte. */
export const contexts = isWordByte as { readonly [byte: number]: Context };

export function holds(edge: Edge, before: Context, after: Context): boolean {
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
