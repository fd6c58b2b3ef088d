// Numbers that states of the Middle East and Africa know their people by.
import type { Detector } from '../../scan.ts';
import { hasLuhnDigit, weighted } from './checksums.ts';
import { isYearMonthDay } from './days.ts';
import { isOneDigit, isSample, type NumberForm, numberDetectors } from './numbers.ts';

const forms: readonly NumberForm[] = [
  {
    id: 'tr-national-id',
    title: 'Turkish identification number',
    source: 'https://www.nvi.gov.tr',
    words: ['tckn', 'tc kimlik', 't.c. kimlik', 'kimlik no', 'kimlik numarası', 'tc kimlik no', 'turkish id'],
    behindWords: '[1-9][0-9]{10}',
    isValid: isTckn,
  },
  {
    id: 'il-id',
    title: 'Israeli identity number',
    source: 'https://www.gov.il/en/departments/population_and_immigration_authority',
    words: ['teudat zehut', 'תעודת זהות', 'ת.ז.', 'ת.ז', 'ת"ז', 'מספר זהות', 'israeli id'],
    behindWords: '[0-9]{9}|[0-9]{8}-[0-9]',
    isValid: number => hasLuhnDigit(number) && !isOneDigit(number),
  },
  {
    id: 'ae-emirates-id',
    title: 'Emirates ID number',
    source: 'https://icp.gov.ae',
    words: ['emirates id', 'eid', 'رقم الهوية'],
    behindWords: '784[0-9]{12}',
    alone: { pattern: '784-[0-9]{4}-[0-9]{7}-[0-9]', confidence: 0.9 },
    isValid: number => /^784(?:19|20)/.test(number) && hasLuhnDigit(number),
  },
  {
    id: 'sa-national-id',
    title: 'Saudi national or resident number',
    source: 'https://www.moi.gov.sa',
    words: ['iqama', 'saudi id', 'national id', 'رقم الهوية', 'الهوية الوطنية', 'رقم الإقامة'],
    behindWords: '[12][0-9]{9}',
    isValid: number => hasLuhnDigit(number) && !isOneDigit(number),
    confidence: 0.9,
  },
  {
    id: 'eg-national-id',
    title: 'Egyptian national number',
    source: 'https://www.moi.gov.eg',
    words: ['الرقم القومي', 'رقم قومي', 'national id', 'egyptian id'],
    behindWords: '[23][0-9]{13}',
    isValid: number => isYearMonthDay(number.slice(1)) && /^.{7}(?:0[1-4]|1[1-9]|2[1-9]|3[1-5]|88)/.test(number),
    confidence: 0.9,
  },
  {
    id: 'za-id',
    title: 'South African identity number',
    source: 'https://www.dha.gov.za',
    words: [
      'said number',
      'sa id',
      'id number',
      'id no',
      'identity number',
      'rsa id',
      'south african id',
      'suid afrikaanse id',
      'id nommer',
    ],
    behindWords: '[0-9]{6} ?[0-9]{4} ?[0-2][89][0-9]',
    isValid: number => isYearMonthDay(number) && hasLuhnDigit(number),
  },
  {
    id: 'ng-nin',
    title: 'Nigerian national identification number',
    source: 'https://nimc.gov.ng',
    words: ['NIN', 'national identification number'],
    behindWords: '[0-9]{11}',
    isValid: number => !isSample(number),
    confidence: 0.75,
  },
];

export const middleEasternAndAfricanDetectors: readonly Detector[] = forms.flatMap(numberDetectors);

function isTckn(number: string): boolean {
  const tenth = weighted(number, [7, -1, 7, -1, 7, -1, 7, -1, 7]) % 10;
  const eleventh = weighted(number, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]) % 10;
  return (tenth + 10) % 10 === Number(number[9]) && eleventh === Number(number[10]);
}
