// Credentials that belong to no one provider: signed tokens, and what stands in an Authorization header or a URL.
import type { Detector } from '../../scan.ts';
import { isKeyLike, secret, textOf } from '../define.ts';
import { isPlaceholder } from '../placeholder.ts';

export const tokenDetectors: readonly Detector[] = [
  // The header's length is bounded and ends before the commit: other JSON in base64 (source maps, cursors) has no dot and is let go.
  secret('jwt', 'JSON Web Token', '\\beyJ[A-Za-z0-9_-]{8,200}\\.[A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+){1,3}', {
    commit: 256,
    accept: hasJoseHeader,
  }),
  secret('bearer-token', 'bearer token', '[A-Za-z0-9._~+/-]{20,}=*', {
    lead: '(?i)\\bbearer["\']?\\s{1,4}["\']?',
    confidence: 0.85,
    commit: 64,
    accept: isKeyLike,
  }),
  secret('basic-auth', 'user and password of HTTP basic authentication', '[A-Za-z0-9+/]{6,}={0,2}', {
    lead: '(?i)\\bbasic\\s{1,4}',
    commit: 256,
    accept: isUserAndPassword,
  }),
  secret(
    'url-credentials',
    'user and password in a URL',
    '[A-Za-z0-9._~%!$&*+,;=-]{0,64}:[^\\s:@/?#"\'`<>()\\[\\]\\\\]{3,128}@',
    {
      lead: '(?i)\\b(?:https?|ftps?|sftp|ssh|git|wss?|ldaps?|smtps?|imaps?|socks5h?)://',
      confidence: 0.9,
      accept: isNoPlaceholderLogin,
    },
  ),
];

/** The first part of a JWS or JWE is a JSON object that names an algorithm (RFC 7515, 4.1.1). */
function hasJoseHeader(value: Uint8Array): boolean {
  const text = textOf(value);
  try {
    const header: unknown = JSON.parse(Buffer.from(text.slice(0, text.indexOf('.')), 'base64url').toString());
    return typeof header === 'object' && header !== null && 'alg' in header;
  } catch {
    return false;
  }
}

/** RFC 7617: base64 of `user:password`; words after "basic" decode to noise. */
function isUserAndPassword(value: Uint8Array): boolean {
  return /^[\x20-\x39\x3b-\x7e]{0,128}:[\x20-\x7e]{1,256}$/.test(Buffer.from(textOf(value), 'base64').toString('latin1'));
}

function isNoPlaceholderLogin(value: Uint8Array): boolean {
  const password = value.subarray(value.indexOf(0x3a) + 1, -1);
  return !isPlaceholder(password) && !/^(?:PASSWORD|PASS|SECRET|TOKEN|\*+|x+)$/.test(textOf(password));
}
