import type { Samples } from '../sample.ts';
import { aiSamples } from './ai.ts';
import { aiAssignedSamples } from './ai-assigned.ts';
import { azureSamples } from './azure.ts';
import { chatSamples } from './chat.ts';
import { chatWebhookSamples } from './chat-webhooks.ts';
import { cloudSamples } from './cloud.ts';
import { commandSamples } from './commands.ts';
import { commerceSamples } from './commerce.ts';
import { credentialFileSamples } from './credential-files.ts';
import { dataSamples } from './data.ts';
import { databaseUrlSamples } from './database-urls.ts';
import { deliverySamples } from './delivery.ts';
import { gitlabSamples } from './gitlab.ts';
import { hostingSamples } from './hosting.ts';
import { identitySamples } from './identity.ts';
import { loginSamples } from './logins.ts';
import { messagingSamples } from './messaging.ts';
import { messagingAssignedSamples } from './messaging-assigned.ts';
import { monitoringSamples } from './monitoring.ts';
import { networkSamples } from './network.ts';
import { operationsSamples } from './operations.ts';
import { packageSamples } from './packages.ts';
import { passwordHashSamples } from './password-hashes.ts';
import { passwordSamples } from './passwords.ts';
import { paymentSamples } from './payments.ts';
import { paymentAssignedSamples } from './payments-assigned.ts';
import { privateKeySamples } from './private-keys.ts';
import { socialSamples } from './social.ts';
import { socialAssignedSamples } from './social-assigned.ts';
import { sourceControlSamples } from './source-control.ts';
import { spokenSamples } from './spoken.ts';
import { tokenSamples } from './tokens.ts';
import { walletSamples } from './wallets.ts';
import { workplaceSamples } from './workplace.ts';
import { workplaceAssignedSamples } from './workplace-assigned.ts';

export const secretSamples: readonly Samples[] = [
  ...aiSamples,
  ...chatSamples,
  ...aiAssignedSamples,
  ...azureSamples,
  ...dataSamples,
  ...deliverySamples,
  ...gitlabSamples,
  ...hostingSamples,
  ...monitoringSamples,
  ...networkSamples,
  ...cloudSamples,
  ...databaseUrlSamples,
  ...messagingSamples,
  ...operationsSamples,
  ...packageSamples,
  ...paymentSamples,
  ...privateKeySamples,
  ...sourceControlSamples,
  ...tokenSamples,
  ...workplaceSamples,
  ...chatWebhookSamples,
  ...commerceSamples,
  ...messagingAssignedSamples,
  ...paymentAssignedSamples,
  ...socialSamples,
  ...socialAssignedSamples,
  ...workplaceAssignedSamples,
  ...credentialFileSamples,
  ...identitySamples,
  ...passwordHashSamples,
  ...walletSamples,
  ...passwordSamples,
  ...commandSamples,
  ...spokenSamples,
  ...loginSamples,
];
