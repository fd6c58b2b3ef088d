// Reads signed checkpoints for whoever checks a log: C2SP's signed notes and tlog-checkpoints, with Ed25519. Written apart from the writer's own.
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';

export interface LogKey {
  readonly name: string;
  readonly id: Buffer;
  readonly key: KeyObject;
}

/** Reads `NAME+KEYID+BASE64`. Null: it is none, or its id is not its own. */
export function readKey(text: string): LogKey | null {
  const plus = text.trim().split('+');
  const name = plus.shift() ?? '';
  const idText = plus.shift() ?? '';
  const encoded = plus.join('+');
  const bytes = Buffer.from(encoded, 'base64');
  if (name === '' || /\s/.test(name) || bytes.toString('base64') !== encoded || bytes.length !== 33 || bytes[0] !== 1)
    return null;
  const id = createHash('sha256').update(`${name}\n`).update(bytes).digest().subarray(0, 4);
  if (id.toString('hex') !== idText) return null;
  return { name, id, key: createPublicKey({ key: Buffer.concat([spki, bytes.subarray(1)]), format: 'der', type: 'spki' }) };
}

const spki = Buffer.from('302a300506032b6570032100', 'hex');

/** Gives the text that a key signed. Null: the note is none, or has no true signature of that key. */
export function signedText(note: string, { name, id, key }: LogKey): string | null {
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, at + 1);
  let isSigned = false;
  for (const line of note
    .slice(at + 2)
    .split('\n')
    .slice(0, -1)) {
    const [dash, signer, encoded = '', ...more] = line.split(' ');
    const bytes = Buffer.from(encoded, 'base64');
    if (dash !== '\u2014' || more.length > 0 || bytes.length < 5 || bytes.toString('base64') !== encoded) return null;
    if (signer !== name || !bytes.subarray(0, 4).equals(id)) continue;
    if (!verify(null, Buffer.from(text), key, bytes.subarray(4))) return null;
    isSigned = true;
  }
  return isSigned ? text : null;
}

export interface SignedCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly where: string;
}

/** Null: it is no checkpoint of the log with this key. */
export function readCheckpoint(note: string, key: LogKey, where: string): SignedCheckpoint | null {
  const [origin, size = '', encoded = ''] = signedText(note, key)?.split('\n') ?? [];
  const root = Buffer.from(encoded, 'base64');
  if (origin !== key.name || !/^(0|[1-9][0-9]{0,15})$/.test(size) || root.length !== 32 || root.toString('base64') !== encoded)
    return null;
  return { size: Number(size), root, where };
}

/** The replica's key that a deployment's key vouches for. */
export function certifiedKey(certificate: string, deployment: LogKey): LogKey | null {
  const [title, key = '', ...more] = signedText(certificate, deployment)?.split('\n') ?? [];
  return title === 'penstock/replica-key/v1' && more.join('') === '' ? readKey(key) : null;
}
