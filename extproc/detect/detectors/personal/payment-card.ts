// Payment card numbers: who issues which prefix at which length (ISO/IEC 7812), and the check digit (Luhn).
// One in ten numbers has the right check digit by chance. So in one piece, without a word for it, only the lengths of the brands that
// people carry count.
import type { Detector } from '../../scan.ts';
import { personal, textOf } from '../define.ts';
import { hasLuhnDigit } from './checksums.ts';
import { isOneDigit } from './numbers.ts';
import { contextBytes, wordsBefore } from './words-before.ts';

interface Brand {
  /** First and last prefix, of the same number of digits. */
  readonly prefixes: readonly (readonly [first: number, last: number])[];
  readonly lengths: readonly number[];
  /** Length at which a number in one piece needs no word. */
  readonly usual?: number;
}

const brands: readonly Brand[] = [
  { prefixes: [[4, 4]], lengths: [13, 16, 19], usual: 16 }, // Visa
  {
    prefixes: [
      [51, 55],
      [2221, 2720],
    ],
    lengths: [16],
    usual: 16,
  }, // Mastercard
  {
    prefixes: [
      [34, 34],
      [37, 37],
    ],
    lengths: [15],
    usual: 15,
  }, // American Express
  {
    prefixes: [
      [6011, 6011],
      [644, 659],
      [622126, 622925],
    ],
    lengths: [16, 19],
    usual: 16,
  }, // Discover
  {
    prefixes: [
      [300, 305],
      [3095, 3095],
      [36, 36],
      [38, 39],
    ],
    lengths: [14, 16, 19],
    usual: 14,
  }, // Diners Club
  { prefixes: [[3528, 3589]], lengths: [16, 17, 18, 19], usual: 16 }, // JCB
  { prefixes: [[62, 62]], lengths: [16, 17, 18, 19], usual: 16 }, // UnionPay
  { prefixes: [[2200, 2204]], lengths: [16, 17, 18, 19], usual: 16 }, // Mir
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

const prefixes = brands.flatMap(brand =>
  brand.prefixes.map(([first, last]) => ({ brand, digits: String(first).length, first, last })),
);

const isNamed = wordsBefore([
  ...[
    'card',
    'card number',
    'credit',
    'debit',
    'visa',
    'mastercard',
    'amex',
    'american express',
    'maestro',
    'discover',
    'unionpay',
    'ccn',
  ],
  ...[
    'pan',
    'cc',
    'kreditkarte',
    'kreditkartennummer',
    'karte',
    'carte bancaire',
    'carte',
    'tarjeta',
    'carta',
    'cartão',
    'kaart',
    'karta',
  ],
  ...['卡号', '信用卡', 'カード番号', 'クレジットカード', 'карта', 'номер карты'],
]);

/** Groups are parted in one way: a UUID has them in another. */
const sixteen = '[2-6][0-9]{3}(?:(?: [0-9]{4}){3}|(?:-[0-9]{4}){3})';
const others = '3[0-9]{3}(?: [0-9]{6} |-[0-9]{6}-)[0-9]{4,5}|[2-6][0-9]{12,18}';
const facts = {
  context: contextBytes,
  severity: 'high',
  confidence: 0.95,
  accept: cardConfidence,
  source: 'ISO/IEC 7812',
  confidenceRule: '0.95 in groups or behind words that name it, 0.85 in one piece; check digit and prefix right',
} as const;

export const cardDetectors: readonly Detector[] = [
  // A digit behind a point or a dash shows that the number goes on.
  personal('payment-card', 'payment card number', `\\b(?:${sixteen}|${others})\\b(?:[.-][0-9])?`, facts),
  // Its first 16 digits are another number, and the longest match would win: 4111 1111 1111 1111 123 is a card and its code.
  personal('payment-card', 'payment card number', '\\b[4-6][0-9]{3}(?:[ -][0-9]{4}){3}[ -][0-9]{3}\\b', facts),
];

function cardConfidence(value: Uint8Array, before: Uint8Array): boolean | number {
  const text = textOf(value);
  const digits = text.replaceAll(/[ -]/g, '');
  if (!hasLuhnDigit(digits) || isOneDigit(digits)) return false;
  const brand = brandOf(digits);
  if (brand === undefined) return false;
  // A fraction, or a part of a name.
  if (/(?:[0-9][.-]|[A-Za-z0-9]_|[A-Za-z]-)$/.test(textOf(before.subarray(-2)))) return false;
  if (digits.length < text.length || isNamed(before)) return 0.95;
  return digits.length === brand.usual && 0.85;
}

function brandOf(digits: string): Brand | undefined {
  for (const { brand, digits: length, first, last } of prefixes) {
    const prefix = Number(digits.slice(0, length));
    if (prefix >= first && prefix <= last && brand.lengths.includes(digits.length)) return brand;
  }
  return undefined;
}
