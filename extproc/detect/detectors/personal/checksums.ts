// The arithmetic by which a number tells that it was mistyped. Knows no country's number; each takes what it says and nothing else,
// so callers look at the form first.

/** Sum of digits times weights, from the left; digits beyond the weights don't count. Letters are 10 to 35. */
export function weighted(text: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number.parseInt(text[at]!, 36), 0);
}

/** Luhn (ISO/IEC 7812-1, annex B): cards, SIN, personnummer and many more. */
export function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 0x30;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

const dihedral = [
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
const permutation = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Verhoeff, over the dihedral group of order 10 (J. Verhoeff, Error Detecting Decimal Codes, 1969): Aadhaar. */
export function hasVerhoeffDigit(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    check = Number(dihedral[check]![Number(permutation[i % 8]![Number(digits.at(-1 - i))])]);
  }
  return check === 0;
}

/** The remainder of a number of any length; letters are 10 to 35, as in ISO 7064 MOD 97-10. */
export function remainder(text: string, of: number): number {
  let rest = 0;
  for (const char of text) {
    const number = Number.parseInt(char, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % of;
  }
  return rest;
}

/** ISO 7064 MOD 11,10, last digit included: the German tax id, the Croatian OIB. */
export function hasMod11And10Digit(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (product + Number(digit)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

/** ISO 7064 MOD 11-2, last character included, where X is 10: the Chinese resident id. */
export function hasMod11And2Character(text: string): boolean {
  let sum = 0;
  for (const char of text.slice(0, -1)) sum = ((sum + Number(char)) * 2) % 11;
  const last = text.at(-1)!.toUpperCase();
  return (sum + (last === 'X' ? 10 : Number(last))) % 11 === 1;
}

/** EAN-13 (GS1 General Specifications, 7.9): weights 1 and 3 in turn. */
export function hasEanDigit(digits: string): boolean {
  return weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}
