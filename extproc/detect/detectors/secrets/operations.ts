// Tokens of the tools that run systems: vaults, infrastructure, monitoring.
import type { Detector } from '../../scan.ts';
import { secret } from '../define.ts';

export const operationsDetectors: readonly Detector[] = [
  secret('vault-token', 'HashiCorp Vault token', '\\bhv[sbr]\\.[A-Za-z0-9_-]{24,}', { severity: 'critical', commit: 48 }),
  secret('terraform-token', 'HCP Terraform token', '\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}', {
    back: { class: '[A-Za-z0-9]', min: 14, max: 14 },
  }),
  secret('databricks-token', 'Databricks token', '\\bdapi[a-f0-9]{32}(?:-[0-9])?\\b'),
  secret('doppler-token', 'Doppler token', '\\bdp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}\\b'),
  secret('pulumi-token', 'Pulumi token', '\\bpul-[a-f0-9]{40}\\b'),
  secret('onepassword-token', '1Password service account token', 'ops_eyJ[A-Za-z0-9+/_-]{100,}={0,2}', {
    severity: 'critical',
    commit: 48,
  }),
  secret('age-secret-key', 'age secret key', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}\\b', {
    severity: 'critical',
  }),
  secret('grafana-token', 'Grafana token', '\\b(?:glc_[A-Za-z0-9+/]{32,400}={0,3}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}\\b)', {
    commit: 64,
  }),
  secret('newrelic-key', 'New Relic key', '\\bNR(?:AK|JS|II|IQ)-[A-Za-z0-9_-]{19,32}'),
  secret('sentry-token', 'Sentry token', '\\bsntry(?:u_[a-f0-9]{64}\\b|s_[A-Za-z0-9+/=_-]{60,})', { commit: 72 }),
  secret('dynatrace-token', 'Dynatrace token', '\\bdt0[a-z][0-9]{2}\\.[A-Z2-7]{24}\\.[A-Z2-7]{64}\\b', { commit: 64 }),
  secret('postman-api-key', 'Postman API key', '\\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}\\b'),
];
