import { hit, lookalikes, miss, run, type Samples, whole } from '../sample.ts';

export const operationsSamples: readonly Samples[] = [
  {
    detector: 'vault-token',
    hits: [
      hit('of a service', 'X-Vault-Token: ', `hvs.${run('base62', 90)}`, '\n'),
      hit('of a batch', '"', `hvb.${run('base62', 140)}`, '"'),
    ],
    misses: [miss('a placeholder', 'hvs.your-token'), miss('a name with a dot', 'hvs.config.yaml')],
  },
  {
    detector: 'terraform-token',
    hits: [
      hit('in a file', 'token = "', `${run('base62', 14)}.atlasv1.${run('base62', 67)}`, '"'),
      whole('alone', `${run('base62', 14, 2)}.atlasv1.${run('base62', 60)}`),
    ],
    misses: [miss('nothing before it', ` .atlasv1.${run('base62', 67)}`), miss('too short', `${run('base62', 14)}.atlasv1.abc`)],
  },
  {
    detector: 'databricks-token',
    hits: [
      hit('in a file', 'token = ', `dapi${run('hex', 32)}`, '\n'),
      hit('of a newer form', '"', `dapi${run('hex', 32, 2)}-2`, '"'),
    ],
    misses: [miss('a word', 'dapi and dapis'), miss('a longer digest', `dapi${run('hex', 60)}`)],
  },
  {
    detector: 'doppler-token',
    hits: [
      hit('personal', '=', `dp.pt.${run('base62', 43)}`, '\n'),
      hit('of a service', '"', `dp.st.prd.${run('base62', 43)}`, '"'),
    ],
    misses: [miss('a unit of measure', '16.dp.pt.size'), miss('too short', 'dp.st.prd.abc')],
  },
  {
    detector: 'pulumi-token',
    hits: [hit('in a file', '=', `pul-${run('hex', 40)}`, '\n'), hit('quoted', '"', `pul-${run('hex', 40, 2)}`, '"')],
    misses: [miss('a commit', lookalikes.gitSha), miss('too short', 'pul-abc123')],
  },
  {
    detector: 'onepassword-token',
    hits: [
      hit('in the environment', '=', `ops_eyJ${run('base62', 600)}`, '\n'),
      hit('quoted', '"', `ops_eyJ${run('base64', 300)}==`, '"'),
    ],
    misses: [miss('too short', 'ops_eyJzaWduSW4'), miss('a team', 'ops_team_and_others')],
  },
  {
    detector: 'age-secret-key',
    hits: [
      hit('in a file', '# key\n', `AGE-SECRET-KEY-1${run('bech32', 58)}`, '\n'),
      hit('quoted', '"', `AGE-SECRET-KEY-1${run('bech32', 58, 2)}`, '"'),
    ],
    misses: [miss('the public key', `age1${run('bech32', 58).toLowerCase()}`), miss('a placeholder', 'AGE-SECRET-KEY-1...')],
  },
  {
    detector: 'grafana-token',
    hits: [
      hit('of a service account', '=', `glsa_${run('base62', 32)}_${run('hex', 8)}`, '\n'),
      hit('of the cloud', '"', `glc_${run('base64', 100)}==`, '"'),
    ],
    misses: [miss('a constant of OpenGL', 'glc_opengl'), miss('cut short', `glsa_${run('base62', 32)}`)],
  },
  {
    detector: 'newrelic-key',
    hits: [hit('of a user', '=', `NRAK-${run('base32', 27)}`, '\n'), hit('for ingest', '"', `NRII-${run('base62', 32)}`, '"')],
    misses: [miss('a placeholder', 'NRAK-...'), miss('filled with one letter', `NRAK-${'X'.repeat(27)}`)],
  },
  {
    detector: 'sentry-token',
    hits: [
      hit('of a user', '=', `sntryu_${run('hex', 64)}`, '\n'),
      hit('of an organisation', '"', `sntrys_eyJ${run('base62', 120)}_${run('base62', 43)}`, '"'),
    ],
    misses: [miss('a digest', lookalikes.sha256), miss('too short', 'sntrys_abc')],
  },
  {
    detector: 'dynatrace-token',
    hits: [
      hit('of the API', 'Api-Token ', `dt0c01.${run('base32', 24)}.${run('base32', 64)}`, '\n'),
      hit('of a platform', '"', `dt0s16.${run('base32', 24)}.${run('base32', 64)}`, '"'),
    ],
    misses: [miss('its public part', `dt0c01.${run('base32', 24)}`), miss('a placeholder', 'dt0c01.sample.secret')],
  },
  {
    detector: 'postman-api-key',
    hits: [
      hit('in a header', 'X-Api-Key: ', `PMAK-${run('hex', 24)}-${run('hex', 34)}`, '\n'),
      hit('quoted', '"', `PMAK-${run('hex', 24, 2)}-${run('hex', 34, 2)}`, '"'),
    ],
    misses: [miss('cut short', `PMAK-${run('hex', 24)}`), miss('a placeholder', 'PMAK-xxxxxxxx-xxxxxxxx')],
  },
];
