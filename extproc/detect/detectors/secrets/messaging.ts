// Keys of services that send mail and messages.
import type { Detector } from '../../scan.ts';
import { secret } from '../define.ts';

export const messagingDetectors: readonly Detector[] = [
  secret('sendgrid-api-key', 'SendGrid API key', '\\bSG\\.[A-Za-z0-9_-]{20,24}\\.[A-Za-z0-9_-]{39,50}'),
  secret('twilio-api-key', 'Twilio API key', '\\bSK[0-9a-f]{32}\\b', { confidence: 0.85 }),
  secret('twilio-auth-token', 'Twilio auth token', '[0-9a-f]{32}\\b', {
    lead: '(?i)(?:twilio[_-]?(?:auth[_-]?)?token|twilio[_-]?secret)["\']?\\s{0,4}[:=]\\s{0,4}["\']?',
  }),
  secret('mailgun-api-key', 'Mailgun API key', '\\bkey-[0-9a-f]{32}\\b'),
  secret('mailchimp-api-key', 'Mailchimp API key', '-us[0-9]{1,2}\\b', { back: { class: '[0-9a-f]', min: 32, max: 32 } }),
  secret('brevo-api-key', 'Brevo API key', 'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}\\b', { commit: 64 }),
];
