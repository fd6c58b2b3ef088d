// Chance that is the same on each run: what generators of texts roll.

/** Gives a whole number from 0 up to, and without, a number of sides. */
export type Dice = (sides: number) => number;

/** Seeds that are near each other give dice that are not. */
export function diceOf(seed: number): Dice {
  return diceFrom(Math.imul(seed, 2654435761) + 12345);
}

export function diceFrom(first: number): Dice {
  let state = first >>> 0;
  return sides => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

export function oneOf<T>(roll: Dice, from: readonly T[]): T {
  return from[roll(from.length)]!;
}
