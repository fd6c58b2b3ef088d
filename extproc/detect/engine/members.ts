// The bytes of a set, one by one.
import type { ByteSet } from './pattern.ts';

const known = new WeakMap<ByteSet, readonly number[]>();

/** Ascending. Remembered: sets are shared, and asked for again and again. */
export function membersOf(set: ByteSet): readonly number[] {
  let members = known.get(set);
  if (members === undefined) {
    const found: number[] = [];
    for (let byte = set.indexOf(1); byte >= 0; byte = set.indexOf(1, byte + 1)) found.push(byte);
    members = found;
    known.set(set, members);
  }
  return members;
}
