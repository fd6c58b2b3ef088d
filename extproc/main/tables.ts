// The detectors' tables on disk: written when the project is set up, read when the server starts. They only save time: where they are missing,
// damaged or of other sources, all is found out anew, and detection is the same.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTables, tablesOfAll, useTables } from '../detect/tables.ts';
import { defaultLimits } from '../words/limits.ts';

const detect = fileURLToPath(new URL('../detect', import.meta.url));
/** Nothing is taken from outside of the project: who can write there could write the sources as well. */
const file = fileURLToPath(new URL('../../.tools/detectors/tables', import.meta.url));

/** Says whether there are tables to use. */
export function useWrittenTables(): boolean {
  const tables = read();
  useTables(tables);
  return tables !== null;
}

/** Whole or not at all: a server that starts meanwhile reads the old ones. */
export function writeTablesOfAll(): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, tablesOfAll(digestOfSources(), defaultLimits));
  renameSync(draft, file);
}

function read() {
  try {
    return readTables(readFileSync(file), digestOfSources());
  } catch {
    return null;
  }
}

/** Of what makes tables of patterns. Patterns are no part of it: tables have them word for word. */
function digestOfSources(): string {
  const digest = createHash('sha256');
  for (const folder of ['engine', 'decode']) {
    for (const name of readdirSync(join(detect, folder)).sort()) {
      digest.update(`\0${name}\0`).update(readFileSync(join(detect, folder, name)));
    }
  }
  return digest.digest('hex');
}
