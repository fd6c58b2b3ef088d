// The thread that a log belongs to. Answers in the order in which it is asked; signs checkpoints on its own while something is written.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { verifierKey } from '../audit/log/note.ts';
import type { LogIdentity } from '../words/evidence.ts';
import { Fault, type FaultCode } from '../words/fault.ts';
import { fixedLimits } from '../words/limits.ts';
import { realDisk } from './disk.ts';
import { segmentLeaves } from './format.ts';
import { certificateFor, readSigner, replicaSigner } from './keys.ts';
import { lockFolder } from './lock.ts';
import { Log } from './log.ts';
import { putWhole } from './whole-file.ts';

export interface LogPlace {
  readonly folder: string;
  readonly keyFile: string;
  readonly origin: string | null;
  readonly deploymentKeyFile: string | null;
}

export type Order =
  | { readonly kind: 'append'; readonly entries: readonly string[] }
  | { readonly kind: 'trim'; readonly before: number }
  | { readonly kind: 'close' };

export interface Signed {
  readonly note: string;
  readonly size: number;
}

export type Report =
  | {
      readonly kind: 'opened';
      readonly size: number;
      readonly cut: number;
      readonly identity: LogIdentity;
      readonly checkpoint: Signed | null;
    }
  | { readonly kind: 'refused'; readonly code: FaultCode; readonly message: string }
  | { readonly kind: 'appended'; readonly kept: number; readonly failure: string | null }
  | { readonly kind: 'signed'; readonly checkpoint: Signed }
  | { readonly kind: 'failed'; readonly what: 'sign' | 'trim'; readonly failure: string }
  | { readonly kind: 'closed' };

const port = parentPort!;
const { folder, keyFile, origin, deploymentKeyFile } = workerData as LogPlace;

try {
  const unlock = lockFolder(folder);
  const signer = replicaSigner(keyFile, origin);
  const certificate = deploymentKeyFile === null ? null : certificateFor(signer, readSigner(deploymentKeyFile));
  realDisk.makeFolder(folder);
  putWhole(realDisk, join(folder, 'verifier'), `${verifierKey(signer)}\n`);
  if (certificate !== null) putWhole(realDisk, join(folder, 'certificate'), certificate);
  const log = new Log({ folder, signer, disk: realDisk, leaves: segmentLeaves });
  serve(log, unlock);
  say({
    kind: 'opened',
    size: log.size,
    cut: log.cut,
    identity: { origin: signer.name, verifier: verifierKey(signer), certificate },
    checkpoint: signedOf(log),
  });
} catch (error) {
  const { code, message } = faultOf(error);
  say({ kind: 'refused', code, message });
  port.close();
}

function serve(log: Log, unlock: () => void): void {
  let signedMs = performance.now();
  const sign = (isDue: boolean): void => {
    const before = log.checkpoint?.size ?? 0;
    try {
      if (isDue) log.sign();
    } catch (error) {
      say({ kind: 'failed', what: 'sign', failure: codeOf(error) });
    }
    signedMs = performance.now();
    const signed = signedOf(log);
    if (signed !== null && signed.size > before) say({ kind: 'signed', checkpoint: signed });
  };
  const isDue = () =>
    performance.now() - signedMs >= fixedLimits.ledgerCheckpointMs ||
    log.size - (log.checkpoint?.size ?? 0) >= fixedLimits.ledgerCheckpointEntries;
  // For what was written last, before it went quiet.
  const timer = setInterval(() => log.size > (log.checkpoint?.size ?? 0) && sign(isDue()), fixedLimits.ledgerCheckpointMs);
  port.on('message', (order: Order) => {
    switch (order.kind) {
      case 'append': {
        const { kept, failure } = log.append(order.entries);
        say({ kind: 'appended', kept, failure: failure === null ? null : codeOf(failure) });
        if (failure === null && isDue()) sign(true);
        return;
      }
      case 'trim':
        try {
          log.trim(order.before);
        } catch (error) {
          say({ kind: 'failed', what: 'trim', failure: codeOf(error) });
        }
        return;
      case 'close':
        clearInterval(timer);
        sign(true);
        log.close();
        unlock();
        say({ kind: 'closed' });
        return port.close();
    }
  });
}

function signedOf({ checkpoint }: Log): Signed | null {
  return checkpoint === null ? null : { note: checkpoint.note, size: checkpoint.size };
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault('ERR_LEDGER_FAILED', `the ledger in ${folder} can't be opened (${codeOf(error)})`, error);
}

/** Codes only: messages of the system name paths at most, and codes are enough. */
function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).name;
}

function say(report: Report): void {
  port.postMessage(report);
}
