import { called } from '../called.ts';
import { formed } from '../formed.ts';
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
  {
    detector: 'vault-unseal-key',
    hits: [
      hit('as it is printed', 'Unseal Key 1: ', `${run('base64', 43)}=`, '\n'),
      hit('after a move', 'Recovery Key 3: ', run('base64', 44), '\n'),
    ],
    misses: [
      miss('a placeholder', 'Unseal Key 1: <key>'),
      miss('prose', 'unseal key: keep it in a safe place, far from the others'),
    ],
  },
  {
    detector: 'vault-approle-secret-id',
    hits: [
      hit('in a file', 'secret_id = "', lookalikes.uuid, '"'),
      hit('in the environment', 'VAULT_SECRET_ID=', lookalikes.uuid, '\n'),
    ],
    misses: [miss('the id of the role', `role_id = "${lookalikes.uuid}"`), miss('a reference', 'secret_id = var.secret_id')],
  },
  called('consul-token', 'CONSUL_HTTP_TOKEN', '5b3c9e1a-7d24-4f60-9a8b-c1d2e3f4a5b6'),
  called('nomad-token', 'NOMAD_TOKEN', '5b3c9e1a-7d24-4f60-9a8b-c1d2e3f4a5b6'),
  formed(
    'infisical-token',
    seed => `st.${run('hex', 24, seed)}.${run('hex', 32, seed)}.${run('hex', 32, seed)}`,
    50,
    miss('a street', 'st.john'),
  ),
  formed(
    'onepassword-secret-key',
    seed =>
      `A3-${run('base32', 6, seed)}-${run('base32', 6, seed + 1)}-${run('base32', 5, 2)}-${run('base32', 5, 3)}-${run('base32', 5, 4)}-${run('base32', 5, 5)}`,
    20,
    miss('a placeholder', 'A3-XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX'),
  ),
  formed(
    'bitwarden-access-token',
    seed => `0.${lookalikes.uuid}.${run('base62', 30, seed)}:${run('base64', 22, seed)}==`,
    60,
    miss('a UUID', lookalikes.uuid),
  ),
  formed(
    'openshift-user-token',
    seed => `sha256~${run('base62', 43, seed)}`,
    20,
    miss('a digest', `sha256:${lookalikes.sha256}`),
  ),
  formed(
    'rancher-token',
    seed => `token-${run('lower36', 5, seed)}:${run('lower36', 54, seed)}`,
    30,
    miss('a class', 'token-string:hover'),
  ),
  {
    detector: 'kubernetes-bootstrap-token',
    hits: [
      hit('on the command line', 'kubeadm join 10.0.0.1:6443 --token ', `${run('lower36', 6)}.${run('lower36', 16)}`, ' \\'),
      hit('with =', 'kubeadm join --token=', `${run('lower36', 6, 2)}.${run('lower36', 16, 2)}`, '\n'),
    ],
    misses: [miss('a reference', 'kubeadm join --token $TOKEN'), miss('a file', 'cat --token secret.txt')],
  },
  formed(
    'k3s-token',
    seed => `K10${run('hex', 64, seed)}::server:${run('hex', 32, seed)}`,
    40,
    miss('a digest', lookalikes.sha256),
  ),
  formed(
    'docker-swarm-token',
    seed => `SWMTKN-1-${run('lower36', 50, seed)}-${run('lower36', 25, seed)}`,
    40,
    miss('a placeholder', 'SWMTKN-1-xxxx-xxxx'),
  ),
  formed(
    'portainer-token',
    seed => `ptr_${run('base64', 43, seed)}=`,
    20,
    miss('a pointer', 'ptr_to_member_function_of_class_template_argument'),
  ),
];
