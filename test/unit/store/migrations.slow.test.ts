// Databases of each age get the same tables, whoever starts first; what a newer program made is left alone.
import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../../extproc/store/migrate.ts';
import type { Place } from '../../../extproc/store/open.ts';
import { hold } from './samples.ts';
import { nameOf, open, sharedStores, tell } from './stores.ts';

const folder = join(import.meta.dirname, '../../../extproc/store/migrations');
const files = { sqlite: readdirSync(join(folder, 'sqlite')), postgres: readdirSync(join(folder, 'postgres')) };
/** Nothing yet, and each version that there ever was. */
const versions = Array.from({ length: files.sqlite.length + 1 }, (_, version) => version);

test('have numbers without a gap, only go forward, and are the same steps for each database', () => {
  expect(files.sqlite.map(name => name.replace(/\..*/, ''))).toEqual(
    versions.slice(1).map(version => String(version).padStart(3, '0')),
  );
  expect(files.sqlite.filter(name => !/^\d{3}\.do\.[a-z-]+\.sql$/.test(name))).toEqual([]);
  expect(files.postgres).toEqual(files.sqlite);
});

for (const kind of sharedStores) {
  describe.skipIf(kind.missing !== null)(nameOf(kind), { timeout: 60_000 }, () => {
    test('gets the same tables from each version, and keeps what is in them', async () => {
      const wanted = await kind.place();
      await (await open(wanted)).create(hold());
      for (const version of versions) {
        const place = await kind.place();
        await migrateTo(place, version);
        const store = await open(place);
        expect(await tablesOf(place)).toEqual(await tablesOf(wanted));
        await store.create(hold());
        await store.close();
        expect(await (await open(place)).get('ho_A')).toEqual(hold());
      }
    });

    test('of a newer program is refused and left as it is', async () => {
      const place = await kind.place();
      await (await open(place)).create(hold());
      await tell(place, "INSERT INTO penstock_schema (version, name) VALUES (998, 'of-tomorrow')");
      const before = await tablesOf(place);
      await expect(open(place)).rejects.toMatchObject({
        code: 'ERR_STORE_NEWER',
        message: expect.stringMatching(/^the database has version 998 and this program knows \d+; /),
      });
      expect(await tablesOf(place)).toEqual(before);
    });

    test('that other migrations made is refused', async () => {
      const place = await kind.place();
      await open(place);
      await tell(place, "UPDATE penstock_schema SET md5 = 'other' WHERE version = 1");
      await expect(open(place)).rejects.toMatchObject({ code: 'ERR_STORE_NEWER' });
    });

    test('in which something stands in the way of a table is left as it was', async () => {
      const place = await kind.place();
      await migrateTo(place, 0);
      await tell(place, 'CREATE TABLE remembered (other INTEGER)');
      const before = await tablesOf(place);
      await expect(open(place)).rejects.toMatchObject({ code: 'ERR_STORE_FAILED' });
      expect(await tablesOf(place)).toEqual(before);
    });
  });
}

/** Makes the tables of an earlier program. */
async function migrateTo(place: Place, upTo: number): Promise<void> {
  if (place.kind === 'memory') return;
  if (place.kind === 'postgres') {
    return withClient(place, async client => {
      const query = async (sql: string) => (await client.query(sql)).rows;
      await migrate({ dialect: 'postgres', schema: 'public', query, script: async sql => void (await query(sql)), upTo });
    });
  }
  mkdirSync(dirname(place.file), { recursive: true });
  const database = new DatabaseSync(place.file);
  await migrate({
    dialect: 'sqlite',
    query: async sql => database.prepare(sql).all(),
    script: async sql => database.exec(sql),
    upTo,
  });
  database.close();
}

async function tablesOf(place: Place): Promise<unknown> {
  if (place.kind === 'memory') return null;
  if (place.kind === 'postgres') {
    return withClient(place, async client => {
      const ask = async (sql: string) => (await client.query(sql)).rows;
      return [
        await ask(
          "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
        ),
        await ask("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"),
        await ask('SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1'),
      ];
    });
  }
  const database = new DatabaseSync(place.file);
  try {
    return database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
  } finally {
    database.close();
  }
}

async function withClient<T>(place: Place & { readonly kind: 'postgres' }, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: place.url.reveal('a test').toString() });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
