// What patients, their insurance and their doctors are known by.
import type { Detector } from '../../scan.ts';
import { hasLuhnDigit } from './checksums.ts';
import { isOneDigit, type NumberForm, numberDetectors } from './numbers.ts';
import { closely } from './words-before.ts';

const letter = '[AC-HJKMNP-RT-Y]';
const either = '[AC-HJKMNP-RT-Y0-9]';

const forms: readonly NumberForm[] = [
  {
    id: 'medical-record-number',
    title: 'medical record number',
    source: 'HL7 v2 table 0203, MR',
    words: [
      'mrn',
      'medical record',
      'medical record number',
      'medical record no',
      'patient id',
      'patient number',
      'patient no',
      'hospital number',
      'chart number',
      'patientennummer',
      'patienten id',
      'numéro de dossier',
      'número de historia',
    ],
    between: closely,
    behindWords: '[A-Z]{0,4}-?[0-9]{5,12}',
    isValid: number => !isOneDigit(number.replaceAll(/[^0-9]/g, '')),
    confidence: 0.85,
  },
  {
    id: 'health-insurance-number',
    title: 'health insurance number',
    source: 'https://www.cms.gov',
    words: [
      'health insurance',
      'health insurance number',
      'insurance id',
      'insurance number',
      'insurance no',
      'insurance policy',
      'insurance member id',
      'member id',
      'policy number',
      'policy no',
      'subscriber id',
      'health plan id',
      'health card',
      'health card number',
      'ohip',
      'ehic',
    ],
    between: closely,
    behindWords: '[A-Z]{1,4}-?[0-9]{6,12}|[0-9]{8,14}|[0-9]{4}[ -][0-9]{3}[ -][0-9]{3}(?:[ -]?[A-Z]{2})?',
    isValid: number => !isOneDigit(number),
    confidence: 0.75,
  },
  {
    id: 'us-mbi',
    title: 'US Medicare beneficiary identifier',
    source: 'https://www.cms.gov/medicare/new-medicare-card/understanding-the-mbi.pdf',
    words: ['mbi', 'medicare', 'medicare beneficiary', 'medicare number', 'medicare id'],
    between: closely,
    behindWords: `[1-9]${letter}${either}[0-9]${letter}${either}[0-9]${letter}{2}[0-9]{2}`,
    alone: { pattern: `[1-9]${letter}${either}[0-9]-${letter}${either}[0-9]-${letter}{2}[0-9]{2}`, confidence: 0.8 },
    isValid: () => true,
    confidence: 0.9,
  },
  {
    id: 'us-npi',
    title: 'US national provider identifier',
    source: '45 CFR 162.406',
    words: ['npi', 'npi number', 'national provider', 'provider identifier'],
    behindWords: '[12][0-9]{9}',
    isValid: number => hasLuhnDigit(`80840${number}`),
    severity: 'medium',
  },
  {
    id: 'us-dea-number',
    title: 'US DEA registration number of a prescriber',
    source: 'https://www.deadiversion.usdoj.gov',
    words: ['dea', 'dea number', 'dea no', 'dea registration'],
    between: closely,
    behindWords: '[ABCDEFGHJKLMPRSTUX][A-Z9][0-9]{7}',
    isValid: hasDeaDigit,
    severity: 'medium',
  },
];

export const healthDetectors: readonly Detector[] = forms.flatMap(numberDetectors);

function hasDeaDigit(number: string): boolean {
  const [a, b, c, d, e, f, check] = [...number.slice(2)].map(Number) as [number, number, number, number, number, number, number];
  return (a + c + e + 2 * (b + d + f)) % 10 === check;
}
