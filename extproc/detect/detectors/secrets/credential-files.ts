// Credentials in the files that programs keep them in: of Kubernetes, Docker, npm, netrc, PostgreSQL, Ansible, wireless networks, Windows.
// Knows how each file spells its one line; passwords under their plain name are for passwords.ts.
import type { Detector } from '../../scan.ts';
import { isRandom } from '../assigned.ts';
import { isKeyLike, secret, textOf } from '../define.ts';
import { documentedConfidence, isDocumented } from '../documented.ts';
import { isPlaceholder } from '../placeholder.ts';
import { isReference, nobody, standsForValue } from '../reference.ts';
import { sign } from './spellings.ts';

/** How far a manifest may go before its data. */
const manifestBytes = 1024;

export const credentialFileDetectors: readonly Detector[] = [
  // All of the block's values are one match: its later lines have no lead of their own.
  secret(
    'kubernetes-secret-yaml',
    'data of a Kubernetes secret',
    '[A-Za-z0-9+/]{4,}={0,2}(?:["\']?\\s{0,2}\\n[ ]{1,8}[\\w.-]{1,64}: ["\']?[A-Za-z0-9+/]{4,}={0,2})*',
    {
      lead: '\\bdata:\\s{0,2}\\n[ ]{1,8}[\\w.-]{1,64}: ["\']?',
      commit: 64,
      context: manifestBytes,
      confidenceRule: '0.95 where `kind: Secret` stands before it, 0.7 where the values are text in base64',
      accept: isSecretData,
      source: 'https://kubernetes.io/docs/concepts/configuration/secret/',
    },
  ),
  secret('kubernetes-secret-string', 'text of a Kubernetes secret', '[^\\s"\'|>{$][^\\n"\']{3,128}', {
    lead: '\\bstringData:\\s{0,2}\\n[ ]{1,8}[\\w.-]{1,64}: ["\']?',
    commit: 64,
    accept: value => !isReference(value, nobody),
    source: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  }),
  secret('kubeconfig-client-key', 'key of a kubeconfig user', '[A-Za-z0-9+/]{32,}={0,2}', {
    lead: `client-key-data${sign}`,
    severity: 'critical',
    commit: 48,
    source: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
  }),
  secret('docker-config-auth', "login of a registry in Docker's configuration", '[A-Za-z0-9+/]{8,}={0,2}', {
    lead: '(?i)(?:\\b|_)auth["\'\\\\]{0,3}\\s{0,4}[:=]\\s{0,4}["\'\\\\]{0,3}',
    commit: 64,
    accept: value => /^[\x21-\x7e]{1,128}:[\x20-\x7e]{2,}$/.test(decoded(value)),
    source: 'https://docs.docker.com/reference/cli/docker/login/',
  }),
  secret('docker-config-json', 'Docker configuration in a Kubernetes secret', 'ey[A-Za-z0-9+/]{30,}={0,2}', {
    lead: `\\.dockerc(?:onfigjson|fg)${sign}`,
    commit: 48,
    source: 'https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/',
  }),
  secret('npmrc-auth', 'credential in .npmrc', '[A-Za-z0-9+/_=.-]{8,}', {
    lead: '(?i)(?:^|[\\s:"])_(?:auth|authtoken|password)\\s{0,2}=\\s{0,2}["\']?',
    commit: 64,
    accept: value => !standsForValue(value, nobody, 'key'),
    source: 'https://docs.npmjs.com/cli/configuring-npm/npmrc',
  }),
  secret('netrc-password', 'password in .netrc', '[^\\s"\'`]{3,64}', {
    lead: '\\bmachine\\s{1,4}[\\w.:-]{1,64}\\s{1,8}login\\s{1,4}[\\w.@+-]{1,64}\\s{1,8}password\\s{1,4}',
    accept: value => !isReference(value, nobody),
    source: 'https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html',
  }),
  secret('pgpass-password', 'password in .pgpass', '[^\\s:"\'`]{4,64}', {
    lead: ':(?:5432|5433|6432|6543):[\\w*.-]{1,40}:[\\w*.-]{1,40}:',
    accept: value => !isReference(value, nobody),
    source: 'https://www.postgresql.org/docs/current/libpq-pgpass.html',
  }),
  secret(
    'ansible-vault',
    'vault of Ansible',
    '\\$ANSIBLE_VAULT;1\\.[0-9];AES(?:256)?(?:;[\\w.-]{1,40})?(?:\\s|\\\\[nr]){1,16}[0-9a-f]{16}(?:[0-9a-f\\s]|\\\\[nr])*',
    {
      severity: 'medium',
      confidence: 0.2,
      confidenceRule: '0.2: without its password, which stands elsewhere, it opens nothing',
      commit: 64,
      source: 'https://docs.ansible.com/ansible/latest/vault_guide/vault.html',
    },
  ),
  secret('wifi-password', 'password of a wireless network', '[^\\s"\'`<>;]{8,63}', {
    lead: '(?i)\\b(?:psk|wpa[_-]?psk|wpa[_-]?passphrase|wpa[_-]?key|sae[_-]?password|wifi[_-]?psk)\\s{0,2}[:=]\\s{0,2}["\']?',
    accept: value => !isReference(value, nobody) && !/^(?:wpa|sae|eap|open)/i.test(textOf(value)),
    source: 'https://w1.fi/wpa_supplicant/',
  }),
  secret('wifi-password', 'password of a wireless network', '[^;"\'`\\s]{8,63}', {
    lead: 'WIFI:(?:[TSHRE]:[ -:<-~]{0,40};){1,4}P:',
    accept: value => !isPlaceholder(value),
    source: 'https://w1.fi/wpa_supplicant/',
  }),
  secret('wifi-password', 'password of a wireless network', '[^<>\\s]{8,64}', {
    lead: '<keyMaterial>\\s{0,4}',
    accept: value => !isPlaceholder(value),
    source: 'https://w1.fi/wpa_supplicant/',
  }),
  secret('windows-unattend-password', 'password in an answer file of Windows', '[^<>\\s]{4,128}', {
    lead: '(?i)<(?:administrator)?password>\\s{0,16}(?:\\\\[nrt]){0,8}<value>\\s{0,4}',
    accept: value => !standsForValue(value, nobody),
    commit: 64,
    source: 'https://learn.microsoft.com/en-us/windows-hardware/customize/desktop/unattend/',
  }),
  secret('group-policy-password', 'password in a group policy preference', '[A-Za-z0-9+/]{20,}={0,2}', {
    lead: '\\bcpassword=\\\\?["\']',
    commit: 64,
    source: 'https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-gppref/',
  }),
  secret('rails-master-key', 'master key of Rails', '[a-f0-9]{32}\\b', {
    lead: `(?i)(?:rails[_-]?master[_-]?key|config/master\\.key)${sign}`,
    accept: isRandom,
    severity: 'critical',
    source: 'https://guides.rubyonrails.org/security.html',
  }),
  secret('laravel-app-key', 'application key of Laravel', 'base64:[A-Za-z0-9+/]{43}=', {
    lead: `APP_KEY${sign}`,
    severity: 'critical',
    source: 'https://laravel.com/docs/encryption',
  }),
  secret('wordpress-salt', 'key or salt of WordPress', '[^\'"\\n]{40,}', {
    lead: '(?:AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)["\']\\s{0,2},\\s{0,12}["\']',
    commit: 64,
    accept: isKeyLike,
    source: 'https://developer.wordpress.org/advanced-administration/security/',
  }),
];

function isSecretData(value: Uint8Array, before: Uint8Array): boolean | number {
  const manifest = textOf(before);
  const kind = manifest.slice(manifest.lastIndexOf('kind:')).slice(5, 40).trim();
  if (/^["']?Secret\b/.test(kind)) {
    // The example of the documentation has the name of its user beside it.
    const parts = textOf(value).split(/[\s:"']+/);
    if (parts.some(part => isDocumented(Buffer.from(part)))) return documentedConfidence;
    return isPlaceholder(value) ? false : 0.95;
  }
  if (manifest.includes('kind:') && !/(?:^|\n)---/.test(manifest.slice(manifest.lastIndexOf('kind:')))) return false;
  return /^[\s\x20-\x7e]{3,}$/.test(decoded(value)) && 0.7;
}

/** The first value of a match. */
function decoded(value: Uint8Array): string {
  const first = /^[A-Za-z0-9+/]+={0,2}/.exec(textOf(value))?.[0] ?? '';
  return first.length % 4 === 0 ? Buffer.from(first, 'base64').toString('latin1') : '';
}
