// The thread that a SQLite file belongs to: SQLite waits for locks and disks, and the main thread must not stand still meanwhile. Also looks
// whether other processes changed the file.
import { parentPort, workerData } from 'node:worker_threads';
import type { StoreChange } from '../../approvals/ports.ts';
import type { FaultCode } from '../../words/fault.ts';
import { fixedLimits } from '../../words/limits.ts';
import type { Row, Statement } from '../database.ts';
import { Engine } from './engine.ts';
import { faultOf } from './trouble.ts';

/** Calls are answered in their order. */
export type Call = { readonly number: number; readonly statements: readonly Statement[] } | 'close';

/** A fault as it crosses threads. */
export interface Trouble {
  readonly code: FaultCode;
  readonly message: string;
}

export type News =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly trouble: Trouble }
  | { readonly kind: 'answer'; readonly number: number; readonly rows: readonly (readonly Row[])[] }
  | { readonly kind: 'failed'; readonly number: number; readonly trouble: Trouble }
  | { readonly kind: 'changed'; readonly change: StoreChange };

const port = parentPort!;

try {
  serve(await Engine.open((workerData as { readonly file: string }).file));
} catch (error) {
  say({ kind: 'refused', trouble: troubleOf(error) });
  port.close();
}

function serve(engine: Engine): void {
  let version = engine.dataVersion;
  let isBlind = false;
  const look = () => {
    try {
      const found = engine.dataVersion;
      if (found !== version || isBlind) tellChanges(engine, isBlind);
      version = found;
      isBlind = false;
    } catch {
      // What happens until it can be read again is not seen.
      isBlind = true;
    }
  };
  const timer = setInterval(look, fixedLimits.storePollMs);
  port.on('message', (call: Call) => {
    if (call === 'close') {
      clearInterval(timer);
      engine.close();
      return port.close();
    }
    answer(engine, call);
  });
  say({ kind: 'opened' });
}

function answer(engine: Engine, { number, statements }: Exclude<Call, 'close'>): void {
  try {
    say({ kind: 'answer', number, rows: engine.run(statements) });
  } catch (error) {
    return say({ kind: 'failed', number, trouble: troubleOf(error) });
  }
  try {
    tellChanges(engine, false);
  } catch {
    say({ kind: 'changed', change: { kind: 'lost' } });
  }
}

function tellChanges(engine: Engine, isBlind: boolean): void {
  if (isBlind) say({ kind: 'changed', change: { kind: 'lost' } });
  for (const change of engine.changes()) say({ kind: 'changed', change });
}

function troubleOf(error: unknown): Trouble {
  const { code, message } = faultOf(error);
  return { code, message };
}

function say(news: News): void {
  port.postMessage(news);
}
