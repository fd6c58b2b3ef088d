// Held content at rest: sealed with AES-256-GCM under a key of the installation's, so that a store, a dump or a replica's disk tells nothing of it.
// The hold's id and revision are authenticated with it: content can't be put in another's place. What is opened must have the digest that people saw.
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { deriveKey } from '../words/derive.ts';
import { Fault } from '../words/fault.ts';
import type { HeldContent, Hold } from '../words/hold.ts';
import type { Secret } from '../words/secret.ts';
import type { Changes } from './changes.ts';
import type { DeskSetting } from './ports.ts';
import { digestOf, pack, unpack } from './rules/content.ts';

export interface Vault {
  /** Writes a revision, which can't be written again. `goneMs`: when its time is over. */
  put(id: string, revision: number, content: HeldContent, goneMs: number): Promise<void>;
  /** What an approval of this hold, as it is now, releases. Null: it is gone. Throws ERR_HOLD_CONTENT for what can't be opened or is another. */
  get(hold: Pick<Hold, 'id' | 'joined' | 'revision' | 'digest'>): Promise<HeldContent | null>;
}

const nonceBytes = 12;
const tagBytes = 16;
const layout = 1;

export function openVault(
  { store, master, chance }: Pick<DeskSetting, 'store' | 'master' | 'chance'>,
  { patiently }: Changes,
): Vault {
  const key = deriveKey(master, 'held content');
  return {
    put(id, revision, content, goneMs) {
      // Sealed once: another seal of the same is another content to the store.
      const sealed = seal(key, chance(nonceBytes), place(id, revision), pack(content));
      return patiently(() => store.putContent(id, revision, sealed, goneMs));
    },
    async get({ id, joined, revision, digest }) {
      const owner = joined ?? id;
      const sealed = await patiently(() => store.getContent(owner, revision));
      if (sealed === null) return null;
      const content = unpack(unseal(key, place(owner, revision), sealed));
      if (digestOf(content) !== digest)
        throw new Fault('ERR_HOLD_CONTENT', 'the held content is another than the one that people decide on');
      return content;
    },
  };
}

function place(id: string, revision: number): Buffer {
  return Buffer.from(`${id}\0${revision}`);
}

function seal(key: Secret, nonce: Uint8Array, at: Buffer, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key.reveal('seal held content'), nonce);
  cipher.setAAD(at);
  const parts = [cipher.update(plain), cipher.final()];
  return Buffer.concat([Buffer.of(layout), nonce, cipher.getAuthTag(), ...parts]);
}

function unseal(key: Secret, at: Buffer, sealed: Uint8Array): Buffer {
  try {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes[0] !== layout) throw new Error('layout');
    const [nonce, tag] = [bytes.subarray(1, 1 + nonceBytes), bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes)];
    const decipher = createDecipheriv('aes-256-gcm', key.reveal('open held content'), nonce, { authTagLength: tagBytes });
    decipher.setAAD(at);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes + tagBytes)), decipher.final()]);
  } catch (cause) {
    throw new Fault(
      'ERR_HOLD_CONTENT',
      'the held content can not be opened: it was changed, or sealed with another master key',
      cause,
    );
  }
}
