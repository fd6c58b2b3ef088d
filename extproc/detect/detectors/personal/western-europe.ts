// Numbers that states of western Europe know their people by.
import type { Detector } from '../../scan.ts';
import { hasEanDigit, hasLuhnDigit, hasMod11And10Digit, hasVerhoeffDigit, remainder, weighted } from './checksums.ts';
import { isCodiceFiscale } from './codice-fiscale.ts';
import { isBirthDay, isDayMonthYear, isYearMonthDay } from './days.ts';
import { isOneDigit, type NumberForm, numberDetectors } from './numbers.ts';
import { closely } from './words-before.ts';

const forms: readonly NumberForm[] = [
  {
    id: 'de-tax-id',
    title: 'German tax identification number',
    source: 'https://www.bzst.de/DE/Privatpersonen/SteuerlicheIdentifikationsnummer/steuerlicheidentifikationsnummer_node.html',
    words: [
      'steuer id',
      'steuer idnr',
      'steueridnr',
      'idnr',
      'steueridentifikationsnummer',
      'steuer identifikationsnummer',
      'steuerliche identifikationsnummer',
      'identifikationsnummer',
      'german tax id',
      'tax id',
      'TIN',
    ],
    behindWords: '[1-9][0-9] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}',
    isValid: number => hasOneRepeatedDigit(number.slice(0, 10)) && hasMod11And10Digit(number),
  },
  {
    id: 'de-id-card',
    title: 'German identity card number',
    source: 'https://www.personalausweisportal.de',
    words: [
      'personalausweis',
      'personalausweisnummer',
      'personalausweis nr',
      'ausweisnummer',
      'ausweis nr',
      'german id card',
      'identity card number',
    ],
    between: closely,
    behindWords: '[CFGHJKLMNPRTVWXYZ0-9]{9} ?[0-9]',
    isValid: number =>
      /[0-9].*[0-9]$/.test(number) &&
      weighted(number, [7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 === Number(number[9]) &&
      !isOneDigit(number),
  },
  {
    id: 'de-social-security',
    title: 'German pension insurance number',
    source: 'https://www.deutsche-rentenversicherung.de',
    words: [
      'rentenversicherungsnummer',
      'sozialversicherungsnummer',
      'versicherungsnummer',
      'rvnr',
      'rv nummer',
      'sv nummer',
      'sv nr',
    ],
    behindWords: '[0-9]{8}[A-Z][0-9]{3}',
    alone: { pattern: '[0-9]{2} [0-9]{6} [A-Z] [0-9]{3}', confidence: 0.85 },
    isValid: hasPensionDigit,
  },
  {
    id: 'de-health-insurance',
    title: 'German health insurance number',
    source: 'https://www.gkv-datenaustausch.de/kvnr/kvnr.jsp',
    words: [
      'krankenversichertennummer',
      'versichertennummer',
      'versicherten nr',
      'kvnr',
      'krankenversicherungsnummer',
      'krankenkassennummer',
    ],
    between: closely,
    behindWords: '[A-Z][0-9]{9}',
    isValid: number => sumOfDigits(letterAsTwo(number), [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 === Number(number[9]),
  },
  {
    id: 'fr-nir',
    title: 'French social security number (NIR)',
    source: 'https://www.insee.fr/fr/metadonnees/definition/c1409',
    words: ['nir', 'numéro de sécurité sociale', 'numero de securite sociale', 'sécurité sociale', 'sécu', 'insee'],
    behindWords: '[12][0-9]{4}(?:[0-9]{2}|2[AB])[0-9]{6} ?[0-9]{2}',
    alone: { pattern: '[12] [0-9]{2} [0-9]{2} (?:[0-9]{2}|2[AB]) [0-9]{3} [0-9]{3} [0-9]{2}', confidence: 0.9 },
    isValid: number => /^.{3}(?:0[1-9]|1[0-2]|[2-9][0-9])/.test(number) && hasNirKey(number),
  },
  {
    id: 'es-nif',
    title: 'Spanish tax number of a person (NIF, DNI)',
    source:
      'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/',
    words: ['DNI', 'dni', 'NIF', 'nif', 'documento nacional de identidad', 'número de identificación fiscal'],
    behindWords: '[0-9]{2}\\.?[0-9]{3}\\.?[0-9]{3}[- ]?[A-HJ-NP-TV-Za-hj-np-tv-z]',
    isValid: number => hasDniLetter(number),
  },
  {
    id: 'es-nie',
    title: 'Spanish number of a foreigner (NIE)',
    source:
      'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/',
    words: ['NIE', 'nie', 'número de identidad de extranjero'],
    between: closely,
    behindWords: '[XYZ][- ][0-9]{7}[- ]?[A-Z]|[xyz]-?[0-9]{7}-?[a-z]',
    alone: { pattern: '[XYZ][0-9]{7}-?[A-HJ-NP-TV-Z]', confidence: 0.75 },
    isValid: number => hasDniLetter('XYZ'.indexOf(number[0]!.toUpperCase()) + number.slice(1)),
  },
  {
    id: 'it-fiscal-code',
    title: 'Italian fiscal code (codice fiscale)',
    source: 'https://www.agenziaentrate.gov.it/portale/web/guest/schede/istanze/richiesta-ts_cf/informazioni-codificazione-pf',
    words: ['codice fiscale', 'cod fiscale', 'fiscal code', 'C.F.', 'CF'],
    alone: { pattern: '[A-Z]{6}[0-9L-NP-V]{2}[ABCDEHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]', confidence: 0.95 },
    isValid: isCodiceFiscale,
  },
  {
    id: 'it-vat-code',
    title: 'Italian VAT number (partita IVA)',
    source: 'https://www.agenziaentrate.gov.it',
    words: ['partita iva', 'p.iva', 'p. iva', 'piva', 'vat number'],
    behindWords: '(?:IT ?)?[0-9]{11}',
    isValid: number => hasLuhnDigit(number.replace(/^IT/, '')) && !isOneDigit(number),
    severity: 'medium',
  },
  {
    id: 'nl-bsn',
    title: 'Dutch citizen service number (BSN)',
    source: 'https://www.rvig.nl/bsn',
    words: ['bsn', 'bsn nummer', 'burgerservicenummer', 'sofinummer', 'citizen service number'],
    behindWords: '[0-9]{8,9}|[0-9]{4}\\.[0-9]{2}\\.[0-9]{3}|[0-9]{3} [0-9]{3} [0-9]{3}',
    isValid: number => weighted(number.padStart(9, '0'), [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && !isOneDigit(number),
  },
  {
    id: 'be-national-number',
    title: 'Belgian national register number',
    source: 'https://www.ibz.rrn.fgov.be/fr/registre-national/',
    words: [
      'rijksregisternummer',
      'rijksregister',
      'registre national',
      'numéro de registre national',
      'niss',
      'insz',
      'national number',
    ],
    behindWords: '[0-9]{11}',
    alone: { pattern: '[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}-[0-9]{3}\\.[0-9]{2}', confidence: 0.95 },
    isValid: hasBelgianKey,
  },
  {
    id: 'lu-national-id',
    title: 'Luxembourgish identification number',
    source: 'https://guichet.public.lu/en/citoyens/citoyennete/registre-national/identification/registre-national.html',
    words: ['matricule', 'numéro d’identification national', "numéro d'identification national"],
    behindWords: '[0-9]{4} ?[0-9]{4} ?[0-9]{5}',
    isValid: number =>
      isBirthDay(number) && hasLuhnDigit(number.slice(0, 12)) && hasVerhoeffDigit(number.slice(0, 11) + number[12]),
  },
  {
    id: 'pt-nif',
    title: 'Portuguese taxpayer number (NIF)',
    source: 'https://info.portaldasfinancas.gov.pt',
    words: ['NIF', 'nif', 'contribuinte', 'número de contribuinte', 'número de identificação fiscal'],
    behindWords: '[1235689][0-9]{2} ?[0-9]{3} ?[0-9]{3}',
    isValid: number =>
      !isOneDigit(number) && ((11 - (weighted(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10 === Number(number[8]),
  },
  {
    id: 'at-svnr',
    title: 'Austrian social insurance number',
    source: 'https://www.sozialversicherung.at',
    words: ['svnr', 'sv nummer', 'sv nr', 'sozialversicherungsnummer', 'versicherungsnummer'],
    behindWords: '[1-9][0-9]{3} ?[0-9]{6}',
    isValid: number =>
      isDayMonthYear(number.slice(4)) && weighted(number, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === Number(number[3]),
  },
  {
    id: 'ch-ahv',
    title: 'Swiss social security number (AHV)',
    source: 'https://www.zas.admin.ch/zas/en/home/partenaires-et-institutions-/navs13.html',
    words: ['ahv', 'ahv nummer', 'ahv nr', 'avs', 'ahvn13', 'navs13', 'sozialversicherungsnummer', 'numéro avs'],
    behindWords: '756[0-9]{10}',
    alone: { pattern: '756\\.[0-9]{4}\\.[0-9]{4}\\.[0-9]{2}', confidence: 0.95 },
    isValid: hasEanDigit,
  },
];

export const westernEuropeanDetectors: readonly Detector[] = forms.flatMap(numberDetectors);

/** One digit stands two or three times among the first ten, all others once at most. */
function hasOneRepeatedDigit(digits: string): boolean {
  const distinct = new Set(digits).size;
  return distinct === 9 || distinct === 8;
}

function letterAsTwo(number: string): string {
  return number.replace(/[A-Z]/, letter => String(letter.charCodeAt(0) - 0x40).padStart(2, '0'));
}

/** Products of two digits count as the sum of both. */
function sumOfDigits(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => {
    const product = weight * Number(digits[at]);
    return sum + Math.floor(product / 10) + (product % 10);
  }, 0);
}

function hasPensionDigit(number: string): boolean {
  const birth = number.slice(2, 8);
  const digits = letterAsTwo(number);
  return isDayMonthYear(birth) && sumOfDigits(digits, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10 === Number(number[11]);
}

/** 97 less the remainder of the number, where Corsica's departments count as 19 and 18. */
function hasNirKey(number: string): boolean {
  const digits = number.slice(0, 13).replace('2A', '19').replace('2B', '18');
  return 97 - remainder(digits, 97) === Number(number.slice(13));
}

function hasDniLetter(number: string): boolean {
  const digits = number.slice(0, 8);
  return !isOneDigit(digits.slice(1)) && 'TRWAGMYFPDXBNJZSQVHLCKE'[remainder(digits, 23)] === number[8]!.toUpperCase();
}

/** Of those born from 2000 on, the number counts with a 2 in front. */
function hasBelgianKey(number: string): boolean {
  const key = Number(number.slice(9));
  const isKey = (digits: string): boolean => 97 - remainder(digits, 97) === key;
  const birth = isYearMonthDay(number, month => (month > 40 ? month - 40 : month > 20 ? month - 20 : month));
  return birth && (isKey(number.slice(0, 9)) || isKey(`2${number.slice(0, 9)}`));
}
