import { miss, type Samples } from '../sample.ts';
import { checked, unchecked } from './numbers.ts';

export const americasSamples: readonly Samples[] = [
  unchecked(
    'us-ssn',
    [
      ['SSN: ', '21209', '1234'],
      ['', '123-45', '-6789'],
      ['"ssn": "', '212 09', ' 1234', '"'],
      ['"', '222-12', '-3456', '"'],
    ],
    [
      miss('no such area', '000-12-3456 or 666-12-3456 or 912-12-3456'),
      miss('no such group or serial', '123-00-4567 or 123-45-0000'),
      miss('a date', '2026-03-04'),
      miss('a longer number', '1123-45-67890 or 1-123-45-6789 or 123-45-6789-1'),
      miss('another field in between', '{"ssn": null, "order": 212091234}'),
    ],
  ),
  unchecked(
    'us-itin',
    [
      ['ITIN ', '912-70', '-1234'],
      ['', '912-70', '-1234'],
    ],
    [miss('no such group', 'ITIN 912-40-1234'), miss('an area of other numbers', 'TIN 812-70-1234')],
  ),
  unchecked(
    'us-ein',
    [
      ['EIN: ', '12-34', '56788'],
      ['employer identification number is ', '12345', '6788'],
    ],
    [miss('no such prefix', 'EIN 07-3456788'), miss('the German article', 'ein 12-3456788')],
  ),
  checked(
    'ca-sin',
    [
      ['SIN ', '046 45', '4 286'],
      ['social insurance number is ', '04645', '4286'],
    ],
    [miss('a function', 'sin(046454286)')],
  ),
  checked(
    'mx-curp',
    [
      ['CURP: ', 'HEGG56042', '7MVZRRL04'],
      ['', 'BOXW31082', '0HNERXN09'],
    ],
    [miss('no such day', 'HEGG563927MVZRRL04')],
  ),
  checked('br-cpf', [
    ['', '529.982', '.247-25'],
    ['CPF ', '529982', '24725'],
  ]),
  checked('br-cnpj', [
    ['', '11.222.33', '3/0001-81'],
    ['cnpj=', '1122233', '3000181'],
    ['"', '11.222.33', '3/0001-81', '"'],
  ]),
  checked('ar-cuit', [
    ['', '20-1234', '5678-6'],
    ['CUIT ', '201234', '56786'],
  ]),
  checked('cl-rut', [
    ['', '12.345', '.678-5'],
    ['RUT ', '12345', '678-5'],
  ]),
  checked('ec-cedula', [
    ['cédula ', '17131', '75071'],
    ['Cédula: ', '171317', '507-1'],
  ]),
];
