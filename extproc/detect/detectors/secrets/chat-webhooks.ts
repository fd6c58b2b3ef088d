// Addresses to which a robot posts, of chat and automation services. Who has the address can post with it.
import type { Detector } from '../../scan.ts';
import { isKeyLike, secret } from '../define.ts';
import { smallUuid } from './spellings.ts';

export const chatWebhookDetectors: readonly Detector[] = [
  secret(
    'google-chat-webhook',
    'Google Chat webhook',
    'chat\\.googleapis\\.com/v1/spaces/[A-Za-z0-9_-]{5,20}/messages\\?key=[A-Za-z0-9_-]{20,60}(?:&|\\\\u0026|&amp;)token=[A-Za-z0-9%_-]{30,80}',
    { commit: 64, source: 'https://developers.google.com/workspace/chat/quickstart/webhooks' },
  ),
  secret('dingtalk-webhook', 'DingTalk robot webhook', '[a-f0-9]{64}\\b', {
    lead: 'oapi\\.dingtalk\\.com/robot/send\\?access_token=',
    source: 'https://open.dingtalk.com/document/robots/custom-robot-access',
  }),
  secret('feishu-webhook', 'Feishu or Lark bot webhook', smallUuid, {
    lead: 'open\\.(?:feishu\\.cn|larksuite\\.com)/open-apis/bot/(?:v2/)?hook/',
    source: 'https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot',
  }),
  secret('wecom-webhook', 'WeCom robot webhook', smallUuid, {
    lead: 'qyapi\\.weixin\\.qq\\.com/cgi-bin/webhook/send\\?key=',
    source: 'https://developer.work.weixin.qq.com/document/path/91770',
  }),
  secret('mattermost-webhook', 'Mattermost incoming webhook', '[a-z0-9]{26}\\b', {
    lead: '/hooks/',
    accept: isKeyLike,
    source: 'https://developers.mattermost.com/integrate/webhooks/incoming/',
  }),
  secret('rocketchat-webhook', 'Rocket.Chat incoming webhook', '[A-Za-z0-9]{24}/[A-Za-z0-9]{40,56}\\b', {
    lead: '/hooks/',
    commit: 64,
    source: 'https://docs.rocket.chat/docs/integrations',
  }),
  secret('zapier-webhook', 'Zapier webhook', 'hooks\\.zapier\\.com/hooks/(?:catch|standard)/[0-9]{4,10}/[A-Za-z0-9/]{5,40}', {
    source: 'https://help.zapier.com/hc/en-us/articles/8496288690317',
  }),
  secret('make-webhook', 'Make webhook', '[a-z0-9]{30,36}\\b', {
    lead: '\\bhook\\.(?:(?:eu|us)[0-9]\\.)?(?:make|integromat)\\.com/',
    accept: isKeyLike,
    source: 'https://www.make.com/en/help/tools/webhooks',
  }),
  secret('ifttt-webhook-key', 'IFTTT webhook key', '[A-Za-z0-9_-]{20,64}', {
    commit: 56,
    lead: 'maker\\.ifttt\\.com/(?:use|trigger/[A-Za-z0-9_{}-]{1,40}/(?:json/)?with/key)/',
    source: 'https://ifttt.com/maker_webhooks',
  }),
  secret('ntfy-token', 'ntfy access token', '\\btk_[a-z0-9]{29}\\b', {
    accept: isKeyLike,
    source: 'https://docs.ntfy.sh/config/#access-tokens',
  }),
];
