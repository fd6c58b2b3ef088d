import { luhn, mod11, weighted } from './check-digits.ts';
import { again, born, type PersonalKind, run, two } from './number-parts.ts';

export const otherNumbers: readonly PersonalKind[] = [
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
