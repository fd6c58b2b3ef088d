// Numbers that states of Europe give to people, with check digits that hold, and the words before them in real texts.

import type { Chance } from '../chance.ts';
import { digits, lower, upper } from '../template.ts';
import { icao, luhn, mod11, mod11and10, modulo, weighted } from './check-digits.ts';
import { again, born, type PersonalKind, run, two } from './number-parts.ts';

export const europeanNumbers: readonly PersonalKind[] = [
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
