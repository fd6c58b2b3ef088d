// What the store asks of a database: short lists of SQL statements, each list one transaction. Both databases take the same words; the few that
// differ are named here. Knows no kind of document.
import type { StoreChange } from '../approvals/ports.ts';

export type Value = string | number | null | Uint8Array;

/** `$1` … stand for the values, in their order. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
}

export type Row = Readonly<Record<string, unknown>>;

/** The function that gives where one text stands in another, 0 where it does not, byte for byte: nothing in a text is a wildcard. */
export type Position = 'instr' | 'strpos';

/** How words of recordings are kept and found: by SQLite's FTS5, by PostgreSQL's text search. Words are tags of letters and digits. */
export interface WordIndex {
  /** Keeps the words `$3`, between blanks, of part `$2` of the exchange `$1`. */
  readonly keep: string;
  /** Whether a row of `recordings` has all words of the parameter. */
  readonly match: (parameter: string) => string;
  /** Between the words of such a parameter. */
  readonly and: string;
}

export interface Database {
  readonly position: Position;
  readonly words: WordIndex;
  /** One transaction: all of it is done, or nothing. Gives the rows of each statement; writes tell by RETURNING what they did. Faults: `ERR_STORE_…`. */
  run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
  /** Hears of what any process changed. Gives what stops it. */
  watch(listener: (change: StoreChange) => void): () => void;
  close(): Promise<void>;
}

/** The rows of one statement alone. */
export async function rowsOf(database: Database, sql: string, values: readonly Value[]): Promise<readonly Row[]> {
  const [rows] = await database.run([{ sql, values }]);
  return rows ?? [];
}
