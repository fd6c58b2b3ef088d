// Starts the thread that a log belongs to, and asks it. Knows threads, and nothing of what is asked.
import { Worker } from 'node:worker_threads';
import { Fault } from '../words/fault.ts';
import type { LogPlace, Order, Report } from './thread.ts';

export interface LogThread {
  order(order: Order): void;
  /** Asks it to close, and ends it when it is late. */
  close(msMax: number): Promise<void>;
}

export interface StartedThread {
  readonly thread: LogThread;
  readonly opened: Extract<Report, { kind: 'opened' }>;
}

/** Rejects with what the thread refuses with. `onEnd`: it was opened, and ended without being asked to. */
export function startThread(place: LogPlace, onReport: (report: Report) => void, onEnd: () => void): Promise<StartedThread> {
  const { promise, resolve, reject } = Promise.withResolvers<StartedThread>();
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    name: 'ledger',
    workerData: place,
    execArgv: [],
    env: {},
  });
  let isOpen = false;
  let isClosing = false;
  const thread: LogThread = {
    order: order => worker.postMessage(order),
    async close(msMax) {
      isClosing = true;
      worker.ref();
      worker.postMessage({ kind: 'close' } satisfies Order);
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      worker.once('exit', () => end());
      const late = setTimeout(() => void worker.terminate().then(() => end()), msMax);
      await ended;
      clearTimeout(late);
    },
  };
  worker.on('message', (report: Report) => {
    if (report.kind === 'refused') return reject(new Fault(report.code, report.message));
    if (report.kind !== 'opened') return onReport(report);
    isOpen = true;
    // A program that has nothing else to do may end.
    worker.unref();
    return resolve({ thread, opened: report });
  });
  // Its end follows, and says enough.
  worker.on('error', () => {});
  worker.on('exit', () => {
    if (!isOpen) reject(new Fault('ERR_LEDGER_FAILED', 'the thread of the ledger ended before it was open'));
    else if (!isClosing) onEnd();
  });
  return promise;
}
