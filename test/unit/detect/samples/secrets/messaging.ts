import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

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
    hits: [hit('as a user', '--user api:', `key-${run('hex', 32)}`, '\n'), hit('quoted', '"', `key-${run('hex', 32, 2)}`, '"')],
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
];
