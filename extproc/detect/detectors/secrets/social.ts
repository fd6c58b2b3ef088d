// Tokens of social networks, of Google's accounts, and of what measures and shows for those who build on them.
import type { Detector } from '../../scan.ts';
import { isKeyLike, secret } from '../define.ts';
import { smallUuid } from './spellings.ts';

export const socialDetectors: readonly Detector[] = [
  secret('facebook-token', 'Facebook access token', '\\bEAA[A-Z][A-Za-z0-9]{80,}', {
    commit: 64,
    confidence: 0.8,
    source: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens',
  }),
  secret('facebook-access-token', 'Facebook app access token', '\\b[0-9]{15,16}(?:\\||%7[Cc])[A-Za-z0-9_-]{27,40}', {
    accept: isKeyLike,
    source: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens',
  }),
  secret('instagram-token', 'Instagram access token', '\\bIG(?:QV|QW|AA)[A-Za-z0-9_-]{80,}', {
    commit: 56,
    source: 'https://developers.facebook.com/docs/instagram-platform/',
  }),
  secret('threads-token', 'Threads access token', '\\bTHAA[A-Za-z0-9_-]{80,}', {
    commit: 56,
    source: 'https://developers.facebook.com/docs/threads',
  }),
  secret('linkedin-client-secret', 'LinkedIn client secret', '\\bWPL_AP[0-9]\\.[A-Za-z0-9]{14,18}\\.[A-Za-z0-9+/]{4,10}={0,2}', {
    source: 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/',
  }),
  secret('linkedin-access-token', 'LinkedIn access token', '\\bAQ[UVWX][A-Za-z0-9_-]{150,}', {
    commit: 64,
    source: 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/',
  }),
  secret('twitter-bearer-token', 'Twitter bearer token', '\\bA{20,24}[B-Za-z0-9%][A-Za-z0-9%]{60,}', {
    commit: 64,
    source: 'https://docs.x.com/fundamentals/authentication/oauth-2-0/bearer-tokens',
  }),
  secret('twitch-oauth-token', 'Twitch chat token', '[a-z0-9]{30}\\b', {
    lead: '\\boauth:',
    accept: isKeyLike,
    source: 'https://dev.twitch.tv/docs/chat/authenticating/',
  }),
  secret('tiktok-token', 'TikTok access or refresh token', '\\b(?:act|rft|clt)\\.[A-Za-z0-9!_.-]{40,}', {
    commit: 56,
    accept: isKeyLike,
    source: 'https://developers.tiktok.com/doc/oauth-user-access-token-management',
  }),
  secret('google-oauth-code', 'Google OAuth authorization code', '\\b4/0A[A-Za-z0-9_-]{50,}', {
    commit: 48,
    severity: 'medium',
    source: 'https://developers.google.com/identity/protocols/oauth2/web-server',
  }),
  secret('mapbox-secret-token', 'Mapbox secret token', '\\b[st]k\\.eyJ[A-Za-z0-9_-]{40,200}\\.[A-Za-z0-9_-]{20,24}', {
    commit: 56,
    source: 'https://docs.mapbox.com/help/getting-started/access-tokens/',
  }),
  secret('posthog-api-key', 'PostHog API key', '\\bph[cxs]_[A-Za-z0-9]{36,50}\\b', {
    accept: value => isKeyLike(value) && (value[2] === 0x63 ? 0.2 : 0.95),
    confidenceRule: '0.95; 0.2 for those of a project, which pages show everybody',
    source: 'https://posthog.com/docs/api',
  }),
  secret('segment-public-api-token', 'Segment public API token', '\\bsgp_[A-Za-z0-9]{64}\\b', {
    commit: 64,
    source: 'https://docs.segmentapis.com/',
  }),
  secret('launchdarkly-access-token', 'LaunchDarkly access token or SDK key', `\\b(?:api|sdk)-${smallUuid}\\b`, {
    source: 'https://launchdarkly.com/docs/home/account/api',
  }),
  secret('rapidapi-access-token', 'RapidAPI key', 'msh[a-f0-9]{15,20}p1[a-f0-9]{6}jsn[a-f0-9]{12}\\b', {
    back: { class: '[a-f0-9]', min: 10, max: 10 },
    source: 'https://docs.rapidapi.com/docs/keys',
  }),
  secret('prefect-api-token', 'Prefect API key', '\\bpn[ub]_[A-Za-z0-9]{36}\\b', {
    source: 'https://docs.prefect.io/v3/manage/cloud/manage-users/api-keys',
  }),
  secret('apify-api-token', 'Apify API token', '\\bapify_api_[A-Za-z0-9]{30,40}\\b', {
    source: 'https://docs.apify.com/platform/integrations/api',
  }),
  secret('maxmind-license-key', 'MaxMind license key', '_mmk\\b', {
    back: { class: '[A-Za-z0-9_]', min: 36, max: 36 },
    source: 'https://dev.maxmind.com/license-key/',
  }),
  secret('settlemint-token', 'SettleMint access token', '\\bsm_(?:aat|pat|sat)_[A-Za-z0-9]{16}\\b', {
    source: 'https://console.settlemint.com/documentation/',
  }),
  secret('defined-networking-api-token', 'Defined Networking API token', '\\bdnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}', {
    commit: 64,
    source: 'https://docs.defined.net/guides/automating-host-creation/',
  }),
];
