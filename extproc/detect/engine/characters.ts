// Sets of characters, and the bytes that spell them in UTF-8. Patterns are matched over bytes, yet an atom always takes a whole
// character, so that no match begins or ends inside one. Relies on the text being valid UTF-8, which the content room sees to:
// surrogates are not told apart, since no valid text spells them.
import type { ByteSet, Pattern } from './pattern.ts';

/** Code points from first to last. */
export type Range = readonly [first: number, last: number];

export const lastCodePoint = 0x10ffff;
export const lastAscii = 0x7f;

export const digits: readonly Range[] = [[0x30, 0x39]];
export const spaces: readonly Range[] = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
];
export const wordCharacters: readonly Range[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];

/** Sorts ranges and joins those that touch. */
export function joined(ranges: readonly Range[]): Range[] {
  const out: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const previous = out.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else out.push([first, last]);
  }
  return out;
}

export function complement(ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  let next = 0;
  for (const [first, last] of joined(ranges)) {
    if (first > next) out.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= lastCodePoint) out.push([next, lastCodePoint]);
  return out;
}

/** Adds the other case of ASCII letters. */
export function withBothCases(ranges: readonly Range[]): Range[] {
  const out = [...ranges];
  for (const [first, last] of ranges) {
    const upper = [Math.max(first, 0x41), Math.min(last, 0x5a)] as const;
    const lower = [Math.max(first, 0x61), Math.min(last, 0x7a)] as const;
    if (upper[0] <= upper[1]) out.push([upper[0] + 0x20, upper[1] + 0x20]);
    if (lower[0] <= lower[1]) out.push([lower[0] - 0x20, lower[1] - 0x20]);
  }
  return joined(out);
}

/** Patterns share what they spell alike: most characters and classes come again and again. */
const known = new Map<string, Pattern>();
const knownMax = 4096;

/** The pattern over bytes that matches one character of the set. */
export function spelled(ranges: readonly Range[]): Pattern {
  const key = ranges.join(';');
  let pattern = known.get(key);
  if (pattern === undefined) {
    pattern = spell(joined(ranges));
    if (known.size >= knownMax) known.clear();
    known.set(key, pattern);
  }
  return pattern;
}

/** The pattern that matches one ASCII character, or that letter in both cases. Most of what patterns are made of. */
export function spelledAscii(point: number, bothCases: boolean): Pattern {
  const at = bothCases ? lastAscii + 1 + point : point;
  ascii[at] ??= spelled(bothCases ? withBothCases([[point, point]]) : [[point, point]]);
  return ascii[at];
}

const ascii: (Pattern | undefined)[] = new Array(2 * (lastAscii + 1)).fill(undefined);

function spell(ranges: readonly Range[]): Pattern {
  const single: ByteSet = new Uint8Array(256);
  for (const [first, last] of ranges) single.fill(1, first, Math.min(last, lastAscii) + 1);
  const beyond = ranges.filter(([, last]) => last > lastAscii);
  // All that is beyond ASCII, as in most complements, is worth a form of its own: the split by ranges has four times its states.
  if (beyond[0] !== undefined && beyond[0][0] <= lastAscii + 1 && beyond[0][1] === lastCodePoint) {
    return {
      kind: 'character',
      set: single.fill(1, 0xc2, 0xf4 + 1),
    };
  }
  const options = beyond.flatMap(([first, last]) => spellings(Math.max(first, lastAscii + 1), last));
  if (single.includes(1)) options.unshift({ kind: 'byte', set: single });
  return options.length === 1 ? options[0]! : { kind: 'choice', options };
}

/** Splits a range of code points until each piece is a product of byte ranges, as RE2 and Rust's regex-syntax do. */
function spellings(first: number, last: number): Pattern[] {
  for (const end of [0x7ff, 0xffff]) {
    if (first <= end && last > end) return [...spellings(first, end), ...spellings(end + 1, last)];
  }
  for (let continuations = 1; continuations < bytesOf(first).length; continuations += 1) {
    const low = 2 ** (6 * continuations) - 1;
    if ((first & ~low) === (last & ~low)) continue;
    if ((first & low) !== 0) return [...spellings(first, first | low), ...spellings((first | low) + 1, last)];
    if ((last & low) !== low) return [...spellings(first, (last & ~low) - 1), ...spellings(last & ~low, last)];
  }
  const ends = bytesOf(last);
  return [
    {
      kind: 'sequence',
      parts: bytesOf(first).map((byte, at) => byteBetween(byte, ends[at]!)),
    },
  ];
}

function bytesOf(codePoint: number): number[] {
  if (codePoint <= 0x7f) return [codePoint];
  const tail = (shift: number) => 0x80 | ((codePoint >> shift) & 0x3f);
  if (codePoint <= 0x7ff) return [0xc0 | (codePoint >> 6), tail(0)];
  if (codePoint <= 0xffff) return [0xe0 | (codePoint >> 12), tail(6), tail(0)];
  return [0xf0 | (codePoint >> 18), tail(12), tail(6), tail(0)];
}

function byteBetween(first: number, last: number): Pattern {
  return {
    kind: 'byte',
    set: new Uint8Array(256).fill(1, first, last + 1),
  };
}

export function byteSet(has: (byte: number) => boolean): ByteSet {
  const set = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte += 1) if (has(byte)) set[byte] = 1;
  return set;
}
