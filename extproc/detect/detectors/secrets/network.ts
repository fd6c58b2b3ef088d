// Keys of content delivery, DNS, tunnels and private networks.
import type { Detector } from '../../scan.ts';
import { assigned, isRandom, uuid, word } from '../assigned.ts';
import { secret } from '../define.ts';
import { sign } from './spellings.ts';

const cloudflare = 'Cloudflare documentation: API tokens; gitleaks rules';

export const networkDetectors: readonly Detector[] = [
  secret('cloudflare-origin-key', 'Cloudflare origin CA key', '\\bv1\\.0-[a-f0-9]{24}-[a-f0-9]{146}\\b', {
    commit: 48,
    source: cloudflare,
  }),
  secret('cloudflare-api-token', 'Cloudflare API token', '\\bcf(?:k|ut|at)_[A-Za-z0-9_-]{40,64}', {
    accept: isRandom,
    source: cloudflare,
  }),
  assigned(
    'cloudflare-api-token',
    'Cloudflare API token',
    { services: ['cloudflare', 'cf[_-](?:api|token|dns)'], value: '[A-Za-z0-9_-]{40}\\b' },
    { confidence: 0.95, source: cloudflare },
  ),
  assigned(
    'cloudflare-global-api-key',
    'Cloudflare global API key',
    { services: ['cloudflare', 'x-auth-key', 'cf[_-](?:api|global|key)'], called: 'key|token', value: '[a-f0-9]{37}\\b' },
    { severity: 'critical', source: cloudflare },
  ),
  // JSON in base64: {"a":"…","t":"…","s":"…"}.
  secret('cloudflare-tunnel-token', 'token of a Cloudflare tunnel', '\\beyJhIjoi[A-Za-z0-9+/_-]{120,}={0,2}', {
    commit: 64,
    source: cloudflare,
  }),
  secret('cloudflare-turnstile-secret', 'secret key of Cloudflare Turnstile', '\\b0x4AAAAAAA[A-Za-z0-9_-]{25,27}\\b', {
    source: cloudflare,
  }),
  assigned(
    'cloudflare-r2-secret',
    'secret key of Cloudflare R2',
    { services: ['cloudflare', 'r2[ _-]?secret'], called: 'secret|access|key', value: '[a-f0-9]{64}\\b' },
    { source: cloudflare },
  ),
  assigned(
    'fastly-api-token',
    'Fastly API token',
    { services: ['fastly'], value: '[A-Za-z0-9_-]{32}\\b' },
    { source: 'gitleaks rule' },
  ),
  secret('akamai-token', 'Akamai client or access token', '\\bakab-[a-z0-9]{16}-[a-z0-9]{16}\\b', {
    source: 'Akamai documentation: EdgeGrid',
  }),
  secret('akamai-client-secret', 'Akamai client secret', '[A-Za-z0-9+/]{43}=', {
    lead: `(?i)client_secret${sign}`,
    confidence: 0.85,
    source: 'Akamai documentation: EdgeGrid',
  }),
  assigned(
    'bunny-api-key',
    'bunny.net key',
    {
      services: [word('bunny'), 'bunny[ _-]?(?:net|cdn|storage|stream|access)'],
      value: '[a-f0-9]{8}(?:-[a-f0-9]{4,12}){4,9}\\b',
    },
    { commit: 64, source: 'bunny.net documentation' },
  ),
  secret('ngrok-token', 'ngrok token', '\\b(?:ak|cr)_[A-Za-z0-9]{27}\\b', { accept: isRandom, source: 'ngrok documentation' }),
  assigned(
    'ngrok-token',
    'ngrok token',
    { services: ['ngrok', 'authtoken'], called: 'token|key', value: '[A-Za-z0-9]{20,30}_[A-Za-z0-9]{18,24}\\b' },
    { confidence: 0.95, source: 'ngrok documentation' },
  ),
  secret('tailscale-key', 'Tailscale key', '\\btskey-(?:[a-z]{3,8}-)?[A-Za-z0-9]{8,24}-[A-Za-z0-9]{16,48}', {
    accept: isRandom,
    source: 'Tailscale documentation: key prefixes',
  }),
  secret('netbird-token', 'NetBird access token', '\\bnbp_[A-Za-z0-9]{36}\\b', { source: 'NetBird documentation' }),
  secret('wireguard-private-key', 'WireGuard private key', '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=', {
    lead: `(?i)(?:private_?key|wg[_-]?(?:private)?[_-]?key)${sign}`,
    severity: 'critical',
    source: 'WireGuard: wg(8)',
  }),
  assigned(
    'wireguard-private-key',
    'WireGuard private key',
    { services: ['wireguard'], called: 'private|key', value: '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=' },
    { severity: 'critical', confidence: 0.95, source: 'WireGuard: wg(8)' },
  ),
  secret('wireguard-preshared-key', 'WireGuard preshared key', '[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=', {
    lead: `(?i)(?:preshared_?key|wg[_-]?preshared[_-]?key)${sign}`,
    source: 'WireGuard: wg(8)',
  }),
  secret('dnsimple-token', 'DNSimple token', '\\bdnsimple_[uao]_[A-Za-z0-9]{24,40}\\b', { source: 'DNSimple documentation' }),
  secret('godaddy-key', 'GoDaddy API key and secret', '[A-Za-z0-9_]{20,48}:[A-Za-z0-9]{20,24}\\b', {
    lead: '(?i)\\bsso-key ',
    accept: isRandom,
    source: 'GoDaddy documentation',
  }),
  assigned(
    'namecheap-api-key',
    'Namecheap API key',
    { services: ['namecheap'], value: '[a-f0-9]{32}\\b' },
    { source: 'Namecheap documentation' },
  ),
  assigned(
    'gandi-token',
    'Gandi token',
    { services: [word('gandi'), 'gandi[ _-]?(?:live|dns)'], value: '(?:[a-f0-9]{40}|[A-Za-z0-9]{24})\\b' },
    { source: 'Gandi documentation' },
  ),
  secret('porkbun-key', 'Porkbun secret key', '\\bsk1_[a-f0-9]{64}\\b', { commit: 64, source: 'Porkbun documentation' }),
  assigned('duckdns-token', 'Duck DNS token', { services: ['duck[ _-]?dns'], value: uuid }, { source: 'Duck DNS documentation' }),
  assigned(
    'cisco-meraki-api-key',
    'Cisco Meraki API key',
    { services: ['meraki'], value: '[a-f0-9]{40}\\b' },
    { source: 'gitleaks rule' },
  ),
];
