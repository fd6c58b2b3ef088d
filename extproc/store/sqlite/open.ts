// A SQLite file as a database of the store: makes it for its owner alone, hands statements to the thread that it belongs to, and takes the answers.
import { chmodSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StoreChange } from '../../approvals/ports.ts';
import { Fault } from '../../words/fault.ts';
import { fixedLimits } from '../../words/limits.ts';
import { hearers } from '../changes.ts';
import type { Database, Row, Statement } from '../database.ts';
import type { Call, News, Trouble } from './thread.ts';
import { fullTextWords } from './words.ts';

/** Throws ERR_STORE_FAILED or ERR_STORE_NEWER where it can't be opened. Several processes of one machine may have it open. */
export async function sqliteDatabase(file: string): Promise<Database> {
  makePrivate(file);
  const { watch, tell, clear } = hearers();
  const thread = new Thread(file, tell);
  await thread.opened;
  return {
    position: 'instr',
    words: fullTextWords,
    watch,
    run: statements => thread.run(statements),
    async close() {
      clear();
      await thread.close();
    },
  };
}

interface Waiting {
  readonly resolve: (rows: readonly (readonly Row[])[]) => void;
  readonly reject: (fault: Fault) => void;
  readonly timer: NodeJS.Timeout;
}

class Thread {
  /** Rejects with the fault for which it could not be opened. */
  readonly opened: Promise<void>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #gone: Promise<void>;
  #calls = 0;
  /** Why it takes no calls any more. */
  #end: Fault | null = null;

  constructor(file: string, tell: (change: StoreChange) => void) {
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { file }, execArgv: [], env: {} });
    this.#gone = new Promise(resolve => this.#worker.once('exit', () => resolve()));
    this.opened = new Promise((resolve, reject) => {
      this.#worker.on('message', (news: News) => {
        if (news.kind === 'opened') resolve();
        if (news.kind === 'refused') reject(faultFrom(news.trouble));
        if (news.kind === 'answer') this.#take(news.number)?.resolve(news.rows);
        if (news.kind === 'failed') this.#take(news.number)?.reject(faultFrom(news.trouble));
        if (news.kind === 'changed') tell(news.change);
      });
      // It tells of each trouble that it knows of; an error is one that it didn't, and its end follows.
      this.#worker.on('error', () => {});
      this.#worker.once('exit', () => {
        const ended = new Fault('ERR_STORE_FAILED', 'the thread of the SQLite database ended');
        reject(ended);
        this.#finish(ended);
      });
    });
  }

  run(statements: readonly Statement[]): ReturnType<Database['run']> {
    if (this.#end !== null) return Promise.reject(this.#end);
    const max = fixedLimits.storeCallsMax;
    if (this.#waiting.size >= max) return Promise.reject(failed(`${max} calls wait for the SQLite database already`));
    const number = ++this.#calls;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#late(number), fixedLimits.storeAnswerMsMax);
      this.#waiting.set(number, { resolve, reject, timer });
      this.#post({ number, statements: statements.map(copied) });
    });
  }

  /** After the calls that were made before. */
  async close(): Promise<void> {
    if (this.#end === null) this.#post('close');
    this.#end ??= new Fault('ERR_STORE_CLOSED', 'the store is closed');
    await this.#gone;
  }

  #post(call: Call): void {
    const bytes =
      call === 'close' ? [] : call.statements.flatMap(({ values }) => values.filter(value => value instanceof Uint8Array));
    this.#worker.postMessage(
      call,
      bytes.map(({ buffer }) => buffer as ArrayBuffer),
    );
  }

  #take(number: number): Waiting | null {
    const one = this.#waiting.get(number) ?? null;
    this.#waiting.delete(number);
    clearTimeout(one?.timer);
    return one;
  }

  #late(number: number): void {
    this.#take(number)?.reject(failed(`the SQLite database took longer than ${fixedLimits.storeAnswerMsMax} ms`));
  }

  #finish(fault: Fault): void {
    this.#end ??= fault;
    for (const number of [...this.#waiting.keys()]) this.#take(number)?.reject(this.#end);
  }
}

/** Bytes are handed over to the thread, so it gets some of its own. */
function copied({ sql, values }: Statement): Statement {
  return { sql, values: values.map(value => (value instanceof Uint8Array ? Uint8Array.from(value) : value)) };
}

function makePrivate(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // SQLite gives the files beside it the mode of this one.
    closeSync(openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600));
    chmodSync(file, 0o600);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw failed(`the SQLite database ${file} can't be opened for writing (${code}); look at its folder and permissions`);
  }
}

function faultFrom({ code, message }: Trouble): Fault {
  return new Fault(code, message);
}

function failed(how: string): Fault {
  return new Fault('ERR_STORE_FAILED', how);
}
