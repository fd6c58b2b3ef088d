import { called } from '../called.ts';
import { formed } from '../formed.ts';
import { hit, lookalikes, miss, run, type Samples, whole } from '../sample.ts';

export const sourceControlSamples: readonly Samples[] = [
  {
    detector: 'github-pat',
    hits: [
      hit('classic', 'token ', `ghp_${run('base62', 36)}`, '\n'),
      hit('with its checksum', '"', ['ghp_', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ', '0mLq17'].join(''), '"'),
      hit('with an escaped line end before it', 'a\\n', `ghp_${run('base62', 36, 2)}`, '\\n'),
    ],
    misses: [
      miss('a placeholder', `ghp_${'x'.repeat(36)}`),
      miss('a commit', lookalikes.gitSha),
      miss('too short', 'ghp_abc123'),
    ],
  },
  formed('github-oauth', seed => `gho_${run('base62', 36, seed)}`, 20, miss('a placeholder', `gho_${'x'.repeat(36)}`)),
  {
    detector: 'github-app-token',
    hits: [
      hit('of an installation', 'https://x-access-token:', `ghs_${run('base62', 36)}`, '@github.com/a/b'),
      hit('of a user', '"', `ghu_${run('base62', 36)}`, '"'),
      hit('that names its app', 'token ', `ghs_123456_eyJ${run('base62', 90)}.${run('base62', 160)}.${run('base62', 86)}`, '\n'),
    ],
    misses: [
      miss('a placeholder', `ghs_${'x'.repeat(36)}`),
      miss('too short', 'ghs_abc123'),
      miss('a commit', lookalikes.gitSha),
    ],
  },
  formed('github-refresh-token', seed => `ghr_${run('base62', 76, seed)}`, 20, miss('a placeholder', `ghr_${'x'.repeat(36)}`)),
  {
    detector: 'github-fine-grained-pat',
    hits: [
      hit('quoted', '"', `github_pat_${run('base62', 22)}_${run('base62', 59)}`, '"'),
      hit('in the environment', 'GITHUB_TOKEN=', `github_pat_${run('base62', 22, 2)}_${run('base62', 59, 2)}`, '\n'),
    ],
    misses: [
      miss('a long name', 'github_pat_token_that_is_read_from_the_environment'),
      miss('a function', 'github_pat_token_from_environment()'),
      miss('too short', 'github_pat_abc'),
    ],
  },
  {
    detector: 'github-legacy-token',
    hits: [
      hit('in the environment', 'GITHUB_TOKEN=', run('hex', 40), '\n'),
      hit('of the command line', 'gh_token: ', run('hex', 40, 2), '\n'),
      hit('in code', "github = Github(token='", run('hex', 40, 3), "')"),
    ],
    misses: [
      miss('a commit', `GITHUB_SHA=${lookalikes.gitSha}`),
      miss('a pinned action', `uses: github/codeql-action/init@${lookalikes.gitSha}`),
      miss('a commit of a token service', `github token service, commit ${lookalikes.gitSha}`),
      miss('a reference', 'GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}'),
    ],
  },
  called('bitbucket-client-secret', 'BITBUCKET_CLIENT_SECRET', run('base62', 32)),
  called('gitea-token', 'GITEA_TOKEN', run('hex', 40)),
  {
    detector: 'launchpad-token',
    hits: [
      hit('in a file', 'oauth_token_secret=', run('base62', 60), '&x'),
      hit('quoted', 'oauth_token_secret="', run('base62', 60, 2), '"'),
    ],
    misses: [miss('a reference', 'oauth_token_secret=${SECRET}'), miss('a word', 'oauth_token_secret=OAuthTokenSecretProvider')],
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
];
