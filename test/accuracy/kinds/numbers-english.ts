import { filled, upper } from '../template.ts';
import { luhn, mod11, verhoeff, weighted } from './check-digits.ts';
import { again, born, type PersonalKind, run, two } from './number-parts.ts';

export const englishNumbers: readonly PersonalKind[] = [
  {
    id: 'us-ssn',
    labels: ['SSN', 'Social Security Number', 'social security no.'],
    make: chance => `${chance.pick(['212', '433', '518', '627', '305'])}-${chance.int(11, 98)}-${chance.int(1111, 9899)}`,
  },
  {
    id: 'us-itin',
    labels: ['ITIN', 'taxpayer identification number'],
    make: chance => `9${run(chance, 2)}-${chance.pick(['70', '75', '83', '88', '92', '94'])}-${chance.int(1111, 9999)}`,
  },
  {
    id: 'us-passport',
    labels: ['US passport number', 'Passport No.', 'passport number'],
    make: chance => (chance.flip(0.5) ? filled('{A:1}{10:8}', chance) : filled('{3|4|5|6}{10:8}', chance)),
  },
  {
    id: 'us-driver-license',
    labels: ["driver's license", 'DL number', 'driver license no.'],
    make: chance => filled('{A:1}{10:7}', chance),
  },
  {
    id: 'us-bank-routing',
    labels: ['routing number', 'ABA routing'],
    make: again(chance => {
      const n = `0${chance.int(1, 9)}${run(chance, 6)}`;
      const sum = weighted(n, [3, 7, 1, 3, 7, 1, 3, 7]);
      return n + String((10 - (sum % 10)) % 10);
    }),
  },
  {
    id: 'us-npi',
    labels: ['NPI', 'National Provider Identifier'],
    make: chance => {
      const n = `1${run(chance, 8)}`;
      return n + luhn(`80840${n}`);
    },
  },
  {
    id: 'uk-nino',
    labels: ['National Insurance number', 'NI number', 'NINO'],
    make: chance =>
      `${chance.pick(['AB', 'CE', 'JK', 'PR', 'SX', 'WM', 'HL'])} ${run(chance, 2)} ${run(chance, 2)} ${run(chance, 2)} ${chance.pick(['A', 'B', 'C', 'D'])}`,
  },
  {
    id: 'uk-nhs',
    labels: ['NHS number', 'NHS no'],
    make: again(chance => {
      const n = `4${run(chance, 8)}`;
      const check = mod11(n, [10, 9, 8, 7, 6, 5, 4, 3, 2]);
      return check === 10 ? null : `${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}${check}`;
    }),
  },
  {
    id: 'ca-sin',
    labels: ['SIN', 'Social Insurance Number'],
    make: chance => {
      const n = `${chance.int(1, 7)}${run(chance, 7)}`;
      const whole = n + luhn(n);
      return `${whole.slice(0, 3)} ${whole.slice(3, 6)} ${whole.slice(6)}`;
    },
  },
  {
    id: 'au-tfn',
    labels: ['TFN', 'tax file number'],
    make: again(chance => {
      const n = `${chance.int(1, 8)}${run(chance, 7)}`;
      const rest = weighted(n, [1, 4, 3, 7, 5, 8, 6, 9]) % 11;
      return rest === 10 ? null : `${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}${rest}`;
    }),
  },
  {
    id: 'au-medicare',
    labels: ['Medicare number', 'Medicare card'],
    make: chance => {
      const n = `${chance.int(2, 6)}${run(chance, 7)}`;
      const whole = `${n}${weighted(n, [1, 3, 7, 9, 1, 3, 7, 9]) % 10}${chance.int(1, 5)}`;
      return `${whole.slice(0, 4)} ${whole.slice(4, 9)} ${whole.slice(9)}`;
    },
  },
  {
    id: 'nz-ird',
    labels: ['IRD number'],
    make: again(chance => {
      const n = `${chance.int(10, 99)}${run(chance, 5)}`.padStart(8, '0');
      const seven = n.slice(0, 8);
      let check = mod11(seven, [3, 2, 7, 6, 5, 4, 3, 2]);
      if (check === 10) check = mod11(seven, [7, 4, 3, 2, 5, 2, 7, 6]);
      const whole = `${Number(seven)}${check}`;
      return check === 10 || Number(whole) < 10_000_000
        ? null
        : `${whole.slice(0, -6)}-${whole.slice(-6, -3)}-${whole.slice(-3)}`;
    }),
  },
  {
    id: 'ie-pps',
    labels: ['PPS number', 'PPSN'],
    make: chance => {
      const n = run(chance, 7);
      const rest = (weighted(n, [8, 7, 6, 5, 4, 3, 2]) + 9) % 23;
      return `${n}${'WABCDEFGHIJKLMNOPQRSTUV'[rest]}A`;
    },
  },
  {
    id: 'in-aadhaar',
    labels: ['Aadhaar', 'Aadhaar number', 'UIDAI no.'],
    make: chance => {
      const n = `${chance.int(2, 9)}${run(chance, 10)}`;
      const whole = n + verhoeff(n);
      return `${whole.slice(0, 4)} ${whole.slice(4, 8)} ${whole.slice(8)}`;
    },
  },
  { id: 'in-pan', labels: ['PAN', 'PAN card'], make: chance => filled('{A:3}P{A:1}{10:4}{A:1}', chance) },
  {
    id: 'za-id',
    labels: ['South African ID', 'ID number', 'RSA ID'],
    make: chance => {
      const { year, month, day } = born(chance);
      const n = `${two(year % 100)}${two(month)}${two(day)}${run(chance, 4)}08`;
      return n + luhn(n);
    },
  },
  {
    id: 'sg-nric',
    labels: ['NRIC', 'NRIC/FIN'],
    make: chance => {
      const n = run(chance, 7);
      return `S${n}${'JZIHGFEDCBA'[weighted(n, [2, 7, 6, 5, 4, 3, 2]) % 11]}`;
    },
  },
  {
    id: 'hk-id',
    labels: ['HKID', 'Hong Kong ID'],
    make: chance => {
      const letter = chance.pick([...upper]);
      const n = run(chance, 6);
      const sum = 36 * 9 + (letter.charCodeAt(0) - 55) * 8 + weighted(n, [7, 6, 5, 4, 3, 2]);
      const check = (11 - (sum % 11)) % 11;
      return `${letter}${n}(${check === 10 ? 'A' : check})`;
    },
  },
  {
    id: 'my-nric',
    labels: ['MyKad', 'IC number'],
    make: chance => {
      const { year, month, day } = born(chance);
      return `${two(year % 100)}${two(month)}${two(day)}-${chance.pick(['01', '08', '10', '14'])}-${run(chance, 4)}`;
    },
  },
];
