// Secrets of all services, in the order in which the documents list them. Knows no single format.
import type { Detector } from '../../scan.ts';
import { aiDetectors } from './ai.ts';
import { aiAssignedDetectors } from './ai-assigned.ts';
import { azureDetectors } from './azure.ts';
import { chatDetectors } from './chat.ts';
import { chatWebhookDetectors } from './chat-webhooks.ts';
import { cloudDetectors } from './cloud.ts';
import { commandDetectors } from './commands.ts';
import { commerceDetectors } from './commerce.ts';
import { credentialFileDetectors } from './credential-files.ts';
import { dataDetectors } from './data.ts';
import { databaseUrlDetectors } from './database-urls.ts';
import { deliveryDetectors } from './delivery.ts';
import { gitlabDetectors } from './gitlab.ts';
import { hostingDetectors } from './hosting.ts';
import { identityDetectors } from './identity.ts';
import { loginDetectors } from './logins.ts';
import { messagingDetectors } from './messaging.ts';
import { messagingAssignedDetectors } from './messaging-assigned.ts';
import { monitoringDetectors } from './monitoring.ts';
import { networkDetectors } from './network.ts';
import { operationsDetectors } from './operations.ts';
import { packageDetectors } from './packages.ts';
import { passwordHashDetectors } from './password-hashes.ts';
import { passwordDetectors } from './passwords.ts';
import { paymentDetectors } from './payments.ts';
import { paymentAssignedDetectors } from './payments-assigned.ts';
import { privateKeyDetectors } from './private-keys.ts';
import { socialDetectors } from './social.ts';
import { socialAssignedDetectors } from './social-assigned.ts';
import { sourceControlDetectors } from './source-control.ts';
import { spokenDetectors } from './spoken.ts';
import { tokenDetectors } from './tokens.ts';
import { walletDetectors } from './wallets.ts';
import { workplaceDetectors } from './workplace.ts';
import { workplaceAssignedDetectors } from './workplace-assigned.ts';

export const secretDetectors: readonly Detector[] = [
  ...cloudDetectors,
  ...azureDetectors,
  ...hostingDetectors,
  ...aiDetectors,
  ...aiAssignedDetectors,
  ...sourceControlDetectors,
  ...gitlabDetectors,
  ...deliveryDetectors,
  ...chatDetectors,
  ...paymentDetectors,
  ...packageDetectors,
  ...messagingDetectors,
  ...operationsDetectors,
  ...monitoringDetectors,
  ...dataDetectors,
  ...networkDetectors,
  ...workplaceDetectors,
  ...tokenDetectors,
  ...privateKeyDetectors,
  ...databaseUrlDetectors,
  ...chatWebhookDetectors,
  ...commerceDetectors,
  ...messagingAssignedDetectors,
  ...paymentAssignedDetectors,
  ...socialDetectors,
  ...socialAssignedDetectors,
  ...workplaceAssignedDetectors,
  ...credentialFileDetectors,
  ...identityDetectors,
  ...passwordHashDetectors,
  ...walletDetectors,
  ...passwordDetectors,
  ...commandDetectors,
  ...spokenDetectors,
  ...loginDetectors,
];
