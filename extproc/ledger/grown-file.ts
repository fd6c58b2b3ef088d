// A file that only grows: what was added is there and synced when `add` returns, or the file is as long as before. After a failure nothing of what the
// system says about the file is believed: it is opened and cut anew before the next try.
import { dirname } from 'node:path';
import type { Disk } from './disk.ts';

export class GrownFile {
  readonly #disk: Disk;
  readonly #path: string;
  #file: number | null = null;
  #length: number;

  /** `length`: of what is known to be good; whatever is behind it goes. */
  constructor(disk: Disk, path: string, length: number) {
    this.#disk = disk;
    this.#path = path;
    this.#length = length;
  }

  get length(): number {
    return this.#length;
  }

  add(bytes: Uint8Array): void {
    try {
      const file = this.#opened();
      for (let done = 0; done < bytes.length; ) done += wanted(this.#disk.write(file, bytes.subarray(done), this.#length + done));
      this.#disk.sync(file);
      this.#length += bytes.length;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Opens it, cuts what is too much, and syncs what is there: what was read after a crash need not have been. */
  settle(): void {
    try {
      this.#opened();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    if (this.#file === null) return;
    const file = this.#file;
    this.#file = null;
    try {
      this.#disk.close(file);
    } catch {
      // It is opened anew, or not used any more.
    }
  }

  #opened(): number {
    if (this.#file !== null) return this.#file;
    const file = this.#disk.open(this.#path);
    this.#file = file;
    this.#disk.truncate(file, this.#length);
    this.#disk.sync(file);
    this.#disk.syncFolder(dirname(this.#path));
    return file;
  }
}

/** A write that writes nothing would be tried for ever. */
function wanted(written: number): number {
  if (written > 0) return written;
  throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
}
