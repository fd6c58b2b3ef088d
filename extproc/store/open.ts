// Opens the stores that the configuration chose. main.ts reads the URL's secret; this is all that it needs to know of the room.
import type { HoldStore } from '../approvals/ports.ts';
import type { RecordingStore } from '../recording/ports.ts';
import type { Secret } from '../words/secret.ts';
import type { Database } from './database.ts';
import { holdStore } from './holds.ts';
import { memoryDatabase } from './memory.ts';
import { postgresDatabase } from './postgres/open.ts';
import { recordingStore } from './recordings.ts';
import { sqliteDatabase } from './sqlite/open.ts';

/** Where a store is. */
export type Place =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: Secret };

/** Opens where holds are kept, and brings its tables up to date. Throws a fault `ERR_STORE_…`, which tells nothing of the URL. */
export async function openStore(place: Place): Promise<HoldStore> {
  return holdStore(await databaseAt(place));
}

/**
 * Opens where recordings are kept, likewise. Over a connection or in a thread of its own even at the same place: what is written of recordings
 * must not delay what people decide.
 */
export async function openRecordings(place: Place): Promise<RecordingStore> {
  return recordingStore(await databaseAt(place));
}

async function databaseAt(place: Place): Promise<Database> {
  switch (place.kind) {
    case 'memory':
      return memoryDatabase();
    case 'sqlite':
      return sqliteDatabase(place.file);
    case 'postgres':
      return postgresDatabase(place.url);
  }
}
