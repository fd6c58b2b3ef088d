import { aiSamples } from './ai.ts';
import { chatSamples } from './chat.ts';
import { cloudSamples } from './cloud.ts';
import { codeRiskSamples } from './code-risk.ts';
import { databaseUrlSamples } from './database-urls.ts';
import { messagingSamples } from './messaging.ts';
import { operationsSamples } from './operations.ts';
import { packageSamples } from './packages.ts';
import { paymentSamples } from './payments.ts';
import { personalSamples } from './personal.ts';
import { privateKeySamples } from './private-keys.ts';
import type { Samples } from './sample.ts';
import { sourceControlSamples } from './source-control.ts';
import { tokenSamples } from './tokens.ts';
import { workplaceSamples } from './workplace.ts';

export const samples: readonly Samples[] = [
  ...cloudSamples,
  ...aiSamples,
  ...sourceControlSamples,
  ...chatSamples,
  ...paymentSamples,
  ...packageSamples,
  ...messagingSamples,
  ...operationsSamples,
  ...workplaceSamples,
  ...tokenSamples,
  ...privateKeySamples,
  ...databaseUrlSamples,
  ...personalSamples,
  ...codeRiskSamples,
];
