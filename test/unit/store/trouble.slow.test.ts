// What goes wrong in the world is a fault that names codes and remedies, and nothing of what is kept or of the URL.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { holdStore } from '../../../extproc/store/holds.ts';
import { openStore } from '../../../extproc/store/open.ts';
import { withTls } from '../../../extproc/store/postgres/settings.ts';
import { sqliteDatabase } from '../../../extproc/store/sqlite/open.ts';
import { Fault } from '../../../extproc/words/fault.ts';
import { Secret } from '../../../extproc/words/secret.ts';
import { asSuperuser } from '../../postgres/shared.ts';
import { hold } from './samples.ts';
import { newFolder, open, postgresMissing, postgresUrl } from './stores.ts';

/** Stands in texts and passwords, and must stand in no fault. */
const canary = ['c4n', 'ary'].join('');

async function faultOf(act: Promise<unknown>): Promise<Fault> {
  const thrown = await act.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Fault);
  expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain(canary);
  return thrown as Fault;
}

describe('SQLite', { timeout: 60_000 }, () => {
  test('is for its owner alone, files beside it included, also where it was open to others', async () => {
    const file = join(newFolder(), 'data/penstock.db');
    const store = await open({ kind: 'sqlite', file });
    await store.create(hold());
    const modes = () => [file, `${file}-wal`, `${file}-shm`].map(path => statSync(path).mode & 0o777);
    expect([statSync(dirname(file)).mode & 0o777, ...modes()]).toEqual([0o700, 0o600, 0o600, 0o600]);
    await store.close();
    chmodSync(file, 0o644);
    await open({ kind: 'sqlite', file });
    expect(modes()).toEqual([0o600, 0o600, 0o600]);
  });

  test('on a full disk refuses what has no room, and goes on with the rest', async () => {
    const database = await sqliteDatabase(join(newFolder(), 'penstock.db'));
    const store = holdStore(database);
    onTestFinished(() => store.close());
    await database.run([{ sql: 'PRAGMA max_page_count = 60', values: [] }]);
    await store.create(hold());
    const { code, message } = await faultOf(store.create(hold({ id: 'ho_B', path: canary.repeat(100_000) })));
    expect([code, message]).toEqual(['ERR_STORE_FAILED', 'the SQLite database has no room left on its disk (code 13)']);
    expect(await store.get('ho_B')).toBeNull();
    expect(await store.create(hold({ id: 'ho_C' }))).toBe(true);
  });

  test('that can only be read refuses to be written, and is read', async () => {
    const database = await sqliteDatabase(join(newFolder(), 'penstock.db'));
    const store = holdStore(database);
    onTestFinished(() => store.close());
    await store.create(hold());
    await database.run([{ sql: 'PRAGMA query_only = ON', values: [] }]);
    const { code, message } = await faultOf(store.replace(hold({ version: 2, path: canary })));
    expect([code, message]).toEqual([
      'ERR_STORE_FAILED',
      'the SQLite database can only be read; look at its permissions and its disk (code 8)',
    ]);
    expect(await store.get('ho_A')).toEqual(hold());
  });

  test('with files that may not grow refuses what has no room', () => {
    const child = join(import.meta.dirname, 'children/fill.ts');
    const script = `ulimit -f 400 && exec "${process.execPath}" "${child}" "${join(newFolder(), 'penstock.db')}"`;
    expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' })).toMatch(/^ERR_STORE_FAILED; kept [1-9]\d*\n$/);
  });

  test.for([
    { name: 'a folder in its place', make: (file: string) => mkdirSync(file), says: /can't be opened for writing \(EISDIR\)/ },
    {
      name: 'a file where its folder should be',
      make: (file: string) => writeFileSync(dirname(file), ''),
      says: /\(E(?:NOTDIR|EXIST)\)/,
    },
    {
      name: 'another file in its place',
      make: (file: string) => writeFileSync(file, canary.repeat(1000)),
      says: /is no SQLite database/,
    },
  ])('is not opened: $name', async ({ name, make, says }) => {
    const file = join(newFolder(), 'data/penstock.db');
    if (!name.startsWith('a file')) mkdirSync(dirname(file));
    make(file);
    const { code, message } = await faultOf(openStore({ kind: 'sqlite', file }));
    expect(code).toBe('ERR_STORE_FAILED');
    expect(message).toMatch(says);
  });

  test('that another process keeps locked is waited for', async () => {
    const file = join(newFolder(), 'penstock.db');
    const store = await open({ kind: 'sqlite', file });
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const created = store.create(hold());
    await new Promise(resolve => setTimeout(resolve, 100));
    other.exec('COMMIT');
    other.close();
    expect(await created).toBe(true);
  });
});

describe('the URL of PostgreSQL', () => {
  test.for([
    {
      url: 'postgres://db.example/p',
      want: 'verify-full',
      name: 'asks a server elsewhere for a certificate where it says nothing',
    },
    { url: 'postgres://db.example/p?sslmode=require', want: 'verify-full', name: 'means the strict mode by a vague one' },
    { url: 'postgres://db.example/p?sslmode=disable', want: 'disable', name: 'may do without, in so many words' },
    { url: 'postgres://db.example/p?sslmode=no-verify', want: 'no-verify', name: 'may take any certificate, in so many words' },
    { url: 'postgres://127.0.0.1:5432/p', want: null, name: 'needs none on this machine' },
    { url: 'postgres://localhost/p', want: null, name: 'needs none on this machine, by name' },
    { url: 'postgres://[::1]/p', want: null, name: 'needs none on this machine, by IPv6' },
    { url: 'postgres:///p?host=/run/postgresql', want: null, name: 'needs none over a Unix socket' },
    { url: 'postgres://%2Frun%2Fpostgresql/p', want: null, name: 'needs none over a Unix socket that stands in the host' },
    { url: 'postgres://localhost/p?host=db.example', want: 'verify-full', name: 'is not fooled by a second host' },
    {
      url: 'postgres://127.0.0.1.db.example/p',
      want: 'verify-full',
      name: 'is not fooled by a name that begins like an address',
    },
  ])('$name', ({ url, want }) => {
    expect(new URL(withTls(url)).searchParams.get('sslmode')).toBe(want);
  });

  test.for(['', 'nonsense', `http://a:${canary}@127.0.0.1/x`, `postgres://a:${canary}@[/x`, `a:${canary}`])(
    'is refused when it is none (%#)',
    async url => {
      expect((await faultOf(openStore({ kind: 'postgres', url: new Secret(url) }))).code).toBe('ERR_STORE_ASK');
    },
  );

  test('that only its client finds wrong is refused without its words', async () => {
    const { code } = await faultOf(openStore({ kind: 'postgres', url: new Secret(`postgres://a:${canary}@%zz/${canary}`) }));
    expect(code).toBe('ERR_STORE_FAILED');
  });

  test('of nobody is told by a code, without the URL', { timeout: 60_000 }, async () => {
    const url = `postgres://someone:${canary}@127.0.0.1:1/${canary}`;
    const { code, message } = await faultOf(openStore({ kind: 'postgres', url: new Secret(url) }));
    expect([code, message]).toEqual(['ERR_STORE_FAILED', 'the PostgreSQL database failed (ECONNREFUSED)']);
  });

  test('of a server that says nothing is given up in time', { timeout: 60_000 }, async () => {
    const sockets: Socket[] = [];
    const server = createServer(socket => sockets.push(socket));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const { port } = server.address() as { readonly port: number };
    const { code } = await faultOf(
      openStore({ kind: 'postgres', url: new Secret(`postgres://a:${canary}@127.0.0.1:${port}/p`) }),
    );
    expect(code).toBe('ERR_STORE_FAILED');
  });
});

describe.skipIf(postgresMissing !== null)(
  `PostgreSQL${postgresMissing === null ? '' : ` (skipped: ${postgresMissing})`}`,
  { timeout: 60_000 },
  () => {
    const changed = async (change: (url: URL) => void) => {
      const url = new URL(await postgresUrl());
      change(url);
      return faultOf(openStore({ kind: 'postgres', url: new Secret(url.href) }));
    };

    test.for([
      { name: 'a wrong password', change: (url: URL) => (url.password = canary), says: /refuses the sign-in.*\(28P01\)/ },
      {
        name: 'a database that is not there',
        change: (url: URL) => (url.pathname = `/${canary}`),
        says: /is not there.*\(3D000\)/,
      },
      {
        name: 'a server without TLS that should have it',
        change: (url: URL) => url.searchParams.set('sslmode', 'require'),
        says: /failed/,
      },
    ])('is not opened: $name', async ({ change, says }) => {
      const { code, message } = await changed(change);
      expect(code).toBe('ERR_STORE_FAILED');
      expect(message).toMatch(says);
    });

    test('that lost a table tells a code and no value', async () => {
      const url = await postgresUrl();
      const store = await open({ kind: 'postgres', url: new Secret(url) });
      await asSuperuser(url, 'ALTER TABLE holds ADD CONSTRAINT few CHECK (length(search) < 10)');
      const { code, message } = await faultOf(store.create(hold({ path: canary, requestKey: canary })));
      expect([code, message]).toEqual(['ERR_STORE_FAILED', 'the PostgreSQL database failed (23514)']);
    });

    test('that can only be read refuses to be written, and is read', async () => {
      const url = await postgresUrl();
      const first = await open({ kind: 'postgres', url: new Secret(url) });
      await first.create(hold());
      await first.close();
      await asSuperuser(url, `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`);
      const { message } = await faultOf(
        openStore({ kind: 'postgres', url: new Secret(url) }).then(store =>
          store.create(hold({ id: 'ho_B' })).finally(() => store.close()),
        ),
      );
      expect(message).toBe('the PostgreSQL database can only be read (25006)');
    });
  },
);
