// A SQLite file as a database of the store: makes it for its owner alone, hands statements to the thread that it belongs to, and takes the answers.
import { chmodSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Fault } from '../../words/fault.ts';
import { fixedLimits } from '../../words/limits.ts';
import { hearers } from '../changes.ts';
import type { Database, Row, Statement } from '../database.ts';
import type { Call, News, Trouble } from './thread.ts';

interface Waiting {
  readonly resolve: (rows: readonly (readonly Row[])[]) => void;
  readonly reject: (fault: Fault) => void;
  readonly timer: NodeJS.Timeout;
}

/** Throws ERR_STORE_FAILED or ERR_STORE_NEWER where it can't be opened. Several processes of one machine may have it open. */
export async function sqliteDatabase(file: string): Promise<Database> {
  makePrivate(file);
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: { file }, execArgv: [], env: {} });
  const { watch, tell, clear } = hearers();
  const waiting = new Map<number, Waiting>();
  let number = 0;
  let end: Fault | null = null;

  const take = (of: number): Waiting | null => {
    const one = waiting.get(of) ?? null;
    waiting.delete(of);
    clearTimeout(one?.timer);
    return one;
  };
  const finish = (fault: Fault) => {
    end ??= fault;
    for (const of of [...waiting.keys()]) take(of)?.reject(end);
  };

  await opened(worker);
  worker.on('message', (news: News) => {
    if (news.kind === 'answer') take(news.number)?.resolve(news.rows);
    if (news.kind === 'failed') take(news.number)?.reject(faultFrom(news.trouble));
    if (news.kind === 'changed') tell(news.change);
  });
  worker.on('error', () => finish(new Fault('ERR_STORE_FAILED', 'the thread of the SQLite database ended')));
  const gone = new Promise<void>(resolve => {
    worker.on('exit', () => {
      finish(new Fault('ERR_STORE_CLOSED', 'the store is closed'));
      resolve();
    });
  });

  const post = (call: Call) => worker.postMessage(call);
  const late = (of: number) => {
    take(of)?.reject(new Fault('ERR_STORE_FAILED', `the SQLite database took longer than ${fixedLimits.storeAnswerMsMax} ms`));
  };
  return {
    position: 'instr',
    watch,
    run: statements =>
      new Promise((resolve, reject) => {
        if (end !== null) return reject(end);
        if (waiting.size >= fixedLimits.storeCallsMax) return reject(overloaded());
        const of = ++number;
        waiting.set(of, { resolve, reject, timer: setTimeout(late, fixedLimits.storeAnswerMsMax, of) });
        post({ number: of, statements: statements.map(plain) });
      }),
    async close() {
      clear();
      if (end === null) post('close');
      end ??= new Fault('ERR_STORE_CLOSED', 'the store is closed');
      await gone;
    },
  };
}

/** Bytes that are a part of a larger buffer would take the whole of it along. */
function plain({ sql, values }: Statement): Statement {
  return { sql, values: values.map(value => (value instanceof Uint8Array ? new Uint8Array(value) : value)) };
}

function opened(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Fault('ERR_STORE_FAILED', 'the thread of the SQLite database did not start'));
    worker.once('error', failed);
    worker.once('exit', failed);
    worker.once('message', (news: News) => {
      worker.off('error', failed);
      worker.off('exit', failed);
      if (news.kind !== 'refused') return resolve();
      void worker.terminate();
      reject(faultFrom(news.trouble));
    });
  });
}

function makePrivate(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // SQLite gives the files beside it the mode of this one.
    closeSync(openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600));
    chmodSync(file, 0o600);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new Fault(
      'ERR_STORE_FAILED',
      `the SQLite database ${file} can't be opened for writing (${code}); look at its folder and permissions`,
    );
  }
}

function faultFrom({ code, message }: Trouble): Fault {
  return new Fault(code, message);
}

function overloaded(): Fault {
  return new Fault('ERR_STORE_FAILED', `${fixedLimits.storeCallsMax} calls wait for the SQLite database already`);
}
