// Hands out sealed originals as they are in the vault's folder. Reads files by names of one form only, and can open none of them.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { daysIn } from './place.ts';

export interface StoredBlob {
  readonly size: number;
  read(): Readable;
}

/** Null: there is none of this name, or its time is over. */
export async function storedBlob(folder: string, name: string): Promise<StoredBlob | null> {
  if (!/^ex_[0-9A-Za-z]{1,64}\.(?:request|response)\.age$/.test(name)) return null;
  // Most are of the last days: those are over last.
  for (const day of (await daysIn(folder)).toReversed()) {
    const path = join(folder, day, name);
    const found = await stat(path).catch(() => null);
    if (found?.isFile()) return { size: found.size, read: () => createReadStream(path) };
  }
  return null;
}
