// What the writer asks of a file system, so that tests can have one that is full, fails, or loses what was not synced. Nothing here knows the ledger.
import {
  closeSync,
  constants,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';

/** All calls wait, and throw what Node throws. */
export interface Disk {
  makeFolder(path: string): void;
  list(folder: string): readonly string[];
  /** Null: it is not there. */
  read(path: string): Buffer | null;
  /** Opens for writing; makes it, for its owner only, where it is not there. */
  open(path: string): number;
  /** Writes at a place; gives how many bytes went there, which may be fewer. */
  write(file: number, bytes: Uint8Array, at: number): number;
  truncate(file: number, length: number): void;
  sync(file: number): void;
  close(file: number): void;
  rename(from: string, to: string): void;
  remove(path: string): void;
  /** Makes names that were made, renamed or removed in it last. */
  syncFolder(path: string): void;
}

const readWriteCreate = constants.O_RDWR | constants.O_CREAT;

export const realDisk: Disk = {
  makeFolder: path => void mkdirSync(path, { recursive: true, mode: 0o700 }),
  list: folder => readdirSync(folder),
  read(path) {
    try {
      return readFileSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  },
  // Not 'a': places are given with each write, so that a repeated one lands where the failed one began.
  open: path => openSync(path, readWriteCreate, 0o600),
  write: (file, bytes, at) => writeSync(file, bytes, 0, bytes.length, at),
  truncate: ftruncateSync,
  sync: fdatasyncSync,
  close: closeSync,
  rename: renameSync,
  remove: path => rmSync(path, { force: true }),
  syncFolder(path) {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  },
};
