// Samples of numbers that people are known by. Those with a check digit have two near misses in common: another last digit, and the
// same number where nothing says what it is.
import { type Hit, hit, miss, type NearMiss, type Samples } from '../sample.ts';

/** What stands in front, two parts of the number, what stands behind. */
type Row = readonly [before: string, first: string, second: string, after?: string];

export function checked(detector: string, rows: readonly Row[], misses: readonly NearMiss[] = []): Samples {
  return { detector, hits: rows.map(hitOf), misses: [...rows.map(mistyped), inABareRun(rows[0]!), ...misses] };
}

export function unchecked(detector: string, rows: readonly Row[], misses: readonly NearMiss[]): Samples {
  return { detector, hits: rows.map(hitOf), misses };
}

function hitOf([before, first, second, after = '']: Row): Hit {
  return hit(before === '' ? 'by its spelling' : `behind "${before}"`, before, first + second, after);
}

function mistyped([before, first, second, after = '']: Row): NearMiss {
  return miss('a wrong check digit', `${before}${first}${second.slice(0, -1)}${another(second.at(-1)!)}${after}`);
}

function another(char: string): string {
  if (/[0-9]/.test(char)) return String((Number(char) + 1) % 10);
  return char === 'W' ? 'X' : 'W';
}

/** In the middle of more digits it is another number, whatever they say. */
function inABareRun([, first, second]: Row): NearMiss {
  return miss('a part of a longer run', `run 77${(first + second).replaceAll(/[^0-9]/g, '')}77 ends`);
}
