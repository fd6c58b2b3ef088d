// Tokens of the places where source code is kept and built.
import type { Detector } from '../../scan.ts';
import { isKeyLike, secret } from '../define.ts';

export const sourceControlDetectors: readonly Detector[] = [
  // A GitHub token ends with a CRC-32 of its middle. It is not asked for: a token that a person mistyped, and the kind of token that
  // GitHub invents next, are better masked than passed, and nothing else has this form.
  secret('github-pat', 'GitHub token', '(?:gh[opusr]_[A-Za-z0-9]{36,255}\\b|github_pat_[A-Za-z0-9_]{36,255}\\b)', {
    severity: 'critical',
    confidence: 0.99,
    commit: 72,
    accept: isKeyLike,
  }),
  secret('gitlab-pat', 'GitLab token', 'gl(?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|ffct)-[A-Za-z0-9_.-]{20,}', {
    severity: 'critical',
    commit: 48,
  }),
  secret('bitbucket-app-password', 'Bitbucket app password', '\\bATBB[A-Za-z0-9_]{28,32}\\b'),
  secret('atlassian-api-token', 'Atlassian API token', '\\bAT(?:ATT|CTT)3[A-Za-z0-9_=-]{60,}', { commit: 48 }),
  secret('sourcegraph-token', 'Sourcegraph token', '\\bsgp_(?:[a-f0-9]{16}_|local_)?[a-f0-9]{40}\\b'),
  secret('circleci-token', 'CircleCI token', '\\bCCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}\\b'),
];
