import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples, uuid } from '../sample.ts';

export const commerceSamples: readonly Samples[] = [
  {
    detector: 'shopify-token',
    hits: [hit('access', '=', `shpat_${run('hex', 32)}`, '\n'), hit('app secret', '"', `shpss_${run('hex', 32)}`, '"')],
    misses: [miss('too short', 'shpat_abc'), miss('filled with one digit', `shpat_${'0'.repeat(32)}`)],
  },
  formed('woocommerce-key', seed => `ck_${run('hex', 40, seed)}`, 20, miss('a commit', lookalikes.gitSha)),
  formed('easypost-api-token', seed => `EZAK${run('base62', 54, seed)}`, 30, miss('a name', 'EZAK_CONFIG')),
  formed('easypost-test-api-token', seed => `EZTK${run('base62', 54, seed)}`, 30, miss('a name', 'EZTK_CONFIG')),
  formed('shippo-api-token', seed => `shippo_test_${run('hex', 40, seed)}`, 30, miss('a name', 'shippo_live_shipments')),
  formed('lob-api-key', seed => `test_${run('hex', 35, seed)}`, 20, miss('a test of a digest', `test_${run('hex', 40)}`)),
  formed('duffel-api-token', seed => `duffel_test_${run('base62', 43, seed)}`, 30, miss('a name', 'duffel_live_orders')),
  formed(
    'ebay-cert-id',
    seed => `PRD-${run('hex', 12, seed)}-${uuid(seed).slice(9, 23)}-${run('hex', 4, seed + 1)}`,
    20,
    miss('a ticket', 'PRD-1234'),
  ),
  formed('ebay-user-token', seed => `v^1.1#i^1#p^3#r^0#f^0#I^3#t^${run('base64', 80, seed)}=`, 18, miss('a version', 'v^1.1')),
  formed('amazon-refresh-token', seed => `Atzr|IwEB${run('base62', 200, seed)}`, 30, miss('a table', 'Atza | Atzr | none')),
  formed(
    'revenuecat-key',
    seed => `sk_${run('base62', 60, seed).replaceAll(/[0-9]/g, '').slice(0, 28)}`,
    20,
    miss('a name of words', 'sk_abcdefghijklmnopqrstuvwxyzab'),
  ),
  {
    detector: 'etsy-access-token',
    hits: [
      hit('in a file', 'ETSY_ACCESS_TOKEN=', `${run('digits', 8, 3)}.${run('base62', 90)}`, '\n'),
      hit('in JSON', '"etsyToken": "', `${run('digits', 9, 3)}.${run('base62', 100)}`, '"'),
    ],
    misses: [
      miss('the same without the name', `token=${run('digits', 8, 3)}.${run('base62', 90)}`),
      miss('an address', 'etsy: https://www.etsy.com/listing/123456789/thing'),
    ],
  },
];
