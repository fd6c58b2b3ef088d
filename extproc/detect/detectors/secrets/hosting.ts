// Keys of clouds and hosters beside the three large ones.
import type { Detector } from '../../scan.ts';
import { assigned, uuid, word } from '../assigned.ts';
import { secret } from '../define.ts';

export const hostingDetectors: readonly Detector[] = [
  secret('alibaba-access-key', 'Alibaba Cloud access key id', '\\bLTAI[A-Za-z0-9]{20}\\b', { source: 'gitleaks rule' }),
  assigned(
    'alibaba-secret-key',
    'Alibaba Cloud access key secret',
    { services: ['alibaba', 'aliyun', 'alicloud', 'access[_-]?key[_-]?secret'], called: 'secret', value: '[A-Za-z0-9]{30}\\b' },
    { severity: 'critical', source: 'gitleaks rule' },
  ),
  secret('tencent-secret-id', 'Tencent Cloud secret id', '\\bAKID[A-Za-z0-9]{32}\\b', { source: 'Tencent Cloud documentation' }),
  assigned(
    'tencent-secret-key',
    'Tencent Cloud secret key',
    { services: ['tencent', 'qcloud', 'AKID[a-z0-9]{32}'], called: 'secret|key|AKID', value: '[A-Za-z0-9]{32}\\b' },
    { severity: 'critical', source: 'Tencent Cloud documentation' },
  ),
  assigned(
    'ibm-cloud-api-key',
    'IBM Cloud API key',
    { services: ['ibm[ _-]?(?:cloud|watson|api)', 'ibmcloud', 'watson', 'bluemix', 'softlayer'], value: '[A-Za-z0-9_-]{44}\\b' },
    { source: 'IBM Cloud documentation: IAM' },
  ),
  assigned(
    'oracle-cloud-auth-token',
    'auth token of Oracle Cloud',
    {
      services: ['oracle[ _-]?cloud', 'oci[_ -]?(?:auth|registry|docker|user|api|object)'],
      value: '[A-Za-z0-9)(}{\\]\\[;:.,<>?+*#&%$@!~_^|=-]{20}',
    },
    { confidence: 0.7, source: 'Oracle Cloud documentation: IAM credentials' },
  ),
  secret('digitalocean-token', 'DigitalOcean token', 'do[opr]_v1_[a-f0-9]{64}\\b', { source: 'DigitalOcean API documentation' }),
  secret('digitalocean-spaces-key', 'access key of DigitalOcean Spaces', '\\bDO(?:00|801)[A-Z0-9]{16,17}\\b', {
    severity: 'medium',
    source: 'DigitalOcean API documentation',
  }),
  assigned(
    'linode-token',
    'Linode token',
    { services: ['linode'], value: '[a-f0-9]{64}\\b' },
    { source: 'Akamai Linode API documentation' },
  ),
  assigned(
    'hetzner-token',
    'Hetzner Cloud token',
    { services: ['hetzner', 'hcloud'], value: '[A-Za-z0-9]{64}\\b' },
    { source: 'Hetzner Cloud API documentation' },
  ),
  secret('scaleway-access-key', 'Scaleway access key', '\\bSCW[A-Z0-9]{17}\\b', {
    severity: 'medium',
    source: 'Scaleway documentation',
  }),
  assigned(
    'scaleway-secret-key',
    'Scaleway secret key',
    { services: ['scaleway', word('scw'), 'SCW[A-Z0-9]{17}'], called: 'secret|token|key|SCW', value: uuid },
    { source: 'Scaleway documentation' },
  ),
  assigned(
    'vultr-api-key',
    'Vultr API key',
    { services: ['vultr'], value: '[A-Z0-9]{36}\\b' },
    { source: 'Vultr API documentation' },
  ),
  assigned(
    'ovh-secret',
    'OVH application secret or consumer key',
    {
      services: ['ovh[_ -]?(?:api|app|consumer|secret)', 'ovhcloud', '(?-i:consumer_key|application_secret)'],
      called: 'secret|key',
      value: '[A-Za-z0-9]{32}\\b',
    },
    { source: 'OVHcloud API documentation' },
  ),
  secret('yandex-api-key', 'Yandex Cloud API key', '\\bAQVN[A-Za-z0-9_-]{35,38}', { source: 'gitleaks rule' }),
  secret('yandex-access-token', 'Yandex IAM token', '\\bt1\\.[A-Za-z0-9_-]{40,}={0,2}\\.[A-Za-z0-9_-]{86}={0,2}', {
    commit: 64,
    source: 'gitleaks rule',
  }),
  secret('yandex-oauth-token', 'Yandex OAuth token', '\\by[0-3]_[A-Za-z0-9_-]{55,60}', {
    source: 'Yandex documentation: secret formats',
  }),
  secret('yandex-aws-access-token', 'static key of Yandex Object Storage', '\\bYC[A-Z][A-Za-z0-9_-]{37}\\b', {
    source: 'gitleaks rule',
  }),
  secret('heroku-api-key', 'Heroku API key', `HRKU-(?:AA[A-Za-z0-9_-]{58}|${uuid})`, { source: 'Heroku documentation' }),
  assigned(
    'heroku-api-key',
    'Heroku API key',
    { services: ['heroku'], value: uuid },
    { confidence: 0.95, source: 'gitleaks rule' },
  ),
  secret('render-api-key', 'Render API key', '\\brnd_[A-Za-z0-9]{28,40}\\b', { source: 'Render documentation' }),
  assigned('railway-token', 'Railway token', { services: ['railway'], value: uuid }, { source: 'Railway documentation' }),
  secret('fly-token', 'Fly.io token', 'fm[12][ar]?_[A-Za-z0-9+/]{100,}={0,3}', { commit: 48, source: 'gitleaks rule' }),
  secret('fly-personal-token', 'Fly.io personal access token', '\\bfo1_[A-Za-z0-9_-]{43}\\b', { source: 'gitleaks rule' }),
  secret('netlify-token', 'Netlify token', '\\bnf[pcoubt]_[A-Za-z0-9]{36}\\b', { source: 'Netlify documentation' }),
  assigned(
    'netlify-token',
    'Netlify token',
    { services: ['netlify'], value: '[A-Za-z0-9_-]{43,46}\\b' },
    { confidence: 0.95, source: 'gitleaks rule' },
  ),
  secret('vercel-token', 'Vercel token', '\\bvc[piark]_[A-Za-z0-9]{50,70}\\b', { source: 'Vercel documentation: token formats' }),
  secret('vercel-blob-token', 'Vercel Blob token', '\\bvercel_blob_rw_[A-Za-z0-9]{16}_[A-Za-z0-9]{30,32}\\b', {
    source: 'Vercel documentation: Blob',
  }),
  secret('deno-token', 'Deno Deploy token', '\\bdd[po]_[A-Za-z0-9]{36}\\b', { source: 'Deno documentation' }),
  assigned(
    'vercel-token',
    'Vercel token',
    { services: ['vercel', 'zeit[_-]token'], value: '[A-Za-z0-9]{24}\\b' },
    { confidence: 0.95, source: 'Vercel documentation' },
  ),
  secret('scalingo-token', 'Scalingo token', '\\btk-us-[A-Za-z0-9_-]{48}', { source: 'gitleaks rule' }),
  secret('exoscale-access-key', 'Exoscale API key', '\\bEXO[a-f0-9]{24}\\b', {
    severity: 'medium',
    source: 'Exoscale documentation',
  }),
  assigned(
    'exoscale-secret',
    'Exoscale API secret',
    { services: ['exoscale', 'EXO[a-f0-9]{24}'], called: 'secret|EXO', value: '[A-Za-z0-9_-]{43}' },
    { source: 'Exoscale documentation' },
  ),
  assigned(
    'civo-api-key',
    'Civo API key',
    { services: [word('civo')], value: '[A-Za-z0-9]{50}\\b' },
    { source: 'Civo documentation' },
  ),
  secret('runpod-api-key', 'RunPod API key', '\\brpa_[A-Z0-9]{40,50}[a-z0-9]{0,8}\\b', { source: 'RunPod documentation' }),
  secret('modal-token', 'secret of a Modal token', '\\bas-[A-Za-z0-9]{22}\\b', {
    lead: '(?i)(?:MODAL_TOKEN_SECRET|token_secret|token-secret)["\']?\\s{0,4}[:= ]\\s{0,4}["\']?',
    source: 'Modal documentation',
  }),
];
