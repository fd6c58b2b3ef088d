// The kinds of documents that the store keeps, as data: their tables, and what they are found by. A new kind is one more entry here, a migration
// for each database that makes its table (with a trigger where changes of it are watched), and a class like holds.ts that asks for it.
import type { RecordedExchange, RecordedSession } from '../recording/ports.ts';
import type { Hold, Remembered } from '../words/hold.ts';
import { exact, exactList, searchableList, whole } from './columns.ts';
import type { Kind } from './documents.ts';

export const holdKind: Kind<Hold> = {
  table: 'holds',
  columns: {
    version: hold => whole('version', hold.version),
    state: hold => hold.state,
    connection: hold => exact(hold.connection),
    principal: hold => exact(hold.principal.id),
    rules: hold => exactList(hold.rules.map(rule => rule.rule)),
    search: hold => searchableList(searched(hold)),
    request: hold => exact(hold.requestKey),
    live: hold => (isLive(hold) ? 1 : 0),
    ended_ms: hold => endedMs(hold),
  },
};

export const rememberedKind: Kind<Remembered> = {
  table: 'remembered',
  columns: {
    expires_ms: remembered => whole('expiresMs', remembered.expiresMs),
    revoked: remembered => (remembered.revokedMs === null ? 0 : 1),
  },
};

/** The store writes `claimed_ms` besides. */
export const exchangeKind: Kind<RecordedExchange> = {
  table: 'exchanges',
  columns: {
    session: exchange => exchange.session,
    grant_id: exchange => exchange.grant,
    connection: exchange => exact(exchange.connection),
    principal: exchange => exact(exchange.principal),
    decision: exchange => exchange.end?.decision ?? null,
    ended_ms: exchange => (exchange.end === null ? null : whole('endedMs', exchange.end.endedMs)),
    tokens: exchange => whole('tokens', exchange.end?.tokens ?? 0),
    gone_ms: exchange => whole('goneMs', exchange.goneMs),
  },
};

export const sessionKind: Kind<RecordedSession> = {
  table: 'sessions',
  columns: { kind: session => session.kind },
};

function searched({ id, session, exchanges, rules, principal, path }: Hold): string[] {
  return [id, session, ...exchanges, ...rules.flatMap(({ rule, reason }) => [rule, reason]), principal.id, path];
}

function isLive({ state, deliveredMs }: Hold): boolean {
  return state === 'pending' || (state === 'approved' && deliveredMs === null);
}

/** When it was over: handed over, decided on, or past its time. A released answer can be fetched until then. */
function endedMs({ state, decidedMs, deliveredMs, expiresMs }: Hold): number | null {
  if (state === 'pending') return null;
  return whole('the end of a hold', deliveredMs ?? (state === 'approved' ? expiresMs : (decidedMs ?? expiresMs)));
}
