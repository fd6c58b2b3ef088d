import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hasEanDigit,
  hasLuhnDigit,
  hasMod11And2Character,
  hasMod11And10Digit,
  hasVerhoeffDigit,
  remainder,
} from '../../../extproc/detect/detectors/personal/checksums.ts';
import { isBirthDay, isDay, isYearMonthDay } from '../../../extproc/detect/detectors/personal/days.ts';

// The examples of the specifications, or of the pages that explain them.
test.for([
  { name: 'Luhn', holds: hasLuhnDigit, right: '79927398713' },
  { name: 'Verhoeff', holds: hasVerhoeffDigit, right: '2363' },
  { name: 'MOD 11,10', holds: hasMod11And10Digit, right: '07945' },
  { name: 'MOD 11-2', holds: hasMod11And2Character, right: '079X' },
  { name: 'EAN', holds: hasEanDigit, right: '4006381333931' },
])('$name takes its example and none of its neighbours', ({ holds, right }) => {
  expect(holds(right)).toBe(true);
  for (const digit of '0123456789')
    if (digit !== right.at(-1)) expect([digit, holds(right.slice(0, -1) + digit)]).toEqual([digit, false]);
});

describe('one digit that was mistyped', () => {
  const digits = fc.stringMatching(/^[0-9]{12}$/);
  test.for([
    { name: 'Luhn', holds: hasLuhnDigit },
    { name: 'Verhoeff', holds: hasVerhoeffDigit },
    { name: 'MOD 11,10', holds: hasMod11And10Digit },
    { name: 'EAN', holds: hasEanDigit },
  ])('never passes: $name', ({ holds }) => {
    fc.assert(
      fc.property(digits, fc.nat(11), fc.integer({ min: 1, max: 9 }), (body, at, off) => {
        const right = [...'0123456789'].map(check => body + check).find(holds)!;
        const other = String((Number(right[at]) + off) % 10);
        expect(holds(right.slice(0, at) + other + right.slice(at + 1))).toBe(false);
      }),
    );
  });

  test('nor do two that changed places, with Verhoeff', () => {
    fc.assert(
      fc.property(digits, fc.nat(10), (body, at) => {
        fc.pre(body[at] !== body[at + 1]);
        const right = [...'0123456789'].map(check => body + check).find(hasVerhoeffDigit)!;
        expect(hasVerhoeffDigit(right.slice(0, at) + right[at + 1] + right[at] + right.slice(at + 2))).toBe(false);
      }),
    );
  });
});

test('the remainder of a long number is that of the number', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), number => {
      expect(remainder(String(number), 97)).toBe(Number(number % 97n));
    }),
  );
});

test.for([
  { name: 'a leap day', is: isDay(2024, 2, 29), want: true },
  { name: 'a leap day of another year', is: isDay(2023, 2, 29), want: false },
  { name: 'a leap day of a century', is: isDay(1900, 2, 29), want: false },
  { name: 'no month', is: isDay(2024, 13, 1), want: false },
  { name: 'no day', is: isDay(2024, 4, 31), want: false },
  { name: 'a century long gone', is: isBirthDay('18991231'), want: false },
  { name: 'a month with something added', is: isYearMonthDay('026203', month => month - 50), want: true },
])('a day or none: $name', ({ is, want }) => expect(is).toBe(want));
