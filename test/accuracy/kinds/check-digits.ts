// Check digits of national numbers, as their offices define them. Each takes the digits before the check and gives it.
import { digits } from '../template.ts';

const at = (text: string, i: number): number => text.charCodeAt(i) - 48;

export function weighted(number: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * at(number, i), 0);
}

/** ISO/IEC 7812. */
export function luhn(number: string): string {
  let sum = 0;
  for (let i = number.length - 1, double = true; i >= 0; i--, double = !double) {
    const digit = at(number, i) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Of any length: digits are taken one by one. */
export function modulo(number: string, divisor: number): number {
  let rest = 0;
  for (const digit of number) rest = (rest * 10 + Number(digit)) % divisor;
  return rest;
}

/** ISO 7064, mod 11,10: German tax numbers, Croatian OIBs. */
export function mod11and10(number: string): string {
  let product = 10;
  for (const digit of number) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

const multiply = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const permute = ['0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258'];
const inverse = '0432156789';

/** Verhoeff: Aadhaar. */
export function verhoeff(number: string): string {
  let check = 0;
  [...number].reverse().forEach((digit, i) => {
    check = at(multiply[check]!, at(permute[(i + 1) % 8]!, Number(digit)));
  });
  return inverse[check]!;
}

/** ISO 13616: two check digits over the rearranged number. */
export function ibanOf(country: string, account: string): string {
  const numeric = `${account}${country}00`.replaceAll(/[A-Z]/g, letter => String(letter.charCodeAt(0) - 55));
  return `${country}${String(98 - modulo(numeric, 97)).padStart(2, '0')}${account}`;
}

/** Weights 7, 3, 1 over digits and letters: documents for travellers (ICAO 9303). */
export function icao(text: string): string {
  const value = (char: string): number => (digits.includes(char) ? Number(char) : char.charCodeAt(0) - 55);
  return String([...text].reduce((sum, char, i) => sum + value(char) * [7, 3, 1][i % 3]!, 0) % 10);
}

/** Mod 11 by weights, 10 and 11 becoming what the office says. */
export function mod11(number: string, weights: readonly number[]): number {
  return (11 - (weighted(number, weights) % 11)) % 11;
}
