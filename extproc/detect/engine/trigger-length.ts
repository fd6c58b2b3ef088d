// How many bytes of a pattern the trigger automaton sees to before a run of its own begins: few enough to keep that automaton small,
// enough to begin few runs that lead nowhere.
import { isWordByte } from './context.ts';
import type { ByteSet } from './pattern.ts';
import type { Program } from './program.ts';

export const triggerBytesMax = 6;

/** A prefix that turns up in prose about once in so many bytes needs no further byte. */
const rareEnough = 1e-7;

export function triggerLength(program: Program): number {
  const longest = Math.min(triggerBytesMax, program.extent.min);
  const rarity = program.prefixes(longest, shareOf).map(prefix => prefix.share);
  // A tail of broad classes makes the automaton large and triggers hardly rarer.
  const enough = Math.max(rareEnough, 2 * rarity.at(-1)!);
  return 1 + rarity.findIndex(share => share <= enough);
}

const shares = new WeakMap<ByteSet, number>();

function shareOf(set: ByteSet): number {
  let share = shares.get(set);
  if (share === undefined) {
    share = Math.min(
      1,
      set.reduce((sum, has, byte) => (has === 1 ? sum + frequency(byte) : sum), 0),
    );
    shares.set(set, share);
  }
  return share;
}

/** Rough shares of bytes in prose and code. */
function frequency(byte: number): number {
  if (byte === 0x20) return 0.15;
  if (byte >= 0x61 && byte <= 0x7a) return 0.04;
  if (byte >= 0x30 && byte <= 0x39) return 0.02;
  if (byte >= 0x80) return 0.0005;
  return isWordByte[byte] === 1 ? 0.006 : 0.01;
}
