// What is kept encrypted at rest: AES-256-GCM under a key for that use alone (derive.ts). The place that it is kept at is authenticated with it, so that
// nothing can be put in another's place. Knows nothing of what it seals.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Secret } from './secret.ts';

/** Bytes of chance that each seal takes; never the same twice under a key. */
export const nonceBytes = 12;

const tagBytes = 16;
const layout = 1;

/** `place`: whatever names where it is kept, the same when it is opened. */
export function seal(key: Secret, nonce: Uint8Array, place: string, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key.reveal('seal what is kept'), nonce);
  cipher.setAAD(Buffer.from(place));
  const parts = [cipher.update(plain), cipher.final()];
  return Buffer.concat([Buffer.of(layout), nonce, cipher.getAuthTag(), ...parts]);
}

/** Throws for what was changed, sealed with another key, or for another place. */
export function unseal(key: Secret, place: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes[0] !== layout) throw new Error('another layout');
  const [nonce, tag] = [bytes.subarray(1, 1 + nonceBytes), bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes)];
  const decipher = createDecipheriv('aes-256-gcm', key.reveal('open what is kept'), nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes + tagBytes)), decipher.final()]);
}
