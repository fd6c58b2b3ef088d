// International bank account numbers (ISO 13616): each country has one length, and all have the same check.
import { textOf } from '../define.ts';
import { remainder } from './checksums.ts';

/** Countries by the number of characters of their IBANs, from the registry that SWIFT keeps. */
const countriesByLength: readonly (readonly [length: number, countries: string])[] = [
  [15, 'NO'],
  [16, 'BE'],
  [18, 'DK FO FI GL NL SD FK'],
  [19, 'MK SI'],
  [20, 'AT BA EE KZ LT LU XK MN'],
  [21, 'HR LV LI CH'],
  [22, 'BH BG CR GE DE IE ME RS GB VA'],
  [23, 'GI IQ IL TL AE SO OM'],
  [24, 'AD CZ MD PK RO SA SK ES SE TN VG DZ'],
  [25, 'LY PT ST AO CV MZ'],
  [26, 'IS TR'],
  [27, 'BI DJ FR GR IT MR MC SM'],
  [28, 'AL AZ CY DO SV GT HU LB NI PL BY SN CI'],
  [29, 'BR EG PS QA UA'],
  [30, 'JO KW MU YE'],
  [31, 'MT SC'],
  [32, 'LC'],
  [33, 'RU'],
];

/** Codes of countries (ISO 3166-1), for what else names a bank's: those of the registry and those without IBANs. */
export const countries: ReadonlySet<string> = new Set([
  ...countriesByLength.flatMap(([, codes]) => codes.split(' ')),
  ...'US CA MX AR CL CO PE UY PA CR JP CN HK TW KR SG MY TH ID PH VN IN LK BD AU NZ ZA NG KE GH TZ UG MA ET UZ AM KH'.split(' '),
]);

/** The length belongs to the pattern: words in capitals behind an IBAN would else be taken for its last group. */
export const ibanPattern = `\\b(?:${countriesByLength.map(([length, countries]) => form(length, countries)).join('|')})\\b`;

function form(length: number, countries: string): string {
  const groups = Math.floor((length - 4) / 4);
  const rest = (length - 4) % 4;
  return `(?:${countries.replaceAll(' ', '|')})\\d\\d(?: ?[A-Z0-9]{4}){${groups}}${rest === 0 ? '' : ` ?[A-Z0-9]{${rest}}`}`;
}

/** ISO 7064 MOD 97-10 over the number with its first four characters at the end, letters as 10 to 35. */
export function isIban(value: Uint8Array): boolean {
  const text = textOf(value).replaceAll(' ', '');
  return remainder(text.slice(4) + text.slice(0, 4), 97) === 1;
}
