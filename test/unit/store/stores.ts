// The stores that the suite runs on: each test gets an empty one, and where others may have it open too, more on the same database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, onTestFinished } from 'vitest';
import type { HoldFilter, HoldStore } from '../../../extproc/approvals/ports.ts';
import { openStore, type Place } from '../../../extproc/store/open.ts';
import { Secret } from '../../../extproc/words/secret.ts';
import { asSuperuser, newDatabase, sharedPostgres } from '../../postgres/shared.ts';

export interface Stores {
  readonly name: string;
  /** Whether several processes may have it open. */
  readonly isShared: boolean;
  /** Why it can't be tried here. */
  readonly missing: string | null;
  /** A new, empty place. */
  place(): Promise<Place>;
}

const postgres = await sharedPostgres();

export const stores: readonly Stores[] = [
  { name: 'memory', isShared: false, missing: null, place: async () => ({ kind: 'memory' }) },
  {
    name: 'SQLite',
    isShared: true,
    missing: null,
    place: async () => ({ kind: 'sqlite', file: join(newFolder(), 'data/penstock.db') }),
  },
  {
    name: 'PostgreSQL',
    isShared: true,
    missing: postgres.kind === 'none' ? postgres.why : null,
    place: async () => ({ kind: 'postgres', url: new Secret(await postgresUrl()) }),
  },
];

/** Those that several processes may share. */
export const sharedStores = stores.filter(({ isShared }) => isShared);

/** Of a test's name, where it must be skipped: the reason is part of it. */
export function nameOf({ name, missing }: Stores): string {
  return missing === null ? name : `${name} (skipped: ${missing})`;
}

/** Why there is no PostgreSQL; null when there is. */
export const postgresMissing = postgres.kind === 'none' ? postgres.why : null;

/** Of a new, empty database. */
export async function postgresUrl(): Promise<string> {
  if (postgres.kind === 'none') throw new Error(postgres.why);
  return newDatabase(postgres.url);
}

/** Closed when the test is over. */
export async function open(place: Place): Promise<HoldStore> {
  const store = await openStore(place);
  onTestFinished(() => store.close());
  return store;
}

const kept = new Map<Stores, { readonly place: Place; readonly store: HoldStore }>();

/** An empty one. Databases are dear to make: there is one of a kind for all tests of a file, emptied for each. */
export async function openNew(kind: Stores): Promise<HoldStore> {
  if (kind.name === 'memory') return open(await kind.place());
  const { place, store } = kept.get(kind) ?? (await keep(kind));
  await tell(place, 'DELETE FROM contents; DELETE FROM holds; DELETE FROM remembered');
  return store;
}

afterAll(async () => {
  for (const { store } of kept.values()) await store.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function keep(kind: Stores) {
  const place = await kind.place();
  const store = await openStore(place);
  kept.set(kind, { place, store });
  return { place, store };
}

/** Says something to a database behind its store's back. */
export async function tell(place: Place, sql: string): Promise<void> {
  if (place.kind === 'postgres') return void (await asSuperuser(place.url.reveal('a test').toString(), sql));
  if (place.kind === 'memory') throw new Error('nobody else reaches a database in memory');
  const database = new DatabaseSync(place.file);
  database.exec(sql);
  database.close();
}

const folders: string[] = [];

/** Gone when all tests of the file are over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-store-'));
  folders.push(folder);
  return folder;
}

export const anything: HoldFilter = {
  state: null,
  connection: null,
  principal: null,
  rule: null,
  text: null,
  createdAfterMs: null,
  createdBeforeMs: null,
};

/** All pages, one after the other. */
export async function listed(store: HoldStore, filter: Partial<HoldFilter> = {}, itemsMax = 100): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const { items, next } = await store.list({ ...anything, ...filter }, cursor, itemsMax);
    ids.push(...items.map(({ id }) => id));
    cursor = next;
  } while (cursor !== null);
  return ids;
}
