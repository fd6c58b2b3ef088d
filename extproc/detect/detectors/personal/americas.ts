// Numbers that states of the Americas know their people by.
import type { Detector } from '../../scan.ts';
import { hasLuhnDigit, weighted } from './checksums.ts';
import { isYearMonthDay } from './days.ts';
import { isOneDigit, isSample, type NumberForm, numberDetectors } from './numbers.ts';

const forms: readonly NumberForm[] = [
  {
    id: 'us-ssn',
    title: 'US social security number',
    source: 'https://www.ssa.gov/employer/randomization.html',
    words: ['ssn', 'ssns', 'social security', 'social security number', 'social security no', 'soc sec'],
    behindWords: '[0-9]{3} ?[0-9]{2} ?[0-9]{4}',
    alone: { pattern: '[0-9]{3}-[0-9]{2}-[0-9]{4}', confidence: 0.8 },
    isValid: isAssignedSsn,
  },
  {
    id: 'us-itin',
    title: 'US individual taxpayer identification number',
    source: 'https://www.irs.gov/individuals/international-taxpayers/individual-taxpayer-identification-number-itin',
    words: ['itin', 'individual taxpayer', 'taxpayer id', 'taxpayer identification number', 'TIN'],
    behindWords: '9[0-9]{2} ?[0-9]{2} ?[0-9]{4}',
    alone: { pattern: '9[0-9]{2}-[5-9][0-9]-[0-9]{4}', confidence: 0.7 },
    isValid: number => /^9[0-9]{2}(?:5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-24-9])[0-9]{4}$/.test(number),
  },
  {
    id: 'us-ein',
    title: 'US employer identification number',
    source: 'https://www.irs.gov/businesses/small-businesses-self-employed/how-eins-are-assigned-and-valid-ein-prefixes',
    words: [
      'EIN',
      'FEIN',
      'employer identification number',
      'employer id number',
      'federal tax id',
      'tax id',
      'federal employer',
    ],
    behindWords: '[0-9]{2}-?[0-9]{7}',
    isValid: number =>
      /^(?:0[1-6]|1[0-6]|2[0-7]|[3-5][0-9]|6[0-8]|7[1-7]|8[0-8]|9[0-589])[0-9]{7}$/.test(number) && !isSample(number),
    confidence: 0.8,
    severity: 'medium',
  },
  {
    id: 'ca-sin',
    title: 'Canadian social insurance number',
    source: 'https://www.canada.ca/en/employment-social-development/services/sin.html',
    words: ['SIN', 'sin number', 'sin no', 'social insurance', 'social insurance number', 'NAS', "numéro d'assurance sociale"],
    behindWords: '[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}',
    isValid: number => /^[0-79]/.test(number) && hasLuhnDigit(number) && !isOneDigit(number),
  },
  {
    id: 'mx-curp',
    title: 'Mexican population registry key (CURP)',
    source: 'https://www.gob.mx/curp',
    words: ['curp', 'clave única'],
    alone: { pattern: '[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z0-9][0-9]', confidence: 0.95 },
    isValid: hasCurpDigit,
  },
  {
    id: 'br-cpf',
    title: 'Brazilian taxpayer number of a person (CPF)',
    source: 'https://www.gov.br/receitafederal/pt-br/assuntos/meu-cpf',
    words: ['cpf', 'cadastro de pessoa física'],
    behindWords: '[0-9]{11}|[0-9]{9}-[0-9]{2}',
    alone: { pattern: '[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}', confidence: 0.9 },
    isValid: number => number.length === 11 && !isOneDigit(number) && [9, 10].every(at => hasCpfDigit(number, at)),
  },
  {
    id: 'br-cnpj',
    title: 'Brazilian taxpayer number of a business (CNPJ)',
    source: 'https://www.gov.br/receitafederal/pt-br/assuntos/orientacao-tributaria/cadastros/cnpj',
    words: ['cnpj', 'cadastro nacional da pessoa jurídica'],
    behindWords: '[0-9]{14}',
    alone: { pattern: '[0-9]{2}\\.[0-9]{3}\\.[0-9]{3}/[0-9]{4}-[0-9]{2}', confidence: 0.9 },
    isValid: number => number.length === 14 && !isOneDigit(number) && [12, 13].every(at => hasCnpjDigit(number, at)),
    severity: 'medium',
  },
  {
    id: 'ar-cuit',
    title: 'Argentine tax or labour number (CUIT, CUIL)',
    source: 'https://www.argentina.gob.ar/obtener-el-cuil',
    words: ['cuit', 'cuil'],
    behindWords: '(?:2[034567]|3[034])[0-9]{9}',
    alone: { pattern: '(?:2[034567]|3[034])-[0-9]{8}-[0-9]', confidence: 0.85 },
    isValid: number => number.length === 11 && weighted(number, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  },
  {
    id: 'cl-rut',
    title: 'Chilean national number (RUT)',
    source: 'https://www.registrocivil.cl',
    words: ['rut', 'run', 'rol único tributario', 'rol único nacional'],
    behindWords: '[0-9]{7,8}-?[0-9Kk]',
    alone: { pattern: '[0-9]{1,2}\\.[0-9]{3}\\.[0-9]{3}-[0-9Kk]', confidence: 0.85 },
    isValid: hasRutDigit,
  },
  {
    id: 'ec-cedula',
    title: 'Ecuadorian identity card number',
    source: 'https://www.registrocivil.gob.ec',
    words: ['cédula', 'cedula', 'cédula de identidad'],
    behindWords: '(?:[01][0-9]|2[0-4]|30)[0-5][0-9]{7}|(?:[01][0-9]|2[0-4]|30)[0-5][0-9]{6}-[0-9]',
    isValid: number => !number.startsWith('00') && hasLuhnDigit(number),
  },
];

export const americanDetectors: readonly Detector[] = forms.flatMap(numberDetectors);

/** Social Security Administration: no area 000, 666 or 900 and up, no group 00, no serial 0000. */
function isAssignedSsn(number: string): boolean {
  return /^[0-9]{9}$/.test(number) && !/^(?:000|666|9)|^...00|0000$/.test(number) && !isOneDigit(number);
}

/** Letters and digits are places in an alphabet that has Ñ; weights fall from 18. */
function hasCurpDigit(key: string): boolean {
  if (!isYearMonthDay(key.slice(4, 10))) return false;
  const places = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
  const sum = [...key.slice(0, 17)].reduce((total, char, at) => total + places.indexOf(char) * (18 - at), 0);
  return (10 - (sum % 10)) % 10 === Number(key[17]);
}

function hasCpfDigit(number: string, at: number): boolean {
  const weights = Array.from({ length: at }, (_, i) => at + 1 - i);
  return ((weighted(number, weights) * 10) % 11) % 10 === Number(number[at]);
}

function hasCnpjDigit(number: string, at: number): boolean {
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2].slice(13 - at);
  const rest = weighted(number, weights) % 11;
  return (rest < 2 ? 0 : 11 - rest) === Number(number[at]);
}

function hasRutDigit(number: string): boolean {
  const digits = [...number.slice(0, -1)].reverse();
  if (digits.length > 8 || isOneDigit(digits.join(''))) return false;
  const sum = digits.reduce((total, digit, at) => total + Number(digit) * (2 + (at % 6)), 0);
  return '0K987654321'[sum % 11] === number.at(-1)!.toUpperCase();
}
