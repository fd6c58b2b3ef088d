// Secrets with a structure: tokens that are signed, keys in PEM, addresses with a password in them, keys of wallets.
import { createHash } from 'node:crypto';
import type { Chance } from '../chance.ts';
import { base64, base64url, filled } from '../template.ts';
import { type Row, type SecretKind, secretKinds } from './secret.ts';

function jwt(chance: Chance): string {
  const head = {
    alg: chance.pick(['HS256', 'RS256', 'ES256']),
    typ: 'JWT',
    ...(chance.flip(0.3) ? { kid: filled('{16:16}', chance) } : {}),
  };
  const claims = {
    sub: filled('{10:10}', chance),
    iss: 'https://auth.example.com/',
    aud: 'api',
    iat: 1790000000,
    exp: 1790003600,
    scope: chance.some(['read', 'write', 'admin', 'openid', 'profile', 'orders:all'], 3).join(' '),
  };
  return `${base64url(JSON.stringify(head))}.${base64url(JSON.stringify(claims))}.${filled('{64u:42}{62:1}', chance)}`;
}

function jwe(chance: Chance): string {
  const head = base64url(JSON.stringify({ alg: 'RSA-OAEP', enc: 'A256GCM' }));
  return `${head}.${filled('{64u:342}.{64u:16}.{64u:120-600}.{64u:21}{62:1}', chance)}`;
}

const single: readonly Row[] = [
  ['jwt', 'the API', 'ID_TOKEN', jwt],
  ['jwe', 'the API', 'ENCRYPTED_TOKEN', jwe],
  ['jwt-supabase-service-role', 'Supabase', 'SUPABASE_SERVICE_ROLE_KEY', jwt],
  ['pem-in-base64', 'the cluster', 'CLIENT_KEY_DATA', chance => base64(pem('RSA PRIVATE KEY', 600)(chance))],
  [
    'bitcoin-extended-key',
    'the wallet',
    'WALLET_XPRV',
    chance =>
      base58check(
        Buffer.concat([
          Buffer.from('0488ade4', 'hex'),
          Buffer.alloc(9),
          bytesOf(chance, 32),
          Buffer.alloc(1),
          bytesOf(chance, 32),
        ]),
      ),
  ],
  [
    'bitcoin-wif',
    'the wallet',
    'WALLET_WIF',
    chance => base58check(Buffer.concat([Buffer.from([0x80]), bytesOf(chance, 32), Buffer.from([1])])),
  ],
];

const slackHooks = 'https://hooks.slack' + '.com/services';

function bytesOf(chance: Chance, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => chance.int(0, 255)));
}

/** Bytes with four bytes of their double SHA-256, in base 58. */
function base58check(bytes: Buffer): string {
  const sha256 = (of: Uint8Array): Buffer => createHash('sha256').update(of).digest();
  const letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let number = BigInt(`0x${Buffer.concat([bytes, sha256(sha256(bytes)).subarray(0, 4)]).toString('hex')}`);
  let text = '';
  for (; number > 0n; number /= 58n) text = letters[Number(number % 58n)] + text;
  return text;
}

