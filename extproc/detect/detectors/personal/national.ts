// All numbers that states know their people by. Knows no single one.
import type { Detector } from '../../scan.ts';
import { americanDetectors } from './americas.ts';
import { asianAndPacificDetectors } from './asia-and-pacific.ts';
import { britishDetectors } from './british-isles.ts';
import { easternEuropeanDetectors } from './eastern-europe.ts';
import { middleEasternAndAfricanDetectors } from './middle-east-and-africa.ts';
import { northernEuropeanDetectors } from './northern-europe.ts';
import { westernEuropeanDetectors } from './western-europe.ts';

export const nationalDetectors: readonly Detector[] = [
  ...americanDetectors,
  ...britishDetectors,
  ...westernEuropeanDetectors,
  ...northernEuropeanDetectors,
  ...easternEuropeanDetectors,
  ...middleEasternAndAfricanDetectors,
  ...asianAndPacificDetectors,
];
