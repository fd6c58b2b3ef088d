import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples, uuid } from '../sample.ts';

export const messagingSamples: readonly Samples[] = [
  {
    detector: 'sendgrid-api-key',
    hits: [
      hit('in a file', '=', `SG.${run('base62', 22)}.${run('base62', 43)}`, '\n'),
      hit('quoted', '"', `SG.${run('base62', 22, 2)}.${run('base62', 43, 2)}`, '"'),
    ],
    misses: [miss('a placeholder', 'SG.xxxx.yyyy'), miss('a class', 'SG.Security.Guard')],
  },
  {
    detector: 'twilio-api-key',
    hits: [hit('in a file', '=', `SK${run('hex', 32)}`, '\n'), hit('quoted', '"', `SK${run('hex', 32, 2)}`, '"')],
    misses: [
      miss('an account id, which is no secret', `AC${run('hex', 32)}`),
      miss('a longer digest', `SK${run('hex', 40)}`),
      miss('a placeholder', `SK${'0'.repeat(32)}`),
    ],
  },
  {
    detector: 'twilio-auth-token',
    hits: [
      hit('in a file', 'TWILIO_AUTH_TOKEN=', run('hex', 32), '\n'),
      hit('in JSON', '"twilioAuthToken": "', run('hex', 32, 2), '"'),
    ],
    misses: [miss('an MD5 sum without the name', `md5 ${run('hex', 32)}`), miss('a reference', 'TWILIO_AUTH_TOKEN=$TOKEN')],
  },
  {
    detector: 'mailgun-api-key',
    hits: [
      hit('as a user', '--user api:', `key-${run('hex', 32)}`, '\n'),
      hit('quoted', '"', `key-${run('hex', 32, 2)}`, '"'),
      hit('newer', 'using ', `${run('hex', 32)}-${run('hex', 8, 2)}-${run('hex', 8, 3)}`, ' now'),
    ],
    misses: [miss('a cache key of another length', `key-${run('hex', 40)}`), miss('a placeholder', `key-${'0'.repeat(32)}`)],
  },
  {
    detector: 'mailchimp-api-key',
    hits: [hit('in a file', '=', `${run('hex', 32)}-us12`, '\n'), hit('quoted', '"', `${run('hex', 32, 2)}-us6`, '"')],
    misses: [miss('a region', 'lambda-us1 and abc-us12'), miss('a UUID', `${lookalikes.uuid}-us`)],
  },
  {
    detector: 'brevo-api-key',
    hits: [
      hit('in a file', '=', `xkeysib-${run('hex', 64)}-${run('base62', 16)}`, '\n'),
      hit('quoted', '"', `xkeysib-${run('hex', 64, 2)}-${run('base62', 16, 2)}`, '"'),
    ],
    misses: [miss('a placeholder', 'xkeysib-your-key'), miss('cut short', `xkeysib-${run('hex', 40)}`)],
  },
  formed('mandrill-api-key', seed => `md-${run('base62', 22, seed)}`, 15, miss('words', 'md-abcdefghij-klmnopqrst')),
  formed(
    'brevo-smtp-key',
    seed => `xsmtpsib-${run('hex', 64, seed)}-${run('base62', 16, seed)}`,
    50,
    miss('a placeholder', 'xsmtpsib-your-key'),
  ),
  formed(
    'resend-api-key',
    seed => `re_${run('base62', 8, seed)}_${run('base62', 24, seed)}`,
    20,
    miss('names', 're_compiled_expression and re_encoded_value_of_bytes'),
  ),
  formed(
    'klaviyo-api-key',
    seed => `pk_${run('hex', 34, seed)}`,
    20,
    miss('a publishable key of another service', `pk_live_${run('base62', 24)}`),
  ),
  formed(
    'onesignal-api-key',
    seed => `os_v2_app_${run('base32', 103, seed).toLowerCase()}`,
    30,
    miss('a name', 'os_v2_app_configuration'),
  ),
  formed('pubnub-secret-key', seed => `sec-c-${run('base64', 48, seed)}`, 20, miss('the subscribe key', `sub-c-${uuid(1)}`)),
  formed(
    'telnyx-api-key',
    seed => `KEY${run('hex', 32, seed).toUpperCase()}_${run('base62', 22, seed)}`,
    30,
    miss('a name', 'KEY_EVENT_HANDLER'),
  ),
  formed('mailersend-api-token', seed => `mlsn.${run('hex', 64, seed)}`, 30, miss('a digest', lookalikes.sha256)),
  formed(
    'courier-auth-token',
    seed => `pk_prod_${run('upper', 26, seed)}42`,
    20,
    miss('a publishable key of another service', `pk_test_${run('base62', 24)}x`),
  ),
  formed('kit-api-key', seed => `kit_${run('hex', 32, seed)}`, 20, miss('a name', 'kit_abcdefghijklmnopqrstuvwxyzabcdef')),
  formed('intercom-api-key', seed => `dG9rOj${run('base64', 53, seed)}=`, 40, miss('base64 of a word', 'dG9rZW4=')),
];