/** Those that don't go into a name and a value. */
const whole: readonly Row[] = [
  ['postgres-url', 'Postgres', 'DATABASE_URL', 'postgres{|ql}://app_{a:5}:{62:16}@db.{a:6}.example.net:5432/{a:6}'],
  ['mysql-url', 'MySQL', 'DATABASE_URL', 'mysql://{a:6}:{62:12}@mysql-{10:2}.example.net:3306/{a:6}'],
  ['mongodb-url', 'MongoDB', 'MONGO_URL', 'mongodb+srv://{a:6}:{62:16}@cluster0.{36:6}.mongodb.net/{a:6}?retryWrites=true'],
  ['redis-url', 'Redis', 'REDIS_URL', 'redis{|s}://default:{62:24}@cache.{a:6}.example.net:6379/0'],
  ['redis-url-without-user', 'Redis', 'REDIS_URL', 'redis://:{62:24}@cache.{a:6}.example.net:6379/1'],
  ['amqp-url', 'RabbitMQ', 'AMQP_URL', 'amqps://{a:6}:{62:20}@mq.{a:6}.example.net/vhost'],
  ['http-basic-url', 'the mirror', 'MIRROR_URL', 'https://{a:6}:{62:20}@repo.{a:6}.example.net/simple/'],
  ['git-token-url', 'git', 'GIT_REMOTE', 'https://oauth2:{62:26}@git.{a:6}.example.net/team/app.git'],
  ['ftp-url', 'FTP', 'FTP_URL', 'ftp://{a:6}:{62:10}@ftp.{a:6}.example.net/pub'],
  ['smtp-url', 'SMTP', 'MAIL_URL', 'smtp{|s}://{a:6}:{62:16}@mail.{a:6}.example.net:587'],
  ['sqlalchemy-url', 'Postgres', 'SQLALCHEMY_DATABASE_URI', 'postgresql+psycopg2://{a:6}:{62:14}@10.{10:2}.0.7/{a:6}'],
  [
    'azure-storage-connection',
    'Azure Storage',
    'AZURE_STORAGE_CONNECTION_STRING',
    'DefaultEndpointsProtocol=https;AccountName={a:8};AccountKey={64:85}{A|Q|g|w}==;EndpointSuffix=core.windows.net',
  ],
  [
    'azure-bus-connection',
    'Service Bus',
    'SERVICEBUS_CONNECTION',
    'Endpoint=sb://{a:8}.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey={64:42}{A|E|I|M|Q|U|Y|c|g|k|o|s|w|0|4|8}=',
  ],
  [
    'azure-sas-url',
    'Azure Storage',
    'SAS_URL',
    'https://{a:8}.blob.core.windows.net/in?sv=2023-11-03&ss=b&srt=sco&sp=rwdl&se=2027-01-01T00:00:00Z&sig={62:40}%2B{62:2}%3D',
  ],
  [
    'ado-net-connection',
    'SQL Server',
    'ConnectionStrings__Main',
    'Server=tcp:{a:6}.database.windows.net,1433;Database={a:6};User ID={a:6};Password={62:12}!;Encrypt=True;',
  ],
  ['odbc-connection', 'SQL Server', 'ODBC_DSN', 'Driver=ODBC Driver 18;Server=10.0.{10:2}.4;UID=sa;PWD={62:12};'],
  ['jdbc-url', 'Postgres', 'SPRING_DATASOURCE_URL', 'jdbc:postgresql://db.{a:6}.example.net/{a:6}?user={a:6}&password={62:14}'],
  [
    'basic-auth-header',
    'the API',
    'AUTH_HEADER',
    chance => `Basic ${base64(`${filled('{a:7}', chance)}:${filled('{62:18}', chance)}`)}`,
  ],
  ['bearer-header', 'the API', 'AUTH_HEADER', 'Bearer {62:40}'],
  ['okta-ssws-header', 'Okta', 'OKTA_AUTH_HEADER', 'SSWS 00{64u:39}{62:1}'],
  ['slack-webhook', 'Slack', 'SLACK_WEBHOOK_URL', `${slackHooks}/T{U36:8-10}/B{U36:9-10}/{62:24}`],
  ['discord-webhook', 'Discord', 'DISCORD_WEBHOOK_URL', 'https://discord.com/api/webhooks/{10:18}/{64u:67}{62:1}'],
  [
    'teams-webhook',
    'Microsoft Teams',
    'TEAMS_WEBHOOK',
    'https://contoso.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{16:32}/{uuid}',
  ],
  [
    'google-chat-webhook',
    'Google Chat',
    'GCHAT_WEBHOOK',
    'https://chat.googleapis.com/v1/spaces/AAAA{62:7}/messages?key=AIza{64u:34}{62:1}&token={64u:42}{62:1}',
  ],
  ['zapier-webhook', 'Zapier', 'ZAPIER_HOOK', 'https://hooks.zapier.com/hooks/catch/{10:7}/{36:7}/'],
];

