// Tokens that publish packages and images, and logins to registries as their tools' files keep them.
import type { Detector } from '../../scan.ts';
import { assigned, isRandom, uuid } from '../assigned.ts';
import { endsWithChecksum } from '../checksum.ts';
import { isKeyLike, secret, textOf } from '../define.ts';
import { isPlaceholder } from '../placeholder.ts';

export const packageDetectors: readonly Detector[] = [
  secret('npm-token', 'npm access token', '\\bnpm_[A-Za-z0-9]{36}\\b', {
    severity: 'critical',
    accept: value => isKeyLike(value) && (endsWithChecksum(value) ? 0.99 : 0.8),
    confidenceRule: '0.99 where the last six characters are the CRC-32 of those before, else 0.8',
    source: 'GitHub blog: npm token format; gitleaks rule',
  }),
  secret('yarn-npm-auth-token', 'token of a registry in .yarnrc.yml', '[A-Za-z0-9._~+/=-]{16,}', {
    lead: 'npmAuth(?:Token|Ident):[ ]{1,2}["\']?',
    commit: 64,
    accept: isRandom,
    source: 'Yarn documentation: .yarnrc.yml',
  }),
  secret('pypi-token', 'PyPI upload token', 'pypi-AgE[A-Za-z0-9_-]{50,}', {
    severity: 'critical',
    commit: 48,
    source: 'PyPI documentation: API tokens',
  }),
  secret('rubygems-token', 'RubyGems API key', '\\brubygems_[a-f0-9]{48}\\b', { severity: 'critical', source: 'gitleaks rule' }),
  secret('nuget-key', 'NuGet API key', '\\boy2[a-z0-9]{43}\\b', { source: 'Microsoft security-utilities' }),
  secret('nuget-config-password', 'password in a NuGet configuration', '[^"\\s]{4,}', {
    lead: '<add key=\\\\?"(?:ClearText)?Password\\\\?"\\s{1,4}value=\\\\?"',
    commit: 64,
    confidence: 0.85,
    accept: value => !isPlaceholder(value) && !/^%[^%]*%$/.test(textOf(value)),
    source: 'gitleaks rule',
  }),
  secret('cargo-token', 'crates.io token', '\\bcio[A-Za-z0-9]{32}\\b', { source: 'crates.io documentation' }),
  secret('docker-token', 'Docker access token', '\\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{27,32}', { source: 'Docker documentation' }),
  // The same login under a variable's name.
  assigned(
    'docker-config-auth',
    "login of a registry in Docker's configuration",
    {
      services: ['registry[ _-]?(?:auth|login)', 'docker[ _-]?(?:config[ _-]?)?auth'],
      called: 'auth|login',
      value: '[A-Za-z0-9+/]{8,62}={0,2}',
      isValue: isLogin,
    },
    { confidence: 0.95, source: 'Docker documentation: config.json' },
  ),
  secret('artifactory-key', 'Artifactory API key', '\\bAKCp[A-Za-z0-9]{69}\\b', { commit: 64, source: 'gitleaks rule' }),
  secret('artifactory-reference-token', 'Artifactory reference token', '\\bcmVmd[A-Za-z0-9]{59}\\b', { source: 'gitleaks rule' }),
  assigned(
    'jfrog-identity-token',
    'JFrog identity token',
    { services: ['jfrog', 'artifactory'], value: '[A-Za-z0-9]{64}\\b' },
    { source: 'gitleaks rule' },
  ),
  secret('clojars-token', 'Clojars token', '\\bCLOJARS_[a-f0-9]{60}\\b', { source: 'gitleaks rule' }),
  secret('packagist-token', 'Private Packagist token', '\\bpackagist_[aou][a-z]{2}_[a-f0-9]{40,80}\\b', {
    commit: 64,
    source: 'Private Packagist documentation',
  }),
  assigned(
    'cloudsmith-api-key',
    'Cloudsmith API key',
    { services: ['cloudsmith'], value: '[a-f0-9]{40}\\b' },
    { source: 'Cloudsmith documentation' },
  ),
  assigned(
    'hex-api-key',
    'Hex.pm API key',
    { services: ['hex[ _.-]?(?:pm|api)'], value: '[a-f0-9]{32}\\b' },
    { source: 'Hex documentation' },
  ),
  assigned(
    'libraries-io-key',
    'Libraries.io API key',
    { services: ['libraries[ _.]?io'], value: '[a-f0-9]{32}\\b' },
    { source: 'Libraries.io documentation' },
  ),
  assigned(
    'cocoapods-token',
    'CocoaPods trunk token',
    { services: ['cocoapods', 'trunk\\.cocoapods'], value: `(?:[a-f0-9]{32}\\b|${uuid})` },
    { source: 'CocoaPods documentation' },
  ),
  secret('maven-password', 'password of a server in Maven settings', '[^<>\\s{}$]{4,}', {
    lead: '<(?:password|passphrase)>',
    commit: 64,
    confidence: 0.85,
    // `<user>:<password>@host` describes a URL.
    accept: value => !isPlaceholder(value) && !/^(?:password|passphrase|secret|string|changeit)$|^[@:/]/i.test(textOf(value)),
    source: 'Maven documentation: settings',
  }),
];

/** Base64 of `user:password`. */
function isLogin(value: Uint8Array): boolean {
  return /^[\x21-\x39\x3b-\x7e]{1,40}:[\x20-\x7e]{2,60}$/.test(Buffer.from(textOf(value), 'base64').toString('latin1'));
}
