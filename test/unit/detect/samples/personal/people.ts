import { hit, lookalikes, miss, type Samples, whole } from '../sample.ts';

export const peopleSamples: readonly Samples[] = [
  {
    detector: 'email',
    hits: [
      hit('in a sentence', 'write to ', 'alice.b+news@mail.example.com', '.'),
      hit('in brackets', 'Bob <', 'bob_99@example.co.uk', '>'),
      whole('alone', 'a@example.org'),
    ],
    misses: [
      miss('a package with its version', 'npm install react@18.2.0 and left-pad@1.3.0-beta.rc'),
      miss('a picture for dense screens', 'logo@2x.png and icon@3x.webp'),
      miss('the user of clone URLs', 'git clone git@github.com:a/b.git'),
      miss('a decorator', '@app.route("/") and @pytest.mark.skip'),
      miss('a name on a social network', 'thanks to @someone for it'),
      miss('no host behind it', 'user@localhost'),
    ],
  },
  {
    detector: 'payment-card',
    hits: [
      hit('Visa in fours', 'card ', ['4111', '1111', '1111', '1111'].join(' '), ' exp 12/29'),
      hit('Mastercard in one piece', '"', ['55555555', '55554444'].join(''), '"'),
      hit('American Express', 'Amex: ', ['3782', '822463', '10005'].join('-'), ','),
      hit('Discover', '', ['6011', '1111', '1111', '1117'].join('-'), ''),
      hit('Mastercard of the newer range', '', ['2223', '0031', '2200', '3222'].join(''), ' '),
    ],
    misses: [
      miss('wrong check digit', '4111 1111 1111 1112'),
      miss('no issuer has the prefix', '2024010220240103'),
      miss('a moment in milliseconds and more digits', lookalikes.epoch),
      miss('inside of a longer number', '94111111111111111234567'),
      miss('a fraction', '0.4111111111111111 and 12.5555555555554444'),
      miss('all the same digit', '4444 4444 4444 4444'),
      miss('hexadecimal digits around it', `a4111111111111111b`),
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
  {
    detector: 'phone',
    hits: [
      hit('American', 'call ', ['+1', '415', '555', '2671'].join(' '), ' now'),
      hit('British', '(', ['+44', '20', '7946', '0958'].join(' '), ')'),
      hit('in one piece', 'tel:', ['+49', '3012345678'].join(''), '"'),
    ],
    misses: [
      miss('a time zone', `2026-03-04T05:06:07+02:00 and +0200`),
      miss('a hunk of a patch', '@@ -10,6 +12,8 @@'),
      miss('a sum', '1+12345678'),
      miss('too few digits', 'at +12 345'),
    ],
  },
];
