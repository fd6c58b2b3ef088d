import { called } from '../called.ts';
import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

const uuid = miss('a UUID', lookalikes.uuid);
const uuidOf = (seed: number) =>
  `${run('hex', 8, seed)}-${run('hex', 4, seed + 1)}-4${run('hex', 3, seed)}-a${run('hex', 3, seed)}-${run('hex', 12, seed)}`;

export const hostingSamples: readonly Samples[] = [
  called('alibaba-secret-key', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', run('base62', 30)),
  formed('tencent-secret-id', seed => `AKID${run('base62', 32, seed)}`, 20, miss('a longer word', `AKID${run('base62', 60)}`)),
  called('tencent-secret-key', 'TENCENTCLOUD_SECRET_KEY', run('base62', 32)),
  called('ibm-cloud-api-key', 'IBM_CLOUD_API_KEY', run('base62', 44)),
  called('oracle-cloud-auth-token', 'OCI_AUTH_TOKEN', `${run('base62', 10)}>{${run('base62', 8)}`),
  formed('digitalocean-spaces-key', seed => `DO00${run('base32', 16, seed)}`, 12, miss('lower case', `do00${run('lower', 16)}`)),
  called('linode-token', 'LINODE_TOKEN', run('hex', 64)),
  called('hetzner-token', 'HCLOUD_TOKEN', run('base62', 64)),
  formed('scaleway-access-key', seed => `SCW${run('base32', 17, seed)}`, 12, miss('a longer word', `SCW${run('base32', 40)}`)),
  called('scaleway-secret-key', 'SCW_SECRET_KEY', uuidOf(3)),
  called('vultr-api-key', 'VULTR_API_KEY', run('base32', 36)),
  called('ovh-secret', 'OVH_APPLICATION_SECRET', run('base62', 32)),
  formed('yandex-api-key', seed => `AQVN${run('base62', 35, seed)}`, 20, miss('a placeholder', `AQVN${'x'.repeat(35)}`)),
  formed(
    'yandex-access-token',
    seed => `t1.${run('base62', 60, seed)}.${run('base62', 86, seed)}`,
    40,
    miss('a version', 't1.2.3'),
  ),
  formed('yandex-oauth-token', seed => `y0_${run('base62', 55, seed)}`, 30, miss('a coordinate', 'y0_position = y1_position')),
  formed('yandex-aws-access-token', seed => `YCA${run('base62', 37, seed)}`, 20, miss('a constant', 'YCBCR_420_SUBSAMPLING')),
  formed(
    'render-api-key',
    seed => `rnd_${run('base62', 32, seed)}`,
    12,
    miss('a function', 'rnd_uniform_between_two_numbers_of_a_range(a)'),
  ),
  called('railway-token', 'RAILWAY_TOKEN', uuidOf(4)),
  formed('fly-personal-token', seed => `fo1_${run('base62', 43, seed)}`, 20, miss('a placeholder', `fo1_${'x'.repeat(43)}`)),
  {
    detector: 'netlify-token',
    hits: [
      hit('with its mark', 'NETLIFY_AUTH_TOKEN=', `nfp_${run('base62', 36)}`, '\n'),
      hit('older', 'NETLIFY_AUTH_TOKEN=', run('base62', 43), '\n'),
      hit('older, in a workflow', 'netlify_auth_token: "', run('base62', 43, 2), '"'),
    ],
    misses: [
      miss('a reference', 'NETLIFY_AUTH_TOKEN: ${{ secrets.NETLIFY }}'),
      miss('a build', `netlify build ${lookalikes.gitSha}`),
      uuid,
    ],
  },
  {
    detector: 'vercel-token',
    hits: [
      hit('with its mark', 'token ', `vcp_${run('base62', 56)}`, ' '),
      hit('of the AI gateway', 'AI_GATEWAY_API_KEY=', `vck_${run('base62', 56)}`, '\n'),
      hit('older', 'vercel deploy --token ', run('base62', 24), '\n'),
      hit('in the environment', 'VERCEL_TOKEN=', run('base62', 24, 2), '\n'),
    ],
    misses: [
      miss('a reference', 'vercel deploy --token=$VERCEL_TOKEN'),
      miss('an id of a team', `VERCEL_ORG_ID=team_${run('base62', 24)}`),
      miss('a placeholder', `VERCEL_TOKEN=${'x'.repeat(24)}`),
    ],
  },
  formed(
    'vercel-blob-token',
    seed => `vercel_blob_rw_${run('base62', 16, seed)}_${run('base62', 30, seed)}`,
    24,
    miss('a name', 'vercel_blob_rw_token'),
  ),
  formed('deno-token', seed => `ddp_${run('base62', 36, seed)}`, 20, miss('a placeholder', `ddp_${'x'.repeat(36)}`)),
  formed('scalingo-token', seed => `tk-us-${run('base62', 48, seed)}`, 20, miss('a placeholder', `tk-us-${'x'.repeat(48)}`)),
  formed('exoscale-access-key', seed => `EXO${run('hex', 24, seed)}`, 20, miss('a word', 'EXOSKELETON')),
  called('exoscale-secret', 'EXOSCALE_API_SECRET', run('base62', 43)),
  called('civo-api-key', 'CIVO_API_KEY', run('base62', 50)),
  formed('runpod-api-key', seed => `rpa_${run('base32', 42, seed)}`, 20, miss('a task', 'rpa_invoice_robot')),
  {
    detector: 'modal-token',
    hits: [
      hit('in the environment', 'MODAL_TOKEN_SECRET=', `as-${run('base62', 22)}`, '\n'),
      hit('in .modal.toml', 'token_secret = "', `as-${run('base62', 22, 2)}`, '"'),
    ],
    misses: [miss('a reference', 'MODAL_TOKEN_SECRET=${SECRET}'), miss('no name before it', `as-${run('base62', 22)}`)],
  },
];
