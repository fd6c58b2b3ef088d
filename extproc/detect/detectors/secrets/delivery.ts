// Tokens of what builds, tests, checks and delivers software.
import type { Detector } from '../../scan.ts';
import { assigned, isRandom, uuid, word } from '../assigned.ts';
import { secret } from '../define.ts';
import { sign } from './spellings.ts';

export const deliveryDetectors: readonly Detector[] = [
  secret('circleci-token', 'CircleCI token', '\\bCCI(?:PAT|PRJ)_[A-Za-z0-9]{22}_[a-f0-9]{40}\\b', {
    source: 'CircleCI documentation',
  }),
  assigned(
    'circleci-token',
    'CircleCI token',
    { services: ['circle[ _-]?ci', 'circle[ _-]token'], value: '[a-f0-9]{40}\\b' },
    { confidence: 0.95, source: 'CircleCI documentation' },
  ),
  assigned(
    'travisci-access-token',
    'Travis CI token',
    { services: ['travis'], value: '[A-Za-z0-9_-]{20,22}\\b' },
    { source: 'gitleaks rule' },
  ),
  secret('buildkite-token', 'Buildkite token', '\\bbk(?:ua|ct|at|aj|pt|pat|rt)_[A-Za-z0-9]{36,64}\\b', {
    accept: isRandom,
    source: 'Buildkite documentation: token security',
  }),
  assigned(
    'buildkite-token',
    'Buildkite token',
    { services: ['buildkite'], value: '(?:[a-f0-9]{40}|[a-f0-9]{50})\\b' },
    { confidence: 0.95, source: 'Buildkite documentation' },
  ),
  assigned(
    'droneci-access-token',
    'Drone or Woodpecker token',
    { services: [word('drone'), 'drone[ _-]?(?:ci|server|rpc)', 'woodpecker'], value: '[A-Za-z0-9]{32}\\b' },
    { source: 'gitleaks rule' },
  ),
  assigned(
    'jenkins-token',
    'Jenkins API token',
    { services: ['jenkins'], value: '(?:11[a-f0-9]{32}|[a-f0-9]{32})\\b' },
    { source: 'Jenkins documentation: authenticating scripted clients' },
  ),
  secret('harness-api-key', 'Harness API key', '\\b[ps]at\\.[A-Za-z0-9_-]{22}\\.[a-f0-9]{24}\\.[A-Za-z0-9]{20}\\b', {
    commit: 64,
    source: 'gitleaks rule',
  }),
  secret('octopus-deploy-api-key', 'Octopus Deploy API key', '\\bAPI-[A-Z0-9]{25,32}\\b', {
    accept: isRandom,
    source: 'gitleaks rule',
  }),
  secret('argocd-token', 'session of an Argo CD user', 'eyJ[A-Za-z0-9_-]{10,200}\\.eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}', {
    lead: '(?i)argocd[._-](?:auth[_-])?token["\']?\\s{0,4}[:= ]\\s{0,4}["\']?',
    commit: 64,
    source: 'Argo CD documentation',
  }),
  assigned(
    'codecov-access-token',
    'Codecov token',
    { services: ['codecov'], value: `(?:[a-z0-9]{32}\\b|${uuid})` },
    { source: 'gitleaks rule; Codecov documentation' },
  ),
  assigned(
    'coveralls-token',
    'Coveralls repository token',
    { services: ['coveralls'], value: '[A-Za-z0-9]{32,36}\\b' },
    { source: 'Coveralls documentation' },
  ),
  assigned(
    'codacy-token',
    'Codacy token',
    { services: ['codacy'], value: '(?:[a-f0-9]{32}|[A-Za-z0-9]{20})\\b' },
    { source: 'Codacy documentation' },
  ),
  secret('sonar-api-token', 'SonarQube token', '\\bsq[upa]_[a-f0-9]{40}\\b', { source: 'gitleaks rule' }),
  assigned(
    'sonar-api-token',
    'SonarQube token',
    {
      services: ['sonar[ _.-]?(?:qube|cloud|token|login|api|password)'],
      called: 'token|login|key|password',
      value: '[a-f0-9]{40}\\b',
    },
    { confidence: 0.95, source: 'gitleaks rule' },
  ),
  secret('snyk-api-token', 'Snyk token', '\\bsnyk_(?:uat|sat)\\.[a-f0-9]{8}\\.[A-Za-z0-9_-]{40,}', {
    commit: 64,
    source: 'Snyk documentation',
  }),
  assigned('snyk-api-token', 'Snyk token', { services: ['snyk'], value: uuid }, { confidence: 0.95, source: 'gitleaks rule' }),
  secret('infracost-api-key', 'Infracost API key', '\\bico-[A-Za-z0-9]{32}\\b', { source: 'gitleaks rule' }),
  secret('pulumi-token', 'Pulumi token', '\\bpul-[a-f0-9]{40}\\b', { source: 'gitleaks rule' }),
  secret('terraform-token', 'HCP Terraform token', '\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}', {
    back: { class: '[A-Za-z0-9]', min: 14, max: 14 },
    commit: 48,
    source: 'gitleaks rule',
  }),
  secret('spacelift-key', 'secret of a Spacelift API key', '[a-f0-9]{64}\\b', {
    lead: `(?i)SPACELIFT_API_KEY_SECRET${sign}`,
    source: 'Spacelift documentation',
  }),
  secret('postman-api-key', 'Postman API key', '\\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}\\b', { source: 'gitleaks rule' }),
  assigned(
    'expo-access-token',
    'Expo access token',
    { services: [word('expo'), 'expo[ _-]?access', 'eas[ _-]?token'], value: '[A-Za-z0-9_-]{40}\\b' },
    { source: 'Expo documentation' },
  ),
  assigned(
    'bitrise-token',
    'Bitrise token',
    { services: ['bitrise'], value: '[A-Za-z0-9_-]{86}\\b' },
    { commit: 64, source: 'Bitrise documentation' },
  ),
  secret('depot-token', 'Depot token', '\\bdepot_(?:org|project|user)_[a-f0-9]{64}\\b', {
    commit: 64,
    source: 'Depot documentation',
  }),
  secret('endorlabs-api-key', 'Endor Labs API key', '\\bendr\\+[A-Za-z0-9-]{16}', { accept: isRandom, source: 'gitleaks rule' }),
  secret('semgrep-token', 'Semgrep token', '[a-f0-9]{64}\\b', {
    lead: `(?i)SEMGREP_APP_TOKEN${sign}`,
    source: 'Semgrep documentation',
  }),
];
