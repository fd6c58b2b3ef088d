// Signed notes as C2SP has them: a text that ends with a line break, an empty line, and lines of signatures, each `— NAME BASE64(key id, signature)`. Ed25519
// only. Pure. Source: c2sp.org/signed-note.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { Fault } from '../../words/fault.ts';
import type { Secret } from '../../words/secret.ts';

/** Of Ed25519 in key ids and in encoded keys. */
const ed25519 = 1;

export interface Verifier {
  readonly name: string;
  readonly keyId: number;
  readonly key: KeyObject;
}

export interface Signer extends Verifier {
  sign(text: string): Buffer;
}

/** From the 32 bytes of an Ed25519 private key. */
export function signerOf(name: string, seed: Secret): Signer {
  checkName(name);
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed.reveal('make a signing key')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const key = createPublicKey(privateKey);
  return { name, key, keyId: keyIdOf(name, rawKey(key)), sign: text => signBytes(null, Buffer.from(text), privateKey) };
}

/** `NAME+KEYID+BASE64`, as verifiers are given it. */
export function verifierKey({ name, key, keyId }: Verifier): string {
  const encoded = Buffer.concat([Buffer.of(ed25519), rawKey(key)]).toString('base64');
  return `${name}+${keyId.toString(16).padStart(8, '0')}+${encoded}`;
}

/** Reads such a key. Throws ERR_LEDGER_KEY for what is none. */
export function verifierOf(text: string): Verifier {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  const bytes = encoded === undefined ? Buffer.alloc(0) : Buffer.from(encoded, 'base64');
  if (name === undefined || bytes.length !== 33 || bytes[0] !== ed25519)
    throw new Fault('ERR_LEDGER_KEY', 'a verifier key is NAME+KEYID+BASE64 of an Ed25519 key');
  const raw = bytes.subarray(1);
  if (keyIdOf(name, raw) !== Number.parseInt(id!, 16))
    throw new Fault('ERR_LEDGER_KEY', 'the id of a verifier key is not the one of its name and key');
  return { name, key: publicKeyOf(raw), keyId: Number.parseInt(id!, 16) };
}

/** Signs a text that ends with a line break. */
export function signNote(text: string, signers: readonly Signer[]): string {
  if (!text.endsWith('\n') || hasControls(text)) throw new Fault('ERR_LEDGER_NOTE', 'a note is text that ends with a line break');
  const lines = signers.map(signer => {
    const id = Buffer.alloc(4);
    id.writeUInt32BE(signer.keyId);
    return `\u2014 ${signer.name} ${Buffer.concat([id, signer.sign(text)]).toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

export interface OpenedNote {
  readonly text: string;
  /** Those of the verifiers whose signature is there and true. */
  readonly by: readonly Verifier[];
}

const noteCharsMax = 1_000_000;
const signaturesMax = 100;

/** Gives the text and who of the verifiers signed it. Null: it is no note, or a signature of one of them is false. */
export function openNote(note: string, verifiers: readonly Verifier[]): OpenedNote | null {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || note.length > noteCharsMax || hasControls(note) || !note.endsWith('\n')) return null;
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > signaturesMax) return null;
  const by: Verifier[] = [];
  for (const line of lines) {
    const [, name, encoded] = /^\u2014 ([^+\s]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
    if (name === undefined || encoded === undefined) return null;
    const bytes = Buffer.from(encoded, 'base64');
    if (bytes.length < 5 || bytes.toString('base64') !== encoded) return null;
    const keyId = bytes.readUInt32BE(0);
    // Signatures of others, be they of an unknown kind, are none of ours to judge.
    const verifier = verifiers.find(one => one.name === name && one.keyId === keyId);
    if (verifier === undefined || by.includes(verifier)) continue;
    if (!verifyBytes(null, Buffer.from(text), verifier.key, bytes.subarray(4))) return null;
    by.push(verifier);
  }
  return { text, by };
}

function keyIdOf(name: string, raw: Uint8Array): number {
  return createHash('sha256').update(name).update('\n').update(Buffer.of(ed25519)).update(raw).digest().readUInt32BE(0);
}

function rawKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(-32);
}

function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]),
    format: 'der',
    type: 'spki',
  });
}

function checkName(name: string): void {
  if (name === '' || /[\s+]/u.test(name)) throw new Fault('ERR_LEDGER_KEY', 'the name of a key has no spaces and no +');
}

function hasControls(text: string): boolean {
  return /(?!\n)\p{Cc}/u.test(text);
}