export const structuredSecrets = secretKinds('recognisable', single);
export const addressSecrets = secretKinds('recognisable', whole).map((kind): SecretKind => ({ ...kind, secretPart }));

/** What of an address must be hidden at the least: the password, the key, the signature. */
function secretPart(value: string): { readonly start: number; readonly end: number } {
  const match =
    /(?:(?:AccountKey|SharedAccessKey)=)([^;]+)/d.exec(value) ??
    /(?:Password=|PWD=|password=|sig=)([^;&]+)/d.exec(value) ??
    /(?:services\/T\w+\/B\w+\/|webhooks\/\d+\/|IncomingWebhook\/|catch\/\d+\/|&token=)([^/]+)/d.exec(value) ??
    /(?:Basic |Bearer |SSWS )(.+)/d.exec(value) ??
    /:\/\/[^:/]*:([^@]+)@/d.exec(value);
  const [start, end] = match!.indices![1]!;
  return { start, end };
}

function pem(title: string, bytes: number): (chance: Chance) => string {
  return chance => {
    const body = Buffer.from(Array.from({ length: bytes + chance.int(0, 40) }, () => chance.int(0, 255))).toString('base64');
    const dashes = '-'.repeat(5);
    return `${dashes}BEGIN ${title}${dashes}\n${body.match(/.{1,64}/g)!.join('\n')}\n${dashes}END ${title}${dashes}`;
  };
}

function putty(chance: Chance): string {
  const body = (): string => `${filled('{64:64}', chance)}\n${filled('{64:48}', chance)}`;
  return `PuTTY-User-Key-File-${chance.pick(['2', '3'])}: ssh-rsa\nEncryption: none\nComment: rsa-key\nPublic-Lines: 2\n${body()}\nPrivate-Lines: 2\n${body()}\nPrivate-MAC: ${filled('{16:64}', chance)}`;
}

/** Of several lines. */
const pemKinds = secretKinds('recognisable', [
  ['rsa-private-key', 'TLS', 'TLS_KEY', pem('RSA PRIVATE KEY', 1190)],
  ['pkcs8-private-key', 'TLS', 'TLS_KEY', pem('PRIVATE KEY', 1216)],
  ['encrypted-private-key', 'TLS', 'TLS_KEY', pem('ENCRYPTED PRIVATE KEY', 1290)],
  ['ec-private-key', 'signing', 'SIGNING_KEY', pem('EC PRIVATE KEY', 121)],
  ['ed25519-private-key', 'signing', 'SIGNING_KEY', pem('PRIVATE KEY', 48)],
  ['openssh-private-key', 'deploy', 'DEPLOY_KEY', pem('OPENSSH PRIVATE KEY', 399)],
  ['dsa-private-key', 'legacy', 'DSA_KEY', pem('DSA PRIVATE KEY', 450)],
  ['pgp-private-key', 'release', 'GPG_PRIVATE_KEY', chance => pem('PGP PRIVATE KEY BLOCK', 900)(chance).replace('\n', '\n\n')],
  ['long-rsa-private-key', 'TLS', 'TLS_KEY', pem('RSA PRIVATE KEY', 9400)],
]);

/** Its public half need not be hidden. */
const puttyKinds = secretKinds('recognisable', [['putty-private-key', 'deploy', 'PPK', putty]]).map(
  (kind): SecretKind => ({
    ...kind,
    secretPart: value => ({
      start: value.indexOf('Private-Lines: 2\n') + 'Private-Lines: 2\n'.length,
      end: value.indexOf('\nPrivate-MAC'),
    }),
  }),
);

export const blockSecrets: readonly SecretKind[] = [...pemKinds, ...puttyKinds];
