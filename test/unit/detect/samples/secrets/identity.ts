import { called } from '../called.ts';
import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

export const identitySamples: readonly Samples[] = [
  {
    detector: 'okta-access-token',
    hits: [
      hit('in a header', 'Authorization: SSWS ', `00${run('base62', 40)}`, '\n'),
      hit('in a file', 'OKTA_API_TOKEN=', `00${run('base62', 40, 2)}`, '\n'),
    ],
    misses: [miss('a placeholder', 'Authorization: SSWS ${api_token}'), miss('an id', `okta_app_id=0oa${run('base62', 17)}`)],
  },
  called('okta-client-secret', 'OKTA_CLIENT_SECRET', run('base62', 64)),
  called('auth0-client-secret', 'AUTH0_CLIENT_SECRET', run('base62', 64)),
  called('keycloak-client-secret', 'KEYCLOAK_CLIENT_SECRET', run('base62', 32)),
  called('onelogin-client-secret', 'ONELOGIN_CLIENT_SECRET', run('hex', 64)),
  called('duo-secret-key', 'DUO_SECRET_KEY', run('base62', 40)),
  called('cognito-client-secret', 'COGNITO_CLIENT_SECRET', run('lower36', 52)),
  called('ping-client-secret', 'PINGONE_CLIENT_SECRET', run('base62', 64)),
  called('supertokens-api-key', 'SUPERTOKENS_API_KEY', run('base62', 32)),
  formed('jumpcloud-api-key', seed => `jca_${run('base62', 36, seed)}`, 20, miss('a package', 'jca_provider')),
  called('jumpcloud-legacy-api-key', 'JUMPCLOUD_API_KEY', run('hex', 40)),
  formed(
    'stytch-secret',
    seed => `secret-test-${run('base62', 36, seed)}=`,
    30,
    miss('a name', 'secret-live-configuration-of-the-whole-cluster-here'),
  ),
  formed(
    'workos-api-key',
    seed => `sk_test_${base64(`key_01${run('base62', 24, seed)}`)}`,
    30,
    miss('another key', `sk_test_${run('base62', 24)}`),
  ),
  formed('paseto', seed => `v4.local.${run('base62', 120, seed)}`, 30, miss('a file', 'v1.local.settings.json')),
  formed(
    'paserk-secret-key',
    seed => `k4.secret.${run('base62', 86, seed)}`,
    30,
    miss('the public key', `k4.public.${run('base62', 43)}`),
  ),
  formed(
    'macaroon',
    seed => `${base64(`0018location x${run('base62', 40, seed)}`)}`,
    20,
    miss('digits in base64', base64('0018 apples and 0019 pears')),
  ),
  formed(
    'saml-response',
    seed => base64(`<samlp:Response ID="${run('hex', 60, seed)}" Version="2.0">`),
    30,
    miss('XML', '<samlp:Response ID="x" Version="2.0">'),
  ),
  {
    detector: 'session-cookie',
    hits: [
      hit('of a browser', 'Cookie: theme=dark; sessionid=', run('lower36', 32), '; x=1'),
      hit('of a server', 'Set-Cookie: JSESSIONID=', run('hex', 32).toUpperCase(), '; Path=/'),
      hit('signed', 'connect.sid=', `s%3A${run('base62', 32)}.${run('base62', 43)}`, ';'),
    ],
    misses: [
      miss('a name', 'session=sessionFactory.openSession()'),
      miss('a placeholder', 'Cookie: sessionid=<your-session-id>'),
      miss('a variable', 'sid=$SID'),
      miss('a number', 'session_id=12345'),
    ],
  },
  {
    detector: 'kerberos-ticket',
    hits: [
      hit('in a header', 'Authorization: Negotiate ', `YII${run('base64', 400)}==`, '\r\n'),
      hit('of a proxy', 'Proxy-Authorization: Negotiate ', `YII${run('base64', 200, 2)}=`, '\n'),
    ],
    misses: [miss('prose', 'to negotiate YIIs'), miss('the offer', 'WWW-Authenticate: Negotiate')],
  },
  {
    detector: 'totp-secret',
    hits: [
      hit('of a square code', 'otpauth://totp/Example:bob?secret=', run('base32', 32), '&issuer=Example'),
      hit('behind its issuer', 'otpauth://totp/bob?issuer=Example&secret=', run('base32', 16), '"'),
    ],
    misses: [miss('none', 'otpauth://totp/Example:bob'), miss('a placeholder', 'otpauth://totp/x?secret=SECRET')],
  },
  {
    detector: 'totp-seed',
    hits: [
      hit('in a file', 'TOTP_SECRET=', run('base32', 32), '\n'),
      hit('in groups', '2FA key: ', (run('base32', 32, 2).match(/.{4}/g) ?? []).join(' '), '\n'),
    ],
    misses: [
      miss('a word', 'OTP_SECRET=CONFIGURATIONVALUE'),
      miss('a variable', 'TOTP_SECRET=$TOTP_SECRET'),
      miss('a UUID', `mfa_key=${lookalikes.uuid}`),
    ],
  },
];
