import { formed } from '../formed.ts';
import { hit, miss, run, type Samples } from '../sample.ts';

const placeholder = (prefix: string) => miss('a placeholder of one letter', `${prefix}-${'x'.repeat(20)}`);
const token = (id: string, prefix: string) =>
  formed(id, seed => `${prefix}-${run('base62', 20, seed)}`, prefix.length + 12, placeholder(prefix));

export const gitlabSamples: readonly Samples[] = [
  {
    detector: 'gitlab-pat',
    hits: [
      hit('in a header', 'PRIVATE-TOKEN: ', `glpat-${run('base62', 20)}`, '\n'),
      hit('routable', '=', `glpat-${run('base62', 27)}.01.${run('hex', 9)}`, '\n'),
      hit('in a URL', 'https://oauth2:', `glpat-${run('base62', 20, 2)}`, '@gitlab.com/a/b.git'),
      hit('at the end of a sentence', 'It is ', `glpat-${run('base62', 20, 3)}`, '. Thanks'),
    ],
    misses: [
      miss('a placeholder', 'glpat-your-token-goes-right-here'),
      miss('too short', 'glpat-abc'),
      placeholder('glpat'),
      miss('a variable', 'glpat-${GITLAB_TOKEN_OF_THE_PROJECT}'),
    ],
  },
  token('gitlab-deploy-token', 'gldt'),
  token('gitlab-oauth-app-secret', 'gloas'),
  token('gitlab-runner-token', 'glrt'),
  token('gitlab-cicd-job-token', 'glcbt'),
  token('gitlab-pipeline-trigger-token', 'glptt'),
  token('gitlab-feed-token', 'glft'),
  token('gitlab-incoming-mail-token', 'glimt'),
  token('gitlab-kubernetes-agent-token', 'glagent'),
  token('gitlab-scim-token', 'glsoat'),
  token('gitlab-feature-flag-client-token', 'glffct'),
  token('gitlab-workspace-token', 'glwt'),
  formed(
    'gitlab-runner-registration-token',
    seed => `GR1348941${run('base62', 20, seed)}`,
    20,
    miss('a placeholder', `GR1348941${'x'.repeat(20)}`),
  ),
  {
    detector: 'gitlab-session-cookie',
    hits: [
      hit('in a header', 'Cookie: _gitlab_session=', run('hex', 32), '; x=1'),
      hit('in code', "'_gitlab_session=", run('hex', 32, 2), "'"),
    ],
    misses: [miss('another cookie', `session=${run('hex', 32)}`), miss('a placeholder', `_gitlab_session=${'0'.repeat(32)}`)],
  },
];
