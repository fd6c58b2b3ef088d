// The keys that findings and replacements are made with: one master key, HKDF for each use (RFC 5869).
// Replicas that share the master key give the same value the same fingerprint and the same pseudonym.
import { createHmac } from 'node:crypto';
import { deriveKey } from '../words/derive.ts';
import { Secret } from '../words/secret.ts';

export const masterKeyBytes = 32;

export interface MaskKeys {
  /** HMAC-SHA-256 of a value under the installation's key, 32 hexadecimal digits, the same in all sessions. */
  fingerprint(value: Uint8Array): string;
  /** Keys that hold within one session only. */
  session(sessionId: string): SessionKeys;
}

export interface SessionKeys {
  /** 32 bytes that depend on the value, its detector and the session. */
  digest(use: 'pseudonym' | 'hash' | 'format', detector: string, value: Uint8Array): Buffer;
}

/** Derives the keys of each use from the master key. */
export function maskKeys(master: Secret): MaskKeys {
  const fingerprintKey = deriveKey(master, 'fingerprint');
  const sessionRoot = deriveKey(master, 'session');
  return {
    fingerprint: value => hmac(fingerprintKey, value).toString('hex', 0, 16),
    session: sessionId => {
      let key: Buffer | null = null; // derived at the first mask: most exchanges need none
      return {
        digest(use, detector, value) {
          key ??= hmac(sessionRoot.reveal('session key'), Buffer.from(sessionId));
          return createHmac('sha256', key).update(`${use}\0${detector}\0`).update(value).digest();
        },
      };
    },
  };
}

function hmac(key: Secret | Buffer, value: Uint8Array): Buffer {
  return createHmac('sha256', key instanceof Secret ? key.reveal('hmac') : key)
    .update(value)
    .digest();
}
