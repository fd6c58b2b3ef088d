// Numbers that the United Kingdom and Ireland know their people by.
import type { Detector } from '../../scan.ts';
import { weighted } from './checksums.ts';
import { isOneDigit, type NumberForm, numberDetectors } from './numbers.ts';
import { closely } from './words-before.ts';

const forms: readonly NumberForm[] = [
  {
    id: 'uk-nhs',
    title: 'NHS number',
    source: 'https://www.datadictionary.nhs.uk/attributes/nhs_number.html',
    words: ['nhs', 'nhs number', 'nhs no'],
    behindWords: '[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}',
    isValid: number =>
      number.length === 10 && !isOneDigit(number) && weighted(number, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  },
  {
    id: 'uk-nino',
    title: 'UK national insurance number',
    source: 'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110',
    words: ['national insurance', 'national insurance number', 'nino', 'ni number', 'ni no'],
    alone: { pattern: '[A-CEGHJ-PRSTW-Z][A-CEGHJ-NPRSTW-Z](?:[0-9]{6}| [0-9]{2} [0-9]{2} [0-9]{2} ?)[A-D]', confidence: 0.7 },
    isValid: number => number.length === 9 && !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(number),
  },
  {
    id: 'uk-utr',
    title: 'UK unique taxpayer reference',
    source: 'https://www.gov.uk/find-utr-number',
    words: ['utr', 'unique taxpayer reference', 'unique tax reference'],
    behindWords: '[0-9]{5} ?[0-9]{5}',
    isValid: number => '21987654321'[weighted(number.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11] === number[0],
  },
  {
    id: 'uk-driving-licence',
    title: 'UK driving licence number',
    source: 'https://www.gov.uk/view-driving-licence',
    words: ['driving licence', 'driver licence', 'driving license', 'driver number', 'dvla'],
    between: closely,
    behindWords: '[A-Z9]{5} ?[0-9][0156][0-9](?:0[1-9]|[12][0-9]|3[01])[0-9] ?[A-Z9]{2}[0-9][A-Z]{2}',
    isValid: () => true,
    confidence: 0.9,
  },
  {
    id: 'ie-pps',
    title: 'Irish personal public service number',
    source: 'https://www.gov.ie/en/service/12e6de-get-a-personal-public-service-pps-number/',
    words: ['pps', 'ppsn', 'pps number', 'pps no', 'personal public service'],
    behindWords: '[0-9]{7} ?[A-W][A-IWa-i]?',
    isValid: hasPpsLetter,
  },
];

export const britishDetectors: readonly Detector[] = forms.flatMap(numberDetectors);

function hasPpsLetter(number: string): boolean {
  const second = number.length === 9 ? ' ABCDEFGHI'.indexOf(number[8]!.toUpperCase()) : 0;
  const sum = weighted(number, [8, 7, 6, 5, 4, 3, 2]) + Math.max(second, 0) * 9;
  return 'WABCDEFGHIJKLMNOPQRSTUV'[sum % 23] === number[7];
}
