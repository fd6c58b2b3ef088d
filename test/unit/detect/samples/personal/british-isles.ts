import { miss, type Samples } from '../sample.ts';
import { checked, unchecked } from './numbers.ts';

export const britishIslesSamples: readonly Samples[] = [
  checked('uk-nhs', [
    ['her NHS number is ', '943 47', '6 5919'],
    ['NHS number: ', '94347', '65919'],
  ]),
  unchecked(
    'uk-nino',
    [
      ['', 'AB123', '456C'],
      ['NI number ', 'AB 12 3', '4 56 C'],
    ],
    [
      miss('no such prefix', 'GB 12 34 56 C and ZZ123456A'),
      miss('no such suffix', 'AB123456E'),
      miss('hexadecimal digits', 'AB123456CDEF'),
    ],
  ),
  checked('uk-utr', [
    ['UTR ', '19558', '39661'],
    ['unique taxpayer reference: ', '19558 ', '39661'],
  ]),
  unchecked(
    'uk-driving-licence',
    [
      ['driving licence ', 'MORGA657', '054SM9IJ'],
      ['Driver number: ', 'MORGA657', '054SM9IJ', ','],
    ],
    [miss('no words in front', 'see MORGA657054SM9IJ'), miss('no such day', 'driving licence MORGA657354SM9IJ')],
  ),
  checked('ie-pps', [
    ['PPS number ', '1234', '567T'],
    ['PPSN: ', '12345', '67FA'],
  ]),
];
