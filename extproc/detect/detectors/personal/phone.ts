// Phone numbers: in international form (ITU-T E.164), in national spellings that nothing else has, and of any spelling behind words.
// A run of digits alone is never one: it is a moment in seconds, an id, an amount.
import type { Detector } from '../../scan.ts';
import { personal, textOf } from '../define.ts';
import { isCallable } from './calling-codes.ts';
import { beginsHere, isOneDigit, isSample } from './numbers.ts';
import { closely, contextBytes, leadsOf, wordsBefore } from './words-before.ts';

const words = [
  ...[
    'phone',
    'phones',
    'phone number',
    'phone no',
    'telephone',
    'telephone number',
    'tel',
    'mobile',
    'mobile number',
    'mobile no',
    'cell',
  ],
  ...[
    'cell phone',
    'cellphone',
    'cell number',
    'fax',
    'fax number',
    'whatsapp',
    'msisdn',
    'contact number',
    'work phone',
    'home phone',
  ],
  ...[
    'call me at',
    'call me on',
    'call us at',
    'call us on',
    'call him at',
    'call her at',
    'reach me at',
    'reach me on',
    'reach us at',
  ],
  ...['text me at', 'text me on', 'ring me on', 'phone me on', 'contact us at', 'contact me at', 'hotline', 'my number'],
  ...[
    'telefon',
    'telefonnummer',
    'telefonnr',
    'handy',
    'handynummer',
    'mobil',
    'mobilnummer',
    'mobiltelefon',
    'rufnummer',
    'festnetz',
  ],
  ...[
    'téléphone',
    'tél',
    'numéro de téléphone',
    'portable',
    'teléfono',
    'móvil',
    'celular',
    'tfno',
    'telefono',
    'cellulare',
    'telefone',
  ],
  ...['telemóvel', 'telefoon', 'telefoonnummer', 'mobiel', 'puhelin', 'telefonní', 'komórka', 'numer telefonu', 'telefonszám'],
  ...[
    '电话',
    '手机',
    '手机号',
    '電話',
    '携帯',
    '携帯電話',
    '電話番号',
    '전화',
    '전화번호',
    '휴대폰',
    'телефон',
    'тел',
    'мобильный',
    'फोन',
  ],
];

/** Spellings that say enough. North America: area and exchange begin with 2 to 9 (NANPA). */
const north =
  '(?:1[-. ])?(?:\\([2-9][0-8][0-9]\\) ?[2-9][0-9]{2}[-. ][0-9]{4}|[2-9][0-8][0-9](?:[- ][2-9][0-9]{2}-|\\.[2-9][0-9]{2}\\.)[0-9]{4})';
const national = [
  north,
  '07[0-9]{3} (?:[0-9]{6}|[0-9]{3} [0-9]{3})', // United Kingdom
  '0(?:2[0-9] [0-9]{4} [0-9]{4}|1[0-9]{2} [0-9]{3} [0-9]{4}|1[0-9]{3} [0-9]{6})',
  '0[1-9](?:(?: [0-9]{2}){4}|(?:\\.[0-9]{2}){4}|(?:-[0-9]{2}){4})(?:[ .-][0-9A-Fa-f]{2})?', // France; one pair more is a dump of bytes
  '01[567][0-9]{1,2}[ /-][0-9]{7,8}', // Germany
  '06[ -][0-9]{8}', // Netherlands
  '0[0-9]{2} [0-9]{3} [0-9]{2} [0-9]{2}', // Switzerland
  '0(?:7[0-9]|8)-[0-9]{3} [0-9]{2} [0-9]{2}', // Sweden
  '\\([1-9][0-9]\\) ?9?[0-9]{4}-[0-9]{4}', // Brazil
  '(?:04[0-9]{2} [0-9]{3} [0-9]{3}|\\(0[2378]\\) [0-9]{4} [0-9]{4})', // Australia
  '0[5789]0-[0-9]{4}-[0-9]{4}|0[3-6]-[0-9]{4}-[0-9]{4}', // Japan
  '01[016-9]-[0-9]{3,4}-[0-9]{4}', // Korea
  '1[3-9][0-9]([ -])[0-9]{4}[ -][0-9]{4}', // China
].join('|');
const extension = '(?:,? ?(?:x|ext\\.?|extension) ?[0-9]{1,5})?';

