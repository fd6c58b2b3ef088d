// What tells of a person beside national numbers: addresses, telephone numbers, accounts, cards, names in fields.
import type { Chance } from '../chance.ts';
import { digits, filled } from '../template.ts';
import { ibanOf, luhn } from './check-digits.ts';
import type { PersonalKind } from './number-parts.ts';

const first =
  'anna ben carla david eva felix grace henry iris jonas katrin lukas maria noah olivia paul rosa samuel tina victor'.split(' ');
const last = 'meyer smith garcia rossi dubois novak jansen silva kowalski tanaka murphy olsen costa weber brown fischer'.split(
  ' ',
);
const domains = [
  'gmail.com',
  'outlook.com',
  'web.de',
  'orange.fr',
  'proton.me',
  'acme-industries.com',
  'uni-hamburg.de',
  'mail.co.uk',
  'yahoo.co.jp',
  'bluewin.ch',
];
const streets = ['Main Street', 'Oak Avenue', 'Elm Drive', 'Station Road', 'Church Lane', 'Maple Court'];
const cities = ['Springfield, IL 62704', 'Austin, TX 78701', 'Portland, OR 97205', 'Boston, MA 02118'];
const grouped = (text: string, by: string): string => text.match(/.{1,4}/g)!.join(by);
const named = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

function card(chance: Chance, prefix: string, length: number): string {
  const n = prefix + chance.run(digits, length - prefix.length - 1);
  return n + luhn(n);
}

const accounts: Readonly<Record<string, string>> = {
  DE: '{10:18}',
  FR: '{10:10}{U36:11}{10:2}',
  GB: '{A:4}{10:14}',
  ES: '{10:20}',
  IT: '{A:1}{10:22}',
  NL: '{A:4}{10:10}',
  BE: '{10:12}',
  AT: '{10:16}',
  CH: '{10:17}',
  PL: '{10:24}',
  SE: '{10:20}',
  NO: '{10:11}',
  DK: '{10:14}',
  FI: '{10:14}',
  PT: '{10:21}',
  IE: '{A:4}{10:14}',
  CZ: '{10:20}',
  SA: '{10:20}',
  AE: '{10:19}',
};

/** Known by their form, or by a check digit. */
export const selfEvident: readonly PersonalKind[] = [
  {
    id: 'email',
    labels: ['e-mail', 'Email', 'contact'],
    make: chance =>
      `${chance.pick(first)}${chance.pick(['.', '_', ''])}${chance.pick(last)}${chance.flip(0.3) ? chance.int(1, 99) : ''}@${chance.pick(domains)}`,
  },
  {
    id: 'email-with-tag',
    labels: ['e-mail', 'reply-to'],
    make: chance => `${chance.pick(first)}+${chance.pick(['news', 'shop', 'test'])}@mail.${chance.pick(domains)}`,
  },
  {
    id: 'payment-card-visa',
    labels: ['card number', 'credit card', 'Visa'],
    make: chance => {
      const n = card(chance, `4${chance.run(digits, 5)}`, 16);
      return chance.pick([n, grouped(n, ' '), grouped(n, '-')]);
    },
  },
  {
    id: 'payment-card-mastercard',
    labels: ['card number', 'Mastercard'],
    make: chance => {
      const n = card(chance, `5${chance.int(1, 5)}${chance.run(digits, 4)}`, 16);
      return chance.pick([n, grouped(n, ' ')]);
    },
  },
  {
    id: 'payment-card-mastercard-2',
    labels: ['card number', 'Mastercard'],
    make: chance => grouped(card(chance, `2${chance.int(300, 699)}`, 16), ' '),
  },
  {
    id: 'payment-card-amex',
    labels: ['card number', 'Amex'],
    make: chance => {
      const n = card(chance, chance.pick(['34', '37']), 15);
      return chance.pick([n, `${n.slice(0, 4)} ${n.slice(4, 10)} ${n.slice(10)}`]);
    },
  },
  { id: 'payment-card-discover', labels: ['card number', 'Discover'], make: chance => card(chance, '6011', 16) },
  {
    id: 'iban',
    labels: ['IBAN', 'account', 'Konto'],
    make: chance => {
      const country = chance.pick(Object.keys(accounts));
      const whole = ibanOf(country, filled(accounts[country]!, chance));
      return chance.flip(0.5) ? whole : grouped(whole, ' ');
    },
  },
  {
    id: 'phone-international',
    labels: ['phone', 'Tel.', 'mobile', 'Telefon'],
    make: chance =>
      filled(
        chance.pick([
          '+49 17{0|1|5|6|9} {10:7}',
          '+44 7{10:3} {10:6}',
          '+1 (415) 5{10:2}-{10:4}',
          '+1-212-5{10:2}-{10:4}',
          '+33 6 {10:2} {10:2} {10:2} {10:2}',
          '+34 6{10:2} {10:3} {10:3}',
          '+39 33{10:1} {10:3} {10:4}',
          '+4915{10:9}',
          '+81 90 {10:4} {10:4}',
          '+55 11 9{10:4}-{10:4}',
          '+91 98{10:3} {10:5}',
          '+61 4{10:2} {10:3} {10:3}',
          '+1415555{10:4}',
        ]),
        chance,
      ),
  },
];

