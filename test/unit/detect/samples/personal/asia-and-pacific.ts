import { miss, type Samples } from '../sample.ts';
import { checked, unchecked } from './numbers.ts';

export const asiaAndPacificSamples: readonly Samples[] = [
  checked(
    'in-aadhaar',
    [
      ['', '2363 47', '12 9038'],
      ['Aadhaar: ', '499911', '223345'],
    ],
    [miss('years', '2024 2025 2026'), miss('a part of a card number', '4111 2363 4712 9038 and 2363 4712 9038 1111')],
  ),
  unchecked(
    'in-pan',
    [
      ['', 'ABCPD', '1234E'],
      ['PAN: ', 'BNZPM', '2501F'],
    ],
    [miss('no such holder', 'ABCDD1234E'), miss('a word and a year', 'WORLD2026 and WORLD20261')],
  ),
  unchecked(
    'in-voter',
    [
      ['voter id ', 'ABC12', '34567'],
      ['EPIC no. ', 'XYZ76', '54321'],
    ],
    [miss('no words in front', 'part ABC1234567'), miss('too short', 'voter id ABC123456')],
  ),
  checked(
    'cn-resident-id',
    [
      ['', '110105194', '91231002X'],
      ['身份证号：', '110105194', '91231002X'],
    ],
    [miss('no such day', '11010519493931002X')],
  ),
  checked('hk-id', [
    ['HKID ', 'A1234', '56(3', ')'],
    ['HKID: ', 'A123', '4563'],
    ['hong kong id is ', 'A123', '4563'],
  ]),
  checked('tw-national-id', [
    ['身分證字號 ', 'A1234', '56789'],
    ['身份證字號：', 'F2317', '00524'],
  ]),
  unchecked(
    'kr-rrn',
    [
      ['', '900101-', '1234568'],
      ['주민등록번호 ', '9001011', '234568'],
      ['주민등록번호 ', '511109-', '2301870', '.'],
    ],
    [miss('a wrong check digit, and no words', '900101-1234569'), miss('no such day', '주민등록번호 901301-1234568')],
  ),
  checked(
    'jp-my-number',
    [
      ['マイナンバー ', '123456', '789018'],
      ['マイナンバーは', '1234-56', '78-9018', 'です'],
    ],
    [miss('dates', '2024-0102-0304')],
  ),
  checked('sg-nric', [
    ['', 'S1234', '567D'],
    ['NRIC ', 'M5398', '242L'],
    ['NRIC no. ', 'M5398', '242L'],
  ]),
  unchecked(
    'my-nric',
    [
      ['', '900101-', '14-5678'],
      ['MyKad ', '900101', '145678'],
    ],
    [miss('no such day', '901301-14-5678'), miss('no such place', '900101-00-5678')],
  ),
  unchecked(
    'id-nik',
    [
      ['NIK ', '31710115', '01900001'],
      ['no ktp: ', '31710155', '01900001'],
    ],
    [miss('no such day', 'NIK 3171013901900001'), miss('no such province', 'NIK 4171011501900001')],
  ),
  checked('th-tnin', [
    ['', '1-1012-03', '456-78-3'],
    ['เลขประจำตัวประชาชน ', '3100600', '123450'],
  ]),
  unchecked(
    'pk-cnic',
    [
      ['CNIC ', '35202-12', '34567-1'],
      ['CNIC: ', '3520212', '345671'],
    ],
    [miss('too long', '35202-12345678-1'), miss('no such province', '85202-1234567-1')],
  ),
  unchecked(
    'vn-cccd',
    [
      ['CCCD ', '001090', '012345'],
      ['số CCCD: ', '079190', '012345'],
    ],
    [miss('no such province', 'CCCD 099090012345'), miss('no words in front', 'id 001090012345')],
  ),
  checked('au-tfn', [
    ['TFN ', '123 45', '6 782'],
    ['tax file number: ', '87654', '3210'],
  ]),
  unchecked(
    'au-medicare',
    [
      ['Medicare no. ', '2123 4', '5670 1'],
      ['Medicare card ', '21234', '56701'],
    ],
    [
      miss('a wrong check digit', '2123 45671 1 and Medicare 2123456711'),
      miss('no such first digit', '1123 45670 1'),
      miss('a part of a longer run', 'run 77212345670177 ends'),
    ],
  ),
  checked(
    'au-abn',
    [
      ['ABN ', '51 824 ', '753 556'],
      ['ABN: ', '518247', '53556'],
    ],
    [miss('a sum that goes on', '51 824 753 556 000')],
  ),
  checked('au-acn', [
    ['ACN ', '004 08', '5 616'],
    ['acn: ', '00408', '5616'],
  ]),
  checked('nz-ird', [
    ['IRD number ', '49-09', '1-850'],
    ['IRD ', '13641', '0132'],
  ]),
  checked('nz-nhi', [
    ['NHI ', 'ZZZ0', '016'],
    ['NHI number ', 'JBX3', '656'],
  ]),
];
