// Credentials that belong to no one provider: signed tokens, and what stands in an Authorization header or a URL.
import type { Detector } from '../../scan.ts';
import { isRandom } from '../assigned.ts';
import { isKeyLike, secret, textOf } from '../define.ts';
import { isPlaceholder } from '../placeholder.ts';
import { isReference, nobody } from '../reference.ts';

/** The first member of a header that begins `{"alg":`, `{"typ":"J`, `{"kid":`, …, in base64: other JSON begins otherwise. */
const joseHeader =
  'eyJ(?:hbGciOi|0eXAiOiJ|raWQiOi|lbmMiOi|6aXAiOi|qa3UiOi|qd2siOi|jdHkiOiJK|4NXQiOi|4NWMiOi|4NXUiOi)[A-Za-z0-9_-]*';
/** Members in another order, spaces between them: the first dot comes before the commit, or it is no token for us. */
const otherHeader = 'e[yw][A-Za-z0-9_-]{9,56}';

export const tokenDetectors: readonly Detector[] = [
  secret('jwt', 'JSON Web Token', `\\b(?:${joseHeader}|${otherHeader})\\.[A-Za-z0-9_-]*(?:(?:\\.[A-Za-z0-9_-]+){1,3}|\\.)`, {
    commit: 64,
    accept: isToken,
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
  }),
  secret('jwt-base64', 'JSON Web Token in base64', '\\bZXlK(?:aGJHY2lPa|MGVYQWlPa|cmFXUWlPa)[A-Za-z0-9+/_-]{40,}={0,2}', {
    commit: 48,
    source: 'https://www.rfc-editor.org/rfc/rfc7519',
  }),
  secret('bearer-token', 'bearer token', '[A-Za-z0-9._~+/-]{20,}=*', {
    lead: '(?i)\\bbearer["\']?\\s{1,4}["\']?',
    confidence: 0.85,
    commit: 64,
    accept: isKeyLike,
    source: 'https://www.rfc-editor.org/rfc/rfc6750',
  }),
  secret('basic-auth', 'user and password of HTTP basic authentication', '[A-Za-z0-9+/]{6,}={0,2}', {
    lead: '(?i)\\bbasic\\s{1,4}',
    commit: 64,
    accept: isUserAndPassword,
    source: 'https://www.rfc-editor.org/rfc/rfc7617',
  }),
  secret('authorization-header', 'credential of an authorization header', '[A-Za-z0-9._~+/:|-]{16,}={0,2}', {
    lead:
      '(?i)\\b(?:proxy-)?authorization["\'`]?\\]?\\s{0,4}[:=,]\\s{0,4}["\'`]?' +
      '(?:(?:token|apikey|api-key|key|apitoken|oauth|pat|splunk|ssws|genie[_-]?key|private-token|bot|client-id)[ =:]{1,2}"?)?',
    commit: 64,
    accept: value => isKeyLike(value) && isRandom(value) && !isReference(value, nobody, 'key'),
    source: 'https://www.rfc-editor.org/rfc/rfc9110#section-11',
  }),
  secret(
    'url-credentials',
    'user and password in a URL',
    '[A-Za-z0-9._~%!$&*+,;=-]{0,48}:[^\\s:@/?#"\'`<>()\\[\\]\\\\]{3,128}@',
    {
      // A user of so many characters and what no port has behind it: by then it is no host.
      commit: 64,
      lead: '(?i)\\b(?:https?|ftps?|sftp|ssh|git|wss?|ldaps?|smtps?|imaps?|socks5h?)://',
      confidence: 0.9,
      accept: isNoPlaceholderLogin,
      source: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    },
  ),
];

/** What documents write in the place of a password. */
const commonPasswords =
  /^(?:(?:my|your|some|the|user|db|proxy)?[_-]?(?:passw(?:or)?d|pass|pw|pwd|secret|token|api[_-]?key|access[_-]?token)|foo|bar|baz|abc|xyz|123|anonymous|guest|x-oauth-basic|\*+|x+|\.{3})$/i;

/**
 * The first part of a JWS or JWE is a JSON object that names an algorithm (RFC 7515, 4.1.1). One that is not signed ends with a dot
 * behind which nothing comes.
 */
function isToken(value: Uint8Array): boolean {
  const text = textOf(value);
  try {
    const header: unknown = JSON.parse(Buffer.from(text.slice(0, text.indexOf('.')), 'base64url').toString());
    if (typeof header !== 'object' || header === null || !('alg' in header)) return false;
    return !text.endsWith('.') || String(header.alg).toLowerCase() === 'none';
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
  return !isPlaceholder(password) && !commonPasswords.test(textOf(password));
}
