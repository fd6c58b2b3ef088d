import { hit, miss, run, type Samples, whole } from '../sample.ts';

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
  {
    detector: 'shopify-token',
    hits: [hit('access', '=', `shpat_${run('hex', 32)}`, '\n'), hit('app secret', '"', `shpss_${run('hex', 32)}`, '"')],
    misses: [miss('too short', 'shpat_abc'), miss('filled with one digit', `shpat_${'0'.repeat(32)}`)],
  },
];
