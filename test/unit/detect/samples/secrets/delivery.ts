import { called } from '../called.ts';
import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples } from '../sample.ts';

const commit = miss('a commit', lookalikes.gitSha);
const uuid = miss('a UUID', lookalikes.uuid);
const jwtOf = (seed: number) => `eyJhbGciOiJIUzI1NiJ9.eyJ${run('base62', 80, seed)}.${run('base62', 43, seed)}`;

export const deliverySamples: readonly Samples[] = [
  {
    detector: 'circleci-token',
    hits: [
      hit('personal', '=', `CCIPAT_${run('base62', 22)}_${run('hex', 40)}`, '\n'),
      hit('of a project', '"', `CCIPRJ_${run('base62', 22)}_${run('hex', 40)}`, '"'),
      hit('older', 'CIRCLECI_TOKEN=', run('hex', 40, 2), '\n'),
      hit('in a header', 'Circle-Token: ', run('hex', 40, 3), '\n'),
    ],
    misses: [miss('a variable', 'CCIPAT_TOKEN'), commit, miss('a build', `circleci built ${lookalikes.gitSha}`)],
  },
  called('travisci-access-token', 'TRAVIS_TOKEN', run('base62', 22)),
  {
    detector: 'buildkite-token',
    hits: [
      hit('of the API', 'Bearer ', `bkua_${run('hex', 40)}`, '\n'),
      hit('of an agent', 'BUILDKITE_AGENT_TOKEN=', run('hex', 50), '\n'),
      hit('of a cluster', 'token="', `bkct_${run('base62', 43)}`, '"'),
    ],
    misses: [
      commit,
      miss('a commit of a build', `BUILDKITE_COMMIT=${lookalikes.gitSha}`),
      miss('a placeholder', 'bkua_your_token_here'),
    ],
  },
  called('droneci-access-token', 'DRONE_TOKEN', run('base62', 32)),
  called('jenkins-token', 'JENKINS_API_TOKEN', `11${run('hex', 32)}`),
  formed(
    'harness-api-key',
    seed => `pat.${run('base62', 22, seed)}.${run('hex', 24, seed)}.${run('base62', 20, seed)}`,
    30,
    miss('a pattern', 'pat.match(value).groups'),
  ),
  formed(
    'octopus-deploy-api-key',
    seed => `API-${run('base32', 26, seed)}`,
    12,
    miss('a word', 'API-VERSION and API-COMPATIBILITYANDMOREWORDS'),
  ),
  {
    detector: 'argocd-token',
    hits: [
      hit('in the environment', 'ARGOCD_AUTH_TOKEN=', jwtOf(1), '\n'),
      hit('as a cookie', 'Cookie: argocd.token=', jwtOf(2), '\n'),
    ],
    misses: [miss('a reference', 'ARGOCD_AUTH_TOKEN=${TOKEN}'), miss('a JWT of somebody else', jwtOf(1))],
  },
  called('codecov-access-token', 'CODECOV_TOKEN', '5b3c9e1a-7d24-4f60-9a8b-c1d2e3f4a5b6'),
  called('coveralls-token', 'COVERALLS_REPO_TOKEN', run('base62', 32)),
  called('codacy-token', 'CODACY_PROJECT_TOKEN', run('hex', 32)),
  {
    detector: 'sonar-api-token',
    hits: [
      hit('of a user', '-Dsonar.token=', `squ_${run('hex', 40)}`, ' '),
      hit('of a project', '"', `sqp_${run('hex', 40)}`, '"'),
      hit('older', 'SONAR_TOKEN=', run('hex', 40), '\n'),
      hit('older, as a property', 'sonar.login=', run('hex', 40, 2), '\n'),
    ],
    misses: [
      commit,
      miss('a reference', 'SONAR_TOKEN: ${{ secrets.SONAR_TOKEN }}'),
      miss('a revision', `sonar.scm.revision=${lookalikes.gitSha}`),
    ],
  },
  {
    detector: 'snyk-api-token',
    hits: [
      hit('in the environment', 'SNYK_TOKEN=', lookalikes.uuid, '\n'),
      hit('as an argument', 'snyk auth --token ', lookalikes.uuid, '\n'),
      hit('with its mark', '=', `snyk_uat.${run('hex', 8)}.${run('base62', 80)}`, '\n'),
    ],
    misses: [uuid, miss('a reference', 'SNYK_TOKEN=$TOKEN'), miss('a finding', `SNYK-JS-LODASH-590103 ${lookalikes.uuid}`)],
  },
  formed('infracost-api-key', seed => `ico-${run('base62', 32, seed)}`, 12, miss('a placeholder', `ico-${'x'.repeat(32)}`)),
  {
    detector: 'spacelift-key',
    hits: [
      hit('in the environment', 'SPACELIFT_API_KEY_SECRET=', run('hex', 64), '\n'),
      hit('in YAML', 'SPACELIFT_API_KEY_SECRET: ', run('hex', 64, 2), '\n'),
    ],
    misses: [miss('a digest', lookalikes.sha256), miss('a reference', 'SPACELIFT_API_KEY_SECRET=${SECRET}')],
  },
  called('expo-access-token', 'EXPO_ACCESS_TOKEN', run('base62', 40)),
  {
    detector: 'bitrise-token',
    hits: [
      hit('in the environment', 'BITRISE_API_TOKEN=', run('base62', 86), '\n'),
      hit('in JSON', '{"bitriseToken": "', run('base62', 86, 2), '"}'),
    ],
    misses: [miss('a digest', lookalikes.integrity), miss('a reference', 'BITRISE_API_TOKEN=${TOKEN}')],
  },
  formed('depot-token', seed => `depot_org_${run('hex', 64, seed)}`, 30, miss('a function', 'depot_project_of_the_user')),
  formed('endorlabs-api-key', seed => `endr+${run('base62', 16, seed)}`, 12, miss('a placeholder', 'endr+your-key-goes-here')),
  {
    detector: 'semgrep-token',
    hits: [
      hit('in the environment', 'SEMGREP_APP_TOKEN=', run('hex', 64), '\n'),
      hit('in YAML', 'SEMGREP_APP_TOKEN: "', run('hex', 64, 2), '"'),
    ],
    misses: [miss('a digest', lookalikes.sha256), miss('a reference', 'SEMGREP_APP_TOKEN: ${{ secrets.SEMGREP_APP_TOKEN }}')],
  },
];
