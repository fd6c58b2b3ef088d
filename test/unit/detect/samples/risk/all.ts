import type { Samples } from '../sample.ts';
import { accountSamples } from './accounts.ts';
import { cloudSamples } from './cloud.ts';
import { containerSamples } from './containers.ts';
import { credentialSamples } from './credentials.ts';
import { destructiveSamples } from './destructive.ts';
import { encodedSamples } from './encoded.ts';
import { exfiltrationSamples } from './exfiltration.ts';
import { guardSamples } from './guards.ts';
import type { RiskSamples } from './line.ts';
import { persistenceSamples } from './persistence.ts';
import { privilegedSamples } from './privileged.ts';
import { remoteSamples } from './remote.ts';
import { shellSamples } from './shells.ts';
import { webhookSamples } from './webhook.ts';

export const riskSamples: readonly RiskSamples[] = [
  ...privilegedSamples,
  ...persistenceSamples,
  ...accountSamples,
  ...containerSamples,
  ...destructiveSamples,
  ...guardSamples,
  ...remoteSamples,
  ...shellSamples,
  ...credentialSamples,
  ...webhookSamples,
  ...exfiltrationSamples,
  ...cloudSamples,
  ...encodedSamples,
];

/** For the table of all detectors: a risk is told as soon as it is known, and so its value is only the part up to there. */
export const riskMisses: readonly Samples[] = riskSamples.map(({ detector, misses }) => ({ detector, hits: [], misses }));
