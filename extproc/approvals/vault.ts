// Held content at rest: sealed with AES-256-GCM under a key of the installation's, so that a store, a dump or a replica's disk tells nothing of it.
// The hold's id and revision are authenticated with it: content can't be put in another's place. What is opened must have the digest that people saw.
import { deriveKey } from '../words/derive.ts';
import { Fault } from '../words/fault.ts';
import type { HeldContent, Hold } from '../words/hold.ts';
import { nonceBytes, seal, unseal } from '../words/sealed.ts';
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
      const content = unpack(opened(key, place(owner, revision), sealed));
      if (digestOf(content) !== digest)
        throw new Fault('ERR_HOLD_CONTENT', 'the held content is another than the one that people decide on');
      return content;
    },
  };
}

function place(id: string, revision: number): string {
  return `${id}\0${revision}`;
}

function opened(key: Secret, at: string, sealed: Uint8Array): Buffer {
  try {
    return unseal(key, at, sealed);
  } catch (cause) {
    throw new Fault(
      'ERR_HOLD_CONTENT',
      'the held content can not be opened: it was changed, or sealed with another master key',
      cause,
    );
  }
}
