// Keeps documents of one kind in a table: each whole, as JSON, beside the columns that it is found by. Knows SQL and no kind; a kind is data.

import type { Page } from '../approvals/ports.ts';
import { Fault } from '../words/fault.ts';
import { fixedLimits } from '../words/limits.ts';
import { isId, itemsOf, whole } from './columns.ts';
import { cursorOf, readCursor } from './cursor.ts';
import { type Database, type Row, rowsOf, type Statement, type Value } from './database.ts';

/** A table of the migrations. Besides `columns` it has `id`, `document` and `created_ms`; where documents are exchanged by version, `version`. */
export interface Kind<T> {
  readonly table: string;
  readonly columns: Readonly<Record<string, (document: T) => Value>>;
}

interface Identified {
  readonly id: string;
  readonly createdMs: number;
}

/** Conditions that all hold, with the values that they name. */
export class Conditions {
  readonly #clauses: string[] = [];
  readonly values: Value[];

  /** Conditions of a query within another one name their values in the other's list. */
  constructor(outer?: Conditions) {
    this.values = outer?.values ?? [];
  }

  /** `clause` gets the name of the value. */
  add(value: Value, clause: (parameter: string) => string): this {
    this.values.push(value);
    return this.clause(clause(`$${this.values.length}`));
  }

  /** One that names no value of its own. */
  clause(clause: string): this {
    this.#clauses.push(clause);
    return this;
  }

  get where(): string {
    return this.#clauses.length === 0 ? '' : ` WHERE ${this.#clauses.join(' AND ')}`;
  }
}

export class Documents<T extends Identified> {
  readonly #database: Database;
  readonly #kind: Kind<T>;
  readonly #names: readonly string[];

  constructor(database: Database, kind: Kind<T>) {
    this.#database = database;
    this.#kind = kind;
    this.#names = ['id', 'document', 'created_ms', ...Object.keys(kind.columns)];
  }

  /** False: this id is there already. */
  async create(document: T): Promise<boolean> {
    return this.#wrote(this.creating(document));
  }

  /** Creates it, or puts it in place of whatever is there. */
  async put(document: T): Promise<void> {
    await this.#wrote(this.putting(document));
  }

  /** `create` as a statement, for a transaction with others. */
  creating(document: T): Statement {
    const sql = `${this.#insert} ON CONFLICT (id) DO NOTHING RETURNING id`;
    return { sql, values: this.#values(document) };
  }

  /** `put` likewise. */
  putting(document: T): Statement {
    const sql = `${this.#insert} ON CONFLICT (id) DO UPDATE SET ${this.#assignments} RETURNING id`;
    return { sql, values: this.#values(document) };
  }

  /** Puts it in place of the version before it; false: there is another version, or none. */
  async replace(document: T & { readonly version: number }): Promise<boolean> {
    const version = `$${this.#names.indexOf('version') + 1}`;
    const sql = `UPDATE ${this.#kind.table} SET ${this.#assignments} WHERE id = $1 AND version + 1 = ${version} RETURNING id`;
    return this.#wrote({ sql, values: this.#values(document) });
  }

  async get(id: string): Promise<T | null> {
    if (!isId(id)) return null;
    const [row] = await rowsOf(this.#database, `SELECT document FROM ${this.#kind.table} WHERE id = $1`, [id]);
    return row === undefined ? null : this.#read(row);
  }

  /** Newest first. A cursor names the last document that was given, so that new ones shift nothing. */
  async page(conditions: Conditions, cursor: string | null, itemsMax: number): Promise<Page<T>> {
    const wanted = itemsOf(itemsMax);
    if (cursor !== null) {
      const { createdMs, id } = readCursor(cursor);
      const { values } = conditions.add(createdMs, ms => `created_ms <= ${ms}`);
      conditions.add(id, last => `(created_ms < $${values.length - 1} OR id < ${last})`);
    }
    const found = await this.some(conditions, 'DESC', wanted + 1);
    const items = found.slice(0, wanted);
    return { items, next: found.length > wanted ? cursorOf(items.at(-1)!) : null };
  }

  /** The first in order of creation, or the last. */
  async some({ where, values }: Conditions, order: 'ASC' | 'DESC', itemsMax: number): Promise<readonly T[]> {
    const limit = `ORDER BY created_ms ${order}, id ${order} LIMIT $${values.length + 1}`;
    const sql = `SELECT document FROM ${this.#kind.table}${where} ${limit}`;
    const rows = await rowsOf(this.#database, sql, [...values, itemsMax]);
    return rows.map(row => this.#read(row));
  }

  async count({ where, values }: Conditions): Promise<number> {
    const [row] = await rowsOf(this.#database, `SELECT count(*) AS number FROM ${this.#kind.table}${where}`, values);
    return Number(row?.number ?? 0);
  }

  get #insert(): string {
    return `INSERT INTO ${this.#kind.table} (${this.#names.join(', ')}) VALUES (${this.#names.map((_, i) => `$${i + 1}`).join(', ')})`;
  }

  /** All but the id, which comes first. */
  get #assignments(): string {
    return this.#names
      .map((name, i) => `${name} = $${i + 1}`)
      .slice(1)
      .join(', ');
  }

  async #wrote({ sql, values }: Statement): Promise<boolean> {
    const rows = await rowsOf(this.#database, sql, values);
    return rows.length === 1;
  }

  #values(document: T): Value[] {
    if (!isId(document.id))
      throw new Fault('ERR_STORE_ASK', 'a document has an id of other than 1 to 128 visible ASCII characters');
    const text = JSON.stringify(document);
    if (text.length > fixedLimits.storeDocumentCharsMax) {
      const seen = `a document has ${text.length} characters`;
      throw new Fault('ERR_STORE_ASK', `${seen}; at most ${fixedLimits.storeDocumentCharsMax} are kept`);
    }
    const created = whole('createdMs', document.createdMs);
    return [document.id, text, created, ...Object.values(this.#kind.columns).map(column => column(document))];
  }

  #read({ document }: Row): T {
    return JSON.parse(String(document)) as T;
  }
}