const facts = {
  confidence: 0.75,
  source: 'ITU-T E.164, E.123 and the numbering plans of the countries',
  confidenceRule: '0.9 behind words that name it, 0.75 in international form, 0.7 in a national spelling that nothing else has',
};

export const phoneDetectors: readonly Detector[] = [
  personal(
    'phone',
    'phone number',
    '\\B\\+[1-9][0-9]{0,2}\\)?[ .-]?(?:\\([0-9]{1,4}\\)[ .-]?)?(?:[0-9]{1,5}[ .-]?){1,5}[0-9]{2,5}\\b',
    { ...facts, context: contextBytes, accept: internationalConfidence },
  ),
  personal('phone', 'phone number', `(?:${national})\\b${extension}(?:[-./:][0-9])?`, {
    ...facts,
    context: contextBytes,
    accept: nationalConfidence,
  }),
  ...leadsOf(words, closely).map(lead =>
    personal('phone', 'phone number', '\\(?[0-9](?:[ ()./-]{0,2}[0-9]){6,14}\\b', {
      ...facts,
      lead,
      accept: value => isNamedNumber(textOf(value)) && 0.9,
    }),
  ),
];

const isNamed = wordsBefore(words);
const spelling = new RegExp(`^(?:${national})${extension}(?![0-9])`);
const whole = new RegExp(`^(?:${national})${extension}$`);

function internationalConfidence(value: Uint8Array, before: Uint8Array): boolean | number {
  const text = textOf(value);
  const digits = text.replaceAll('(0)', '').replaceAll(/[^0-9]/g, '');
  if (!isCallable(digits) || /([0-9])\1{6}/.test(digits)) return false;
  return isNamed(before) ? 0.9 : 0.75;
}

function nationalConfidence(value: Uint8Array, before: Uint8Array): boolean | number {
  const text = textOf(value);
  if (!whole.test(text) || /[ .-]?(?:[ .-][0-9A-Fa-f]{2}){5}$/.test(text) || isOneDigit(text.replaceAll(/[^0-9]/g, '')))
    return false;
  const shown = textOf(before);
  if (/[A-Za-z0-9_]$/.test(shown)) return false;
  if (isNamed(before)) return 0.9;
  // Bytes of a dump; the middle of something longer; a number that is named as another.
  if (/(?:^|[ .:-])[0-9A-Fa-f]{2}[ .:-]$/.test(shown) && /^0[1-9]([ .-])[0-9]{2}\1[0-9]{2}\1/.test(text)) return false;
  if (namedOtherwise.test(shown) || isYears(text)) return false;
  return beginsHere(text, before) && 0.7;
}

const namedOtherwise =
  /(?:isbn|issn|doi|order|invoice|serial|part|sku|ref|reference|case|ticket|tracking|account|version|model|ids?|no|nr|number|num|article|upc|ean|gtin)[\s.:#"'=]{0,4}$/i;

/** `03-2024-2025`. */
function isYears(text: string): boolean {
  return /^[0-9]{1,3}-(?:19|20)[0-9]{2}-/.test(text);
}

/** Behind its words. What the national spellings find is found there. */
function isNamedNumber(text: string): boolean {
  const digits = text.replaceAll(/[^0-9]/g, '');
  if (spelling.test(text) || isSample(digits) || /^[0-9]{7}$/.test(text)) return false;
  return !/^(?:(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)[0-9]{2}|[0-9]+\.[0-9]+|(?:[0-9]{1,3}\.){3}[0-9]{1,3})\b/.test(
    text,
  );
}
