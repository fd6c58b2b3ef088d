// The real `age` program, where there is one: `npm test` builds it where Go is.
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export function findAge(): string | null {
  const inPath = (process.env.PATH ?? '').split(delimiter).map(folder => join(folder || '.', 'age'));
  const candidates = [process.env.AGE_BIN, ...inPath, join(import.meta.dirname, '../../../.tools/bin/age')];
  return candidates.find(file => file !== undefined && isExecutable(file)) ?? null;
}

/** What it writes; throws where it refuses. */
export function openWithAge(age: string, identityFile: string, sealed: Uint8Array): Buffer {
  return execFileSync(age, ['--decrypt', '--identity', identityFile], { input: sealed, maxBuffer: 1 << 28, stdio: 'pipe' });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
