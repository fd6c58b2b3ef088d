// Where this machine keeps the certificate authorities that it trusts.
import { existsSync } from 'node:fs';
import { Fault } from '../words/fault.ts';

/** By distribution: Debian and Alpine, Fedora and RHEL, openSUSE, Alpine's own, RHEL's extracted. */
const bundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
];

/** The PEM file of trusted authorities: the one that SSL_CERT_FILE names, else the system's. Throws ERR_SETUP when there is none. */
export function findTrustedCa(environment: Readonly<Record<string, string | undefined>>): string {
  const named = environment.SSL_CERT_FILE;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Fault('ERR_SETUP', `SSL_CERT_FILE names ${named}, which is not there`);
  }
  const found = bundles.find(path => existsSync(path));
  if (found !== undefined) return found;
  throw new Fault('ERR_SETUP', 'no bundle of certificate authorities was found; install ca-certificates or set SSL_CERT_FILE');
}
