// Keys of those who say who somebody is: providers of sign-in, tokens that are proof by themselves, sessions.
import type { Detector } from '../../scan.ts';
import { assigned, isRandom } from '../assigned.ts';
import { isKeyLike, secret, textOf } from '../define.ts';
import { hex, mixed, smallUuid, url } from './spellings.ts';

export const identityDetectors: readonly Detector[] = [
  secret('okta-access-token', 'Okta API token', '00[A-Za-z0-9_-]{40}', {
    lead: '(?i)(?:\\bSSWS |okta[a-z0-9_ .-]{0,24}["\'`]?\\s{0,4}(?:=>|[:=])\\s{0,4}["\'`]?)',
    accept: isKeyLike,
    source: 'https://developer.okta.com/docs/guides/create-an-api-token/',
  }),
  assigned('okta-client-secret', 'Okta client secret', { services: ['\\bokta'], called: 'secret', value: url('40,64') }),
  assigned('auth0-client-secret', 'Auth0 client secret', { services: ['auth0'], called: 'secret', value: url('48,64') }),
  assigned('keycloak-client-secret', 'Keycloak client secret', {
    services: ['keycloak'],
    called: 'secret',
    value: `(?:${smallUuid}|[A-Za-z0-9]{32})\\b`,
  }),
  assigned('onelogin-client-secret', 'OneLogin client secret', { services: ['onelogin'], called: 'secret', value: hex(64) }),
  assigned('duo-secret-key', 'Duo secret key', { services: ['\\bduo'], called: 'skey|secret(?:[ _-]?key)?', value: mixed(40) }),
  assigned('cognito-client-secret', 'Cognito client secret', {
    services: ['cognito'],
    called: 'secret',
    value: '[a-z0-9]{48,56}\\b',
  }),
  assigned('ping-client-secret', 'PingOne client secret', {
    services: ['ping[ _-]?(?:one|federate|identity)'],
    called: 'secret',
    value: url('40,64'),
  }),
  assigned('supertokens-api-key', 'SuperTokens API key', { services: ['supertokens'], value: '[A-Za-z0-9=-]{20,64}' }),
  secret('jumpcloud-api-key', 'JumpCloud API key', '\\bjca_[A-Za-z0-9]{30,40}\\b', {
    source: 'https://docs.jumpcloud.com/api/',
  }),
  assigned('jumpcloud-legacy-api-key', 'JumpCloud API key of the older form', { services: ['jumpcloud'], value: hex(40) }),
  secret('stytch-secret', 'Stytch secret', '\\bsecret-(?:live|test)-[A-Za-z0-9_-]{36,48}={0,2}', {
    accept: isKeyLike,
    source: 'https://stytch.com/docs/api/authentication',
  }),
  secret('workos-api-key', 'WorkOS API key', '\\bsk_(?:test_)?a2V5X[A-Za-z0-9+/_-]{30,100}={0,2}', {
    commit: 64,
    source: 'https://workos.com/docs/reference/api-keys',
  }),
  secret('paseto', 'PASETO token', '\\bv[1-4]\\.(?:local|public)\\.[A-Za-z0-9_-]{40,}(?:\\.[A-Za-z0-9_-]+)?', {
    commit: 56,
    source: 'https://github.com/paseto-standard/paseto-spec',
  }),
  secret(
    'paserk-secret-key',
    'PASERK key',
    '\\bk[1-4]\\.(?:local|secret|local-wrap|secret-wrap|local-pw|secret-pw|seal)\\.[A-Za-z0-9_.-]{40,}',
    {
      commit: 56,
      severity: 'critical',
      source: 'https://github.com/paseto-standard/paserk',
    },
  ),
  // A location packet comes first: `0018location `.
  secret('macaroon', 'macaroon', '\\bMDA[w-z0-5][A-Za-z0-9]{2}xvY2F0aW9u[A-Za-z0-9+/_-]{20,}={0,2}', {
    commit: 48,
    source: 'https://github.com/rescrv/libmacaroons',
  }),
  secret('saml-response', 'SAML response', '(?:PHNhbWxw|PHNhbWwy|PFJlc3BvbnNlI)[A-Za-z0-9+/%]{40,}={0,2}', {
    commit: 48,
    source: 'https://docs.oasis-open.org/security/saml/v2.0/saml-bindings-2.0-os.pdf',
  }),
  secret('session-cookie', 'session cookie', '[A-Za-z0-9%._~+/:|-]{16,}={0,2}', {
    lead:
      '(?i)\\b(?:(?:express|next-auth|authjs|laravel|rack|symfony|django|wordpress|flask|auth|user|__(?:host|secure))[._-]?)?' +
      '(?:session(?:[._-]?(?:id|token))?|sessid|phpsessid|jsessionid|asp\\.net_sessionid|connect\\.sid|\\.aspnetcore\\.cookies|sid)=["\']?',
    commit: 64,
    confidence: 0.8,
    // A log names its sessions like that.
    accept: value => isKeyLike(value) && isRandom(value) && (isUuid(value) ? 0.2 : 0.8),
    confidenceRule: '0.8; 0.2 for a UUID',
    source: 'https://www.rfc-editor.org/rfc/rfc6265',
  }),
  secret('kerberos-ticket', 'Kerberos ticket', 'YII[A-Za-z0-9+/]{60,}={0,2}', {
    lead: '(?i)\\bnegotiate ',
    commit: 56,
    source: 'https://www.rfc-editor.org/rfc/rfc4559',
  }),
  secret('totp-secret', 'secret of one-time passwords', '[A-Z2-7]{16,64}=*', {
    lead: 'otpauth://(?:totp|hotp)/[\\w.:@%+ -]{1,100}\\?(?:[a-z]{1,12}=[\\w.%+ -]{1,40}&){0,2}secret=',
    commit: 64,
    severity: 'critical',
    source: 'https://github.com/google/google-authenticator/wiki/Key-Uri-Format',
  }),
  secret('totp-seed', 'seed of one-time passwords', '[A-Z2-7]{4}(?:[ ]?[A-Z2-7]{4}){3,15}\\b', {
    lead: '(?i)(?:[th]otp|2fa|mfa|otp|authenticator)[ _-]?(?:secret|seed|key)(?:[ _-]?key)?["\'`]?\\s{0,4}(?:[:=]|is)\\s{0,4}["\'`]?',
    commit: 64,
    accept: value => new Set(textOf(value)).size >= 8 && isKeyLike(value),
    source: 'https://www.rfc-editor.org/rfc/rfc6238',
  }),
];

function isUuid(value: Uint8Array): boolean {
  return /^[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}$/i.test(textOf(value));
}
