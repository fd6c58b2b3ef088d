import { miss, type Samples } from '../sample.ts';
import { checked, unchecked } from './numbers.ts';

export const middleEastAndAfricaSamples: readonly Samples[] = [
  checked('tr-national-id', [
    ['TC Kimlik No: ', '100000', '00146'],
    ['"tckn":"', '100000', '00146', '"'],
  ]),
  checked('il-id', [
    ['תעודת זהות ', '12345', '6782'],
    ['teudat zehut: ', '12345', '6782'],
  ]),
  checked('ae-emirates-id', [
    ['', '784-1984-', '1234567-4'],
    ['Emirates ID ', '78419841', '2345674'],
  ]),
  checked('sa-national-id', [
    ['iqama ', '10000', '00008'],
    ['رقم الإقامة: ', '23456', '78904'],
  ]),
  unchecked(
    'eg-national-id',
    [
      ['الرقم القومي ', '2900101', '1234567'],
      ['national id: ', '2900101', '1234567'],
    ],
    [miss('no such day', 'national id: 29013311234567'), miss('no such governorate', 'national id: 29001019934567')],
  ),
  checked('za-id', [
    ['ID number ', '8001015', '009087'],
    ['SA ID ', '800101 5', '009 087'],
  ]),
  unchecked(
    'ng-nin',
    [
      ['NIN: ', '123456', '78902'],
      ['National identification number ', '701234', '56780'],
    ],
    [miss('a sample', 'NIN: 11111111111'), miss('a verb', 'nin 70123456780')],
  ),
];
