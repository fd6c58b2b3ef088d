// A PostgreSQL database, which many replicas share, as a database of the store: a bounded pool for statements, and one connection that listens.
import pg from 'pg';
import { Fault } from '../../words/fault.ts';
import { fixedLimits } from '../../words/limits.ts';
import type { Secret } from '../../words/secret.ts';
import { hearers } from '../changes.ts';
import type { Database, Row, Statement } from '../database.ts';
import { migrate } from '../migrate.ts';
import { type Listening, listen } from './listening.ts';
import { connectionOf } from './settings.ts';
import { faultOf } from './trouble.ts';
import { textSearchWords } from './words.ts';

/** Throws ERR_STORE_FAILED or ERR_STORE_NEWER where it can't be opened, and ERR_STORE_ASK where the URL is none. */
export async function postgresDatabase(url: Secret): Promise<Database> {
  const config = connectionOf(url);
  const { watch, tell, clear } = hearers();
  const listening = await begin(config, tell);
  const pool = new pg.Pool({ ...config, max: fixedLimits.storeConnectionsMax, idleTimeoutMillis: fixedLimits.storeIdleMsMax });
  // A connection that breaks while nobody uses it: the pool makes another.
  pool.on('error', () => {});
  let isOpen = true;
  return {
    position: 'strpos',
    words: textSearchWords,
    watch,
    async run(statements) {
      if (!isOpen) throw new Fault('ERR_STORE_CLOSED', 'the store is closed');
      if (pool.waitingCount >= fixedLimits.storeCallsMax) {
        throw new Fault('ERR_STORE_FAILED', `${fixedLimits.storeCallsMax} calls wait for the PostgreSQL database already`);
      }
      try {
        return await runIn(pool, statements);
      } catch (error) {
        throw faultOf(error);
      }
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      clear();
      await Promise.all([listening.close(), pool.end()]);
    },
  };
}

async function begin(config: pg.ClientConfig, tell: Parameters<typeof listen>[1]): Promise<Listening> {
  try {
    await migrateTables(config);
    return await listen(config, tell);
  } catch (error) {
    throw faultOf(error);
  }
}

async function runIn(pool: pg.Pool, statements: readonly Statement[]): Promise<(readonly Row[])[]> {
  const client = await pool.connect();
  try {
    const rows = await transaction(client, statements);
    client.release();
    return rows;
  } catch (error) {
    // Whatever state it is in: another is made when it is needed.
    client.release(true);
    throw error;
  }
}

async function transaction(client: pg.ClientBase, statements: readonly Statement[]): Promise<(readonly Row[])[]> {
  const isAlone = statements.length === 1;
  const found: (readonly Row[])[] = [];
  if (!isAlone) await client.query('BEGIN');
  for (const { sql, values } of statements) found.push((await client.query(sql, [...values])).rows);
  if (!isAlone) await client.query('COMMIT');
  return found;
}

/** Replicas that start at once do it one after the other; the lock ends with the transaction. */
const migrationLock = 0x70656e73;

async function migrateTables(config: pg.ClientConfig): Promise<void> {
  const msMax = fixedLimits.storeMigrationMsMax;
  const client = new pg.Client({ ...config, statement_timeout: msMax, query_timeout: msMax });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await migrate({
      dialect: 'postgres',
      schema: await suitableSchema(client),
      query: async sql => (await client.query(sql)).rows,
      script: async sql => void (await client.query(sql)),
    });
    await client.query('COMMIT');
  } finally {
    client.end().catch(() => {});
  }
}

/** Where the tables are. Other encodings than UTF8 can't hold every text: they would fail at the first hold that has one. */
async function suitableSchema(client: pg.Client): Promise<string> {
  const { rows } = await client.query("SELECT current_schema() AS schema, current_setting('server_encoding') AS encoding");
  const { schema, encoding } = rows[0] as { readonly schema: string | null; readonly encoding: string };
  if (encoding !== 'UTF8') {
    throw new Fault('ERR_STORE_FAILED', "the PostgreSQL database is not encoded in UTF8; make it with ENCODING 'UTF8'");
  }
  // Written into SQL as it is, by the tool that migrates.
  if (schema !== null && /^[a-z_][a-z0-9_]{0,62}$/.test(schema)) return schema;
  throw new Fault('ERR_STORE_FAILED', "the first schema in the user's search_path must be there, with a name of a-z, 0-9 and _");
}
