// Tokens of GitLab: a prefix for each kind, and for newer ones a routing part and a checksum behind dots.
import type { Detector } from '../../scan.ts';
import { secret } from '../define.ts';

const source = 'GitLab documentation: token overview, token prefixes';

/** Older tokens have twenty characters; routable ones name their cell: `….01.0abcdefgh`. */
function token(id: string, title: string, prefix: string): Detector {
  const routable = '(?:\\.[0-9a-z]{2}\\.[0-9a-z]{7,10})?';
  return secret(id, title, `${prefix}-(?:t[0-9]_)?[A-Za-z0-9_-]{20,300}${routable}`, {
    severity: 'critical',
    commit: 64,
    source,
  });
}

export const gitlabDetectors: readonly Detector[] = [
  token('gitlab-pat', 'GitLab personal, project or group access token', 'glpat'),
  token('gitlab-deploy-token', 'GitLab deploy token', 'gldt'),
  token('gitlab-oauth-app-secret', 'secret of a GitLab OAuth application', 'gloas'),
  token('gitlab-runner-token', 'GitLab runner token', 'glrtr?'),
  secret('gitlab-runner-registration-token', 'GitLab runner registration token', '\\bGR1348941[A-Za-z0-9_-]{20}', {
    severity: 'critical',
    source,
  }),
  token('gitlab-cicd-job-token', 'GitLab CI/CD job token', 'glcbt'),
  token('gitlab-pipeline-trigger-token', 'GitLab pipeline trigger token', 'glptt'),
  token('gitlab-feed-token', 'GitLab feed token', 'glft'),
  token('gitlab-incoming-mail-token', 'GitLab incoming mail token', 'glimt'),
  token('gitlab-kubernetes-agent-token', 'token of a GitLab agent for Kubernetes', 'glagent'),
  token('gitlab-scim-token', 'GitLab SCIM token', 'glsoat'),
  token('gitlab-feature-flag-client-token', 'GitLab feature flags client token', 'glffct'),
  token('gitlab-workspace-token', 'GitLab workspace token', 'glwt'),
  secret('gitlab-session-cookie', 'session of a GitLab user', '[a-f0-9]{32}\\b', { lead: '_gitlab_session=', source }),
];
