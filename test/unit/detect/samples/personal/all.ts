import type { Samples } from '../sample.ts';
import { peopleSamples } from './people.ts';

export const personalSamples: readonly Samples[] = [...peopleSamples];
