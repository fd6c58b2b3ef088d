// All that is known of people and their money. Knows no single format.
import type { Detector } from '../../scan.ts';
import { nationalDetectors } from './national.ts';
import { peopleDetectors } from './people.ts';

export const personalDetectors: readonly Detector[] = [...peopleDetectors, ...nationalDetectors];
