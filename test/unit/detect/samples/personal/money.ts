import { hit, lookalikes, miss, type Samples } from '../sample.ts';
import { checked, unchecked } from './numbers.ts';

export const moneySamples: readonly Samples[] = [
  {
    detector: 'payment-card',
    hits: [
      hit('Visa in fours', 'card ', ['4111', '1111', '1111', '1111'].join(' '), ' exp 12/29'),
      hit('Mastercard in one piece', '"', ['55555555', '55554444'].join(''), '"'),
      hit('American Express', 'Amex: ', ['3782', '822463', '10005'].join('-'), ','),
      hit('Discover', '', ['6011', '1111', '1111', '1117'].join('-'), ''),
      hit('Mastercard of the newer range', '', ['2223', '0031', '2200', '3222'].join(''), ' '),
      hit('with its code behind it', '', ['4111', '1111', '1111', '1111'].join(' '), ' 123'),
      hit('in a list', 'id,card\n1,', ['40128888', '88881881'].join(''), ',ok'),
      hit('Diners Club', '', ['3056', '930902', '5904'].join(' '), ''),
      hit('Maestro behind a word', 'Maestro card ', ['67596498', '26438453'].join(''), ''),
      hit('Visa of thirteen digits behind a word', 'Visa: ', ['42222', '22222222'].join(''), ''),
      hit('UnionPay of nineteen in groups', '', ['6205', '5000', '0000', '0000', '004'].join(' '), ''),
    ],
    misses: [
      miss('wrong check digit', '4111 1111 1111 1112'),
      miss('no issuer has the prefix', '2024010220240103'),
      miss('a moment in milliseconds and more digits', lookalikes.epoch),
      miss('inside of a longer number', '94111111111111111234567'),
      miss('a fraction', '0.4111111111111111 and 12.5555555555554444'),
      miss('all the same digit', '4444 4444 4444 4444'),
      miss('hexadecimal digits around it', `a4111111111111111b`),
      miss('a number with a fraction', '4111111111111111.25'),
      miss('the id of a message', `message ${['675964982', '643845300'].join('')} and 4222222222222`),
      miss('a part of a name', 'trace_4111111111111111 and a-4111111111111111'),
    ],
  },
  {
    detector: 'iban',
    hits: [
      hit('German, in fours', 'IBAN ', ['DE89', '3704', '0044', '0532', '0130', '00'].join(' '), ' please'),
      hit('British, in one piece', '"', ['GB82WEST', '12345698765432'].join(''), '"'),
      hit('capitals behind it', '', ['NL91', 'ABNA', '0417', '1643', '00'].join(' '), ' THE BANK'),
    ],
    misses: [
      miss('wrong check', 'DE88 3704 0044 0532 0130 00'),
      miss('wrong length for the country', 'DE8937040044053201300'),
      miss('a part number', 'AT12 3456 7890 1234 5678'),
      miss('no country', 'XX82WEST12345698765432'),
    ],
  },
  unchecked(
    'card-verification-code',
    [
      ['CVV: ', '1', '23'],
      ['"cvc": "', '98', '76', '"'],
    ],
    [miss('another field', 'cvv_length: 3 and cvc required: 2048'), miss('nothing in it', 'cvv 000')],
  ),
  unchecked(
    'bic',
    [
      ['BIC: ', 'DEUT', 'DEFF'],
      ['SWIFT code ', 'BNPAFRPP', 'XXX'],
    ],
    [miss('a language', 'SWIFT LANGUAGE and swift code COMPLETION'), miss('no such country', 'BIC: DEUTXXFF')],
  ),
  checked('us-bank-routing', [
    ['routing number ', '02100', '0021'],
    ['ABA: ', '12100', '0358'],
  ]),
  unchecked(
    'us-bank-account',
    [
      ['account number: ', '00012', '3456789'],
      ['checking account ', '4839', '20175', ' at'],
    ],
    [
      miss('too short', 'account number: 12345'),
      miss('an account of another kind', 'account 483920175 and account id: 483920175'),
    ],
  ),
  unchecked(
    'uk-bank-sort-code',
    [
      ['sort code ', '20-', '45-53'],
      ['Sort code: ', '204', '553', ','],
    ],
    [miss('a date', '20-03-26'), miss('a function', 'sort code path 204553')],
  ),
];
