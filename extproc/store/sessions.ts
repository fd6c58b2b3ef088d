// What is kept of sessions at the moment, added up from their exchanges: retention deletes those, and no sum of it may stay behind.
import type { RecordedSession, SessionSummary } from '../recording/ports.ts';
import { type Database, type Row, rowsOf } from './database.ts';

/** Of sessions that have exchanges still; in the order given. */
export async function summaries(database: Database, sessions: readonly RecordedSession[]): Promise<readonly SessionSummary[]> {
  const found = await Promise.all(sessions.map(session => summary(database, session)));
  return found.filter(one => one !== null);
}

async function summary(database: Database, session: RecordedSession): Promise<SessionSummary | null> {
  const column = session.kind === 'session' ? 'session' : 'grant_id';
  const sql = `SELECT connection, decision, count(*) AS number, min(created_ms) AS first_ms, max(coalesce(ended_ms, created_ms)) AS last_ms,
    sum(tokens) AS tokens FROM exchanges WHERE ${column} = $1 GROUP BY connection, decision ORDER BY connection, decision`;
  const rows = await rowsOf(database, sql, [session.id]);
  if (rows.length === 0) return null;
  const decisions: Record<string, number> = {};
  for (const { decision, number } of rows)
    if (typeof decision === 'string') decisions[decision] = (decisions[decision] ?? 0) + Number(number);
  return {
    ...session,
    firstMs: Math.min(...rows.map(row => Number(row.first_ms))),
    lastMs: Math.max(...rows.map(row => Number(row.last_ms))),
    exchanges: sum(rows, 'number'),
    tokens: sum(rows, 'tokens'),
    connections: [...new Set(rows.map(({ connection }) => unquoted(String(connection))))],
    decisions,
  };
}

/** As columns.ts quotes them; of a long one there is a digest. */
function unquoted(text: string): string {
  return text.startsWith('"') ? String(JSON.parse(text)) : text;
}

function sum(rows: readonly Row[], column: string): number {
  return rows.reduce((all, row) => all + Number(row[column]), 0);
}
