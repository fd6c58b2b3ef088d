import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples, whole } from '../sample.ts';

const documented = ['AKIA', 'IOSFODNN7', 'EXAMPLE'].join('');
const secretKey = run('base64', 40, 3);

export const cloudSamples: readonly Samples[] = [
  {
    detector: 'aws-access-key',
    hits: [
      hit('the key of the documents, which counts for little', 'key ', documented, ' there'),
      hit('a lasting key', 'key ', ['AKIA', run('base32', 16, 5)].join(''), ' there'),
      hit('a temporary key', '"', ['ASIA', run('base32', 16)].join(''), '"'),
      hit('right behind an escaped line end', 'x\\n', ['AKIA', run('base32', 16, 2)].join(''), '\\n'),
    ],
    misses: [
      miss('a longer word goes on', `AKIA${run('upper', 30)}`),
      miss('too short', 'AKIA1234567890'),
      miss('filled with one letter', `AKIA${'X'.repeat(16)}`),
      miss('lower case', `akia${run('lower', 16)}`),
    ],
  },
  {
    detector: 'aws-secret-key',
    hits: [
      hit('in a credentials file', 'aws_secret_access_key = ', secretKey, '\n'),
      hit('in the environment', 'export AWS_SECRET_ACCESS_KEY="', secretKey, '"'),
      hit('as an argument', 'aws configure set aws_secret_access_key ', secretKey, '\n'),
      hit('in the next column', `${documented},`, secretKey, '\n'),
      hit('in JSON of the API', '{"SecretAccessKey": "', secretKey, '"}'),
    ],
    misses: [
      miss('a commit of 40 digits without the name', `commit ${lookalikes.gitSha}`),
      miss('a reference', 'aws_secret_access_key = ${AWS_SECRET_ACCESS_KEY}'),
      miss('a placeholder', `aws_secret_access_key = ${'x'.repeat(40)}`),
    ],
  },
  {
    detector: 'aws-session-token',
    hits: [
      hit('of the token service', 'token: ', `IQoJb3JpZ2lu${run('base64', 300)}==`, ' '),
      hit('of the older form', '"', `FwoGZXIvYXdz${run('base64', 200)}=`, '"'),
    ],
    misses: [miss('its beginning alone', 'IQoJb3JpZ2luX2VjE'), miss('other base64', run('base64', 300))],
  },
  {
    detector: 'aws-bedrock-key',
    hits: [
      hit('long-lived', 'key=', `ABSKQmVkcm9ja0FQSUtleS${run('base64', 110)}=`, '\n'),
      hit('short-lived', 'key=', `bedrock-api-key-${run('base64', 120)}`, '\n'),
    ],
    misses: [miss('the name of a variable', 'bedrock-api-key-name'), miss('a word in capitals', `ABSK${run('base64', 20)}`)],
  },
  {
    detector: 'gcp-api-key',
    hits: [hit('in a URL', '?key=', `AIza${run('base62', 35)}`, '&x=1'), hit('in JSON', '"', `AIza${run('base62', 33)}-_`, '"')],
    misses: [miss('too short', `AIza${run('base62', 20)} `), miss('filled with one letter', `AIza${'X'.repeat(35)}`)],
  },
  {
    detector: 'gcp-oauth-token',
    hits: [hit('in a header', 'Bearer ', `ya29.${run('base62', 120)}`, '\n'), whole('alone', `ya29.a0${run('base62', 60)}`)],
    misses: [miss('too short', 'ya29.short'), miss('inside a word', `playa29.${run('base62', 40)}`)],
  },
  {
    detector: 'gcp-oauth-secret',
    hits: [
      hit('in JSON', '"client_secret":"', `GOCSPX-${run('base62', 28)}`, '"'),
      whole('alone', `GOCSPX-${run('base62', 28, 2)}`),
    ],
    misses: [miss('too short', 'GOCSPX-abc'), miss('a placeholder', `GOCSPX-${'x'.repeat(28)}`)],
  },
  {
    detector: 'azure-storage-key',
    hits: [
      hit('in a connection string', 'AccountName=x;AccountKey=', `${run('base64', 86)}==`, ';EndpointSuffix=core.windows.net'),
      hit('in JSON', '"account_key": "', `${run('base64', 86, 2)}==`, '"'),
    ],
    misses: [miss('an integrity hash', lookalikes.integrity), miss('a reference', 'AccountKey=${KEY};')],
  },
  {
    detector: 'azure-shared-access-key',
    hits: [
      hit('of a service bus', 'SharedAccessKeyName=Root;SharedAccessKey=', `${run('base64', 43)}=`, ''),
      hit('of an event hub', 'SharedAccessKey=', `${run('base64', 43, 2)}=`, ';EntityPath=x'),
    ],
    misses: [
      miss('the name of the key', 'SharedAccessKeyName=RootManageSharedAccessKey'),
      miss('a digest', `sha256=${run('base64', 43)}=`),
    ],
  },
  {
    detector: 'azure-sas',
    hits: [
      hit('escaped', 'https://x.blob.core.windows.net/c?sv=2022&sig=', `${run('base62', 43)}%3D`, '&se=1'),
      hit('unescaped', 'https://x/c?sig=', `${run('base62', 43, 2)}=`, ' '),
    ],
    misses: [
      miss('a short signature of something else', '?sig=abc123'),
      miss('a parameter of another name', `?design=${run('base62', 43)}=`),
    ],
  },
  {
    detector: 'azure-client-secret',
    hits: [
      hit('in the environment', 'AZURE_CLIENT_SECRET=', `abC8Q~${run('base62', 34)}`, '\n'),
      hit('in JSON', '"', `x.Y7Q~${run('base62', 31)}_-.`, '"'),
    ],
    misses: [miss('nothing before the mark', ` 8Q~${run('base62', 34)}`), miss('too short', `abC8Q~${run('base62', 10)} `)],
  },
  {
    detector: 'alibaba-access-key',
    hits: [
      hit('in a file', 'accessKeyId: ', `LTAI${run('base62', 20)}`, '\n'),
      hit('quoted', "'", `LTAI${run('base62', 20, 2)}`, "'"),
    ],
    misses: [miss('a longer word', `LTAI${run('base62', 40)}`), miss('inside a word', `xLTAI${run('base62', 20)}`)],
  },
  {
    detector: 'digitalocean-token',
    hits: [
      hit('personal', 'token=', `dop_v1_${run('hex', 64)}`, '\n'),
      hit('of an app', '"', `doo_v1_${run('hex', 64, 2)}`, '"'),
    ],
    misses: [miss('a digest', lookalikes.sha256), miss('too short', `dop_v1_${run('hex', 40)} `)],
  },
  {
    detector: 'heroku-api-key',
    hits: [hit('in a file', 'key ', `HRKU-AA${run('base62', 58)}`, '\n'), whole('alone', `HRKU-AA${run('base62', 58, 2)}`)],
    misses: [miss('a UUID, as the older keys were', lookalikes.uuid), miss('too short', 'HRKU-AAabc')],
  },
  {
    detector: 'cloudflare-origin-key',
    hits: [
      hit('in a file', 'key: ', `v1.0-${run('hex', 24)}-${run('hex', 146)}`, '\n'),
      hit('quoted', '"', `v1.0-${run('hex', 24, 2)}-${run('hex', 146, 2)}`, '"'),
    ],
    misses: [miss('a version', 'v1.0-alpha'), miss('a version with a commit', `v1.0-${run('hex', 24)}-x`)],
  },
  {
    detector: 'supabase-key',
    hits: [
      hit('personal', '', `sbp_${run('hex', 40)}`, ' '),
      hit('of a project', '=', `sb_secret_${run('base62', 22)}_${run('base62', 8)}`, '\n'),
    ],
    misses: [miss('the publishable one', `sb_publishable_${run('base62', 22)}`), miss('too short', 'sbp_1234')],
  },
  {
    detector: 'planetscale-token',
    hits: [hit('token', '', `pscale_tkn_${run('base62', 43)}`, ' '), hit('password', ':', `pscale_pw_${run('base62', 43)}`, '@')],
    misses: [miss('a variable', 'pscale_pw_variable'), miss('a placeholder', `pscale_tkn_${'x'.repeat(43)}`)],
  },
  {
    detector: 'fly-token',
    hits: [hit('macaroon', 'FlyV1 ', `fm2_${run('base64', 300)}==`, '\n'), hit('older', '', `fm1r_${run('base64', 200)}`, ',')],
    misses: [miss('too short', 'fm2_lJPECAAA'), miss('a radio station', 'fm1 and fm2')],
  },
  formed('aws-appsync-key', seed => `da2-${run('lower36', 26, seed)}`, 16, miss('a longer word', `da2-${run('lower36', 40)}`)),
  formed('aws-mws-key', () => `amzn.mws.${lookalikes.uuid}`, 30, miss('a UUID', lookalikes.uuid)),
  formed(
    'amazon-oauth-client-secret',
    seed => `amzn1.oa2-cs.v1.${run('hex', 64, seed)}`,
    40,
    miss('the client id', `amzn1.application-oa2-client.${run('hex', 32)}`),
  ),
  formed('gemini-api-key', seed => `AQ.Ab8${run('base62', 47, seed)}`, 20, miss('a placeholder', `AQ.Ab8${'x'.repeat(47)}`)),
  formed('gcp-refresh-token', seed => `1//0${run('base62', 98, seed)}`, 30, miss('a division', 'n = 1//0')),
  {
    detector: 'gcp-service-account-key',
    hits: [
      hit('in its file', '"type": "service_account", "private_key_id": "', run('hex', 40), '", "private_key": "'),
      hit('escaped', '\\"private_key_id\\": \\"', run('hex', 40, 2), '\\"'),
    ],
    misses: [miss('a commit', lookalikes.gitSha), miss('a placeholder', '"private_key_id": "your-key-id"')],
  },
  formed('gcp-hmac-key', seed => `GOOG1E${run('base32', 55, seed)}`, 20, miss('a word', 'GOOGLE')),
  {
    detector: 'gcp-recaptcha-secret',
    hits: [
      hit('in the environment', 'RECAPTCHA_SECRET_KEY=', `6L${run('base62', 38)}`, '\n'),
      hit('in JSON', '"recaptchaSecret": "', `6L${run('base62', 38, 2)}`, '"'),
    ],
    misses: [
      miss('the site key', `RECAPTCHA_SITE_KEY=6L${run('base62', 38)}`),
      miss('a reference', 'RECAPTCHA_SECRET_KEY=${SECRET}'),
    ],
  },
  formed(
    'firebase-server-key',
    seed => `AAAA${run('base62', 7, seed)}:APA91b${run('base62', 134, seed)}`,
    60,
    miss('a token of a device', `${run('base62', 22)}:APA91b${run('base62', 134)}`),
  ),
];
