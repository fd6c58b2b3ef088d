// Sorts the 256 bytes into classes that an automaton need not tell apart: its tables then have a column a class, not a byte.
import { membersOf } from './members.ts';
import type { ByteSet } from './pattern.ts';

export interface ByteClasses {
  readonly count: number;
  /** Class of each byte. */
  readonly of: Uint8Array;
}

/** Takes a step a byte of each set: most sets are a letter in its two cases. */
export function classesOf(sets: Iterable<ByteSet>): ByteClasses {
  const of = new Uint8Array(256);
  const sizes = new Int32Array(256);
  sizes[0] = 256;
  /** By class: bytes of it that a set has, and the class that they become unless they are all of it. */
  const taken = new Int32Array(256);
  const becomes = new Int32Array(256).fill(-1);
  let count = 1;
  for (const set of sets) {
    const bytes = membersOf(set);
    for (const byte of bytes) taken[of[byte]!]! += 1;
    const before = count;
    for (const byte of bytes) {
      const whole = of[byte]!;
      if (whole >= before || taken[whole] === sizes[whole]) continue;
      if (becomes[whole] === -1) {
        becomes[whole] = count;
        sizes[count] = taken[whole]!;
        count += 1;
      }
      of[byte] = becomes[whole]!;
    }
    for (let id = 0; id < before; id += 1) {
      if (becomes[id] !== -1) sizes[id]! -= taken[id]!;
      becomes[id] = -1;
      taken[id] = 0;
    }
  }
  return { count, of };
}
