// Tokens of the tools that people plan, write, draw and sell with, and that say by themselves whose they are.
import type { Detector } from '../../scan.ts';
import { isKeyLike, secret } from '../define.ts';
import { smallUuid } from './spellings.ts';

export const workplaceDetectors: readonly Detector[] = [
  secret('linear-api-key', 'Linear API key', '\\blin_(?:api|oauth)_[A-Za-z0-9]{40,64}\\b', {
    commit: 64,
    source: 'https://linear.app/developers/graphql',
  }),
  secret('notion-token', 'Notion integration token', '\\b(?:ntn_[0-9]{11}[A-Za-z0-9]{32,40}|secret_[A-Za-z0-9]{43})\\b', {
    source: 'https://developers.notion.com/reference/authentication',
  }),
  secret('airtable-token', 'Airtable personal access token', '\\bpat[A-Za-z0-9]{14}\\.[a-f0-9]{64}\\b', {
    commit: 64,
    source: 'https://airtable.com/developers/web/guides/personal-access-tokens',
  }),
  secret('figma-token', 'Figma personal access token', '\\bfig(?:d|o[rhu]?)_[A-Za-z0-9_-]{40,64}', {
    source: 'https://www.figma.com/developers/api#access-tokens',
  }),
  secret('hubspot-token', 'HubSpot private app token', `\\bpat-(?:na|eu|ap)[0-9]-${smallUuid}\\b`, {
    source: 'https://developers.hubspot.com/docs/guides/apps/private-apps/overview',
  }),
  secret('asana-token', 'Asana personal access token', '\\b[0-2]/[0-9]{12,16}(?:/[0-9]{12,16})?:[a-f0-9]{32}\\b', {
    commit: 64,
    source: 'https://developers.asana.com/docs/personal-access-token',
  }),
  secret('trello-token', 'Trello token', '\\bATTA[a-f0-9]{64}[A-F0-9]{8}\\b', {
    commit: 64,
    source: 'https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/',
  }),
  secret('clickup-token', 'ClickUp personal token', '\\bpk_[0-9]{5,10}_[A-Z0-9]{32}\\b', {
    source: 'https://developer.clickup.com/docs/authentication',
  }),
  // `{"miro.origin":` in base64.
  secret('miro-token', 'Miro access token', 'eyJtaXJvLm9yaWdpbiI6[A-Za-z0-9_-]{20,}', {
    commit: 48,
    source: 'https://developers.miro.com/docs/getting-started-with-oauth',
  }),
  secret('dropbox-short-lived-api-token', 'Dropbox access token', '\\bsl\\.(?:u\\.)?[A-Za-z0-9_-]{100,}', {
    commit: 56,
    source: 'https://developers.dropbox.com/oauth-guide',
  }),
  secret('dropbox-long-lived-api-token', 'Dropbox long-lived access token', 'AAAAAAAAAA[A-Za-z0-9_-]{43}\\b', {
    back: { class: '[A-Za-z0-9]', min: 11, max: 11 },
    source: 'https://developers.dropbox.com/oauth-guide',
  }),
  secret('salesforce-access-token', 'Salesforce access token', '\\b00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{80,}', {
    commit: 56,
    source: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_access_tokens.htm',
  }),
  secret('salesforce-refresh-token', 'Salesforce refresh token', '\\b5Aep[A-Za-z0-9._]{60,}', {
    commit: 56,
    source: 'Salesforce documentation: OAuth flows',
  }),
  secret('salesforce-consumer-key', 'Salesforce consumer key', '\\b3MVG9[A-Za-z0-9._]{80,}', {
    commit: 56,
    severity: 'medium',
    source: 'Salesforce documentation: connected apps',
  }),
  secret('typeform-api-token', 'Typeform token', '\\btfp_[A-Za-z0-9_.-]{40,60}', {
    source: 'https://www.typeform.com/developers/get-started/personal-access-token/',
  }),
  secret('zoho-token', 'Zoho OAuth token', '\\b1000\\.[a-f0-9]{32}\\.[a-f0-9]{32}\\b', {
    commit: 64,
    source: 'https://www.zoho.com/accounts/protocol/oauth.html',
  }),
  secret('readme-api-token', 'ReadMe API key', '\\brdme_[a-z0-9]{70}', {
    commit: 56,
    source: 'https://docs.readme.com/main/reference/intro/authentication',
  }),
  secret('frameio-api-token', 'Frame.io token', '\\bfio-u-[A-Za-z0-9_-]{64}', {
    commit: 64,
    source: 'https://developer.frame.io/docs/getting-started/authentication',
  }),
  secret(
    'evernote-token',
    'Evernote token',
    '\\bS=s[0-9]{1,4}:U=[a-f0-9]{1,8}:E=[a-f0-9]{6,12}:C=[a-f0-9]{6,12}:[A-Za-z0-9=:_.-]{20,120}',
    {
      commit: 56,
      source: 'https://dev.evernote.com/doc/articles/dev_tokens.php',
    },
  ),
  secret('harvest-token', 'Harvest personal access token', '\\b[0-9]{5,8}\\.pt\\.[A-Za-z0-9_-]{60,100}', {
    commit: 56,
    source: 'https://help.getharvest.com/api-v2/authentication-api/authentication/authentication/',
  }),
  secret('adobe-client-secret', 'Adobe client secret', '\\bp8e-[A-Za-z0-9_-]{32}', {
    accept: isKeyLike,
    source: 'https://developer.adobe.com/developer-console/docs/guides/authentication/',
  }),
  secret('contentful-personal-access-token', 'Contentful personal access token', '\\bCFPAT-[A-Za-z0-9_-]{43}', {
    source: 'https://www.contentful.com/developers/docs/references/authentication/',
  }),
  secret('deepl-api-key', 'DeepL API key', ':fx\\b', {
    back: { class: '[a-f0-9-]', min: 36, max: 36 },
    source: 'https://developers.deepl.com/docs/getting-started/auth',
  }),
  secret('cal-api-key', 'Cal.com API key', '\\bcal_(?:live_|test_)?[a-f0-9]{24,48}\\b', {
    source: 'https://cal.com/docs/api-reference',
  }),
];
