import { hit, lookalikes, miss, run, type Samples, whole } from '../sample.ts';

export const sourceControlSamples: readonly Samples[] = [
  {
    detector: 'github-pat',
    hits: [
      hit('classic', 'token ', `ghp_${run('base62', 36)}`, '\n'),
      hit('of an app', 'https://x-access-token:', `ghs_${run('base62', 36)}`, '@github.com/a/b'),
      hit('fine-grained', '"', `github_pat_${run('base62', 22)}_${run('base62', 59)}`, '"'),
      hit('with an escaped line end before it', 'a\\n', `gho_${run('base62', 36)}`, '\\n'),
    ],
    misses: [
      miss('a placeholder', `ghp_${'x'.repeat(36)}`),
      miss('a long name', 'github_pat_token_that_is_read_from_the_environment'),
      miss('a function', 'github_pat_token_from_environment()'),
      miss('a commit', lookalikes.gitSha),
      miss('too short', 'ghp_abc123'),
    ],
  },
  {
    detector: 'gitlab-pat',
    hits: [
      hit('personal', 'PRIVATE-TOKEN: ', `glpat-${run('base62', 20)}`, '\n'),
      hit('of a runner', '"', `glrt-${run('base62', 20)}`, '"'),
      hit('routable', '=', `glpat-${run('base62', 27)}.01.${run('hex', 9)}`, '\n'),
    ],
    misses: [
      miss('a placeholder', 'glpat-your-token-goes-right-here'),
      miss('too short', 'glpat-abc'),
      miss('a placeholder of one letter', `glpat-${'x'.repeat(20)}`),
    ],
  },
  {
    detector: 'bitbucket-app-password',
    hits: [
      hit('in a URL', 'https://me:', `ATBB${run('base62', 32)}`, '@bitbucket.org/a/b'),
      whole('alone', `ATBB${run('base62', 32, 2)}`),
    ],
    misses: [miss('too short', 'ATBBabc'), miss('a longer word', `ATBB${run('base62', 60)}`)],
  },
  {
    detector: 'atlassian-api-token',
    hits: [
      hit('of a person', '"', `ATATT3${run('base62', 180)}=${run('hex', 8)}`, '"'),
      hit('of a service', '=', `ATCTT3${run('base62', 180)}`, '\n'),
    ],
    misses: [miss('too short', 'ATATT3xFf'), miss('DNA', 'GATATTACCATATTACGGATATT')],
  },
  {
    detector: 'sourcegraph-token',
    hits: [
      hit('of an instance', '=', `sgp_${run('hex', 16)}_${run('hex', 40)}`, '\n'),
      hit('older', '"', `sgp_${run('hex', 40)}`, '"'),
    ],
    misses: [miss('a commit', lookalikes.gitSha), miss('too short', 'sgp_local_abc')],
  },
  {
    detector: 'circleci-token',
    hits: [
      hit('personal', '=', `CCIPAT_${run('base62', 22)}_${run('hex', 40)}`, '\n'),
      hit('of a project', '"', `CCIPRJ_${run('base62', 22)}_${run('hex', 40)}`, '"'),
    ],
    misses: [miss('a variable', 'CCIPAT_TOKEN'), miss('a commit', lookalikes.gitSha)],
  },
];
