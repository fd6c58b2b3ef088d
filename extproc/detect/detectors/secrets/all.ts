// Secrets of all services, in the order in which the documents list them. Knows no single format.
import type { Detector } from '../../scan.ts';
import { aiDetectors } from './ai.ts';
import { chatDetectors } from './chat.ts';
import { chatWebhookDetectors } from './chat-webhooks.ts';
import { cloudDetectors } from './cloud.ts';
import { commerceDetectors } from './commerce.ts';
import { databaseUrlDetectors } from './database-urls.ts';
import { messagingDetectors } from './messaging.ts';
import { messagingAssignedDetectors } from './messaging-assigned.ts';
import { operationsDetectors } from './operations.ts';
import { packageDetectors } from './packages.ts';
import { paymentDetectors } from './payments.ts';
import { paymentAssignedDetectors } from './payments-assigned.ts';
import { privateKeyDetectors } from './private-keys.ts';
import { socialDetectors } from './social.ts';
import { socialAssignedDetectors } from './social-assigned.ts';
import { sourceControlDetectors } from './source-control.ts';
import { tokenDetectors } from './tokens.ts';
import { workplaceDetectors } from './workplace.ts';
import { workplaceAssignedDetectors } from './workplace-assigned.ts';

export const secretDetectors: readonly Detector[] = [
  ...cloudDetectors,
  ...aiDetectors,
  ...sourceControlDetectors,
  ...chatDetectors,
  ...paymentDetectors,
  ...packageDetectors,
  ...messagingDetectors,
  ...operationsDetectors,
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
];
