// Keys of services that send mail, messages and calls, and say by themselves whose they are.
import type { Detector } from '../../scan.ts';
import { isKeyLike, secret } from '../define.ts';
import { sign } from './spellings.ts';

export const messagingDetectors: readonly Detector[] = [
  secret('sendgrid-api-key', 'SendGrid API key', '\\bSG\\.[A-Za-z0-9_-]{20,24}\\.[A-Za-z0-9_-]{39,50}', {
    commit: 64,
    source: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  }),
  secret('twilio-api-key', 'Twilio API key', '\\bSK[0-9a-f]{32}\\b', {
    confidence: 0.85,
    source: 'https://www.twilio.com/docs/iam/api-keys',
  }),
  secret('twilio-auth-token', 'Twilio auth token', '[0-9a-f]{32}\\b', {
    lead: `(?i)(?:twilio[_-]?(?:auth[_-]?)?token|twilio[_-]?secret)${sign}`,
    source: 'https://www.twilio.com/docs/iam/access-tokens',
  }),
  secret('mailgun-api-key', 'Mailgun API key', '\\b(?:key|pubkey)-[0-9a-f]{32}\\b', {
    source: 'https://documentation.mailgun.com/docs/mailgun/api-reference/authentication',
  }),
  secret('mailgun-api-key', 'Mailgun API key', '-[a-f0-9]{8}-[a-f0-9]{8}\\b', {
    back: { class: '[0-9a-f]', min: 32, max: 32 },
    source: 'https://documentation.mailgun.com/docs/mailgun/api-reference/authentication',
  }),
  secret('mailchimp-api-key', 'Mailchimp API key', '-us[0-9]{1,2}\\b', {
    back: { class: '[0-9a-f]', min: 32, max: 32 },
    source: 'https://mailchimp.com/developer/marketing/guides/quick-start/',
  }),
  secret('mandrill-api-key', 'Mandrill API key', '\\bmd-[A-Za-z0-9_-]{22}', {
    accept: isKeyLike,
    confidence: 0.8,
    source: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
  }),
  secret('brevo-api-key', 'Brevo API key', 'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}\\b', {
    commit: 64,
    source: 'https://developers.brevo.com/docs/getting-started',
  }),
  secret('brevo-smtp-key', 'Brevo SMTP key', 'xsmtpsib-[a-f0-9]{64}-[A-Za-z0-9]{16}\\b', {
    commit: 64,
    source: 'https://help.brevo.com/hc/en-us/articles/7959631848850',
  }),
  secret('resend-api-key', 'Resend API key', '\\bre_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}\\b', {
    source: 'https://resend.com/docs/api-reference/introduction',
  }),
  secret('klaviyo-api-key', 'Klaviyo private API key', '\\bpk_(?:[A-Za-z0-9]{6}_)?[a-f0-9]{34}\\b', {
    source: 'https://developers.klaviyo.com/en/docs/authenticate_',
  }),
  secret('onesignal-api-key', 'OneSignal API key', '\\bos_v2_(?:app|org)_[a-z2-7]{40,}', {
    commit: 56,
    source: 'https://documentation.onesignal.com/docs/keys-and-ids',
  }),
  secret('pubnub-secret-key', 'PubNub secret key', '\\bsec-c-[A-Za-z0-9+/=-]{36,60}', {
    accept: isKeyLike,
    source: 'https://www.pubnub.com/docs/general/setup/account-setup',
  }),
  secret('telnyx-api-key', 'Telnyx API key', '\\bKEY[0-9A-F]{32}_[A-Za-z0-9]{22}\\b', {
    source: 'https://developers.telnyx.com/development/api-fundamentals/authentication',
  }),
  secret('mailersend-api-token', 'MailerSend API token', '\\bmlsn\\.[a-f0-9]{64}\\b', {
    commit: 64,
    source: 'https://developers.mailersend.com/general.html#api-token',
  }),
  secret('courier-auth-token', 'Courier auth token', '\\bpk_(?:prod|test)_[A-Z0-9]{28}\\b', {
    source: 'https://www.courier.com/docs/reference/auth/intro',
  }),
  secret('kit-api-key', 'Kit API key', '\\bkit_[a-z0-9]{32}\\b', {
    accept: isKeyLike,
    source: 'https://developers.kit.com/v4#authentication',
  }),
  secret('intercom-api-key', 'Intercom access token', '\\bdG9rO[A-Za-z0-9+/]{54}=?', {
    source: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
  }),
];
