// Keys of chat, mail, messaging and help-desk services whose form says nothing: known by the name before them.
import type { Detector } from '../../scan.ts';
import { assigned } from '../assigned.ts';
import { hex, mixed, smallUuid } from './spellings.ts';

export const messagingAssignedDetectors: readonly Detector[] = [
  assigned('slack-signing-secret', 'Slack signing secret', {
    services: ['slack'],
    called: 'sign(?:ing)?[ _-]?(?:secret|key)',
    value: hex(32),
  }),
  assigned('slack-client-secret', 'Slack client secret', { services: ['slack'], called: 'client[ _-]?secret', value: hex(32) }),
  assigned('discord-client-secret', 'Discord client secret', {
    services: ['discord'],
    called: 'secret',
    value: '[A-Za-z0-9_-]{32}',
  }),
  assigned('mattermost-access-token', 'Mattermost access token', { services: ['mattermost'], value: '[a-z0-9]{26}\\b' }),
  assigned('zoom-client-secret', 'Zoom secret', { services: ['zoom'], value: mixed('22,32') }),
  assigned('rocketchat-token', 'Rocket.Chat access token', {
    services: ['rocket[ _.-]?chat'],
    value: '[A-Za-z0-9_-]{43}',
  }),
  assigned('gitter-access-token', 'Gitter access token', { services: ['gitter'], value: hex(40) }),
  assigned('zulip-api-key', 'Zulip API key', { services: ['zulip'], value: mixed(32) }),
  assigned('pushover-token', 'Pushover token', { services: ['pushover'], value: '[a-z0-9]{30}\\b' }),
  assigned('pushbullet-token', 'Pushbullet access token', { services: ['pushbullet'], value: 'o\\.[A-Za-z0-9]{32}\\b' }),
  assigned('zendesk-secret-key', 'Zendesk API token', { services: ['zendesk'], value: mixed(40) }),
  assigned('freshdesk-api-key', 'Freshdesk or Freshservice API key', {
    services: ['freshdesk', 'freshservice', 'freshworks'],
    value: mixed(20),
  }),
  assigned('sendbird-access-token', 'Sendbird API token', { services: ['sendbird'], value: hex(40) }),
  assigned('messagebird-api-token', 'MessageBird access key', { services: ['messagebird'], value: mixed(25) }),
  assigned('vonage-api-secret', 'Vonage API secret', { services: ['vonage', 'nexmo'], called: 'secret', value: mixed(16) }),
  assigned('plivo-auth-token', 'Plivo auth token', { services: ['plivo'], value: mixed(40) }),
  assigned('sinch-api-token', 'Sinch token or secret', { services: ['sinch'], value: '[A-Za-z0-9+/_~.-]{24,40}={0,2}' }),
  assigned('postmark-server-token', 'Postmark token', { services: ['postmark'], value: `${smallUuid}\\b` }),
  assigned('sparkpost-api-key', 'SparkPost API key', { services: ['sparkpost'], value: hex(40) }),
  assigned('mailjet-api-key', 'Mailjet key or secret', { services: ['mailjet'], value: hex(32) }),
  assigned('mailtrap-api-token', 'Mailtrap API token', { services: ['mailtrap'], value: hex('14,32') }),
  assigned('mailgun-signing-key', 'Mailgun key of the newer form, or webhook signing key', {
    services: ['mailgun'],
    value: '[a-h0-9]{32}(?:-[a-h0-9]{8}-[a-h0-9]{8})?\\b',
  }),
  assigned('customerio-api-key', 'Customer.io API key', { services: ['customer[._-]?io'], value: hex('20,40') }),
  assigned('pusher-app-secret', 'Pusher app secret', { services: ['pusher'], called: 'secret', value: hex(20) }),
  assigned('ably-api-key', 'Ably API key', {
    services: ['ably'],
    value: '[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{6}:[A-Za-z0-9_-]{20,43}',
  }),
  assigned('convertkit-api-secret', 'ConvertKit API secret', { services: ['convertkit'], value: '[A-Za-z0-9_-]{22,43}' }),
  assigned(
    'activecampaign-api-key',
    'ActiveCampaign API key',
    { services: ['active[ _-]?campaign'], value: hex(72) },
    { commit: 64 },
  ),
  assigned(
    'webex-token',
    'Webex token',
    {
      services: ['webex'],
      value: '[A-Za-z0-9]{64}_P[A-Z0-9]{3}_[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}\\b',
    },
    { commit: 64, source: 'https://developer.webex.com/docs/bots' },
  ),
  assigned(
    'line-channel-token',
    'LINE channel access token',
    {
      services: ['line[ _-]?(?:channel|bot|access|messaging|api)', 'channel[ _-]?access'],
      value: '[A-Za-z0-9+/]{100,180}={0,2}',
    },
    { commit: 64, source: 'https://developers.line.biz/en/docs/basics/channel-access-token/' },
  ),
  assigned('wechat-app-secret', 'WeChat app secret', {
    services: ['wechat', 'weixin', '\\bwx'],
    called: 'secret',
    value: hex(32),
  }),
];
