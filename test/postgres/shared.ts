// The PostgreSQL of this run of tests, and databases of their own in it for those who ask.
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { inject } from 'vitest';
import type {} from './global-setup.ts';

export type Shared = { readonly kind: 'started'; readonly url: string } | { readonly kind: 'none'; readonly why: string };

/** Starts it when nobody has asked before. */
export async function sharedPostgres(): Promise<Shared> {
  const socket = connect(inject('postgres'));
  await once(socket, 'connect');
  const outcome = JSON.parse(await text(socket));
  return outcome.kind === 'started' ? { kind: 'started', url: outcome.server.url } : outcome;
}

/** Asks for a new, empty database; gives its URL. */
export async function newDatabase(url: string): Promise<string> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await asSuperuser(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

export async function asSuperuser(url: string, sql: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}
