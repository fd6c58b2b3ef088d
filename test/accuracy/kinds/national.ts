// Numbers that states give to people, with check digits that hold. Each with the words that stand before it in real texts.
import type { Chance } from '../chance.ts';
import { digits, filled, lower, upper } from '../template.ts';
import { icao, luhn, mod11, mod11and10, modulo, verhoeff, weighted } from './check-digits.ts';

export interface NationalNumber {
  readonly id: string;
  /** What it is called in forms. */
  readonly labels: readonly string[];
  readonly make: (chance: Chance) => string;
}

const two = (n: number): string => String(n).padStart(2, '0');
const born = (chance: Chance) => ({ year: chance.int(1941, 2004), month: chance.int(1, 12), day: chance.int(1, 28) });
const run = (chance: Chance, length: number): string => chance.run(digits, length);
const again =
  (make: (chance: Chance) => string | null) =>
  (chance: Chance): string => {
    for (;;) {
      const made = make(chance);
      if (made !== null) return made;
    }
  };

const english: readonly NationalNumber[] = [
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

const european: readonly NationalNumber[] = [
  {
    id: 'de-tax-id',
    labels: ['Steuer-ID', 'Steueridentifikationsnummer', 'IdNr.'],
    make: again(chance => {
      const order = chance.some([...digits], 9);
      const n = `${order.join('')}${order[chance.int(0, 8)]}`;
      return n[0] === '0' ? null : n + mod11and10(n);
    }),
  },
  {
    id: 'de-id-card',
    labels: ['Personalausweisnummer', 'Ausweisnr.'],
    make: chance => {
      const n = `L${chance.run('0123456789CFGHJKLMNPRTVWXYZ', 8)}`;
      return n + icao(n);
    },
  },
  {
    id: 'fr-nir',
    labels: ['numéro de sécurité sociale', 'NIR', 'N° de sécu'],
    make: chance => {
      const { year, month } = born(chance);
      const n = `${chance.int(1, 2)}${two(year % 100)}${two(month)}${two(chance.int(10, 89))}${run(chance, 6)}`;
      const key = two(97 - modulo(n, 97));
      return chance.flip(0.5)
        ? `${n}${key}`
        : `${n[0]} ${n.slice(1, 3)} ${n.slice(3, 5)} ${n.slice(5, 7)} ${n.slice(7, 10)} ${n.slice(10)} ${key}`;
    },
  },
  {
    id: 'es-dni',
    labels: ['DNI', 'NIF', 'documento nacional de identidad'],
    make: chance => {
      const n = run(chance, 8);
      return n + 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(n) % 23];
    },
  },
  {
    id: 'es-nie',
    labels: ['NIE', 'número de extranjero'],
    make: chance => {
      const first = chance.int(0, 2);
      const n = run(chance, 7);
      return `${'XYZ'[first]}${n}${'TRWAGMYFPDXBNJZSQVHLCKE'[Number(`${first}${n}`) % 23]}`;
    },
  },
  { id: 'it-fiscal-code', labels: ['codice fiscale', 'C.F.'], make: codiceFiscale },
  {
    id: 'nl-bsn',
    labels: ['BSN', 'burgerservicenummer'],
    make: again(chance => {
      const n = `${chance.int(1, 8)}${run(chance, 7)}`;
      const rest = weighted(n, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
      return rest === 10 ? null : `${n}${rest}`;
    }),
  },
  {
    id: 'be-national-number',
    labels: ['rijksregisternummer', 'numéro national', 'NISS'],
    make: chance => {
      const { year, month, day } = born(chance);
      const n = `${two(year % 100)}${two(month)}${two(day)}${String(chance.int(1, 997)).padStart(3, '0')}`;
      const key = two(97 - modulo(year >= 2000 ? `2${n}` : n, 97));
      return `${n.slice(0, 2)}.${n.slice(2, 4)}.${n.slice(4, 6)}-${n.slice(6)}.${key}`;
    },
  },
  {
    id: 'pl-pesel',
    labels: ['PESEL', 'numer PESEL'],
    make: chance => {
      const { year, month, day } = born(chance);
      const n = `${two(year % 100)}${two(month + (year >= 2000 ? 20 : 0))}${two(day)}${run(chance, 4)}`;
      return n + String((10 - (weighted(n, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10);
    },
  },
  {
    id: 'se-personnummer',
    labels: ['personnummer', 'pnr'],
    make: chance => {
      const { year, month, day } = born(chance);
      const n = `${two(year % 100)}${two(month)}${two(day)}${run(chance, 3)}`;
      const whole = n + luhn(n);
      return `${chance.flip(0.5) ? String(year).slice(0, 2) : ''}${whole.slice(0, 6)}-${whole.slice(6)}`;
    },
  },
  {
    id: 'no-fodselsnummer',
    labels: ['fødselsnummer', 'fnr'],
    make: again(chance => {
      const { year, month, day } = born(chance);
      const n = `${two(day)}${two(month)}${two(year % 100)}${chance.int(100, 499)}`;
      const one = mod11(n, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
      const next = mod11(`${n}${one}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
      return one === 10 || next === 10 ? null : `${n}${one}${next}`;
    }),
  },
  {
    id: 'dk-cpr',
    labels: ['CPR-nummer', 'CPR'],
    make: chance => {
      const { year, month, day } = born(chance);
      return `${two(day)}${two(month)}${two(year % 100)}-${chance.int(1000, 3999)}`;
    },
  },
  {
    id: 'fi-hetu',
    labels: ['henkilötunnus', 'HETU'],
    make: chance => {
      const { month, day } = born(chance);
      const n = `${two(day)}${two(month)}${two(chance.int(41, 99))}`;
      const end = String(chance.int(2, 899)).padStart(3, '0');
      return `${n}-${end}${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(n + end) % 31]}`;
    },
  },
  {
    id: 'ch-ahv',
    labels: ['AHV-Nummer', 'Numéro AVS', 'OASI number'],
    make: chance => {
      const n = `756${run(chance, 9)}`;
      const check = (10 - (weighted(n, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10;
      return `756.${n.slice(3, 7)}.${n.slice(7, 11)}.${n.slice(11)}${check}`;
    },
  },
  {
    id: 'at-svnr',
    labels: ['Sozialversicherungsnummer', 'SVNR'],
    make: again(chance => {
      const { year, month, day } = born(chance);
      const serial = String(chance.int(100, 999));
      const birth = `${two(day)}${two(month)}${two(year % 100)}`;
      const check = (weighted(serial, [3, 7, 9]) + weighted(birth, [5, 8, 4, 2, 1, 6])) % 11;
      return check === 10 ? null : `${serial}${check} ${birth}`;
    }),
  },
  {
    id: 'pt-nif',
    labels: ['NIF', 'número de contribuinte'],
    make: chance => {
      const n = `${chance.pick(['1', '2'])}${run(chance, 7)}`;
      const check = mod11(n, [9, 8, 7, 6, 5, 4, 3, 2]);
      return `${n}${check >= 10 ? 0 : check}`;
    },
  },
  {
    id: 'cz-birth-number',
    labels: ['rodné číslo', 'r.č.'],
    make: again(chance => {
      const { year, month, day } = born(chance);
      const n = `${two(Math.max(year, 1955) % 100)}${two(month + (chance.flip(0.5) ? 50 : 0))}${two(day)}${run(chance, 3)}`;
      const check = modulo(n, 11);
      return check === 10 ? null : `${n.slice(0, 6)}/${n.slice(6)}${check}`;
    }),
  },
  {
    id: 'ro-cnp',
    labels: ['CNP', 'cod numeric personal'],
    make: chance => {
      const { month, day } = born(chance);
      const n = `${chance.int(1, 2)}${two(chance.int(41, 99))}${two(month)}${two(day)}${two(chance.int(1, 46))}${chance.int(100, 999)}`;
      const rest = weighted(n, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
      return `${n}${rest === 10 ? 1 : rest}`;
    },
  },
  {
    id: 'hr-oib',
    labels: ['OIB'],
    make: chance => {
      const n = run(chance, 10);
      return n + mod11and10(n);
    },
  },
  {
    id: 'gr-amka',
    labels: ['ΑΜΚΑ', 'AMKA'],
    make: chance => {
      const { year, month, day } = born(chance);
      const n = `${two(day)}${two(month)}${two(year % 100)}${run(chance, 4)}`;
      return n + luhn(n);
    },
  },
  {
    id: 'bg-egn',
    labels: ['ЕГН', 'EGN'],
    make: chance => {
      const { year, month, day } = born(chance);
      const n = `${two(year % 100)}${two(month + (year >= 2000 ? 40 : 0))}${two(day)}${run(chance, 3)}`;
      return `${n}${(weighted(n, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10}`;
    },
  },
];

function codiceFiscale(chance: Chance): string {
  const { year, month, day } = born(chance);
  const consonants = 'BCDFGLMNPRSTVZ';
  const n = `${chance.run(consonants, 6)}${two(year % 100)}${'ABCDEHLMPRST'[month - 1]}${two(day + (chance.flip(0.5) ? 40 : 0))}${chance.pick(['H', 'F', 'L', 'A'])}${run(chance, 3)}`;
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
  const value = (char: string): number => (digits.includes(char) ? Number(char) : lower.indexOf(char.toLowerCase()));
  const sum = [...n].reduce((total, char, i) => total + (i % 2 === 0 ? odd[value(char)]! : value(char)), 0);
  return n + upper[sum % 26];
}

const others: readonly NationalNumber[] = [
  {
    id: 'br-cpf',
    labels: ['CPF', 'CPF do titular'],
    make: chance => {
      const n = run(chance, 9);
      const one = mod11(n, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 10;
      const next = mod11(`${n}${one}`, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 10;
      return `${n.slice(0, 3)}.${n.slice(3, 6)}.${n.slice(6)}-${one}${next}`;
    },
  },
  {
    id: 'tr-id',
    labels: ['TC Kimlik No', 'T.C. kimlik numarası'],
    make: chance => {
      const n = `${chance.int(1, 9)}${run(chance, 8)}`;
      const odd = weighted(n, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
      const even = weighted(n, [0, 1, 0, 1, 0, 1, 0, 1, 0]);
      const ten = (((odd * 7 - even) % 10) + 10) % 10;
      return `${n}${ten}${(odd + even + ten) % 10}`;
    },
  },
  {
    id: 'cn-resident-id',
    labels: ['身份证号', '身份证号码'],
    make: chance => {
      const { year, month, day } = born(chance);
      const n = `${chance.pick(['110101', '310104', '440305', '510107'])}${year}${two(month)}${two(day)}${run(chance, 3)}`;
      return n + '10X98765432'[weighted(n, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11];
    },
  },
  {
    id: 'tw-id',
    labels: ['身分證字號', 'National ID'],
    make: chance => {
      const letter = chance.pick([...'ABCDEFGHJKLMN']);
      const code = String('ABCDEFGHJKLMN'.indexOf(letter) + 10);
      const n = `${chance.int(1, 2)}${run(chance, 7)}`;
      const sum = Number(code[0]) + Number(code[1]) * 9 + weighted(n, [8, 7, 6, 5, 4, 3, 2, 1]);
      return `${letter}${n}${(10 - (sum % 10)) % 10}`;
    },
  },
  {
    id: 'kr-rrn',
    labels: ['주민등록번호'],
    make: chance => {
      const { month, day } = born(chance);
      const n = `${two(chance.int(50, 99))}${two(month)}${two(day)}${chance.int(1, 2)}${run(chance, 5)}`;
      return `${n.slice(0, 6)}-${n.slice(6)}${mod11(n, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 10}`;
    },
  },
  {
    id: 'jp-my-number',
    labels: ['マイナンバー', '個人番号'],
    make: chance => {
      const n = `${chance.int(1, 9)}${run(chance, 10)}`;
      const rest = weighted(n, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
      return `${n}${rest <= 1 ? 0 : 11 - rest}`;
    },
  },
  {
    id: 'th-id',
    labels: ['เลขประจำตัวประชาชน', 'Thai ID'],
    make: chance => {
      const n = `${chance.int(1, 8)}${run(chance, 11)}`;
      const check = (11 - (weighted(n, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10;
      return `${n[0]}-${n.slice(1, 5)}-${n.slice(5, 10)}-${n.slice(10)}-${check}`;
    },
  },
  {
    id: 'mx-curp',
    labels: ['CURP'],
    make: chance => {
      const { month, day } = born(chance);
      const n = `${chance.run('BCDFGHLMR', 1)}${chance.run('AEIO', 1)}${chance.run('BCDFGHLMR', 2)}${two(chance.int(50, 99))}${two(month)}${two(day)}${chance.pick(['H', 'M'])}${chance.pick(['DF', 'JC', 'NL'])}${chance.run('BCDFGHLMR', 3)}${chance.int(0, 9)}`;
      const chars = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
      const sum = [...n].reduce((total, char, i) => total + chars.indexOf(char) * (18 - i), 0);
      return `${n}${(10 - (sum % 10)) % 10}`;
    },
  },
  {
    id: 'ar-cuil',
    labels: ['CUIL', 'CUIT'],
    make: again(chance => {
      const n = `${chance.pick(['20', '27'])}${chance.int(10, 45)}${run(chance, 6)}`;
      const check = mod11(n, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
      return check === 10 ? null : `${n.slice(0, 2)}-${n.slice(2)}-${check}`;
    }),
  },
  {
    id: 'cl-rut',
    labels: ['RUT', 'RUN'],
    make: chance => {
      const n = String(chance.int(5_000_000, 24_999_999));
      let sum = 0;
      [...n].reverse().forEach((digit, i) => {
        sum += Number(digit) * ((i % 6) + 2);
      });
      const rest = 11 - (sum % 11);
      return `${Number(n).toLocaleString('de-DE')}-${rest === 11 ? 0 : rest === 10 ? 'K' : rest}`;
    },
  },
  {
    id: 'il-id',
    labels: ['תעודת זהות', 'Teudat Zehut'],
    make: chance => {
      const n = `${chance.int(1, 3)}${run(chance, 7)}`;
      return n + luhn(n);
    },
  },
];

export const nationalNumbers: readonly NationalNumber[] = [...english, ...european, ...others];
