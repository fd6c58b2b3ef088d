// Private keys in text: PEM of all kinds, OpenSSH, PGP blocks, PuTTY, and the forms of programs that have their own. Public keys and
// certificates are let be. A key that is cut off has no END line and is found all the same: what follows the BEGIN line must look like
// the inside of a key.
import type { Detector } from '../../scan.ts';
import { isRandom } from '../assigned.ts';
import { secret, textOf } from '../define.ts';

// What parts lines: real ends, ends that an enclosing string escaped, and the marks of joined string literals and diffs.
const between = '(?:\\s|\\\\{1,8}[nrt]|["\'+,;>|])';
const armor = '(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID): ?[^\\n\\\\]{0,160})';
const body = `(?:[A-Za-z0-9+/=]|${between})`;
const critical = { severity: 'critical' } as const;

/** How far a JWK may go before its private member. */
const jwkBytes = 1024;

export const privateKeyDetectors: readonly Detector[] = [
  secret(
    'private-key',
    'private key',
    `-{4,5} ?BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)? ?-{4,5}${between}{0,16}(?:${armor}${between}{1,16}){0,4}` +
      `[A-Za-z0-9+/=]{16}${body}*(?:-{4,5} ?END [A-Z0-9 ]{0,40}KEY(?: BLOCK)? ?-{4,5})?`,
    { ...critical, confidence: 0.99, commit: 64, source: 'https://www.rfc-editor.org/rfc/rfc7468' },
  ),
  // The BEGIN line itself in base64, as manifests and environments carry it.
  secret(
    'private-key-base64',
    'private key in base64',
    'LS0tLS1CRUdJTi(?:BQUklWQVRFIEtFW|BSU0EgUFJJVkFURSBLRV|BFQyBQUklWQVRFIEtFW|BPUEVOU1NIIFBSSVZBVEUgS0VZ|BFTkNSWVBURUQgUFJJVkFURSBLRV|BEU0EgUFJJVkFURSBLRV|BQR1AgUFJJVkFURSBLRV)[A-Za-z0-9+/_-]{20}(?:[A-Za-z0-9+/=_-]|\\\\[nr]|\\s)*',
    { ...critical, commit: 64, source: 'https://www.rfc-editor.org/rfc/rfc7468, in base64' },
  ),
  secret('putty-private-key', 'private key in PuTTY form', '[A-Za-z0-9+/]{32}[A-Za-z0-9+/=\\s\\\\]*', {
    lead: 'Private-Lines: [0-9]{1,4}(?:\\s|\\\\{1,8}[nr]){1,4}',
    ...critical,
    commit: 64,
    source: 'https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html',
  }),
  secret('jwk-private-key', 'private member of a JSON Web Key', '[A-Za-z0-9_-]{43,}', {
    lead: '\\\\?"d\\\\?"\\s{0,4}:\\s{0,4}\\\\?"',
    ...critical,
    commit: 64,
    context: jwkBytes,
    confidenceRule: '0.98 where the key type (`kty`) stands before it, else 0.8',
    accept: (value, before) => isRandom(value) && (/"kty\\?"/.test(textOf(before)) ? 0.98 : 0.8),
    source: 'https://www.rfc-editor.org/rfc/rfc7517',
  }),
  secret('jwk-symmetric-key', 'symmetric JSON Web Key', '[A-Za-z0-9_-]{22,}', {
    lead: '\\\\?"k\\\\?"\\s{0,4}:\\s{0,4}\\\\?"',
    ...critical,
    commit: 64,
    context: jwkBytes,
    confidenceRule: '0.95 in a key of the type `oct`, nothing elsewhere',
    accept: (value, before) => /"kty\\?"\s{0,4}:\s{0,4}\\?"oct/.test(textOf(before)) && isRandom(value),
    source: 'https://www.rfc-editor.org/rfc/rfc7517',
  }),
  secret('openvpn-static-key', 'static key of OpenVPN', '[a-f0-9]{32}(?:[a-f0-9\\s]|\\\\[nr])*', {
    lead: '-----BEGIN OpenVPN (?:Static key V1|tls-crypt-v2 (?:client|server) key)-----(?:\\s|\\\\[nr]){1,4}',
    ...critical,
    commit: 64,
    source: 'https://openvpn.net/community-docs/static-key-mini-howto.html',
  }),
  secret('minisign-secret-key', 'secret key of minisign or signify', '\\bRW(?:RTY0Iy|QwAEAA|QAAEAA)[A-Za-z0-9+/]{60,}={0,2}', {
    ...critical,
    commit: 56,
    source: 'https://jedisct1.github.io/minisign/',
  }),
];
