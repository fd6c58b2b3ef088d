// Sorts the 256 bytes into classes that an automaton need not tell apart: its tables then have a column a class, not a byte.
import type { ByteSet } from './pattern.ts';

export interface ByteClasses {
  readonly count: number;
  /** Class of each byte. */
  readonly of: Uint8Array;
  /** One byte of each class. */
  readonly members: readonly number[];
}

export function classesOf(sets: Iterable<ByteSet>): ByteClasses {
  const of = new Uint8Array(256);
  let count = 1;
  for (const set of sets) {
    const split = new Map<number, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const key = of[byte]! * 2 + set[byte]!;
      if (!split.has(key)) split.set(key, split.size);
      of[byte] = split.get(key)!;
    }
    count = split.size;
  }
  return { count, of, members: Array.from({ length: count }, (_, id) => of.indexOf(id)) };
}
