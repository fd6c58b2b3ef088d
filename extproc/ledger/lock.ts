// One writer a log. The lock is the operating system's, held through SQLite (Node has no other way to one): it ends with its process, however that ends, and
// no number of a process that is long gone has to be judged. The file beside it only tells people who holds it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '../words/fault.ts';

/** Takes the lock of a ledger's folder. Gives how to let go of it. Throws ERR_LEDGER_TAKEN. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  const told = join(folder, 'lock.holder');
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new Fault(
      'ERR_LEDGER_TAKEN',
      `the ledger in ${folder} is being written by ${holderIn(told)}; stop that one, or give this one a folder of its own`,
      error,
    );
  }
  try {
    writeFileSync(told, `process ${process.pid} on ${hostname()}\n`, { mode: 0o600 });
  } catch {
    // Only for people; a full disk is dealt with elsewhere.
  }
  return () => lock.close();
}

function holderIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim() || 'another process';
  } catch {
    return 'another process';
  }
}
