// Numbers that are nobody's, thousands of them, in the texts in which they stand: the same on each run.
import { expect, test } from 'vitest';
import { personalDetectors } from '../../../extproc/detect/detectors/personal/all.ts';
import { compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { matchesOf } from './find.ts';

const scanner = compileScanner(personalDetectors, defaultLimits);
const rounds = 3000;

type Roll = (sides: number) => number;

function dice(seed: number): Roll {
  let state = seed;
  return sides => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const chars = (roll: Roll, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[roll(alphabet.length)]).join('');
const digits = (roll: Roll, length: number): string => String(1 + roll(9)) + chars(roll, '0123456789', length - 1);
const hex = (roll: Roll, length: number): string => chars(roll, '0123456789abcdef', length);
const two = (number: number): string => String(number).padStart(2, '0');
const day = (roll: Roll): string => `20${two(10 + roll(20))}-${two(1 + roll(12))}-${two(1 + roll(28))}`;
const time = (roll: Roll): string => `${two(roll(24))}:${two(roll(60))}:${two(roll(60))}`;

/** Things that a program writes. */
const things: Readonly<Record<string, (roll: Roll) => string>> = {
  'a moment in seconds': roll => String(1_500_000_000 + roll(400_000_000)),
  'a moment in milliseconds': roll => String(1_500_000_000_000 + roll(400_000_000) * 1000 + roll(1000)),
  'a moment in microseconds': roll => `${1_500_000_000 + roll(400_000_000)}${chars(roll, '0123456789', 6)}`,
  'a moment in nanoseconds': roll => `${1_500_000_000 + roll(400_000_000)}${chars(roll, '0123456789', 9)}`,
  'an id of up to twelve digits': roll => digits(roll, 1 + roll(12)),
  'a snowflake': roll => `1${chars(roll, '0123456789', 17 + roll(2))}`,
  'a UUID': roll => `${hex(roll, 8)}-${hex(roll, 4)}-4${hex(roll, 3)}-a${hex(roll, 3)}-${hex(roll, 12)}`,
  'a digest': roll => hex(roll, [32, 40, 64][roll(3)]!),
  'a short digest': roll => hex(roll, 7 + roll(6)),
  'a version': roll => `${roll(20)}.${roll(30)}.${roll(100)}${['', '-rc.1', `+${digits(roll, 8)}`, `.${roll(30)}`][roll(4)]}`,
  'a price': roll => `$${digits(roll, 1 + roll(3))},${chars(roll, '0123456789', 3)}.${chars(roll, '0123456789', 2)}`,
  'a sum with blanks': roll => `${1 + roll(999)} ${chars(roll, '0123456789', 3)} ${chars(roll, '0123456789', 3)}`,
  'a fraction': roll => `${roll(200) - 100}.${chars(roll, '0123456789', 3 + roll(14))}`,
  coordinates: roll => `[${roll(90)}.${digits(roll, 6)}, ${roll(180)}.${digits(roll, 6)}]`,
  'a day and a time': roll => `${day(roll)}T${time(roll)}.${chars(roll, '0123456789', 3)}Z`,
  'a day and a time of a file': roll =>
    `backup-${day(roll).replaceAll('-', '')}-${time(roll)
      .replaceAll(':', '')
      .slice(0, 4 + 2 * roll(2))}`,
  'an ISBN': roll => `978-${roll(10)}-${chars(roll, '0123456789', 2)}-${chars(roll, '0123456789', 6)}-${roll(10)}`,
  'an order': roll => `ORD-${digits(roll, 6)}-${digits(roll, 4)}`,
  'a part': roll => `${chars(roll, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 2)}-${digits(roll, 5)}`,
  'a size': roll => `${digits(roll, 2 + roll(3))}x${digits(roll, 2 + roll(3))}`,
  'a range of lines': roll => `@@ -${roll(9999)},${roll(99)} +${roll(9999)},${roll(99)} @@`,
  'a trace': roll => `00-${hex(roll, 32)}-${hex(roll, 16)}-01`,
  'a colour': roll => `#${hex(roll, 6)}`,
  'a process': roll => `pid=${digits(roll, 5)} port ${1024 + roll(60000)} rc=-${roll(128)}`,
  'bytes of a dump': roll => Array.from({ length: 16 }, () => hex(roll, 2)).join(' '),
};

/** Where they stand. */
const places: readonly ((thing: string, roll: Roll) => string)[] = [
  thing => `{"created": ${JSON.stringify(thing)}, "n": 1}`,
  thing => `The result was ${thing}, as expected.`,
  thing => `2026-03-04 05:06:07 INFO worker[12] finished ${thing} in 12 ms`,
  thing => `const value = "${thing}"; // see above`,
  (thing, roll) => `- item ${roll(99)}: ${thing}\n`,
  thing => `a,b,c\n1,${thing},x\n`,
  thing => `| ${thing} | ok |`,
];

test.for(Object.keys(things))('nobody is seen in %s', name => {
  const roll = dice(name.length * 7919 + 1);
  const found = new Map<string, number>();
  for (let i = 0; i < rounds; i++) {
    const text = places[roll(places.length)]!(things[name]!(roll), roll);
    for (const { detector, start, end } of matchesOf(scanner, text)) {
      const kind = `${detector.id}: ${Buffer.from(text).subarray(start, end)}`;
      found.set(kind, (found.get(kind) ?? 0) + 1);
    }
  }
  expect([...found]).toEqual([]);
});
