// Signatures as the Standard Webhooks specification has them: HMAC-SHA-256 over id, time and body, under a secret that is `whsec_` and base64.
import { createHmac } from 'node:crypto';
import { Fault } from '../words/fault.ts';
import { Secret } from '../words/secret.ts';

const keyBytesMin = 24;
const keyBytesMax = 64;

/** Throws ERR_SECRET_UNREADABLE for what is no such secret. */
export function webhookKey(secret: Secret): Secret {
  const text = secret.reveal('read a webhook secret').toString('latin1').trim();
  const encoded = text.replace(/^whsec_/, '');
  const bytes = Buffer.from(encoded, 'base64');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || bytes.length < keyBytesMin || bytes.length > keyBytesMax)
    throw new Fault(
      'ERR_SECRET_UNREADABLE',
      `a webhook's secret must be whsec_ and ${keyBytesMin} to ${keyBytesMax} bytes in base64`,
    );
  return new Secret(bytes);
}

export function signedHeaders(key: Secret, id: string, seconds: number, body: string): Readonly<Record<string, string>> {
  const mac = createHmac('sha256', key.reveal('sign a webhook')).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${mac}` };
}
