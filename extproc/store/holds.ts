// Holds, their sealed content and remembered approvals, in whichever database. Knows no rule of approvals: what may follow on what is decided there.
import { setTimeout } from 'node:timers/promises';
import type { HoldFilter, HoldStore } from '../approvals/ports.ts';
import { Fault } from '../words/fault.ts';
import type { Hold, Remembered } from '../words/hold.ts';
import { fixedLimits } from '../words/limits.ts';
import { exact, exactList, isId, itemsOf, searchable, whole } from './columns.ts';
import { type Database, rowsOf } from './database.ts';
import { Conditions, Documents } from './documents.ts';
import { holdKind, rememberedKind } from './kinds.ts';

export function holdStore(database: Database): HoldStore {
  const holds = new Documents<Hold>(database, holdKind);
  const remembered = new Documents<Remembered>(database, rememberedKind);
  return {
    create: hold => holds.create(hold),
    replace: hold => holds.replace(hold),
    get: id => holds.get(id),
    list: async (filter, cursor, itemsMax) => holds.page(conditionsOf(filter, database), cursor, itemsMax),
    live: async itemsMax =>
      holds.some(
        new Conditions().add(1, live => `live = ${live}`),
        'ASC',
        itemsOf(itemsMax),
      ),
    byRequest: async key =>
      holds.some(
        new Conditions().add(exact(key), is => `request = ${is}`),
        'DESC',
        fixedLimits.storeItemsMax,
      ),
    count: async filter => holds.count(equalities(filter)),
    putContent: (id, revision, sealed, goneMs) => putContent(database, id, revision, sealed, goneMs),
    getContent: (id, revision) => getContent(database, id, revision),
    sweep: (nowMs, endedBeforeMs) => sweep(database, nowMs, endedBeforeMs),
    putRemembered: one => remembered.put(one),
    listRemembered: async nowMs => {
      const inForce = new Conditions().add(whole('nowMs', nowMs), now => `expires_ms > ${now}`).add(0, no => `revoked = ${no}`);
      return remembered.some(inForce, 'DESC', fixedLimits.storeItemsMax);
    },
    watch: listener => database.watch(listener),
    // A disk or a server that hangs must not keep the process from ending.
    close: () => Promise.race([database.close(), setTimeout(fixedLimits.storeCloseMsMax, undefined, { ref: false })]),
  };
}

function equalities({ state, principal }: Pick<HoldFilter, 'state' | 'principal'>): Conditions {
  const conditions = new Conditions();
  if (state !== null) conditions.add(state, is => `state = ${is}`);
  if (principal !== null) conditions.add(exact(principal), is => `principal = ${is}`);
  return conditions;
}

function conditionsOf(filter: HoldFilter, { position }: Database): Conditions {
  const { connection, rule, text, createdAfterMs, createdBeforeMs } = filter;
  const conditions = equalities(filter);
  if (connection !== null) conditions.add(exact(connection), is => `connection = ${is}`);
  if (rule !== null) conditions.add(exactList([rule]), part => `${position}(rules, ${part}) > 0`);
  if (text !== null) conditions.add(wordsOf(text), part => `${position}(search, ${part}) > 0`);
  if (createdAfterMs !== null) conditions.add(whole('createdAfterMs', createdAfterMs), ms => `created_ms > ${ms}`);
  if (createdBeforeMs !== null) conditions.add(whole('createdBeforeMs', createdBeforeMs), ms => `created_ms < ${ms}`);
  return conditions;
}

/** Bounded: looking for a long text in a long one may cost the product of their lengths. */
function wordsOf(text: string): string {
  const max = fixedLimits.storeSearchCharsMax;
  if (text.length > max)
    throw new Fault('ERR_STORE_ASK', `a text to search for has ${text.length} characters; at most ${max} are looked for`);
  return searchable(text);
}

/** The hold must be there: content goes with it. */
async function putContent(database: Database, id: string, revision: number, sealed: Uint8Array, goneMs: number): Promise<void> {
  if (sealed.length > fixedLimits.storeContentBytesMax) {
    throw new Fault(
      'ERR_STORE_CONTENT',
      `content of ${sealed.length} bytes; at most ${fixedLimits.storeContentBytesMax} are kept`,
    );
  }
  const place = isId(id) ? [id, whole('revision', revision)] : ['', 0];
  const [, there] = await database.run([
    {
      sql: `INSERT INTO contents (hold, revision, sealed, gone_ms) SELECT id, $2, $3, $4 FROM holds WHERE id = $1
        ON CONFLICT (hold, revision) DO NOTHING`,
      values: [...place, sealed, whole('goneMs', goneMs)],
    },
    { sql: 'SELECT 1 AS here FROM contents WHERE hold = $1 AND revision = $2 AND sealed = $3', values: [...place, sealed] },
  ]);
  if (there?.length !== 1)
    throw new Fault('ERR_STORE_CONTENT', 'this revision of a hold has other content already, or the hold is gone');
}

async function getContent(database: Database, id: string, revision: number): Promise<Uint8Array | null> {
  if (!isId(id)) return null;
  const sql = 'SELECT sealed FROM contents WHERE hold = $1 AND revision = $2';
  const [row] = await rowsOf(database, sql, [id, whole('revision', revision)]);
  if (row === undefined) return null;
  const { buffer, byteOffset, length } = row.sealed as Uint8Array;
  return new Uint8Array(buffer, byteOffset, length);
}

async function sweep(database: Database, nowMs: number, endedBeforeMs: number) {
  const now = whole('nowMs', nowMs);
  const before = whole('endedBeforeMs', endedBeforeMs);
  const [contents, holds] = await database.run([
    {
      sql: `DELETE FROM contents WHERE gone_ms <= $1 OR hold IN (SELECT id FROM holds WHERE ended_ms < $2) RETURNING 1 AS gone`,
      values: [now, before],
    },
    { sql: 'DELETE FROM holds WHERE ended_ms < $1 RETURNING 1 AS gone', values: [before] },
    { sql: 'DELETE FROM remembered WHERE expires_ms <= $1', values: [Math.min(now, before)] },
  ]);
  return { contents: contents?.length ?? 0, holds: holds?.length ?? 0 };
}
