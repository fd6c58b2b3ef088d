// The Italian fiscal code: its check letter, and the day within it. In twin cases digits are written as letters (omocodia).
import { isDay } from './days.ts';

/** Values of characters at odd places, of 0 to 9 and A to Z; digits count as the letters A to J do. */
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const omocodia = 'LMNPQRSTUV';
const months = 'ABCDEHLMPRST';

/** Decree of 23 December 1976, article 11. */
export function isCodiceFiscale(code: string): boolean {
  const year = digitsOf(code.slice(6, 8));
  const day = digitsOf(code.slice(9, 11)) % 40;
  return isDay(2000 + year, months.indexOf(code[8]!) + 1, day) && hasLetter(code);
}

function hasLetter(code: string): boolean {
  const values = [...code.slice(0, 15)].map((char, at) => (at % 2 === 0 ? odd[worth(char)]! : worth(char)));
  return values.reduce((sum, value) => sum + value, 0) % 26 === code.charCodeAt(15) - 0x41;
}

function worth(char: string): number {
  const number = Number.parseInt(char, 36);
  return number < 10 ? number : number - 10;
}

function digitsOf(text: string): number {
  return Number([...text].map(char => (omocodia.includes(char) ? omocodia.indexOf(char) : char)).join(''));
}
