// Secrets that only their surroundings give away: passwords, and keys that look like any other hexadecimal or random text.
import type { Chance } from '../chance.ts';
import { base64, filled, uuid } from '../template.ts';
import { type Row, secretKinds } from './secret.ts';

const nouns =
  'Sommer Winter Hafen Tiger Monday Dragon Purple Garden Rocket Banana Harbor Silver Copper Willow Summer Coffee Ginger Falcon'.split(
    ' ',
  );

/** As people make them up. */
function inventedPassword(chance: Chance): string {
  const word = chance.pick(nouns);
  const other = chance.pick(nouns).toLowerCase();
  const sign = chance.pick(['!', '#', '$', '?', '%', '*', '.', '@', '-', '_', '+', '&']);
  switch (chance.int(0, 5)) {
    case 0:
      return `${word}${chance.int(1970, 2027)}${sign}`;
    case 1:
      return `${word.replace('a', '@').replace('o', '0').replace('e', '3')}${sign}${chance.int(10, 999)}`;
    case 2:
      return `${other}-${chance.pick(nouns).toLowerCase()}-${chance.pick(nouns).toLowerCase()}-${chance.int(1, 99)}`;
    case 3:
      return `${other}${chance.int(100, 9999)}`;
    case 4:
      return `${filled('{62:3}', chance)}${sign}${word}${chance.int(10, 99)}${filled('{62:2}', chance)}`;
    default:
      return `${word}${sign}${other}${chance.int(1, 999)}`;
  }
}

/** As managers of passwords make them. */
function randomPassword(chance: Chance): string {
  return `${filled('{62:6-9}', chance)}${chance.pick(['!', '#', '%', '*', '^', '~', '=', '@', '$', '+'])}${filled('{62:5-9}', chance)}`;
}

const bip39 =
  'abandon ability glory scatter kidney margin orbit velvet unlock raccoon pistol lumber mixture harvest fossil drastic carbon beyond anchor zebra'.split(
    ' ',
  );

const either = (chance: Chance): string => (chance.flip(0.5) ? inventedPassword(chance) : randomPassword(chance));

export const passwordKinds = secretKinds('context', [
  ['password', 'the database', 'DB_PASSWORD', either],
  ['password-postgres', 'Postgres', 'POSTGRES_PASSWORD', either],
  ['password-mysql-root', 'MySQL', 'MYSQL_ROOT_PASSWORD', either],
  ['password-admin', 'the admin console', 'ADMIN_PASSWORD', either],
  ['password-smtp', 'the mail server', 'SMTP_PASS', either],
  ['password-redis', 'Redis', 'REDIS_PASSWORD', randomPassword],
  ['password-ldap-bind', 'the directory', 'LDAP_BIND_PASSWORD', either],
  ['password-keystore', 'the key store', 'KEYSTORE_PASSWORD', either],
  ['passphrase', 'the signing key', 'SIGNING_PASSPHRASE', either],
  ['password-ftp', 'the FTP server', 'FTP_PASSWD', either],
  ['password-proxy', 'the proxy', 'PROXY_PWD', either],
]);

/** 32 bytes in base64. */
const wholeKey = '{64:42}{A|E|I|M|Q|U|Y|c|g|k|o|s|w|0|4|8}=';

const hexOrRandom = (chance: Chance): string =>
  filled(chance.pick(['{16:32}', '{16:40}', '{16:64}', '{62:32}', '{62:40}', '{64u:42}{62:1}', wholeKey]), chance);

