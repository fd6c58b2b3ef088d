// The key of a replica's log and what a deployment says about it. Both are files in the form that Go's sumdb/note gives signing keys, so that others' tools
// read them: `PRIVATE+KEY+NAME+KEYID+BASE64`. The name of the replica's key is the origin of its log.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Signer, signerOf, signNote, verifierKey } from '../audit/log/note.ts';
import { Fault } from '../words/fault.ts';
import { fixedLimits } from '../words/limits.ts';
import { Secret } from '../words/secret.ts';
import { base32 } from '../words/ulid.ts';
import { realDisk } from './disk.ts';
import { putWhole } from './whole-file.ts';

/** Ed25519, in encoded keys. */
const ed25519 = 1;
const seedBytes = 32;
const form = /^PRIVATE\+KEY\+([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/;

/** Reads the key of this replica, or makes it: with the name that is wanted, else with one of chance. Throws ERR_LEDGER_KEY. */
export function replicaSigner(file: string, origin: string | null): Signer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const name = origin ?? `penstock/replica-${base32(randomBytes(10)).toLowerCase()}`;
    const seed = randomBytes(seedBytes);
    const { keyId } = signerOf(name, new Secret(seed));
    putWhole(realDisk, file, `${signingKey(name, keyId, seed)}\n`);
    chmodSync(dirname(file), 0o700);
  }
  if ((statSync(file).mode & 0o077) !== 0)
    throw new Fault('ERR_LEDGER_KEY', `${file} can be read by others on this machine; make it private: chmod 600 ${file}`);
  const signer = readSigner(file);
  if (origin !== null && signer.name !== origin) {
    throw new Fault(
      'ERR_LEDGER_KEY',
      `${file} is the key of the log ${signer.name}, and the configuration wants ${origin}; a log keeps its name: begin another in another folder`,
    );
  }
  return signer;
}

/** Reads a signing key. Throws ERR_LEDGER_KEY, which tells nothing of what the file holds. */
export function readSigner(file: string): Signer {
  const [, name, id, encoded] = form.exec(contentOf(file)) ?? [];
  const bytes = encoded === undefined ? Buffer.alloc(0) : Buffer.from(encoded, 'base64');
  if (name === undefined || bytes.length !== seedBytes + 1 || bytes[0] !== ed25519)
    throw new Fault('ERR_LEDGER_KEY', `${file} holds no signing key; it must be PRIVATE+KEY+NAME+KEYID+BASE64 of an Ed25519 key`);
  const signer = signerOf(name, new Secret(bytes.subarray(1)));
  if (signer.keyId !== Number.parseInt(id!, 16))
    throw new Fault('ERR_LEDGER_KEY', `the id in ${file} is not the one of its name and key; restore the file`);
  return signer;
}

/** What the deployment's key says: that this replica's key is one of its own. A signed note. */
export function certificateFor(replica: Signer, deployment: Signer): string {
  return signNote(`${certificateTitle}\n${verifierKey(replica)}\n`, [deployment]);
}

export const certificateTitle = 'penstock/replica-key/v1';

function signingKey(name: string, keyId: number, seed: Uint8Array): string {
  const encoded = Buffer.concat([Buffer.of(ed25519), seed]).toString('base64');
  return `PRIVATE+KEY+${name}+${keyId.toString(16).padStart(8, '0')}+${encoded}`;
}

function contentOf(file: string): string {
  try {
    if (statSync(file).size <= fixedLimits.secretFileBytesMax) return readFileSync(file, 'latin1').trim();
  } catch (error) {
    throw new Fault('ERR_LEDGER_KEY', `${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
  throw new Fault('ERR_LEDGER_KEY', `${file} is larger than a key is`);
}
