import { hit, miss, type Samples } from '../sample.ts';

export const peopleSamples: readonly Samples[] = [
  {
    detector: 'date-of-birth',
    hits: [
      hit('a field', '"date_of_birth": "', ['1984', '07', '21'].join('-'), '"'),
      hit('American', 'DOB: ', ['07', '21', '1984'].join('/'), ' '),
      hit('German', 'Geburtsdatum: ', ['21', '07', '1984'].join('.'), ''),
      hit('in words', 'born on ', ['July 21', '1984'].join(', '), ' in Rome'),
      hit('in words, day first', 'She was born on the ', ['21st of July', '1984'].join(' '), '.'),
      hit('French', 'née le ', ['21 août', '1984'].join(' '), ' à Lyon'),
      hit('Japanese', '生年月日：', ['1984年', '7月21日'].join(''), ''),
      hit('of two digits', 'D.O.B. ', ['21', '07', '84'].join('/'), ''),
    ],
    misses: [
      miss('another date', 'created: 1984-07-21 and released on July 21, 1984'),
      miss('nobody alive', 'Ada Lovelace was born on 10 December 1815'),
      miss('no such day', 'DOB: 1984-17-41'),
      miss('no day', 'born in 1984; date_of_birth: date'),
      miss('a word that has it in it', 'stubborn 1984-07-21 and airborne on 1984-07-21'),
    ],
  },
  {
    detector: 'person-name',
    hits: [
      hit('a phrase', 'Hi, my name is ', ['Maria', 'Keller'].join(' '), ' and'),
      hit('a letter', 'Dear Mr. ', ['Okon', 'kwo'].join(''), ','),
      hit('a field', '"full_name": "', ['Jean-Luc', 'Moreau'].join(' '), '"'),
      hit('a field of one name', "firstName: '", ['Ing', 'rid'].join(''), "',"),
      hit('a patient', 'Patient: ', ['Anna M.', 'van der Berg'].join(' '), ', 43'),
      hit('German', 'Sehr geehrte Frau ', ['Müll', 'er'].join(''), ','),
    ],
    misses: [
      miss('a machine', 'my name is Claude and my name is unknown'),
      miss('an office', 'Dear Mr. President, dear customer'),
      miss('a type', 'firstName: String, "full_name": "String Value", lastName: "Required"'),
      miss('one word behind a field of two', 'patient: Monday'),
      miss('an attribute', 'user.full_name = getName()'),
    ],
  },
  {
    detector: 'postal-address',
    hits: [
      hit('American', 'Ship to ', ['742 Evergreen Terrace', 'Springfield, IL 62704'].join(', '), ' by'),
      hit('American with a flat', '', ['1200 Market St Apt 4B', 'San Francisco, CA 94103-1522'].join(', '), ''),
      hit('British', '', ['10 Downing Street', 'London SW1A 2AA'].join(', '), ''),
      hit('Canadian', '', ['24 Sussex Drive', 'Ottawa, ON K1M 1M4'].join(', '), ''),
      hit('Australian', '', ['12 Collins Street', 'Melbourne VIC 3000'].join(', '), ''),
      hit('German', 'wohnt in der ', ['Hauptstraße 12', '10115 Berlin'].join(', '), '.'),
      hit('Dutch', '', ['Keizersgracht 123', '1015 CJ Amsterdam'].join(', '), ''),
      hit('French', '', ['12 rue de la Paix', '75002 Paris'].join(', '), ''),
      hit('Spanish', '', ['Calle Mayor 12', '28013 Madrid'].join(', '), ''),
      hit('Italian', '', ['Via Roma 1', '00184 Roma'].join(', '), ''),
      hit('without postcode behind a word', 'Home address: ', ['221B Baker', 'Street'].join(' '), ' '),
      hit('of five digits behind a word', 'Address: ', ['12801 Fair Lakes Pkwy', 'Fairfax, VA 22033'].join(', '), ''),
      hit('without postcode behind a phrase', 'she lives at ', ['15 Oak', 'Avenue'].join(' '), ', with'),
    ],
    misses: [
      miss('a street alone', 'turn left at 15 Oak Avenue, then Market Street'),
      miss('an address of another kind', 'IP address: 10.0.0.1, memory address: 0x7ffe, e-mail address'),
      miss('a postcode alone', 'IL 62704 and SW1A 2AA'),
      miss('counts', '5 Things You Should Know, 10 Great Ways to Drive'),
    ],
  },
  {
    detector: 'gps-coordinates',
    hits: [
      hit('a pair', 'GPS: ', ['52.520008', '13.404954'].join(', '), ''),
      hit('with directions', 'my location is ', ['40.7128° N', '74.0060° W'].join(', '), ' now'),
    ],
    misses: [
      miss('no word for it', '[52.520008, 13.404954]'),
      miss('numbers of a program', '"lat": 52.520008, "lon": 13.404954'),
      miss('too coarse', 'GPS: 52.5, 13.4'),
    ],
  },
];
