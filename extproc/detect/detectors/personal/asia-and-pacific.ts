// Numbers that states of Asia, Australia and New Zealand know their people by.
import type { Detector } from '../../scan.ts';
import { hasMod11And2Character, hasVerhoeffDigit, weighted } from './checksums.ts';
import { isBirthDay, isDayMonthYear, isYearMonthDay } from './days.ts';
import { isOneDigit, isSample, type NumberForm, numberDetectors } from './numbers.ts';
import { closely } from './words-before.ts';

const forms: readonly NumberForm[] = [
  {
    id: 'in-aadhaar',
    title: 'Indian Aadhaar number',
    source: 'https://uidai.gov.in',
    words: ['aadhaar', 'aadhar', 'adhaar', 'uidai', 'आधार'],
    behindWords: '[2-9][0-9]{11}|[2-9][0-9]{3}-[0-9]{4}-[0-9]{4}',
    alone: { pattern: '[2-9][0-9]{3} [0-9]{4} [0-9]{4}(?: [0-9]{1,4})?', confidence: 0.7 },
    isValid: number =>
      number.length === 12 && hasVerhoeffDigit(number) && !/^(?:20[0-9]{2}){3}$/.test(number) && !isOneDigit(number),
  },
  {
    id: 'in-pan',
    title: 'Indian permanent account number (PAN)',
    source: 'https://incometaxindia.gov.in',
    words: ['PAN', 'pan card', 'pan number', 'pan no', 'permanent account number'],
    alone: { pattern: '[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]', confidence: 0.7 },
    isValid: number => !/^([A-Z])\1{4}|0000/.test(number),
  },
  {
    id: 'in-voter',
    title: 'Indian voter card number (EPIC)',
    source: 'https://www.eci.gov.in',
    words: ['EPIC', 'voter id', 'voter card'],
    between: closely,
    behindWords: '[A-Z]{3}[0-9]{7}',
    isValid: () => true,
    confidence: 0.85,
  },
  {
    id: 'cn-resident-id',
    title: 'Chinese resident identity number',
    source: 'GB 11643-1999',
    words: ['身份证', '身份证号', '身份證', '公民身份号码', 'resident id'],
    alone: { pattern: '(?:[1-5][0-7]|6[1-5]|71|8[1-3])[0-9]{4}(?:19|20)[0-9]{9}[0-9Xx]', confidence: 0.85 },
    isValid: number =>
      isBirthDay(number.slice(6)) &&
      /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/.test(number) &&
      hasMod11And2Character(number),
  },
  {
    id: 'hk-id',
    title: 'Hong Kong identity card number',
    source: 'https://www.immd.gov.hk/eng/services/hkid.html',
    words: ['hkid', 'hk id', 'hong kong id', '香港身份證', '身份證號碼'],
    between: closely,
    behindWords: '[A-Z]{1,2}[0-9]{6}\\(?[0-9A]\\b',
    isValid: hasHongKongDigit,
  },
  {
    id: 'tw-national-id',
    title: 'Taiwanese identity card number',
    source: 'https://www.ris.gov.tw',
    words: ['身分證', '身分證字號', '身份證字號', '統一證號', 'taiwan id', 'national id'],
    between: closely,
    behindWords: '[A-Z][1289][0-9]{8}',
    isValid: hasTaiwaneseDigit,
  },
  {
    id: 'kr-rrn',
    title: 'Korean resident registration number',
    source: 'https://www.mois.go.kr',
    words: ['rrn', '주민등록번호', '주민번호', '외국인등록번호', 'resident registration'],
    behindWords: '[0-9]{7}[0-9]{6}',
    alone: { pattern: '[0-9]{2}[01][0-9][0-3][0-9]-[1-8][0-9]{6}', confidence: 0.85 },
    isValid: number =>
      isYearMonthDay(number) && (11 - (weighted(number, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10 === Number(number[12]),
    // Since October 2020 they have no check digit.
    isValidBehindWords: number => number.length === 13 && isYearMonthDay(number),
  },
  {
    id: 'jp-my-number',
    title: 'Japanese individual number (My Number)',
    source: 'https://www.digital.go.jp/en/policies/mynumber/',
    words: ['マイナンバー', '個人番号', 'my number', 'individual number'],
    behindWords: '[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}',
    isValid: hasMyNumberDigit,
  },
  {
    id: 'sg-nric',
    title: 'Singaporean identity number (NRIC, FIN)',
    source: 'https://www.ica.gov.sg',
    words: ['nric', 'fin', 'nric no', 'fin no', 'singapore id'],
    alone: { pattern: '[STFGM][0-9]{7}[A-Z]', confidence: 0.75 },
    isValid: hasNricLetter,
  },
  {
    id: 'my-nric',
    title: 'Malaysian identity card number (MyKad)',
    source: 'https://www.jpn.gov.my',
    words: ['mykad', 'nric', 'no kad pengenalan', 'kad pengenalan', 'ic number', 'ic no'],
    behindWords: '[0-9]{12}',
    alone: { pattern: '[0-9]{2}[01][0-9][0-3][0-9]-[0-9]{2}-[0-9]{4}', confidence: 0.75 },
    isValid: number =>
      isYearMonthDay(number) && /^.{6}(?:0[1-9]|1[0-6]|2[1-9]|[345][0-9]|6[0-8]|7[14-9]|8[2-9]|9[0-389])/.test(number),
  },
  {
    id: 'id-nik',
    title: 'Indonesian resident identity number (NIK)',
    source: 'https://dukcapil.kemendagri.go.id',
    words: ['NIK', 'nik', 'ktp', 'no ktp', 'nomor induk kependudukan'],
    behindWords: '[1-9][0-9]{15}',
    isValid: number =>
      isDayMonthYear(number.slice(6), day => day % 40) && /^(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-6])/.test(number),
    confidence: 0.9,
  },
  {
    id: 'th-tnin',
    title: 'Thai national identification number',
    source: 'https://www.bora.dopa.go.th',
    words: ['เลขประจำตัวประชาชน', 'บัตรประชาชน', 'thai id', 'thai national id'],
    behindWords: '[1-8][0-9]{12}',
    alone: { pattern: '[1-8]-[0-9]{4}-[0-9]{5}-[0-9]{2}-[0-9]', confidence: 0.9 },
    isValid: number => (11 - (weighted(number, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === Number(number[12]),
  },
  {
    id: 'pk-cnic',
    title: 'Pakistani identity card number (CNIC)',
    source: 'https://www.nadra.gov.pk',
    words: ['cnic', 'nicop', 'national identity card'],
    behindWords: '[1-7][0-9]{4}-?[0-9]{7}-?[0-9]',
    isValid: number => number.length === 13 && !isSample(number.slice(0, 12)),
    confidence: 0.9,
  },
  {
    id: 'vn-cccd',
    title: 'Vietnamese citizen identity number',
    source: 'https://dichvucong.gov.vn',
    words: ['cccd', 'căn cước công dân', 'căn cước', 'số cccd', 'cmnd'],
    behindWords: '0[0-9]{11}',
    isValid: number => /^0(?:0[1-9]|[1-8][0-9]|9[0-6])[0-9]/.test(number) && !isSample(number),
    confidence: 0.9,
  },
  {
    id: 'au-tfn',
    title: 'Australian tax file number',
    source: 'https://www.ato.gov.au',
    words: ['tfn', 'tax file', 'tax file number'],
    behindWords: '[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}',
    isValid: number => weighted(number, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 && !isOneDigit(number),
  },
  {
    id: 'au-medicare',
    title: 'Australian Medicare card number',
    source: 'https://www.servicesaustralia.gov.au/medicare-card',
    words: ['medicare', 'medicare number', 'medicare card', 'medicare no'],
    behindWords: '[2-6][0-9]{3}[ -]?[0-9]{5}[ -]?[0-9]{1,2}',
    isValid: number => weighted(number, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(number[8]) && number[9] !== '0',
  },
  {
    id: 'au-abn',
    title: 'Australian business number',
    source: 'https://abr.business.gov.au/Help/AbnFormat',
    words: ['abn', 'australian business number'],
    behindWords: '[1-9][0-9] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}',
    isValid: number => number.length === 11 && (weighted(number, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0,
    severity: 'medium',
  },
  {
    id: 'au-acn',
    title: 'Australian company number',
    source: 'https://asic.gov.au/for-business/registering-a-company/steps-to-register-a-company/australian-company-numbers/',
    words: ['acn', 'australian company number'],
    behindWords: '[0-9]{3} ?[0-9]{3} ?[0-9]{3}',
    isValid: number => (10 - (weighted(number, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === Number(number[8]),
    severity: 'medium',
  },
  {
    id: 'nz-ird',
    title: 'New Zealand tax number (IRD)',
    source: 'https://www.ird.govt.nz',
    words: ['ird', 'ird number', 'ird no', 'inland revenue'],
    behindWords: '[0-9]{2,3}[ -]?[0-9]{3}[ -]?[0-9]{3}',
    isValid: hasIrdDigit,
  },
  {
    id: 'nz-nhi',
    title: 'New Zealand health index number (NHI)',
    source: 'HISO 10046',
    words: ['nhi', 'nhi number', 'national health index'],
    between: closely,
    behindWords: '[A-HJ-NP-Z]{3}[0-9]{4}',
    isValid: hasNhiDigit,
  },
];

export const asianAndPacificDetectors: readonly Detector[] = forms.flatMap(numberDetectors);

/** Letters are 10 to 35, a blank in front of a single one is 36. */
function hasHongKongDigit(number: string): boolean {
  const text = number.replaceAll(/[()]/g, '');
  const letters = text.length - 7;
  const sum = letters === 1 ? 36 * 9 + weighted(text, [8, 7, 6, 5, 4, 3, 2, 1]) : weighted(text, [9, 8, 7, 6, 5, 4, 3, 2, 1]);
  return sum % 11 === 0 && !isOneDigit(text.slice(letters));
}

/** The letter stands for a city, and so for two digits. */
function hasTaiwaneseDigit(number: string): boolean {
  const city = 10 + 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(number[0]!);
  return (Math.floor(city / 10) + (city % 10) * 9 + weighted(number.slice(1), [8, 7, 6, 5, 4, 3, 2, 1, 1])) % 10 === 0;
}

function hasMyNumberDigit(number: string): boolean {
  const rest = weighted(number, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest <= 1 ? 0 : 11 - rest) === Number(number[11]) && !isOneDigit(number);
}

function hasNricLetter(number: string): boolean {
  const first = number[0]!;
  const offset = { T: 4, G: 4, M: 3 }[first] ?? 0;
  const letters = { S: 'JZIHGFEDCBA', T: 'JZIHGFEDCBA', M: 'XWUTRQPNJLK' }[first] ?? 'XWUTRQPNMLK';
  return letters[(weighted(number.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11] === number[8];
}

/** A second round of weights where the first leaves 10. */
function hasIrdDigit(number: string): boolean {
  const digits = number.padStart(9, '0');
  if (Number(digits) < 10_000_000 || Number(digits) > 150_000_000 || isOneDigit(number)) return false;
  const [first, second] = [
    [3, 2, 7, 6, 5, 4, 3, 2],
    [7, 4, 3, 2, 5, 2, 7, 6],
  ].map(weights => (11 - (weighted(digits, weights) % 11)) % 11);
  return (first === 10 ? second : first) === Number(digits[8]);
}

/** Places in an alphabet without I and O; before 2022 the last is a digit. */
function hasNhiDigit(number: string): boolean {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
  const values = [...number].map(char => (alphabet.includes(char) ? 1 + alphabet.indexOf(char) : Number(char)));
  const rest = values.slice(0, 6).reduce((sum, value, at) => sum + value * (7 - at), 0) % 11;
  return rest !== 0 && (11 - rest) % 10 === values[6];
}
