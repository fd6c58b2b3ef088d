// Opens a sealed original with the keys of those whom it was sealed to: for the auditor's machine, never for the server. Two layers, where two persons have to.
import { Decrypter } from 'age-encryption';
import { type Account, AccountReader } from '../proof/account.ts';
import type { Frame } from '../proof/layout.ts';
import { Fault } from '../words/fault.ts';

export interface OpenedOriginal {
  readonly account: Account;
  /** The original, and its masked places, in their order. */
  readonly frames: readonly Frame[];
}

const ageMark = Buffer.from('age-encryption.org/v1\n');

/** `identities`: as `age-keygen` writes them. Throws ERR_VAULT_CONTENT where none of them opens it, or it is not whole. */
export async function openOriginal(sealed: Uint8Array, identities: readonly string[]): Promise<OpenedOriginal> {
  let inside = await decrypted(sealed, identities);
  if (isAge(inside)) inside = await decrypted(inside, identities);
  const reader = new AccountReader();
  const frames = reader.push(inside);
  return { account: reader.end(), frames };
}

/** The original's bytes. */
export function originalOf({ frames }: OpenedOriginal): Buffer {
  return Buffer.concat(
    frames.flatMap(frame => (frame.kind === 'bytes' ? [frame.bytes] : frame.kind === 'masked' ? [frame.original] : [])),
  );
}

/** The lines of an identity file that are keys. */
export function identitiesIn(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

async function decrypted(sealed: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  try {
    const decrypter = new Decrypter();
    for (const identity of identities) decrypter.addIdentity(identity);
    return await decrypter.decrypt(sealed);
  } catch (cause) {
    throw new Fault(
      'ERR_VAULT_CONTENT',
      'the sealed original can not be opened: it is for other keys, or it is not whole',
      cause,
    );
  }
}

function isAge(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, ageMark.length)).equals(ageMark);
}
