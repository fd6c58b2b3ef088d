// Papers and things that are registered to a person, by the words in front of them: few of their numbers have a check digit.
import type { Detector } from '../../scan.ts';
import { hasLuhnDigit, remainder, weighted } from './checksums.ts';
import { isOneDigit, type NumberForm, numberDetectors } from './numbers.ts';
import { closely } from './words-before.ts';

const forms: readonly NumberForm[] = [
  {
    id: 'passport',
    title: 'passport number',
    source: 'ICAO Doc 9303-3',
    words: [
      'passport',
      'passport number',
      'passport no',
      'passport id',
      'reisepass',
      'reisepassnummer',
      'passnummer',
      'passeport',
      'pasaporte',
      'passaporto',
      'passaporte',
      'paspoort',
      'paspoortnummer',
      'pasnummer',
      'passi',
      'паспорт',
      '护照',
      '护照号',
      'パスポート',
      '旅券番号',
      '여권',
    ],
    between: closely,
    behindWords: '[A-Z]{1,2} ?[0-9]{6,8}|[0-9]{8,9}|[A-Z][A-Z0-9]{8}|[0-9]{2}[A-Z]{2}[0-9]{5}|[0-9]{2} ?[0-9]{2} [0-9]{6}',
    isValid: hasDigits,
    confidence: 0.85,
  },
  {
    id: 'driver-license',
    title: 'driver licence number',
    source: 'https://www.aamva.org/identity/driver-license-data-verification-service',
    words: [
      "driver's license",
      "driver's licence",
      'drivers license',
      'driver license',
      'driver license number',
      'drivers license number',
      "driver's license number",
      'driving license number',
      'license number',
      'dl number',
      'dl no',
      'DL#',
      'führerschein',
      'führerscheinnummer',
      'permis de conduire',
      'permiso de conducir',
      'carnet de conducir',
      'patente di guida',
      'rijbewijs',
      'rijbewijsnummer',
      'carta de condução',
      'CNH',
      'körkort',
    ],
    between: closely,
    behindWords:
      '[A-Z]{0,2}[0-9]{6,14}|[A-Z][0-9]{3}-[0-9]{4}-[0-9]{4}|[A-Z][0-9]{3}-[0-9]{3}-[0-9]{2}-[0-9]{3}-[0-9]|[A-Z][0-9A-Z]{10}',
    isValid: hasDigits,
    confidence: 0.8,
  },
  {
    id: 'vehicle-id',
    title: 'vehicle identification number (VIN)',
    source: 'ISO 3779; 49 CFR 565',
    words: [
      'VIN',
      'vin number',
      'vin no',
      'vehicle identification',
      'vehicle identification number',
      'chassis number',
      'chassis no',
      'fahrgestellnummer',
      'FIN',
      'fin nummer',
      'numéro de châssis',
      'bastidor',
      'telaio',
    ],
    between: closely,
    behindWords: '[A-HJ-NPR-Z0-9]{17}',
    isValid: number => hasDigits(number) && (hasVinDigit(number) || !/^[1-5]/.test(number)),
    confidence: 0.9,
    severity: 'medium',
  },
  {
    id: 'license-plate',
    title: 'licence plate of a vehicle',
    source: 'https://www.unece.org/transport/road-transport',
    words: [
      'license plate',
      'licence plate',
      'license plate number',
      'number plate',
      'plate number',
      'plate no',
      'registration plate',
      'kennzeichen',
      'kfz kennzeichen',
      'amtliches kennzeichen',
      "plaque d'immatriculation",
      'immatriculation',
      'targa',
      'kenteken',
      '车牌',
      '车牌号',
    ],
    between: closely,
    behindWords:
      '[A-Z0-9ÄÖÜ]{1,4}[ -]?[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4})?|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-Z0-9]{5,6}',
    isValid: plate => /[0-9]/.test(plate) && /[A-Z]/.test(plate) && plate.length >= 5,
    confidence: 0.75,
    severity: 'medium',
  },
  {
    id: 'imei',
    title: 'device number of a phone (IMEI)',
    source: '3GPP TS 23.003, 6.2.1',
    words: ['imei', 'imei number', 'imei no'],
    behindWords: '[0-9]{15}|[0-9]{2}-[0-9]{6}-[0-9]{6}-[0-9]',
    isValid: number => hasLuhnDigit(number) && !isOneDigit(number),
    severity: 'medium',
  },
];

export const paperDetectors: readonly Detector[] = forms.flatMap(numberDetectors);

/** A word in capitals has none. */
function hasDigits(number: string): boolean {
  return number.replaceAll(/[^0-9]/g, '').length >= 4 && !isOneDigit(number.replaceAll(/[^0-9]/g, ''));
}

const transliterated = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ';

/** North American numbers have a check digit in the ninth place: 49 CFR 565.15(c). */
function hasVinDigit(number: string): boolean {
  const values = [...number].map(char => String(transliterated.indexOf(char) % 10)).join('');
  const rest = remainder(String(weighted(values, [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2])), 11);
  return number[8] === (rest === 10 ? 'X' : String(rest));
}
