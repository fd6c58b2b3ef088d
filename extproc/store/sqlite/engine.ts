// One connection to a SQLite database: migrations, transactions, and what changed. Waits where SQLite waits, so a file's belongs in a thread of its own
// (thread.ts); one in memory never waits.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { StoreChange } from '../../approvals/ports.ts';
import { fixedLimits } from '../../words/limits.ts';
import { changeOf } from '../changes.ts';
import type { Row, Statement } from '../database.ts';
import { migrate } from '../migrate.ts';
import { isBusy } from './trouble.ts';

export class Engine {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  #toldUpTo = 0;

  private constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** `:memory:` for a database that ends with its connection. */
  static async open(file: string): Promise<Engine> {
    const database = new DatabaseSync(file, { timeout: fixedLimits.storeBusyMsMax, enableForeignKeyConstraints: true });
    const engine = new Engine(database);
    try {
      await patiently(() => database.exec('PRAGMA journal_mode = WAL'));
      // Each commit is on disk before it is told: a decision must not be undone by a loss of power. What is deleted is overwritten.
      database.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF');
      await engine.#migrate();
      engine.#toldUpTo = engine.#newest();
      return engine;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** One transaction. Throws what SQLite throws; then nothing was changed. */
  run(statements: readonly Statement[]): (readonly Row[])[] {
    // A lone statement is a transaction by itself.
    if (statements.length === 1) return [this.#all(statements[0]!)];
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const rows = statements.map(statement => this.#all(statement));
      this.#database.exec('COMMIT');
      return rows;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Changes since they were last asked for, by whichever process; `lost` when some of them are kept no longer. */
  changes(): readonly StoreChange[] {
    const rows = this.#all({
      sql: 'SELECT number, kind, id, version FROM changes WHERE number > $1 ORDER BY number',
      values: [this.#toldUpTo],
    });
    if (rows.length === 0) return [];
    const isGap = Number(rows[0]!.number) !== this.#toldUpTo + 1;
    this.#toldUpTo = Number(rows.at(-1)!.number);
    return isGap ? [{ kind: 'lost' }] : rows.map(changeOf).filter(change => change !== null);
  }

  /** Differs from the last time when another connection has changed the database since. */
  get dataVersion(): number {
    return Number(this.#all({ sql: 'PRAGMA data_version', values: [] })[0]!.data_version);
  }

  close(): void {
    this.#database.close();
  }

  #all({ sql, values }: Statement): readonly Row[] {
    const parameters = Object.fromEntries(values.map((value, i) => [`$${i + 1}`, value]));
    return this.#prepare(sql).all(parameters) as Row[];
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #newest(): number {
    return Number(this.#all({ sql: 'SELECT coalesce(max(number), 0) AS newest FROM changes', values: [] })[0]!.newest);
  }

  async #migrate(): Promise<void> {
    this.#database.exec('BEGIN EXCLUSIVE');
    await migrate({
      dialect: 'sqlite',
      query: async sql => this.#database.prepare(sql).all() as Row[],
      script: async sql => this.#database.exec(sql),
    });
    this.#database.exec('COMMIT');
  }
}

/** SQLite itself does not wait where two processes change the journal's mode at once. */
async function patiently(act: () => void): Promise<void> {
  const stop = performance.now() + fixedLimits.storeBusyMsMax;
  for (;;) {
    try {
      return act();
    } catch (error) {
      if (!isBusy(error) || performance.now() > stop) throw error;
      await setTimeout(fixedLimits.storePollMs);
    }
  }
}
