// Where people live: streets with house number and postcode in the order of a country, streets with a number behind words that say
// "address", and coordinates behind words. A street alone is a place, and a postcode alone a number.
import type { Detector } from '../../scan.ts';
import { personal, textOf } from '../define.ts';
import { leadsOf } from './words-before.ts';

const word = "[A-Z][A-Za-z'\\x{c0}-\\x{24f}]{1,13}";
const shortWord = '[A-Z][A-Za-z\\x{c0}-\\x{24f}]{1,11}';
const kind =
  '(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Parkway|Pkwy|Terrace|Ter|Circle|Cir|Highway|Hwy|Close|Crescent|Gardens|Square|Mews|Row|Grove|Hill)';
const street = `[A-Za-z]?,? (?:[NSEW]\\.? )?(?:${word} |[0-9]{1,3}(?:st|nd|rd|th) ){1,3}${kind}\\b\\.?(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Flat|#)\\.? ?[0-9A-Z]{1,5})?`;
const town = `(?:,? ?\\n?${word}(?: ${word}){0,2})?`;
const usEnd = ',? [A-Z]{2},? [0-9]{5}(?:-[0-9]{4})?';
const ukEnd = ',? [A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}';
const auEnd = ',? (?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT) [0-9]{4}';
const caEnd = ',? (?:AB|BC|MB|NB|NL|NS|ON|PE|QC|SK) [A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]';
const end = `(?:${usEnd}|${ukEnd}|${auEnd}|${caEnd})`;

const french = `[0-9]{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|bd|place|chemin|allée|impasse|quai|cours|route|square) [^\\n,;0-9]{2,30},? ?\\n?[0-9]{5} ${word}`;
const southern = `(?:Calle|C/|Avenida|Avda\\.|Av\\.|Plaza|Paseo|Via|Viale|Piazza|Corso|Largo|Rua|Praça) [^\\n;0-9]{2,30} ?[0-9]{1,4}[^\\n;0-9]{0,3}(?:[0-9]{1,2}[ºª°]? ?[A-Z]?, ?)?[0-9]{4,5}(?:-[0-9]{3})? ${word}`;
const german = `(?:straße|strasse|str\\.|weg|platz|allee|gasse|damm|ufer|ring|straat|laan|gracht|plein|kade)`;

const addressWords = [
  ...[
    'address',
    'home address',
    'street address',
    'mailing address',
    'postal address',
    'billing address',
    'shipping address',
    'delivery address',
    'residence',
    'address line',
  ],
  ...[
    'lives at',
    'live at',
    'living at',
    'resides at',
    'residing at',
    'residing in',
    'moved to',
    'deliver to',
    'ship to',
    'located at',
    'address1',
    'street',
  ],
];
const addressed = '["\'`]{0,2}[*_]{0,2}[ \\t]{0,3}(?:[:=>|]|is|at|in)?[*_]{0,2}[ \\t\\n]{0,3}["\'`]{0,2}';

const coordinateWords = [
  ...[
    'gps',
    'gps coordinates',
    'gps location',
    'gps position',
    'my location',
    'my coordinates',
    'home coordinates',
    'last known location',
    'live location',
  ],
  ...['standort', 'koordinaten', 'coordonnées gps'],
];
const located = '["\'`]{0,2}[ \\t]{0,3}(?:[:=]|is|are|at|ist|sind)?[ \\t]{0,3}["\'`(\\[]{0,2}';
const pair = '[-+]?[0-9]{1,3}\\.[0-9]{4,10}°?(?: ?[NS])?[,;]? {0,2}[-+]?[0-9]{1,3}\\.[0-9]{4,10}(?:°? ?[EW])?';

const facts = {
  confidence: 0.85,
  commit: 64,
  source: 'UPU S42 and the postal services of the countries',
  confidenceRule: '0.85 with number, street and postcode, 0.75 without postcode behind words that say "address"',
};

export const placeDetectors: readonly Detector[] = [
  // House numbers of five digits need words in front: else every number of five would begin one.
  personal('postal-address', 'postal address', `\\b[0-9]{1,4}${street}${town}${end}\\b`, facts),
  personal('postal-address', 'postal address', `\\b${french}`, facts),
  personal('postal-address', 'postal address', `\\b${southern}`, facts),
  // The beginning of the street's name is taken back.
  personal('postal-address', 'postal address', `${german} [0-9]{1,4} ?[a-z]?,? ?\\n?[0-9]{4,5}(?: [A-Z]{2})? ${shortWord}`, {
    ...facts,
    back: { class: '[A-Za-z0-9._%+-]', min: 1, max: 24 },
  }),
  ...leadsOf(addressWords, addressed).map(lead =>
    personal('postal-address', 'postal address', `[0-9]{1,5}${street}${town}(?:${end})?\\b`, {
      ...facts,
      lead,
      accept: value => behindWords(textOf(value)),
    }),
  ),
  ...leadsOf(coordinateWords, located).map(lead =>
    personal('gps-coordinates', 'coordinates of a place', pair, {
      lead,
      severity: 'low',
      confidence: 0.8,
      source: 'ISO 6709',
      confidenceRule: '0.8: a pair with four decimals and more, behind words that name it',
    }),
  ),
];

const hasPostcode = new RegExp(`${end}$`);
const hasShortNumber = /^[0-9]{1,4}[^0-9]/;

/** One with a postcode is found in any case. */
function behindWords(text: string): boolean | number {
  if (!hasPostcode.test(text)) return 0.75;
  return !hasShortNumber.test(text) && 0.85;
}