const rows: readonly Row[] = [
  ['api-key', 'the service', 'API_KEY', hexOrRandom],
  ['api-secret', 'the service', 'API_SECRET', hexOrRandom],
  ['client-secret', 'the OAuth client', 'CLIENT_SECRET', hexOrRandom],
  ['access-token', 'the API', 'ACCESS_TOKEN', hexOrRandom],
  ['auth-token', 'the API', 'AUTH_TOKEN', hexOrRandom],
  ['refresh-token', 'the API', 'REFRESH_TOKEN', hexOrRandom],
  ['webhook-secret', 'the webhook', 'WEBHOOK_SECRET', hexOrRandom],
  ['jwt-secret', 'the session service', 'JWT_SECRET', hexOrRandom],
  ['secret-key-base', 'Rails', 'SECRET_KEY_BASE', '{16:128}'],
  ['django-secret-key', 'Django', 'SECRET_KEY', 'django-insecure-{36:50}'],
  ['flask-secret-key', 'Flask', 'FLASK_SECRET_KEY', '{16:48}'],
  ['encryption-key', 'the application', 'ENCRYPTION_KEY', wholeKey],
  ['laravel-app-key', 'Laravel', 'APP_KEY', `base64:${wholeKey}`],
  ['signing-secret', 'Slack', 'SLACK_SIGNING_SECRET', '{16:32}'],
  ['session-secret', 'Express', 'SESSION_SECRET', hexOrRandom],
  ['aws-secret-access-key', 'AWS', 'AWS_SECRET_ACCESS_KEY', '{64:40}'],
  ['datadog-api-key', 'Datadog', 'DD_API_KEY', '{16:32}'],
  ['datadog-app-key', 'Datadog', 'DATADOG_APP_KEY', '{16:40}'],
  ['cloudflare-api-token', 'Cloudflare', 'CLOUDFLARE_API_TOKEN', '{64u:39}{62:1}'],
  ['cloudflare-global-key', 'Cloudflare', 'CLOUDFLARE_API_KEY', '{16:37}'],
  ['cohere-key', 'Cohere', 'COHERE_API_KEY', '{62:40}'],
  ['mistral-key', 'Mistral', 'MISTRAL_API_KEY', '{62:32}'],
  ['wandb-key', 'Weights & Biases', 'WANDB_API_KEY', '{16:40}'],
  ['deepgram-key', 'Deepgram', 'DEEPGRAM_API_KEY', '{16:40}'],
  ['heroku-uuid-key', 'Heroku', 'HEROKU_API_KEY', uuid],
  ['snyk-token', 'Snyk', 'SNYK_TOKEN', uuid],
  ['postmark-token', 'Postmark', 'POSTMARK_SERVER_TOKEN', uuid],
  ['scaleway-secret', 'Scaleway', 'SCW_SECRET_KEY', uuid],
  ['linode-token', 'Linode', 'LINODE_TOKEN', '{16:64}'],
  ['hetzner-token', 'Hetzner', 'HCLOUD_TOKEN', '{62:64}'],
  ['fastly-key', 'Fastly', 'FASTLY_API_TOKEN', '{64u:31}{62:1}'],
  ['algolia-key', 'Algolia', 'ALGOLIA_ADMIN_KEY', '{16:32}'],
  ['twilio-auth-token', 'Twilio', 'TWILIO_AUTH_TOKEN', '{16:32}'],
  ['okta-token', 'Okta', 'OKTA_API_TOKEN', '00{64u:39}{62:1}'],
  ['auth0-secret', 'Auth0', 'AUTH0_CLIENT_SECRET', '{64u:63}{62:1}'],
  ['pagerduty-key', 'PagerDuty', 'PAGERDUTY_API_KEY', 'u+{62:18}'],
  ['splunk-hec-token', 'Splunk', 'SPLUNK_HEC_TOKEN', uuid],
  ['travis-token', 'Travis CI', 'TRAVIS_TOKEN', '{62:22}'],
  ['jenkins-token', 'Jenkins', 'JENKINS_API_TOKEN', '11{16:32}'],
  ['gitea-token', 'Gitea', 'GITEA_TOKEN', '{16:40}'],
  ['ethereum-private-key', 'the wallet', 'WALLET_PRIVATE_KEY', '0x{16:64}'],
  ['recovery-phrase', 'the wallet', 'WALLET_MNEMONIC', chance => chance.some(bip39, 12).join(' ')],
  ['wireguard-key', 'WireGuard', 'WG_PRIVATE_KEY', wholeKey],
  [
    'docker-config-auth',
    'the registry',
    'REGISTRY_AUTH',
    chance => base64(`${filled('{a:6}', chance)}:${filled('{62:20}', chance)}`),
  ],
  ['spotify-secret', 'Spotify', 'SPOTIFY_CLIENT_SECRET', '{16:32}'],
  ['paypal-secret', 'PayPal', 'PAYPAL_CLIENT_SECRET', 'E{64u:78}{62:1}'],
];

export const keyKinds = secretKinds('context', rows);
