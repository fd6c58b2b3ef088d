// All that is known of people and their money. Knows no single format.
import type { Detector } from '../../scan.ts';
import { birthDetectors } from './birth.ts';
import { emailDetectors } from './email.ts';
import { healthDetectors } from './health.ts';
import { moneyDetectors } from './money.ts';
import { nameDetectors } from './names.ts';
import { nationalDetectors } from './national.ts';
import { networkDetectors } from './network.ts';
import { paperDetectors } from './papers.ts';
import { phoneDetectors } from './phone.ts';
import { placeDetectors } from './places.ts';

export const personalDetectors: readonly Detector[] = [
  ...emailDetectors,
  ...phoneDetectors,
  ...moneyDetectors,
  ...nationalDetectors,
  ...paperDetectors,
  ...healthDetectors,
  ...birthDetectors,
  ...nameDetectors,
  ...placeDetectors,
  ...networkDetectors,
];
