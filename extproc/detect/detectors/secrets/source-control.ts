// Tokens of the places where source code is kept. GitLab's many kinds are in gitlab.ts.
import type { Detector } from '../../scan.ts';
import { assigned } from '../assigned.ts';
import { endsWithChecksum } from '../checksum.ts';
import { isKeyLike, secret } from '../define.ts';

const github = 'GitHub documentation: token formats';

/**
 * A wrong checksum makes a token less sure and does not clear it: one that a person mistyped, and the kind that GitHub invents next,
 * are better masked than passed, and nothing else has this form.
 */
function githubToken(id: string, title: string, pattern: string): Detector {
  return secret(id, title, pattern, {
    severity: 'critical',
    confidence: 0.99,
    commit: 64,
    accept: value => isKeyLike(value) && (endsWithChecksum(value) ? 0.99 : 0.6),
    confidenceRule: '0.99 where the last six characters are the CRC-32 of those before, else 0.6',
    source: github,
  });
}

export const sourceControlDetectors: readonly Detector[] = [
  githubToken('github-pat', 'GitHub personal access token', 'ghp_[A-Za-z0-9]{36,255}\\b'),
  githubToken('github-oauth', 'GitHub OAuth token', 'gho_[A-Za-z0-9]{36,255}\\b'),
  // Those of installations may be a JWT behind the app's number.
  githubToken(
    'github-app-token',
    'token of a GitHub App',
    'gh[su]_(?:[A-Za-z0-9]{36,255}\\b|[0-9]{1,12}_eyJ[A-Za-z0-9_-]{20,}(?:\\.[A-Za-z0-9_-]{20,}){0,2})',
  ),
  githubToken('github-refresh-token', 'GitHub refresh token', 'ghr_[A-Za-z0-9]{36,255}\\b'),
  secret('github-fine-grained-pat', 'fine-grained GitHub personal access token', 'github_pat_[A-Za-z0-9_]{36,255}\\b', {
    severity: 'critical',
    confidence: 0.99,
    commit: 64,
    accept: isKeyLike,
    source: github,
  }),
  // Before 2021 tokens were bare digits; they still work.
  assigned(
    'github-legacy-token',
    'GitHub token of the form before 2021',
    { services: ['github', '(?:\\b|_)gh_'], called: 'token|secret|passw|(?:\\b|_)pat\\b|oauth', value: '[a-f0-9]{40}\\b' },
    { source: github },
  ),
  secret('bitbucket-app-password', 'Bitbucket app password', '\\bATBB[A-Za-z0-9_]{28,32}\\b', {
    source: 'Atlassian documentation: Bitbucket Cloud',
  }),
  assigned(
    'bitbucket-client-secret',
    'Bitbucket OAuth client secret',
    { services: ['bitbucket'], called: 'secret', value: '[A-Za-z0-9_=-]{64}|[A-Za-z0-9]{32}\\b' },
    { source: 'gitleaks rule' },
  ),
  secret('atlassian-api-token', 'Atlassian API token', '\\bAT(?:ATT|CTT)3[A-Za-z0-9_=-]{60,}', {
    commit: 48,
    source: 'gitleaks rule',
  }),
  assigned(
    'atlassian-api-token',
    'Atlassian API token',
    { services: ['atlassian', 'confluence', 'jira[ _-](?:api|token|user|cloud|auth|access)'], value: '[A-Za-z0-9]{24}\\b' },
    { confidence: 0.95, source: 'gitleaks rule' },
  ),
  assigned(
    'gitea-token',
    'Gitea or Forgejo token',
    { services: ['gitea', 'forgejo', 'codeberg', 'gogs[ _-]'], called: 'token|secret|key', value: '[a-f0-9]{40}\\b' },
    { source: 'Gitea documentation: API usage' },
  ),
  secret('sourcegraph-token', 'Sourcegraph token', '\\bsgp_(?:[a-f0-9]{16}_|local_)?[a-f0-9]{40}\\b', {
    source: 'gitleaks rule',
  }),
  secret('launchpad-token', 'Launchpad OAuth signature', '[A-Za-z0-9]{20,80}', {
    lead: 'oauth_token_secret=["\']?',
    confidence: 0.85,
    commit: 64,
    accept: isKeyLike,
    source: 'RFC 5849: plaintext signatures',
  }),
];
