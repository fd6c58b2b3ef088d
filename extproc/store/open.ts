// Opens the store that the configuration chose. main.ts reads the URL's secret; this is all that it needs to know of the room.
import type { HoldStore } from '../approvals/ports.ts';
import type { Secret } from '../words/secret.ts';
import { holdStore } from './holds.ts';
import { memoryStore } from './memory.ts';
import { postgresDatabase } from './postgres/open.ts';
import { sqliteDatabase } from './sqlite/open.ts';

/** Where the store is. */
export type Place =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: Secret };

/** Opens it, and brings its tables up to date. Throws a fault `ERR_STORE_…`, which tells nothing of the URL. */
export async function openStore(place: Place): Promise<HoldStore> {
  switch (place.kind) {
    case 'memory':
      return memoryStore();
    case 'sqlite':
      return holdStore(await sqliteDatabase(place.file));
    case 'postgres':
      return holdStore(await postgresDatabase(place.url));
  }
}
