// Keys of Amazon's and Google's clouds. Azure's and those of smaller clouds have files of their own.
import type { Detector } from '../../scan.ts';
import { assigned, isRandom } from '../assigned.ts';
import { secret } from '../define.ts';

const amazon = 'AWS documentation: IAM identifiers, STS, service pages';
const google = 'Google Cloud documentation: authentication';

export const cloudDetectors: readonly Detector[] = [
  // No word boundary before prefixes that words don't end in: `\nAKIA…` inside an escaped string has none.
  secret('aws-access-key', 'AWS access key id', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\\b', {
    confidence: 0.99,
    confidenceRule: '0.99; 0.1 for those that end with EXAMPLE, as in the documentation',
    source: amazon,
  }),
  // By its name, or as the next column behind a key's id.
  assigned(
    'aws-secret-key',
    'AWS secret access key',
    {
      services: ['(?:aws[ _.-]{0,2})?secret[ _-]?access', 'aws[ _.-]{0,2}secret', 'A[KS]IA[A-Z0-9]{16}'],
      called: 'secret|key|A[KS]IA[A-Z0-9]{16}',
      value: '[A-Za-z0-9/+]{40}\\b',
      isValue: value => isRandom(value) && 0.95,
    },
    {
      severity: 'critical',
      confidence: 0.95,
      confidenceRule: '0.95; 0.1 for those that end with EXAMPLEKEY, as in the documentation',
      source: amazon,
    },
  ),
  secret('aws-session-token', 'AWS session token', '(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)[A-Za-z0-9/+]{64,}={0,2}', {
    commit: 48,
    source: amazon,
  }),
  secret('aws-bedrock-key', 'Amazon Bedrock API key', '(?:ABSKQmVkcm9ja0FQSUtleS|bedrock-api-key-)[A-Za-z0-9+/]{64,}={0,2}', {
    commit: 64,
    source: amazon,
  }),
  secret('aws-appsync-key', 'AWS AppSync API key', '\\bda2-[a-z0-9]{26}\\b', { source: amazon }),
  secret('aws-mws-key', 'Amazon MWS auth token', 'amzn\\.mws\\.[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}\\b', {
    source: 'Amazon Marketplace Web Service documentation',
  }),
  secret('amazon-oauth-client-secret', 'Login with Amazon client secret', 'amzn1\\.oa2-cs\\.v1\\.[a-f0-9]{64}\\b', {
    commit: 64,
    source: 'Login with Amazon documentation',
  }),
  secret('gcp-api-key', 'Google API key', 'AIza[A-Za-z0-9_-]{35}', { source: google }),
  secret('gemini-api-key', 'Gemini API key', '\\bAQ\\.Ab8[A-Za-z0-9_-]{40,64}', { source: 'Google AI Studio' }),
  secret('gcp-oauth-token', 'Google OAuth access token', '\\bya29\\.[A-Za-z0-9_-]{20,}', { commit: 48, source: google }),
  secret('gcp-refresh-token', 'Google OAuth refresh token', '\\b1//0[A-Za-z0-9_-]{30,}', { commit: 48, source: google }),
  secret('gcp-oauth-secret', 'Google OAuth client secret', 'GOCSPX-[A-Za-z0-9_-]{28}', { source: google }),
  // The key itself is PEM and found as such; its id tells whose it is and is in every such file.
  secret('gcp-service-account-key', 'id of a Google service account key', '[a-f0-9]{40}\\b', {
    lead: 'private_key_id\\\\{0,3}["\']?\\s{0,4}[:=]\\s{0,4}\\\\{0,3}["\']?',
    severity: 'medium',
    source: google,
  }),
  secret('gcp-hmac-key', 'access id of a Google Cloud Storage HMAC key', '\\bGOOG(?:1E[A-Z0-9]{55}|[A-Z0-9]{20})\\b', {
    severity: 'medium',
    source: google,
  }),
  assigned(
    'gcp-recaptcha-secret',
    'reCAPTCHA secret key',
    { services: ['recaptcha'], called: 'secret|private|server', value: '6L[A-Za-z0-9_-]{38}' },
    { source: 'Google reCAPTCHA documentation' },
  ),
  secret('firebase-server-key', 'Firebase Cloud Messaging server key', '\\bAAAA[A-Za-z0-9_-]{7}:APA91[A-Za-z0-9_-]{80,}', {
    commit: 64,
    source: 'https://firebase.google.com/docs/cloud-messaging/auth-server',
  }),
];
