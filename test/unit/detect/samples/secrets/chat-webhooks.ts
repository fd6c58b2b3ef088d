import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

export const chatWebhookSamples: readonly Samples[] = [
  {
    detector: 'google-chat-webhook',
    hits: [
      hit(
        'of a space',
        'https://',
        `chat.googleapis.com/v1/spaces/${run('base62', 11)}/messages?key=AIza${run('base62', 35)}&token=${run('base62', 43)}`,
        ' ',
      ),
      hit(
        'in JSON',
        '"https://',
        `chat.googleapis.com/v1/spaces/${run('base62', 11)}/messages?key=AIza${run('base62', 35)}\\u0026token=${run('base62', 43)}%3D`,
        '"',
      ),
    ],
    misses: [
      miss('the API', 'https://chat.googleapis.com/v1/spaces/AAAA/messages'),
      miss('placeholders', 'https://chat.googleapis.com/v1/spaces/SPACE/messages?key=KEY&token=TOKEN'),
    ],
  },
  {
    detector: 'dingtalk-webhook',
    hits: [
      hit('in a URL', 'https://oapi.dingtalk.com/robot/send?access_token=', run('hex', 64), ' '),
      hit('in code', "url = 'https://oapi.dingtalk.com/robot/send?access_token=", run('hex', 64, 2), "'"),
    ],
    misses: [
      miss('a placeholder', 'https://oapi.dingtalk.com/robot/send?access_token=XXXX'),
      miss('a digest', `access_token=${lookalikes.sha256}`),
    ],
  },
  {
    detector: 'feishu-webhook',
    hits: [
      hit('Feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/', lookalikes.uuid, '\n'),
      hit('Lark', '"https://open.larksuite.com/open-apis/bot/v2/hook/', lookalikes.uuid, '"'),
    ],
    misses: [miss('a placeholder', 'https://open.feishu.cn/open-apis/bot/v2/hook/xxxx'), miss('a UUID', lookalikes.uuid)],
  },
  {
    detector: 'wecom-webhook',
    hits: [
      hit('in a URL', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=', lookalikes.uuid, '\n'),
      hit('quoted', '"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=', lookalikes.uuid, '"'),
    ],
    misses: [
      miss('a placeholder', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY'),
      miss('another UUID', `?key=${lookalikes.uuid}`),
    ],
  },
  {
    detector: 'mattermost-webhook',
    hits: [
      hit('of a team', 'https://chat.example.com/hooks/', run('lower36', 26), '\n'),
      hit('quoted', '"https://mattermost.example.org/hooks/', run('lower36', 26, 2), '"'),
    ],
    misses: [
      miss('hooks of React', 'src/hooks/useAuthentication.ts'),
      miss('a name of letters', 'src/hooks/abcdefghijklmnopqrstuvwxyz'),
    ],
  },
  {
    detector: 'rocketchat-webhook',
    hits: [
      hit('of a channel', 'https://chat.example.com/hooks/', `${run('base62', 24)}/${run('base62', 48)}`, '\n'),
      hit('quoted', '"https://rocket.example.org/hooks/', `${run('base62', 24, 2)}/${run('base62', 48, 2)}`, '"'),
    ],
    misses: [miss('hooks of git', '.git/hooks/pre-commit.sample'), miss('a path', 'src/hooks/authentication/providers')],
  },
  {
    detector: 'zapier-webhook',
    hits: [
      hit('of a zap', 'https://', `hooks.zapier.com/hooks/catch/${run('digits', 7)}/${run('lower36', 7)}/`, ' '),
      hit('quoted', '"https://', `hooks.zapier.com/hooks/catch/${run('digits', 6)}/b${run('lower36', 6)}`, '"'),
    ],
    misses: [
      miss('the host alone', 'https://hooks.zapier.com/hooks/catch/'),
      miss('the documents', 'https://zapier.com/apps/webhook/integrations'),
    ],
  },
  {
    detector: 'make-webhook',
    hits: [
      hit('of a scenario', 'https://hook.eu1.make.com/', run('lower36', 32), '\n'),
      hit('of the older host', '"https://hook.integromat.com/', run('lower36', 32, 2), '"'),
    ],
    misses: [miss('the host alone', 'https://hook.eu1.make.com/'), miss('a word', 'https://hook.us1.make.com/documentation')],
  },
  {
    detector: 'ifttt-webhook-key',
    hits: [
      hit('in a URL', 'https://maker.ifttt.com/trigger/door_open/with/key/', run('base62', 43), '\n'),
      hit('of the settings', 'https://maker.ifttt.com/use/', run('base62', 22), ' '),
    ],
    misses: [
      miss('a placeholder', 'https://maker.ifttt.com/trigger/{event}/with/key/{key}'),
      miss('a short placeholder', 'https://maker.ifttt.com/trigger/x/with/key/YOUR_KEY'),
    ],
  },
  {
    detector: 'ntfy-token',
    hits: [
      hit('in a header', 'Authorization: Bearer ', `tk_${run('lower36', 29)}`, '\n'),
      hit('quoted', '"', `tk_${run('lower36', 29, 2)}`, '"'),
    ],
    misses: [miss('a name', 'tk_abcdefghijklmnopqrstuvwxyzabc'), miss('too short', 'tk_1a2b3c')],
  },
];
