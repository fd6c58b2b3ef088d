import { miss, type Samples } from '../sample.ts';
import { checked } from './numbers.ts';

export const easternEuropeSamples: readonly Samples[] = [
  checked('pl-pesel', [
    ['PESEL ', '440514', '01359'],
    ['"pesel": "', '020708', '03628', '"'],
  ]),
  checked('pl-nip', [
    ['NIP ', '123-456', '-32-18'],
    ['NIP: ', '12345', '63218'],
    ['NIP ', '768-000', '-24-66'],
  ]),
  checked('pl-id-card', [
    ['dowód osobisty ', 'ABS12', '3456'],
    ['seria i numer: ', 'CCR 1', '71842'],
  ]),
  checked('cz-birth-number', [
    ['', '736028', '/5163'],
    ['rodné číslo: ', '73602', '85163'],
  ]),
  checked('hu-taj', [
    ['TAJ szám ', '111 11', '1 110'],
    ['TAJ ', '037 68', '7 210'],
  ]),
  checked('hu-tax-id', [
    ['adóazonosító jel ', '80715', '92153'],
    ['adóazonosító: ', '80715', '92153'],
  ]),
  checked('ro-cnp', [
    ['CNP ', '1800101', '221144'],
    ['"cnp": "', '1800101', '221144', '"'],
  ]),
  checked('bg-egn', [
    ['ЕГН ', '75231', '69263'],
    ['"egn": ', '75231', '69263'],
  ]),
  checked('hr-oib', [
    ['OIB: ', '694351', '51530'],
    ['OIB ', '333920', '05961'],
  ]),
  checked('rs-jmbg', [
    ['EMŠO ', '0101006', '500006'],
    ['JMBG: ', '0101006', '500006'],
  ]),
  checked('gr-amka', [
    ['AMKA ', '010130', '99997'],
    ['ΑΜΚΑ: ', '010130', '99997'],
  ]),
  checked('gr-afm', [
    ['ΑΦΜ ', '09401', '4201'],
    ['"afm": "', '09401', '4201', '"'],
  ]),
  checked('ua-tax-number', [
    ['РНОКПП ', '17590', '13776'],
    ['ІПН: ', '17590', '13776'],
  ]),
  checked(
    'ru-inn',
    [
      ['ИНН ', '77070', '83893'],
      ['ИНН: ', '500100', '732259'],
    ],
    [miss('a hotel', 'inn 7707083893')],
  ),
  checked('ru-snils', [
    ['', '112-233', '-445 95'],
    ['СНИЛС ', '112233', '44595'],
  ]),
  checked('kz-iin', [
    ['ИИН ', '830427', '300024'],
    ['ЖСН ', '830427', '300024'],
  ]),
];
