// Private keys in text: PEM of all kinds, OpenSSH, PGP blocks, PuTTY. Public keys and certificates are let be.
// A key that is cut off has no END line and is found all the same: what follows the BEGIN line must look like the inside of a key.
import type { Detector } from '../../scan.ts';
import { secret } from '../define.ts';

// What parts lines: real ends, ends that an enclosing string escaped, and the marks of joined string literals and diffs.
const between = '(?:\\s|\\\\{1,8}[nrt]|["\'+,;>|])';
const armor = '(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID): ?[^\\n\\\\]{0,160})';
const body = `(?:[A-Za-z0-9+/=]|${between})`;

export const privateKeyDetectors: readonly Detector[] = [
  secret(
    'private-key',
    'private key',
    `-{4,5} ?BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)? ?-{4,5}${between}{0,16}(?:${armor}${between}{1,16}){0,4}` +
      `[A-Za-z0-9+/=]{16}${body}*(?:-{4,5} ?END [A-Z0-9 ]{0,40}KEY(?: BLOCK)? ?-{4,5})?`,
    { severity: 'critical', confidence: 0.99, commit: 128 },
  ),
  secret('putty-private-key', 'private key in PuTTY form', '[A-Za-z0-9+/]{32}[A-Za-z0-9+/=\\s\\\\]*', {
    lead: 'Private-Lines: [0-9]{1,4}(?:\\s|\\\\{1,8}[nr]){1,4}',
    severity: 'critical',
    commit: 64,
  }),
];
