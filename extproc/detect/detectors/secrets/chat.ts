// Tokens and webhooks of chat services. Who has a webhook's address can post with it: the address is the secret.
import type { Detector } from '../../scan.ts';
import { isKeyLike, secret } from '../define.ts';

const slack = 'https://api.slack.com/concepts/token-types';

export const chatDetectors: readonly Detector[] = [
  secret('slack-token', 'Slack token', 'xox[abcoprs]-[A-Za-z0-9-]{10,}', { commit: 48, accept: isKeyLike, source: slack }),
  secret('slack-app-token', 'Slack app-level token', 'xapp-[0-9]-[A-Z0-9]{8,12}-[0-9]{10,14}-[a-f0-9]{32,64}', {
    commit: 48,
    source: slack,
  }),
  secret('slack-config-access-token', 'Slack configuration access token', 'xoxe\\.xox[bp]-[0-9]-[A-Za-z0-9]{30,}', {
    commit: 48,
    source: slack,
  }),
  secret('slack-config-refresh-token', 'Slack configuration refresh token', 'xoxe-[0-9]{1,2}-[A-Za-z0-9]{30,}', {
    commit: 48,
    source: slack,
  }),
  secret('slack-session-cookie', 'Slack session cookie', 'xoxd-[A-Za-z0-9%+/=_-]{20,}', {
    commit: 48,
    accept: isKeyLike,
    source: 'what browsers send to Slack: the cookie `d`',
  }),
  secret(
    'slack-webhook',
    'Slack webhook',
    'hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/_-]{20,120}',
    { commit: 64, source: 'https://api.slack.com/messaging/webhooks' },
  ),
  secret(
    'discord-webhook',
    'Discord webhook',
    'discord(?:app)?\\.com/api/(?:v[0-9]{1,2}/)?webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,80}',
    { commit: 64, source: 'https://discord.com/developers/docs/resources/webhook' },
  ),
  // Its first part is a decimal number in base64, which few words look like.
  secret(
    'discord-bot-token',
    'Discord bot token',
    '\\b[MNO][TDjz][AEIMQUYcgk][w-z0-5][A-Za-z0-9_-]{19,24}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}',
    { source: 'https://discord.com/developers/docs/reference' },
  ),
  secret('telegram-bot-token', 'Telegram bot token', ':A[A-Za-z0-9_-]{34}', {
    back: { class: '[0-9]', min: 8, max: 10 },
    source: 'https://core.telegram.org/bots/features',
  }),
  secret(
    'teams-webhook',
    'Microsoft Teams webhook',
    'webhook\\.office\\.com/webhookb2/[A-Za-z0-9@-]{36,80}/IncomingWebhook/[a-f0-9]{32}/[a-f0-9-]{36}(?:/[A-Za-z0-9_-]{10,60})?',
    {
      commit: 72,
      source: 'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    },
  ),
  secret('matrix-token', 'Matrix access token', '\\bsyt_[A-Za-z0-9+/_-]{2,120}_[A-Za-z]{20}_[A-Za-z0-9]{6}\\b', {
    commit: 64,
    source: 'Synapse, the homeserver: access tokens',
  }),
];
