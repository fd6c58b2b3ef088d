// Tokens and webhooks of chat services. Who has a webhook's address can post with it: the address is the secret.
import type { Detector } from '../../scan.ts';
import { isKeyLike, secret } from '../define.ts';

export const chatDetectors: readonly Detector[] = [
  secret('slack-token', 'Slack token', '(?:xox[abcdeoprs]-|xapp-[0-9]-)[A-Za-z0-9-]{10,}', { commit: 48, accept: isKeyLike }),
  secret(
    'slack-webhook',
    'Slack webhook',
    'hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/_-]{20,120}',
  ),
  secret(
    'discord-webhook',
    'Discord webhook',
    'discord(?:app)?\\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,80}',
  ),
  // Its first part is a decimal number in base64, which few words look like.
  secret(
    'discord-bot-token',
    'Discord bot token',
    '\\b[MNO][TDjz][AEIMQUYcgk][w-z0-5][A-Za-z0-9_-]{19,24}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}',
  ),
  secret('telegram-bot-token', 'Telegram bot token', ':A[A-Za-z0-9_-]{34}', {
    back: { class: '[0-9]', min: 8, max: 10 },
  }),
  secret(
    'teams-webhook',
    'Microsoft Teams webhook',
    'webhook\\.office\\.com/webhookb2/[A-Za-z0-9@-]{36,80}/IncomingWebhook/[a-f0-9]{32}/[a-f0-9-]{36}',
    {
      commit: 96,
    },
  ),
];
