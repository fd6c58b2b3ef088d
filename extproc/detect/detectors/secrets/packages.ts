// Tokens that publish packages and images.
import type { Detector } from '../../scan.ts';
import { secret } from '../define.ts';

export const packageDetectors: readonly Detector[] = [
  secret('npm-token', 'npm access token', '\\bnpm_[A-Za-z0-9]{36}\\b', { severity: 'critical' }),
  secret('pypi-token', 'PyPI upload token', 'pypi-AgE[A-Za-z0-9_-]{50,}', { severity: 'critical', commit: 48 }),
  secret('rubygems-token', 'RubyGems API key', '\\brubygems_[a-f0-9]{48}\\b', { severity: 'critical' }),
  secret('nuget-key', 'NuGet API key', '\\boy2[a-z0-9]{43}\\b'),
  secret('cargo-token', 'crates.io token', '\\bcio[A-Za-z0-9]{32}\\b'),
  secret('docker-token', 'Docker access token', '\\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{27,32}'),
  secret('artifactory-key', 'Artifactory API key', '\\bAKCp[A-Za-z0-9]{69}\\b'),
  secret('clojars-token', 'Clojars token', '\\bCLOJARS_[a-f0-9]{60}\\b'),
];
