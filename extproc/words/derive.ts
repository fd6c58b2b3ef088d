// Keys for one use each, from the installation's master key: HKDF with SHA-256 (RFC 5869), so that what is learned of one says nothing of the others.
import { hkdfSync } from 'node:crypto';
import { Secret } from './secret.ts';

/** Gives 32 bytes. `use` names what they are for, once in the whole program. */
export function deriveKey(master: Secret, use: string): Secret {
  return new Secret(Buffer.from(hkdfSync('sha256', master.reveal('derivation'), Buffer.alloc(0), `penstock/1/${use}`, 32)));
}
