import { hit, lookalikes, miss, run, type Samples, whole } from '../sample.ts';

export const chatSamples: readonly Samples[] = [
  {
    detector: 'slack-token',
    hits: [
      hit('of a bot', 'token=', `xoxb-${run('digits', 12)}-${run('digits', 12)}-${run('base62', 24)}`, '\n'),
      hit('of a person', '"', `xoxp-${run('digits', 11)}-${run('digits', 12, 2)}-${run('digits', 13, 3)}-${run('hex', 32)}`, '"'),
    ],
    misses: [
      miss('a placeholder', 'xoxb-your-token'),
      miss('words', 'xoxb-this-is-a-token-without-digits'),
      miss('kisses', 'xoxo and xoxo'),
    ],
  },
  {
    detector: 'slack-webhook',
    hits: [
      hit(
        'of an app',
        'https://',
        `hooks.slack.com/services/T${run('base32', 8)}/B${run('base32', 8)}/${run('base62', 24)}`,
        ' ',
      ),
      hit(
        'of a workflow',
        'https://',
        `hooks.slack.com/workflows/T${run('base32', 8)}/A${run('base32', 8)}/${run('digits', 18)}/${run('base62', 24)}`,
        '"',
      ),
    ],
    misses: [
      miss('the host alone', 'https://hooks.slack.com/services/'),
      miss('another host of Slack', 'https://api.slack.com/messaging/webhooks-and-more'),
    ],
  },
  {
    detector: 'discord-webhook',
    hits: [
      hit('plain', 'https://', `discord.com/api/webhooks/${run('digits', 18)}/${run('base62', 68)}`, ' '),
      hit('of the older host', 'https://', `discordapp.com/api/v10/webhooks/${run('digits', 19)}/${run('base62', 68)}`, '"'),
    ],
    misses: [
      miss('the documents', 'https://discord.com/developers/docs/resources/webhook'),
      miss('no token', `https://discord.com/api/webhooks/${run('digits', 18)}`),
    ],
  },
  {
    detector: 'discord-bot-token',
    hits: [
      hit(
        'of a bot',
        'token: "',
        `${Buffer.from('123456789012345678').toString('base64').slice(0, 24)}.${run('base62', 6)}.${run('base62', 38)}`,
        '"',
      ),
      whole(
        'of an older bot',
        `${Buffer.from('98765432109876543').toString('base64').replaceAll('=', '')}.${run('base62', 6)}.${run('base62', 27)}`,
      ),
    ],
    misses: [
      miss('a word that begins alike', 'MTA.example.and.more'),
      miss('base64 without the dots', `MTIz${run('base62', 60)}`),
    ],
  },
  {
    detector: 'telegram-bot-token',
    hits: [
      hit('in a URL', 'https://api.telegram.org/bot', `${run('digits', 10, 4)}:AA${run('base62', 33)}`, '/getMe'),
      hit('in a file', 'TOKEN=', `${run('digits', 9, 4)}:AA${run('base62', 33)}`, '\n'),
    ],
    misses: [miss('a time', 'at 12:30:45:ABC'), miss('too few digits before it', `123:AA${run('base62', 33)}`)],
  },
  {
    detector: 'teams-webhook',
    hits: [
      hit(
        'of a team',
        'https://x.',
        `webhook.office.com/webhookb2/${lookalikes.uuid}@${lookalikes.uuid}/IncomingWebhook/${run('hex', 32)}/${lookalikes.uuid}`,
        '"',
      ),
      hit(
        'bare',
        '',
        `webhook.office.com/webhookb2/${lookalikes.uuid}/IncomingWebhook/${run('hex', 32)}/${lookalikes.uuid}`,
        ' ',
      ),
    ],
    misses: [
      miss('the host alone', 'https://x.webhook.office.com/'),
      miss('cut short', `webhook.office.com/webhookb2/${lookalikes.uuid}/Other`),
    ],
  },
  {
    detector: 'slack-app-token',
    hits: [
      hit('in a file', 'SLACK_APP_TOKEN=', `xapp-1-${run('base32', 11)}-${run('digits', 13)}-${run('hex', 64)}`, '\n'),
      hit('quoted', '"', `xapp-1-${run('base32', 10, 2)}-${run('digits', 12)}-${run('hex', 64)}`, '"'),
    ],
    misses: [miss('a placeholder', 'xapp-1-A111-222-xyz'), miss('words', 'xapp-1-based-on-the-template')],
  },
  {
    detector: 'slack-config-access-token',
    hits: [
      hit('of a person', '"', `xoxe.xoxp-1-${run('base62', 160)}`, '"'),
      hit('of a bot', 'TOKEN=', `xoxe.xoxb-1-${run('base62', 160, 2)}`, '\n'),
    ],
    misses: [miss('a placeholder', 'xoxe.xoxp-1-abc'), miss('dots', 'xoxe.xoxp-...')],
  },
  {
    detector: 'slack-config-refresh-token',
    hits: [
      hit('in a file', 'REFRESH=', `xoxe-1-${run('base62', 146)}`, '\n'),
      hit('quoted', '"', `xoxe-1-${run('base62', 146, 2)}`, '"'),
    ],
    misses: [miss('a placeholder', 'xoxe-1-abcdef'), miss('a word', 'xoxe-like')],
  },
  {
    detector: 'slack-session-cookie',
    hits: [
      hit('in a header', 'Cookie: d=', `xoxd-${run('base62', 60)}%2B${run('base62', 60)}%3D`, '; x=1'),
      hit('quoted', '"', `xoxd-${run('base64', 120)}`, '"'),
    ],
    misses: [miss('a placeholder', 'd=xoxd-...'), miss('words', 'xoxd-is-the-prefix-of-a-cookie')],
  },
  {
    detector: 'matrix-token',
    hits: [
      hit('in a header', 'Bearer ', `syt_${run('base62', 12)}_${run('lower', 20)}_${run('base62', 6)}`, '\n'),
      hit('quoted', '"', `syt_${run('base62', 8, 2)}_${run('lower', 20, 2)}_${run('base62', 6, 2)}`, '"'),
    ],
    misses: [miss('a name', 'syt_player_config_table'), miss('a placeholder', 'syt_<user>_<random>_<check>')],
  },
];
