import type { Samples } from '../sample.ts';
import { americasSamples } from './americas.ts';
import { asiaAndPacificSamples } from './asia-and-pacific.ts';
import { britishIslesSamples } from './british-isles.ts';
import { contactSamples } from './contact.ts';
import { easternEuropeSamples } from './eastern-europe.ts';
import { healthSamples } from './health.ts';
import { middleEastAndAfricaSamples } from './middle-east-and-africa.ts';
import { moneySamples } from './money.ts';
import { northernEuropeSamples } from './northern-europe.ts';
import { paperSamples } from './papers.ts';
import { peopleSamples } from './people.ts';
import { westernEuropeSamples } from './western-europe.ts';

export const personalSamples: readonly Samples[] = [
  ...contactSamples,
  ...moneySamples,
  ...paperSamples,
  ...healthSamples,
  ...peopleSamples,
  ...americasSamples,
  ...britishIslesSamples,
  ...westernEuropeSamples,
  ...northernEuropeSamples,
  ...easternEuropeSamples,
  ...middleEastAndAfricaSamples,
  ...asiaAndPacificSamples,
];
