// Numbers that the states of central, eastern and southeastern Europe know their people by.
import type { Detector } from '../../scan.ts';
import { hasLuhnDigit, hasMod11And10Digit, remainder, weighted } from './checksums.ts';
import { isDay, isDayMonthYear, isYearMonthDay } from './days.ts';
import { isOneDigit, type NumberForm, numberDetectors } from './numbers.ts';
import { closely } from './words-before.ts';

const forms: readonly NumberForm[] = [
  {
    id: 'pl-pesel',
    title: 'Polish national number (PESEL)',
    source: 'https://www.gov.pl/web/gov/czym-jest-numer-pesel',
    words: ['pesel'],
    behindWords: '[0-9]{11}',
    isValid: number =>
      isYearMonthDay(number, month => month % 20) && weighted(number, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
  },
  {
    id: 'pl-nip',
    title: 'Polish taxpayer number (NIP)',
    source: 'https://www.podatki.gov.pl',
    words: ['nip', 'numer identyfikacji podatkowej'],
    behindWords: '[0-9]{10}|[0-9]{3}-(?:[0-9]{3}-[0-9]{2}|[0-9]{2}-[0-9]{2})-[0-9]{2,3}',
    isValid: number =>
      number.length === 10 && weighted(number, [6, 5, 7, 2, 3, 4, 5, 6, 7, -1]) % 11 === 0 && !isOneDigit(number),
    severity: 'medium',
  },
  {
    id: 'pl-id-card',
    title: 'Polish identity card number',
    source: 'https://www.gov.pl/web/gov/dowod-osobisty-informacje',
    words: ['dowód osobisty', 'dowodu osobistego', 'numer dowodu', 'seria i numer'],
    between: closely,
    behindWords: '[A-Z]{3} ?[0-9]{6}',
    isValid: number => weighted(number, [7, 3, 1, 9, 7, 3, 1, 7, 3]) % 10 === 0,
  },
  {
    id: 'cz-birth-number',
    title: 'Czech or Slovak birth number',
    source: 'https://www.mvcr.cz',
    words: ['rodné číslo', 'rodne cislo', 'rodného čísla', 'rodneho cisla', 'r. č.', 'birth number'],
    behindWords: '[0-9]{10}',
    alone: { pattern: '[0-9]{2}[0-35-8][0-9][0-3][0-9]/[0-9]{4}', confidence: 0.8 },
    isValid: isRodneCislo,
  },
  {
    id: 'hu-taj',
    title: 'Hungarian social security number (TAJ)',
    source: 'https://www.neak.gov.hu',
    words: ['taj', 'taj szám', 'taj number', 'társadalombiztosítási azonosító'],
    behindWords: '[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}',
    isValid: number => weighted(number, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === Number(number[8]) && !isOneDigit(number),
  },
  {
    id: 'hu-tax-id',
    title: 'Hungarian tax identification number',
    source: 'https://nav.gov.hu',
    words: ['adóazonosító', 'adóazonosító jel', 'adószám'],
    behindWords: '8[0-9]{9}',
    isValid: number => weighted(number, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === Number(number[9]),
  },
  {
    id: 'ro-cnp',
    title: 'Romanian personal numerical code (CNP)',
    source: 'https://legislatie.just.ro/Public/DetaliiDocument/68774',
    words: ['cnp', 'cod numeric personal'],
    behindWords: '[1-9][0-9]{12}',
    isValid: isCnp,
  },
  {
    id: 'bg-egn',
    title: 'Bulgarian unified civil number',
    source: 'https://www.grao.bg/esgraon.html',
    words: ['egn', 'егн', 'единен граждански номер'],
    behindWords: '[0-9]{10}',
    isValid: number =>
      isYearMonthDay(number, month => (month > 40 ? month - 40 : month > 20 ? month - 20 : month)) &&
      (weighted(number, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === Number(number[9]),
  },
  {
    id: 'hr-oib',
    title: 'Croatian personal identification number (OIB)',
    source: 'https://www.porezna-uprava.hr',
    words: ['oib', 'osobni identifikacijski broj'],
    behindWords: '[0-9]{11}',
    isValid: number => hasMod11And10Digit(number) && !isOneDigit(number),
  },
  {
    id: 'rs-jmbg',
    title: 'citizen number of the successor states of Yugoslavia (JMBG, EMŠO)',
    source: 'https://www.paragraf.rs/propisi/zakon-o-jedinstvenom-maticnom-broju-gradjana.html',
    words: ['jmbg', 'emšo', 'emso', 'embg', 'matični broj', 'матични број', 'јмбг'],
    behindWords: '[0-9]{13}',
    isValid: isJmbg,
  },
  {
    id: 'gr-amka',
    title: 'Greek social security number (AMKA)',
    source: 'https://www.amka.gr',
    words: ['amka', 'αμκα', 'α.μ.κ.α.'],
    behindWords: '[0-9]{11}',
    isValid: number => isDayMonthYear(number) && hasLuhnDigit(number),
  },
  {
    id: 'gr-afm',
    title: 'Greek tax number (AFM)',
    source: 'https://www.aade.gr',
    words: ['afm', 'αφμ', 'α.φ.μ.'],
    behindWords: '[0-9]{9}',
    isValid: number => (weighted(number, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(number[8]) && !isOneDigit(number),
  },
  {
    id: 'ua-tax-number',
    title: 'Ukrainian taxpayer number',
    source: 'https://tax.gov.ua',
    words: ['рнокпп', 'ідентифікаційний код', 'ідентифікаційний номер', 'іпн', 'інн', 'ІПН', 'rnokpp'],
    behindWords: '[0-9]{10}',
    isValid: number => mod11(weighted(number, [-1, 5, 7, 9, 4, 6, 10, 5, 7])) % 10 === Number(number[9]) && !isOneDigit(number),
  },
  {
    id: 'ru-inn',
    title: 'Russian taxpayer number (INN)',
    source: 'https://www.nalog.gov.ru',
    words: ['инн', 'INN', 'inn number'],
    behindWords: '[0-9]{10}|[0-9]{12}',
    isValid: number =>
      !isOneDigit(number) && (number.length === 10 ? hasInnDigit(number, 9) : hasInnDigit(number, 10) && hasInnDigit(number, 11)),
  },
  {
    id: 'ru-snils',
    title: 'Russian pension insurance number (SNILS)',
    source: 'https://sfr.gov.ru/grazhdanam/snils/',
    words: ['снилс', 'snils', 'страховой номер'],
    behindWords: '[0-9]{11}',
    alone: { pattern: '[0-9]{3}-[0-9]{3}-[0-9]{3}[ -][0-9]{2}', confidence: 0.85 },
    isValid: number =>
      (weighted(number, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === Number(number.slice(9)) && !isOneDigit(number.slice(0, 9)),
  },
  {
    id: 'kz-iin',
    title: 'Kazakh individual identification number (IIN)',
    source: 'https://egov.kz',
    words: ['иин', 'жсн', 'IIN', 'iin number'],
    behindWords: '[0-9]{12}',
    isValid: isIin,
  },
];

export const easternEuropeanDetectors: readonly Detector[] = forms.flatMap(numberDetectors);

/** Of women the month has 50 more, in full years' registers 20; the whole is divisible by 11, or was given out with a 0 for 10. */
function isRodneCislo(number: string): boolean {
  const isBorn = isYearMonthDay(number, month =>
    month > 70 ? month - 70 : month > 50 ? month - 50 : month > 20 ? month - 20 : month,
  );
  const body = remainder(number.slice(0, 9), 11);
  return isBorn && body % 10 === Number(number[9]);
}

function isCnp(number: string): boolean {
  const county = Number(number.slice(7, 9));
  const rest = weighted(number, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
  const isCounty = (county >= 1 && county <= 48) || county === 51 || county === 52 || county === 70;
  return isYearMonthDay(number.slice(1)) && isCounty && (rest === 10 ? 1 : rest) === Number(number[12]);
}

/** Day, month, the last three digits of the year, region, serial, check digit. */
function isJmbg(number: string): boolean {
  const year = Number(number.slice(4, 7));
  const born = isDay(year < 800 ? 2000 + year : 1000 + year, Number(number.slice(2, 4)), Number(number.slice(0, 2)));
  return (
    born &&
    (year < 100 || year > 880) &&
    (11 - (weighted(number, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(number[12])
  );
}

const innWeights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

function hasInnDigit(number: string, at: number): boolean {
  return (weighted(number, innWeights.slice(11 - at)) % 11) % 10 === Number(number[at]);
}

function isIin(number: string): boolean {
  const first = weighted(number, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
  const check = first < 10 ? first : weighted(number, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
  return isYearMonthDay(number) && check === Number(number[11]);
}

function mod11(number: number): number {
  return ((number % 11) + 11) % 11;
}
