// Opens the store that the configuration chose. main.ts reads the URL's secret; this is all that it needs to know of the room.
import type { HoldStore } from '../approvals/ports.ts';
import { holdStore } from './holds.ts';
import { memoryStore } from './memory.ts';
import { sqliteDatabase } from './sqlite/open.ts';

export type Place = { readonly kind: 'memory' } | { readonly kind: 'sqlite'; readonly file: string };

/** Opens it, and brings its tables up to date. Throws ERR_STORE_FAILED, or ERR_STORE_NEWER where a newer program has used it. */
export async function openStore(place: Place): Promise<HoldStore> {
  switch (place.kind) {
    case 'memory':
      return memoryStore();
    case 'sqlite':
      return holdStore(await sqliteDatabase(place.file));
  }
}
