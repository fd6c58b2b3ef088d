// Calling codes of countries and how long the numbers behind them are (ITU-T E.164, list of assigned codes; national numbering plans).
// A sum, an offset or a line of a patch that begins with a plus has seldom such a number of digits.

/** Digits behind the code, at least and at most. */
const lengths: Readonly<Record<string, readonly [min: number, max: number]>> = {
  ...all('1 7 52 90 91 57 58', 10, 10),
  ...all('31 33 34 48 27 56 93 94 41', 9, 9),
  ...all('45 47 53 65', 8, 8),
  ...all('32 36 51 66', 8, 9),
  ...all('20 60 63 64 82 92 95 98', 8, 10),
  ...all('30 44 40 81 84 61', 9, 10),
  ...all('54 55 86', 10, 11),
  ...all('39', 8, 11),
  ...all('43 49', 7, 13),
  ...all('46', 7, 10),
  ...all('62', 8, 12),
};

/** Codes of three digits begin so; behind them stand 6 to 11 digits. */
const long = /^(?:2[1-69]|3[578]|42|5[09]|6[789]|8[0578]|9[679])/;

function all(codes: string, min: number, max: number): Record<string, readonly [number, number]> {
  return Object.fromEntries(codes.split(' ').map(code => [code, [min, max]]));
}

/** Whether so many digits may follow the calling code that the number begins with. */
export function isCallable(digits: string): boolean {
  if (long.test(digits)) return digits.length >= 9 && digits.length <= 14;
  const code = [1, 2].map(size => digits.slice(0, size)).find(start => Object.hasOwn(lengths, start));
  if (code === undefined) return false;
  const [min, max] = lengths[code]!;
  const behind = digits.length - code.length;
  // North America: area and exchange begin with 2 to 9.
  return behind >= min && behind <= max && (code !== '1' || /^1[2-9][0-9]{2}[2-9]/.test(digits));
}
