// Reads the secrets that the configuration only refers to, and makes the master key of one machine on first start.
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '../words/fault.ts';
import { fixedLimits } from '../words/limits.ts';
import { Secret } from '../words/secret.ts';
import type { Config, SecretReference } from './config.ts';

/** Reads a secret, without the line break at its end. Throws ERR_SECRET_UNREADABLE, which names the place and never the content. */
export function readSecret(reference: SecretReference): Secret {
  const text = reference.from === 'file' ? readFile(reference.path) : (process.env[reference.name] ?? '');
  const secret = text.replace(/\r?\n$/, '');
  if (secret === '') throw unreadable(reference, 'is empty or missing');
  return new Secret(secret);
}

export interface MasterKey {
  /** Tells two keys apart and says nothing about either. */
  readonly id: string;
  readonly key: Secret;
}

const masterKeyBytes = 32;

/**
 * The installation's one master key: where penstock.yaml says, else the data folder's, which is made when it is not there.
 * Two processes that start at once end up with the same key: the second one's link() fails and it reads the first one's.
 */
export function masterKey(config: Pick<Config, 'masterKey' | 'data'>): MasterKey {
  if (config.masterKey !== null) return decode(readSecret(config.masterKey), config.masterKey);
  const path = `${config.data.keys}/master.key`;
  if (!isThere(path)) make(path);
  refuseOpenFile(path);
  return decode(readSecret({ from: 'file', path }), { from: 'file', path });
}

function make(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  chmodSync(dirname(path), 0o700);
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, `${randomBytes(masterKeyBytes).toString('base64url')}\n`);
    fsyncSync(file);
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(file);
    rmSync(draft, { force: true });
  }
}

function decode(text: Secret, reference: SecretReference): MasterKey {
  const encoded = text.reveal('decode the master key').toString('latin1');
  const bytes = Buffer.from(encoded, 'base64url');
  if (!/^[A-Za-z0-9_-]{43}$/.test(encoded) || bytes.length !== masterKeyBytes) {
    throw unreadable(reference, 'must hold 32 bytes in base64url (43 characters)');
  }
  const id = createHash('sha256').update('penstock/1/master-key-id\0').update(bytes).digest('hex').slice(0, 8);
  return { id, key: new Secret(bytes) };
}

/** Only for the file that we made ourselves: mounted secrets have the modes that the platform gives them. */
function refuseOpenFile(path: string): void {
  if ((statSync(path).mode & 0o077) === 0) return;
  throw new Fault('ERR_SECRET_UNREADABLE', `${path} can be read by others on this machine; make it private: chmod 600 ${path}`);
}

function readFile(path: string): string {
  try {
    if (statSync(path).size > fixedLimits.secretFileBytesMax) {
      throw new Fault(
        'ERR_SECRET_UNREADABLE',
        `${path} is larger than ${fixedLimits.secretFileBytesMax} bytes, which is no secret`,
      );
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw unreadable({ from: 'file', path }, `can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function unreadable(reference: SecretReference, why: string): Fault {
  const place = reference.from === 'file' ? `the file ${reference.path}` : `the environment variable ${reference.name}`;
  return new Fault('ERR_SECRET_UNREADABLE', `${place} ${why}`);
}
