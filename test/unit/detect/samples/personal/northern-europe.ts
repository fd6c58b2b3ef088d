import { miss, type Samples } from '../sample.ts';
import { checked, unchecked } from './numbers.ts';

export const northernEuropeSamples: readonly Samples[] = [
  checked(
    'se-personal-number',
    [
      ['', '811228', '-9874'],
      ['personnummer ', '81122', '89874'],
      ['', '1981122', '8-9874'],
    ],
    [miss('a day and a time', '20260304-0506 and 260304-1508')],
  ),
  checked('no-birth-number', [
    ['fødselsnummer ', '010190', '10046'],
    ['fødselsnummer ', '010190', ' 10046'],
    ['fnr ', '010107', '50160'],
  ]),
  unchecked(
    'dk-cpr',
    [
      ['', '07076', '1-4285'],
      ['CPR ', '07076', '14285'],
      ['my CPR-nummer is ', '23027', '7-2142', '.'],
    ],
    [
      miss('a wrong check digit, and no words', '070761-4286'),
      miss('no such day', 'CPR 400161-4285'),
      miss('a day and a time', '070761-1508'),
    ],
  ),
  checked('fi-personal-identity-code', [
    ['', '131052', '-308T'],
    ['hetu: ', '131052', '-308T'],
  ]),
  unchecked(
    'is-kennitala',
    [
      ['kt. ', '120174', '-3399'],
      ['kennitala ', '12017', '43399'],
    ],
    [miss('a wrong check digit', '120174-3389 and kennitala 1201743489'), miss('no such century', 'kennitala 1201743392')],
  ),
  checked('ee-personal-code', [
    ['isikukood ', '376050', '30299'],
    ['isikukood on ', '376050', '30299', '.'],
  ]),
  checked('lt-personal-code', [
    ['asmens kodas ', '333092', '40064'],
    ['asmens kodas: "', '333092', '40064', '"'],
  ]),
  checked('lv-personal-code', [
    ['personas kods: ', '161175', '-19997'],
    ['personas kods ', '161175', '19997'],
  ]),
];
