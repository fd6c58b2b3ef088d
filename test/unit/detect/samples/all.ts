import { personalSamples } from './personal/all.ts';
import { riskMisses } from './risk/all.ts';
import type { Samples } from './sample.ts';
import { secretSamples } from './secrets/all.ts';

export const samples: readonly Samples[] = [...secretSamples, ...personalSamples, ...riskMisses];
