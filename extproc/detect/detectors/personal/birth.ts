// Dates of birth: a day of any spelling behind words that say what it is.
import type { Detector } from '../../scan.ts';
import { personal, textOf } from '../define.ts';
import { isDay } from './days.ts';
import { contextBytes, leadsOf, orInTable, wordsBefore } from './words-before.ts';

const labels = [
  ...[
    'dob',
    'd.o.b',
    'date of birth',
    'birth date',
    'birthdate',
    'birthday',
    'birth day',
    'dateofbirth',
    'geburtsdatum',
    'geburtstag',
    'geb. am',
    'geb.',
  ],
  ...[
    'date de naissance',
    'fecha de nacimiento',
    'data di nascita',
    'data de nascimento',
    'geboortedatum',
    'födelsedatum',
    'fødselsdato',
  ],
  ...[
    'syntymäaika',
    'data urodzenia',
    'datum narození',
    'születési dátum',
    'doğum tarihi',
    'дата рождения',
    'дата народження',
    '出生日期',
    '生年月日',
    '생년월일',
  ],
];
const phrases = [
  'born',
  'geboren',
  'né',
  'née',
  'nacido',
  'nacida',
  'nato',
  'nata',
  'nascido',
  'nascida',
  'född',
  'født',
  'родился',
  'родилась',
];
const between =
  '(?:[ \\t:="\'().\\[\\]*|>_\\\\-]{0,4}(?i:is|was|on|the|am|den|le|el|il|em|at)\\b){0,2}[ \\t:：="\'().\\[\\]*|>_\\\\-]{0,6}';

const month = '[A-Za-z\\x{c0}-\\x{24f}]{3,10}\\.?';
const spellings = [
  '[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:T[0-9:.]{4,12}Z?)?',
  '[0-9]{1,2}(?:[-/]|\\. ?)[0-9]{1,2}(?:[-/]|\\. ?)(?:[0-9]{4}|[0-9]{2})',
  `[0-9]{1,2}(?:st|nd|rd|th|\\.|er|º)?[ -](?:of |de )?${month}(?: de)?,?[ -](?:19|20)[0-9]{2}`,
  `${month} [0-9]{1,2}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{2}`,
  '(?:19|20)[0-9]{6}',
].join('|');

export const birthDetectors: readonly Detector[] = leadsOf([...labels, ...phrases], orInTable(between)).map(lead =>
  personal('date-of-birth', 'date of birth', `(?:${spellings})\\b|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日`, {
    lead,
    confidence: 0.9,
    context: contextBytes,
    confidenceRule: '0.9 behind a label, 0.6 behind a word such as "born"; a day of the last hundred years and more',
    source: 'ISO 8601 and the customs of the languages',
    accept: birthConfidence,
  }),
);

const isLabelled = wordsBefore(labels);

function birthConfidence(value: Uint8Array, before: Uint8Array): boolean | number {
  const text = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString();
  if (!isBirth(text)) return false;
  return isLabelled(before) || text !== textOf(value) ? 0.9 : 0.6;
}

/** The order of the parts is a custom: a day that one of them makes is one. Nobody alive was born before 1900. */
function isBirth(text: string): boolean {
  const compact = /^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})$/.exec(text);
  const parts = compact?.slice(1) ?? text.split('T')[0]!.match(/[0-9]+/g) ?? [];
  const years = parts.filter(part => part.length === 4).map(Number);
  if (years.some(year => year < 1900 || year > 2099)) return false;
  const [a = 0, b = 0] = parts.filter(part => part.length < 4).map(Number);
  if (parts.length === 2) return isMonth(text) && a >= 1 && a <= 31;
  return isDay(2000, a, b) || isDay(2000, b, a) || (years.length === 0 && parts.length === 3);
}

const months =
  'jan feb mar apr may jun jul aug sep oct nov dec mär mai okt dez fév fev avr aoû déc ene abr ago dic gen mag giu lug set ott out maj mrt mei led úno bře tam hei hel maa huh tou kes elo syy lok mar jou'.split(
    ' ',
  );

function isMonth(text: string): boolean {
  const word = /[A-Za-z\u{c0}-\u{24f}]{3,}/u.exec(text.replace(/^[0-9]+(?:st|nd|rd|th|er)/, ''))?.[0].toLowerCase() ?? '';
  return months.includes(word.slice(0, 3));
}
