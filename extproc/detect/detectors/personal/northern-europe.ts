// Numbers that the states of northern Europe and the Baltic know their people by.
import type { Detector } from '../../scan.ts';
import { hasLuhnDigit, weighted } from './checksums.ts';
import { isDayMonthYear, isYearMonthDay } from './days.ts';
import { type NumberForm, numberDetectors } from './numbers.ts';

const forms: readonly NumberForm[] = [
  {
    id: 'se-personal-number',
    title: 'Swedish personal identity number',
    source: 'https://www.skatteverket.se/privat/folkbokforing/personnummer.4.3810a01c150939e893f18c29.html',
    words: ['personnummer', 'person nr', 'samordningsnummer', 'pnr', 'swedish personal number'],
    behindWords: '(?:19|20)?[0-9]{10}',
    alone: { pattern: '(?:(?:19|20)[0-9]{2}[01][0-9]{3}-|[0-9]{2}[01][0-9]{3}[-+])[0-9]{4}', confidence: 0.75 },
    // A day and a time (`20260304-0506`) is none, unless it is called one.
    isValid: number => isPersonnummer(number) && !isTime(number.slice(-4)),
    isValidBehindWords: isPersonnummer,
  },
  {
    id: 'no-birth-number',
    title: 'Norwegian birth number',
    source: 'https://www.skatteetaten.no/en/person/national-registry/identitetsnummer/fodselsnummer/',
    words: ['fødselsnummer', 'fodselsnummer', 'fødselsnr', 'personnummer', 'fnr', 'd nummer', 'norwegian id'],
    behindWords: '[0-9]{6} ?[0-9]{5}',
    isValid: isFodselsnummer,
  },
  {
    id: 'dk-cpr',
    title: 'Danish personal number (CPR)',
    source: 'https://www.cpr.dk/cpr-systemet/opbygning-af-cpr-nummeret',
    words: ['cpr', 'cpr nummer', 'cpr nr', 'personnummer', 'danish personal number'],
    behindWords: '[0-9]{10}',
    alone: { pattern: '[0-3][0-9][01][0-9]{3}-[0-9]{4}', confidence: 0.7 },
    isValid: number => isCpr(number) && !isTime(number.slice(6)) && weighted(number, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    // Since 2007 some have no check digit.
    isValidBehindWords: isCpr,
  },
  {
    id: 'fi-personal-identity-code',
    title: 'Finnish personal identity code',
    source: 'https://dvv.fi/en/personal-identity-code',
    words: ['hetu', 'henkilötunnus', 'personbeteckning', 'personal identity code'],
    alone: { pattern: '[0-3][0-9][01][0-9]{3}[-+A-FU-Y][0-9]{3}[0-9A-FHJ-NPR-Y]', confidence: 0.9 },
    isValid: hasHetuCharacter,
  },
  {
    id: 'is-kennitala',
    title: 'Icelandic identity number',
    source: 'https://www.skra.is/english/people/my-registration/id-numbers/',
    words: ['kennitala', 'kennitölu', 'kt'],
    behindWords: '[0-9]{6}-?[0-9]{4}',
    isValid: number =>
      isDayMonthYear(number) &&
      /[890]$/.test(number) &&
      !isTime(number.slice(6)) &&
      weighted(number, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  },
  {
    id: 'ee-personal-code',
    title: 'Estonian personal identification code',
    source: 'https://www.siseministeerium.ee',
    words: ['isikukood', 'isikukoodi', 'estonian id'],
    behindWords: '[1-8][0-9]{10}',
    isValid: isBalticCode,
  },
  {
    id: 'lt-personal-code',
    title: 'Lithuanian personal code',
    source: 'https://www.registrucentras.lt',
    words: ['asmens kodas', 'asmens kodo', 'asmens koda', 'asmens kodą'],
    behindWords: '[1-8][0-9]{10}',
    isValid: isBalticCode,
  },
  {
    id: 'lv-personal-code',
    title: 'Latvian personal code',
    source: 'https://www.pmlp.gov.lv',
    words: ['personas kods', 'personas kodu', 'personas koda'],
    behindWords: '[0-9]{6}-?[0-9]{5}',
    isValid: number =>
      isDayMonthYear(number) && (1101 - weighted(number, [1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11 === Number(number[10]),
  },
];

export const northernEuropeanDetectors: readonly Detector[] = forms.flatMap(numberDetectors);

/** Of coordination numbers the day has 60 more. */
function isPersonnummer(number: string): boolean {
  const digits = number.replace('+', '').slice(-10);
  return isYearMonthDay(digits, undefined, day => day % 60) && hasLuhnDigit(digits);
}

/** Of D-numbers the day has 40 more, of synthetic ones the month 40 or 80. */
function isFodselsnummer(number: string): boolean {
  const month = String(Number(number.slice(2, 4)) % 40).padStart(2, '0');
  return (
    isDayMonthYear(number.slice(0, 2) + month + number.slice(4, 6), day => day % 40) &&
    weighted(number, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weighted(number, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  );
}

function isCpr(number: string): boolean {
  return number.length === 10 && isDayMonthYear(number);
}

function hasHetuCharacter(code: string): boolean {
  const digits = code.slice(0, 6) + code.slice(-4, -1);
  return isDayMonthYear(code) && '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(digits) % 31] === code.at(-1);
}

/** Estonia and Lithuania: a second round of weights where the first leaves 10. */
function isBalticCode(number: string): boolean {
  const first = weighted(number, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const check = first < 10 ? first : (weighted(number, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
  return isYearMonthDay(number.slice(1)) && check === Number(number[10]);
}

/** `0506` behind a day is rather the time of day. */
function isTime(text: string): boolean {
  return Number(text.slice(0, 2)) < 24 && Number(text.slice(2)) < 60;
}
