// Sorts the 256 bytes into classes that an automaton need not tell apart: its tables then have a column a class, not a byte.
import type { ByteSet } from './pattern.ts';

export interface ByteClasses {
  readonly count: number;
  /** Class of each byte. */
  readonly of: Uint8Array;
}

export function classesOf(sets: Iterable<ByteSet>): ByteClasses {
  const of = new Uint8Array(256);
  const numbers = new Int16Array(512);
  let count = 1;
  for (const set of sets) {
    // A class that has bytes on both sides is split: what was known by its number is now known by number and side.
    numbers.fill(-1);
    count = 0;
    for (let byte = 0; byte < 256; byte += 1) {
      const key = 2 * of[byte]! + set[byte]!;
      if (numbers[key] === -1) {
        numbers[key] = count;
        count += 1;
      }
      of[byte] = numbers[key]!;
    }
  }
  return { count, of };
}
