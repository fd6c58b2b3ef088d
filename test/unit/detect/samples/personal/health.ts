import { miss, type Samples } from '../sample.ts';
import { checked, unchecked } from './numbers.ts';

export const healthSamples: readonly Samples[] = [
  unchecked(
    'medical-record-number',
    [
      ['MRN: ', '0048', '3921'],
      ['medical record number ', 'A-48', '392177', '.'],
      ['"patient_id": "', 'P48', '3921', '"'],
    ],
    [miss('too short', 'MRN: 12'), miss('another id', 'record 00483921')],
  ),
  unchecked(
    'health-insurance-number',
    [
      ['Member ID: ', 'XYZ1234', '56789'],
      ['insurance policy number: ', '48392', '1775'],
    ],
    [miss('a policy of another kind', 'policy 483921775 and policy: 12'), miss('a word', 'member id REQUIRED')],
  ),
  unchecked(
    'us-mbi',
    [
      ['Medicare number ', '1EG4T', 'E5MK73'],
      ['', '1EG4-', 'TE5-MK73'],
    ],
    [miss('letters that none has', '1SG4-TE5-MK73'), miss('no word for it', 'id 1EG4TE5MK73')],
  ),
  checked('us-npi', [
    ['NPI: ', '12345', '67893'],
    ['npi number is ', '15880', '49175'],
  ]),
  checked('us-dea-number', [
    ['DEA number ', 'AP5836', '727'],
    ['DEA# ', 'F91234', '563'],
  ]),
];
