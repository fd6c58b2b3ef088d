// Brings a database's tables to the state that this program knows: the files of migrations/, in the order of their numbers, never back.
// The caller holds a lock and a transaction around it. A database that a newer program has changed is refused.
import { fileURLToPath } from 'node:url';
import Postgrator from 'postgrator';
import { Fault } from '../words/fault.ts';
import type { Row } from './database.ts';

export interface Migrating {
  readonly dialect: 'sqlite' | 'postgres';
  query(sql: string): Promise<readonly Row[]>;
  script(sql: string): Promise<void>;
  /** Of PostgreSQL: where the tables are. A database may have others with such tables. */
  readonly schema?: string;
  /** For tests: no further than this version. */
  readonly upTo?: number;
}

/** Throws ERR_STORE_NEWER; what the database throws is passed on. */
export async function migrate({ dialect, query, script, schema, upTo }: Migrating): Promise<void> {
  const folder = fileURLToPath(new URL(`migrations/${dialect}`, import.meta.url));
  const postgrator = new Postgrator({
    driver: dialect === 'sqlite' ? 'sqlite3' : 'pg',
    schemaTable: 'penstock_schema',
    ...(schema !== undefined && { currentSchema: schema }),
    migrationPattern: `${folder}/*.sql`,
    // The same digest for the same file, however a checkout writes its line breaks.
    newline: 'LF',
    execQuery: async sql => ({ rows: [...(await query(sql))] }),
    execSqlScript: script,
  });
  const known = await postgrator.getMaxVersion();
  const found = await postgrator.getDatabaseVersion();
  if (found > known) {
    throw new Fault(
      'ERR_STORE_NEWER',
      `the database has version ${found} and this program knows ${known}; start the newer program, or restore an older copy`,
    );
  }
  try {
    await postgrator.migrate(String(upTo ?? known));
  } catch (error) {
    if (!/^MD5 checksum/.test((error as Error).message)) throw error;
    throw new Fault(
      'ERR_STORE_NEWER',
      'the tables of the database were made by other migrations than this program has; start the program that made them',
    );
  }
}
