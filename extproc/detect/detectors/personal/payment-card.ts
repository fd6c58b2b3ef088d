// Payment card numbers: who issues which prefix at which length (ISO/IEC 7812), and the check digit (Luhn).
import { textOf } from '../define.ts';

interface Brand {
  /** First and last prefix, of the same number of digits. */
  readonly prefixes: readonly (readonly [first: number, last: number])[];
  readonly lengths: readonly number[];
}

const brands: readonly Brand[] = [
  { prefixes: [[4, 4]], lengths: [13, 16, 19] }, // Visa
  {
    prefixes: [
      [51, 55],
      [2221, 2720],
    ],
    lengths: [16],
  }, // Mastercard
  {
    prefixes: [
      [34, 34],
      [37, 37],
    ],
    lengths: [15],
  }, // American Express
  {
    prefixes: [
      [6011, 6011],
      [644, 659],
      [622126, 622925],
    ],
    lengths: [16, 19],
  }, // Discover
  {
    prefixes: [
      [300, 305],
      [3095, 3095],
      [36, 36],
      [38, 39],
    ],
    lengths: [14, 16, 19],
  }, // Diners Club
  { prefixes: [[3528, 3589]], lengths: [16, 17, 18, 19] }, // JCB
  { prefixes: [[62, 62]], lengths: [16, 17, 18, 19] }, // UnionPay
  { prefixes: [[2200, 2204]], lengths: [16, 17, 18, 19] }, // Mir
  {
    prefixes: [
      [50, 50],
      [56, 58],
      [60, 61],
      [63, 69],
    ],
    lengths: [13, 14, 15, 16, 17, 18, 19],
  }, // Maestro, RuPay and others
];

/** True for a number that some brand issues and whose check digit is right, unless it is a fraction. Spaces and dashes don't count. */
export function isCard(value: Uint8Array): boolean {
  const text = textOf(value);
  const digits = text.replaceAll(/[^0-9]/g, '');
  return !/^\.*[0-9]+\./.test(text) && isIssued(digits) && hasLuhnDigit(digits) && !/^([0-9])\1*$/.test(digits);
}

function isIssued(digits: string): boolean {
  return brands.some(
    brand =>
      brand.lengths.includes(digits.length) &&
      brand.prefixes.some(([first, last]) => {
        const prefix = Number(digits.slice(0, String(first).length));
        return prefix >= first && prefix <= last;
      }),
  );
}

function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 0x30;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