/** Known by the words around them. */
export const byContext: readonly PersonalKind[] = [
  {
    id: 'phone-national',
    labels: ['phone', 'Tel.', 'call me at', 'mobile number', 'cell'],
    make: chance =>
      filled(
        chance.pick([
          '({2|3|4|5|6|7|8|9}{1|2|3}{10:1}) {2|3|5|6}{10:2}-{10:4}',
          '{2|4|6}1{10:1}-{3|4|5}{10:2}-{10:4}',
          '0{30|40|89|221} {10:7}',
          '017{1|5|6} {10:7}',
          '06 {10:2} {10:2} {10:2} {10:2}',
          '07{10:3} {10:6}',
          '020 7{10:3} {10:4}',
          '0{3|4|9}{10:1} {10:4} {10:4}',
        ]),
        chance,
      ),
  },
  {
    id: 'date-of-birth',
    labels: ['date of birth', 'DOB', 'born on', 'Geburtsdatum', 'date de naissance'],
    make: chance =>
      chance.pick([
        `${chance.int(1941, 2004)}-0${chance.int(1, 9)}-${chance.int(10, 28)}`,
        `${chance.int(10, 28)}.0${chance.int(1, 9)}.${chance.int(1941, 2004)}`,
        `0${chance.int(1, 9)}/${chance.int(10, 28)}/${chance.int(1941, 2004)}`,
      ]),
  },
  {
    id: 'postal-address',
    labels: ['address', 'home address', 'ship to', 'billing address'],
    make: chance => `${chance.int(1, 980)} ${chance.pick(streets)}, ${chance.pick(cities)}`,
  },
  {
    id: 'ip-address',
    labels: ['client IP', 'logged in from', 'remote address', 'visitor IP'],
    make: chance => `${chance.pick([31, 46, 62, 77, 84, 91])}.${chance.int(1, 254)}.${chance.int(1, 254)}.${chance.int(1, 254)}`,
  },
  {
    id: 'mac-address',
    labels: ['MAC address', 'device MAC'],
    make: chance => Array.from({ length: 6 }, () => chance.run('0123456789abcdef', 2)).join(':'),
  },
  {
    id: 'vehicle-number',
    labels: ['VIN', 'chassis number'],
    make: chance =>
      filled('WVWZZZ{1K|3C|AU}Z', chance) + chance.run('ABCDEFGHJKLMNPRSTUVWXYZ0123456789', 2) + chance.run(digits, 6),
  },
];

export function personName(chance: Chance): string {
  return `${named(chance.pick(first))} ${named(chance.pick(last))}`;
}
