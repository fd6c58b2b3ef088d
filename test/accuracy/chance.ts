// Chance from a seed: the same name gives the same choices on each machine and each day, and another name others.
// Knows nothing of what is chosen.

export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** Both ends included. */
  int(least: number, most: number): number;
  /** One of them. */
  pick<T>(list: readonly T[]): T;
  /** So many of them, in an order of chance. */
  some<T>(list: readonly T[], count: number): readonly T[];
  /** So many characters of an alphabet. */
  run(alphabet: string, length: number): string;
  /** True so often. */
  flip(share: number): boolean;
}

export function chanceOf(seed: string): Chance {
  let [a, b, c, d] = hashOf(seed);
  // sfc32, after Chris Doty-Humphrey: small, fast, and without a pattern that a text would show.
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i++) next();
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)]!;
  const some = <T>(list: readonly T[], count: number): readonly T[] =>
    list
      .map(item => ({ item, at: next() }))
      .sort((x, y) => x.at - y.at)
      .slice(0, count)
      .map(({ item }) => item);
  const run = (alphabet: string, length: number): string => {
    let text = '';
    while (text.length < length) text += alphabet[int(0, alphabet.length - 1)];
    return text;
  };
  return { next, int, pick, some, run, flip: share => next() < share };
}

/** Four words from a name (FNV-1a from four bases). */
function hashOf(seed: string): [number, number, number, number] {
  const word = (basis: number): number => {
    let hash = basis;
    for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 16777619);
    return hash | 0;
  };
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x85ebca6b), word(0xc2b2ae35)];
}
