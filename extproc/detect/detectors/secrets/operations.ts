// Tokens of the tools that keep secrets and run clusters.
import type { Detector } from '../../scan.ts';
import { assigned, isRandom, uuid, word } from '../assigned.ts';
import { secret } from '../define.ts';
import { sign } from './spellings.ts';

const onepassword = '1Password documentation: service accounts, secret key';

export const operationsDetectors: readonly Detector[] = [
  secret('vault-token', 'HashiCorp Vault token', '\\bhv[sbr]\\.[A-Za-z0-9_-]{24,}', {
    severity: 'critical',
    commit: 48,
    source: 'HashiCorp Vault documentation: token prefixes',
  }),
  // Before version 1.10.
  assigned(
    'vault-token',
    'HashiCorp Vault token',
    { services: ['vault[ _-]?token', 'vault[ _-](?:root|dev)'], value: 's\\.[A-Za-z0-9]{24}\\b' },
    { severity: 'critical', confidence: 0.95, source: 'HashiCorp Vault documentation: token prefixes' },
  ),
  secret('vault-unseal-key', 'unseal key of HashiCorp Vault', '[A-Za-z0-9+/]{43}[A-Za-z0-9+/=]', {
    lead: '(?i)(?:unseal|recovery)[ _-]key(?:[ _-][0-9]{1,2})?["\']?\\s{0,2}[:=]\\s{0,4}["\']?',
    severity: 'critical',
    source: 'HashiCorp Vault documentation: operator init',
  }),
  secret('vault-approle-secret-id', 'secret id of a Vault AppRole', uuid, {
    lead: `(?i)secret[_-]?id${sign}`,
    confidence: 0.85,
    source: 'HashiCorp Vault documentation: AppRole',
  }),
  assigned(
    'consul-token',
    'HashiCorp Consul token',
    { services: ['consul'], value: uuid },
    { source: 'Consul documentation: ACL' },
  ),
  assigned(
    'nomad-token',
    'HashiCorp Nomad token',
    { services: [word('nomad')], value: uuid },
    { source: 'Nomad documentation: ACL' },
  ),
  secret('doppler-token', 'Doppler token', '\\bdp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}\\b', {
    source: 'Doppler documentation: token formats',
  }),
  secret('infisical-token', 'Infisical service token', '\\bst\\.[a-f0-9]{24}\\.[a-f0-9]{32}\\.[a-f0-9]{32}\\b', {
    commit: 64,
    source: 'Infisical documentation',
  }),
  secret('onepassword-token', '1Password service account token', 'ops_eyJ[A-Za-z0-9+/_-]{100,}={0,2}', {
    severity: 'critical',
    commit: 48,
    source: onepassword,
  }),
  secret(
    'onepassword-secret-key',
    '1Password secret key',
    '\\bA3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}\\b',
    { severity: 'critical', source: onepassword, accept: isRandom },
  ),
  secret(
    'bitwarden-access-token',
    'Bitwarden Secrets Manager access token',
    `\\b0\\.${uuid}\\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==`,
    {
      commit: 64,
      severity: 'critical',
      source: 'Bitwarden documentation: access tokens',
    },
  ),
  secret('age-secret-key', 'age secret key', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}\\b', {
    severity: 'critical',
    commit: 64,
    source: 'age specification',
  }),
  secret('openshift-user-token', 'OpenShift token', '\\bsha256~[A-Za-z0-9_-]{43}', { source: 'gitleaks rule' }),
  secret('rancher-token', 'Rancher API token', '\\btoken-[a-z0-9]{5}:[a-z0-9]{54}\\b', {
    source: 'Rancher documentation: API keys',
  }),
  secret('kubernetes-bootstrap-token', 'bootstrap token of Kubernetes', '[a-z0-9]{6}\\.[a-z0-9]{16}\\b', {
    lead: '(?:--token[ =]["\']?|kubeadm[^\\n]{0,24}token["\']?[ :=]{1,4}["\']?)',
    source: 'Kubernetes documentation: bootstrap tokens',
  }),
  secret('k3s-token', 'token that joins a k3s cluster', '\\bK10[a-f0-9]{64}::(?:server|node|agent)[:A-Za-z0-9._-]{4,64}', {
    commit: 64,
    source: 'k3s documentation: token',
  }),
  secret('docker-swarm-token', 'token that joins a Docker swarm', '\\bSWMTKN-1-[a-z0-9]{50}-[a-z0-9]{25}\\b', {
    commit: 64,
    source: 'Docker documentation: swarm join',
  }),
  secret('portainer-token', 'Portainer access token', '\\bptr_[A-Za-z0-9+/]{43}=', { source: 'Portainer documentation: API' }),
];
