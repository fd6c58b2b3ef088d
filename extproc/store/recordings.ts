// Recordings: exchanges with what they are found by, their sealed parts, and the sessions that they belong to, in whichever database. Knows nothing of
// what is sealed; words come as keyed tags.
import { setTimeout } from 'node:timers/promises';
import type {
  RecordedExchange,
  RecordedSession,
  RecordingStore,
  RecordingWrite,
  SessionKind,
  TaggedFilter,
} from '../recording/ports.ts';
import { Fault } from '../words/fault.ts';
import { fixedLimits } from '../words/limits.ts';
import { exact, isId, itemsOf, whole } from './columns.ts';
import { type Database, type Row, rowsOf, type Statement } from './database.ts';
import { Conditions, Documents } from './documents.ts';
import { exchangeKind, sessionKind } from './kinds.ts';
import { summaries } from './sessions.ts';

export function recordingStore(database: Database): RecordingStore {
  const exchanges = new Documents<RecordedExchange>(database, exchangeKind);
  const sessions = new Documents<RecordedSession>(database, sessionKind);
  return {
    keep: async writes => void (await database.run(writes.flatMap(write => keeping(write, exchanges, sessions, database)))),
    get: id => exchanges.get(id),
    parts: id => parts(database, id),
    list: async (filter, cursor, itemsMax) => exchanges.page(conditionsOf(filter, database), cursor, itemsMax),
    async sessions(kind, filter, cursor, itemsMax) {
      const { items, next } = await sessions.page(within(kind, filter, database), cursor, itemsMax);
      return { items: await summaries(database, items), next };
    },
    async session(id) {
      const found = await sessions.get(id);
      return found === null ? null : ((await summaries(database, [found]))[0] ?? null);
    },
    claim: (nowMs, claimedUntilMs, itemsMax) => claim(database, nowMs, claimedUntilMs, itemsMax),
    remove: async ids => void (ids.length > 0 && (await database.run(ids.flatMap(removing)))),
    close: () => Promise.race([database.close(), setTimeout(fixedLimits.storeCloseMsMax, undefined, { ref: false })]),
  };
}

function keeping(
  { exchange, part }: RecordingWrite,
  exchanges: Documents<RecordedExchange>,
  sessions: Documents<RecordedSession>,
  { words }: Database,
): Statement[] {
  const { number, sealed, tags } = part;
  if (sealed.length > fixedLimits.storeContentBytesMax)
    throw new Fault(
      'ERR_STORE_CONTENT',
      `a part of ${sealed.length} bytes; at most ${fixedLimits.storeContentBytesMax} are kept`,
    );
  const at = [exchange.id, whole('number', number)];
  return [
    exchange.end === null ? exchanges.creating(exchange) : exchanges.putting(exchange),
    {
      sql: 'INSERT INTO recordings (exchange, part, sealed) VALUES ($1, $2, $3) ON CONFLICT (exchange, part) DO NOTHING',
      values: [...at, sealed],
    },
    { sql: words.keep, values: [...at, tags.join(' ')] },
    ...(exchange.end === null && number > 0 ? [] : sessionsOf(exchange).map(session => sessions.creating(session))),
  ];
}

function sessionsOf({ session, grant, principal, namespace, createdMs }: RecordedExchange): RecordedSession[] {
  const of = { principal, namespace, createdMs };
  const named: RecordedSession = { id: session, kind: 'session', ...of };
  return grant === null ? [named] : [named, { id: grant, kind: 'grant', ...of }];
}

async function parts(database: Database, id: string) {
  if (!isId(id)) return [];
  const rows = await rowsOf(database, 'SELECT part, sealed FROM recordings WHERE exchange = $1 ORDER BY part', [id]);
  return rows.map(({ part, sealed }) => ({ number: Number(part), sealed: sealed as Uint8Array }));
}

function conditionsOf(filter: TaggedFilter, database: Database, outer?: Conditions): Conditions {
  const { session, grant, connection, principal, decision, createdAfterMs, createdBeforeMs, tags } = filter;
  const conditions = new Conditions(outer);
  if (session !== null) conditions.add(exactId(session), is => `session = ${is}`);
  if (grant !== null) conditions.add(exactId(grant), is => `grant_id = ${is}`);
  if (connection !== null) conditions.add(exact(connection), is => `connection = ${is}`);
  if (principal !== null) conditions.add(exact(principal), is => `principal = ${is}`);
  if (decision !== null) conditions.add(exactId(decision), is => `decision = ${is}`);
  if (createdAfterMs !== null) conditions.add(whole('createdAfterMs', createdAfterMs), ms => `created_ms > ${ms}`);
  if (createdBeforeMs !== null) conditions.add(whole('createdBeforeMs', createdBeforeMs), ms => `created_ms < ${ms}`);
  for (const all of tags) conditions.add(tagsText(all, database), query => tagged(query, database));
  return conditions;
}

function tagged(parameter: string, { words }: Database): string {
  return `id IN (SELECT exchange FROM recordings WHERE ${words.match(parameter)})`;
}

/** What is no tag would be another query. */
function tagsText(tags: readonly string[], { words }: Database): string {
  if (tags.length > 0 && tags.every(tag => /^[0-9A-Z]{1,64}$/.test(tag))) return tags.join(words.and);
  throw new Fault('ERR_STORE_ASK', 'a recording is searched for by one tag or more, each of letters and digits');
}

/** What is no id is none of ours; an empty one is nobody's. */
function exactId(id: string): string {
  return isId(id) ? id : '';
}

/** Sessions with an exchange that fits. */
function within(kind: SessionKind, filter: TaggedFilter, database: Database): Conditions {
  const outer = new Conditions().add(kind, is => `kind = ${is}`);
  const { where } = conditionsOf(filter, database, outer);
  const column = kind === 'session' ? 'session' : 'grant_id';
  return where === '' ? outer : outer.clause(`id IN (SELECT ${column} FROM exchanges${where})`);
}

/** Others may look at the same time: each gets what no other has. */
async function claim(database: Database, nowMs: number, claimedUntilMs: number, itemsMax: number) {
  const sql = `UPDATE exchanges SET claimed_ms = $2 WHERE claimed_ms <= $1 AND id IN
    (SELECT id FROM exchanges WHERE gone_ms <= $1 AND claimed_ms <= $1 ORDER BY gone_ms LIMIT $3) RETURNING document`;
  const values = [whole('nowMs', nowMs), whole('claimedUntilMs', claimedUntilMs), itemsOf(itemsMax)];
  return (await rowsOf(database, sql, values)).map(({ document }: Row) => JSON.parse(String(document)) as RecordedExchange);
}

function removing(id: string): Statement[] {
  const values = [exactId(id)];
  return [
    {
      sql: `DELETE FROM sessions WHERE id IN (SELECT session FROM exchanges WHERE id = $1 UNION SELECT grant_id FROM exchanges WHERE id = $1)
        AND NOT EXISTS (SELECT 1 FROM exchanges WHERE session = sessions.id AND id <> $1)
        AND NOT EXISTS (SELECT 1 FROM exchanges WHERE grant_id = sessions.id AND id <> $1)`,
      values,
    },
    { sql: 'DELETE FROM exchanges WHERE id = $1', values },
  ];
}
