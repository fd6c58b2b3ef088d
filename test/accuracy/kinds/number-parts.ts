// What recipes of national numbers share: a date of birth, digits, trying again where the office has no number for a sum.
import type { Chance } from '../chance.ts';
import { digits } from '../template.ts';

export interface PersonalKind {
  readonly id: string;
  /** What it is called in forms. */
  readonly labels: readonly string[];
  readonly make: (chance: Chance) => string;
}

export const two = (n: number): string => String(n).padStart(2, '0');
export const born = (chance: Chance) => ({ year: chance.int(1941, 2004), month: chance.int(1, 12), day: chance.int(1, 28) });
export const run = (chance: Chance, length: number): string => chance.run(digits, length);
export const again =
  (make: (chance: Chance) => string | null) =>
  (chance: Chance): string => {
    for (;;) {
      const made = make(chance);
      if (made !== null) return made;
    }
  };
