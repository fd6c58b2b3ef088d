import { miss, type Samples } from '../sample.ts';
import { checked, unchecked } from './numbers.ts';

export const paperSamples: readonly Samples[] = [
  unchecked(
    'passport',
    [
      ['Passport No: ', 'C0', '1X0006H', '.'],
      ['passport number is ', '5310', '08547'],
      ['Reisepass ', 'C01', 'X0006H'],
      ['passeport n° : ', '12AB', '34567'],
      ['护照号：', 'E1234', '5678'],
    ],
    [
      miss('a package', '"passport": "^0.6.0", "passport-local": "1.0.0"'),
      miss('words in capitals', 'PASSPORT: AUTHENTICATION'),
      miss('a page', 'passport 2026'),
    ],
  ),
  unchecked(
    'driver-license',
    [
      ["Driver's license: ", 'D123', '4567'],
      ['DL# ', 'F255', '-9215-0094'],
      ['Führerscheinnummer: ', 'B072RR', 'E2I55'],
    ],
    [miss('a version of a licence', 'license number: MIT'), miss('a short number', "driver's license 12345")],
  ),
  unchecked(
    'vehicle-id',
    [
      ['VIN: ', '1M8GDM9A', 'XKP042788'],
      ['Fahrgestellnummer ', 'WVWZZZ1J', 'Z3W386752'],
    ],
    [
      miss('a wrong check digit', 'VIN: 1M8GDM9A1KP042788'),
      miss('letters that none has', 'VIN 1M8GDM9OXKP042788'),
      miss('wine', 'vin 1M8GDM9AXKP042788'),
    ],
  ),
  unchecked(
    'license-plate',
    [
      ['license plate: ', '7ABC', '123'],
      ['Kennzeichen ', 'B-MW ', '1234'],
      ['number plate is ', 'AB12', ' CDE', ','],
      ['车牌号：', '京A', '12345'],
    ],
    [miss('a word', 'license plate RECOGNITION'), miss('a count', 'number plate 1234')],
  ),
  checked('imei', [
    ['IMEI: ', '49015420', '3237518'],
    ['imei ', '49-015420', '-323751-8'],
  ]),
];
