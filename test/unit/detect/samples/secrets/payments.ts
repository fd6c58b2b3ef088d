import { formed } from '../formed.ts';
import { hit, miss, run, type Samples, uuid, whole } from '../sample.ts';

export const paymentSamples: readonly Samples[] = [
  {
    detector: 'stripe-key',
    hits: [
      hit('live', 'Stripe("', `sk_live_${run('base62', 24)}`, '")'),
      hit('restricted', '=', `rk_live_${run('base62', 99)}`, '\n'),
      hit('for tests', '=', `sk_test_${run('base62', 24)}`, '\n'),
    ],
    misses: [
      miss('the publishable key', `pk_live_${run('base62', 24)}`),
      miss('a placeholder', 'sk_live_...'),
      miss('a placeholder of one letter', `sk_test_${'x'.repeat(24)}`),
    ],
  },
  {
    detector: 'stripe-webhook-secret',
    hits: [
      hit('in a file', '=', `whsec_${run('base62', 32)}`, '\n'),
      hit('of a library of the same form', '"', `whsec_${run('base62', 32)}==`, '"'),
    ],
    misses: [miss('a placeholder', 'whsec_...'), miss('a variable', 'whsec_from_environment')],
  },
  {
    detector: 'square-token',
    hits: [
      hit('access', '=', `EAAA${run('base62', 60)}`, '\n'),
      hit('application secret', '"', `sq0csp-${run('base62', 43)}`, '"'),
    ],
    misses: [miss('too short', 'EAAAabc'), miss('a placeholder', 'sq0csp-your-secret')],
  },
  {
    detector: 'braintree-token',
    hits: [
      whole('production', `access_token$production$${run('lower36', 16)}$${run('hex', 32)}`),
      hit('sandbox', '"', `access_token$sandbox$${run('lower36', 16)}$${run('hex', 32)}`, '"'),
    ],
    misses: [miss('a field', 'access_token=production'), miss('a template', 'access_token$production$merchant$key')],
  },
  {
    detector: 'razorpay-key',
    hits: [hit('live', '=', `rzp_live_${run('base62', 14)}`, '\n'), hit('for tests', '"', `rzp_test_${run('base62', 14)}`, '"')],
    misses: [miss('too short', 'rzp_live_abc'), miss('a longer word', `rzp_live_${run('base62', 30)}`)],
  },
  formed(
    'plaid-api-token',
    seed => `access-sandbox-${uuid(seed)}`,
    30,
    miss('a name', 'access-production-database'),
    miss('the public token of another kind', `public-sandbox-${uuid(1)}`),
  ),
  formed(
    'adyen-api-key',
    seed => `AQEyhm${run('base62', 60, seed)}==-${run('base64', 43, seed)}=-${run('base62', 16, seed)}`,
    30,
    miss('other base64', `AQEB${run('base64', 90)}`),
  ),
  formed(
    'flutterwave-secret-key',
    seed => `FLWSECK_TEST-${run('hex', 32, seed)}-X`,
    20,
    miss('the public key', `FLWPUBK_TEST-${run('hex', 32)}-X`),
  ),
  formed(
    'flutterwave-encryption-key',
    seed => `FLWSECK_TEST${run('hex', 12, seed)}`,
    18,
    miss('the secret key', `FLWSECK_TEST-${run('hex', 32)}-X`),
  ),
  formed(
    'checkout-secret-key',
    seed => `sk_sbox_${run('base32', 26, seed).toLowerCase()}m`,
    20,
    miss('the public key', `pk_sbox_${run('base32', 26).toLowerCase()}m`),
    miss('a name', 'sk_abcdefghijklmnopqrstuvwxyzab'),
  ),
  formed(
    'paddle-api-key',
    seed => `pdl_live_apikey_${run('lower36', 26, seed)}_${run('base62', 22, seed)}_${run('base62', 3, seed)}`,
    50,
    miss('an id', `pro_${run('lower36', 26)}`),
  ),
  formed(
    'paddle-webhook-secret',
    seed => `pdl_ntfset_${run('lower36', 26, seed)}_${run('base62', 32, seed)}`,
    40,
    miss('the id of a notification', `ntfset_${run('lower36', 26)}`),
  ),
  formed('klarna-api-key', seed => `klarna_live_api_${run('base62', 60, seed)}`, 30, miss('a name', 'klarna_live_api_client')),
  formed(
    'xendit-api-key',
    seed => `xnd_production_${run('base62', 48, seed)}`,
    30,
    miss('the public key', `xnd_public_production_${run('base62', 48)}`),
  ),
  formed(
    'midtrans-server-key',
    seed => `Mid-server-${run('base62', 24, seed)}`,
    20,
    miss('the client key', `Mid-client-${run('base62', 24)}`),
  ),
  formed(
    'mercadopago-token',
    seed => `APP_USR-${run('digits', 16, seed)}-${run('digits', 6, seed)}-${run('hex', 32, seed)}-${run('digits', 9, seed)}`,
    50,
    miss('the public key', `APP_USR-${uuid(1)}`),
  ),
  formed(
    'mollie-api-key',
    seed => `live_${run('base62', 30, seed)}`,
    20,
    miss('a name of words', 'live_abcdefghijklmnopqrstuvwxyzabcd'),
    miss('longer', `test_${run('base62', 33)}`),
  ),
  formed(
    'gocardless-api-token',
    seed => `sandbox_${run('base62', 40, seed)}`,
    30,
    miss('a name of words', 'live_streaming_configuration_of_the_video_play'),
  ),
  formed(
    'omise-secret-key',
    seed => `skey_test_${run('lower36', 19, seed)}`,
    20,
    miss('the public key', `pkey_${run('lower36', 19)}`),
  ),
  formed(
    'polar-token',
    seed => `polar_oat_${run('base62', 43, seed)}`,
    30,
    miss('a name', 'polar_oat_configuration_of_clients_here'),
  ),
];
