// Where sealed originals are kept: a folder of the vault's own, for this user alone, with a folder in it for each day on which what is in there is over.
// Nothing here reads what it wrote. Other places (an object store with credentials of its own) have the same two calls.
import { constants } from 'node:fs';
import { type FileHandle, link, mkdir, open, readdir, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

export interface BlobPlace {
  /** Begins a blob of this name, which is over after `goneMs`. */
  begin(name: string, goneMs: number): BlobWriter;
}

/** One call at a time. What is not kept leaves nothing behind. */
export interface BlobWriter {
  write(parts: readonly Uint8Array[]): Promise<void>;
  /** The blob is whole: durable, under its name, when this resolves. A name is never written twice. */
  keep(): Promise<void>;
  drop(): Promise<void>;
}

const dayMs = 24 * 60 * 60_000;
const partial = '.part';

/** The day's folder, in UTC. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** Makes the folder where it is missing, and clears away what an earlier process left half written. */
export async function folderPlace(folder: string): Promise<BlobPlace> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await clearPartial(folder);
  const syncs = new FolderSyncs();
  return {
    begin(name, goneMs) {
      const day = join(folder, dayOf(goneMs));
      return new FileWriter(join(day, name), day, folder, syncs);
    },
  };
}

/** Deletes what is over; gives the names of the blobs that are gone. */
export async function deleteOver(folder: string, nowMs: number): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const day of await daysIn(folder)) {
    // The day itself is kept to its end.
    if (Date.parse(day) + dayMs > nowMs) continue;
    const names = await readdir(join(folder, day));
    await rm(join(folder, day), { recursive: true, force: true });
    gone.push(...names.filter(name => !name.endsWith(partial)));
  }
  return gone;
}

export async function daysIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter(name => /^\d{4}-\d{2}-\d{2}$/.test(name)).sort();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}

/** Only what no process can be at work on any more: others may have their blobs in the same folder. */
async function clearPartial(folder: string): Promise<void> {
  for (const day of await daysIn(folder)) {
    for (const name of await readdir(join(folder, day))) {
      const path = join(folder, day, name);
      if (name.endsWith(partial) && (await stat(path)).mtimeMs < Date.now() - dayMs) await rm(path, { force: true });
    }
  }
}

class FileWriter implements BlobWriter {
  readonly #path: string;
  readonly #day: string;
  readonly #folder: string;
  readonly #syncs: FolderSyncs;
  #file: FileHandle | null = null;
  /** The unfinished file is this writer's. */
  #isMade = false;

  constructor(path: string, day: string, folder: string, syncs: FolderSyncs) {
    this.#path = path;
    this.#day = day;
    this.#folder = folder;
    this.#syncs = syncs;
  }

  async write(parts: readonly Uint8Array[]): Promise<void> {
    this.#file ??= await this.#create();
    this.#isMade = true;
    let rest = parts.reduce((sum, part) => sum + part.length, 0);
    const { bytesWritten } = await this.#file.writev(parts);
    rest -= bytesWritten;
    // A short write is a disk that is about to be full: the next one says so.
    if (rest > 0) await this.#file.writeFile(Buffer.concat(parts).subarray(bytesWritten));
  }

  async keep(): Promise<void> {
    const file = this.#file!;
    await file.datasync();
    await file.close();
    this.#file = null;
    // Not a rename, which would replace what has this name already.
    await link(this.#path + partial, this.#path);
    await unlink(this.#path + partial);
    await this.#syncs.sync(this.#day);
  }

  async drop(): Promise<void> {
    await this.#file?.close().catch(() => {});
    this.#file = null;
    if (this.#isMade) await rm(this.#path + partial, { force: true });
  }

  async #create(): Promise<FileHandle> {
    const { O_CREAT, O_EXCL, O_WRONLY } = constants;
    const create = () => open(this.#path + partial, O_CREAT | O_EXCL | O_WRONLY, 0o400);
    try {
      return await create();
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
      await mkdir(this.#day, { recursive: true, mode: 0o700 });
      await this.#syncs.sync(this.#folder);
      return create();
    }
  }
}

/** Syncs folders, one at a time each: who comes while one is on its way shares the next. */
class FolderSyncs {
  readonly #running = new Map<string, Promise<void>>();
  readonly #next = new Map<string, Promise<void>>();

  sync(folder: string): Promise<void> {
    const running = this.#running.get(folder);
    if (running === undefined) return this.#start(folder);
    const waiting = this.#next.get(folder) ?? running.then(ignore, ignore).then(() => this.#start(folder));
    this.#next.set(folder, waiting);
    return waiting;
  }

  #start(folder: string): Promise<void> {
    this.#next.delete(folder);
    const run = syncFolder(folder).finally(() => this.#running.delete(folder));
    this.#running.set(folder, run);
    return run;
  }
}

const ignore = (): void => {};

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
