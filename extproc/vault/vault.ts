// The vault as exchanges see it: what passes of an original is given in, and once, at its end, what it became is told. Takes copies, waits for nothing and
// throws nothing; what is too much for the thread that seals is lost, and said to be. The server has no key that opens any of it.
import { Worker } from 'node:worker_threads';
import type { ToldSegment } from '../proof/account.ts';
import { Fault } from '../words/fault.ts';
import type { Side } from '../words/finding.ts';
import { fixedLimits, type Limits } from '../words/limits.ts';
import { GatheredOriginal, type Sealing } from './gathered.ts';
import type { Recipients } from './sealed-blob.ts';
import type { Order, Report, ThreadSetting } from './thread.ts';

export interface OriginalFacts {
  readonly exchange: string;
  readonly side: Side;
  readonly policy: string;
  readonly to: Recipients;
  /** When it may be deleted. */
  readonly goneMs: number;
}

export type SealOutcome =
  | {
      readonly kind: 'sealed';
      /** The blob's name in the vault. */
      readonly name: string;
      /** SHA-256 of the blob, in hex. */
      readonly digest: string;
      readonly size: number;
      /** What commits to the original, in hex. */
      readonly root: string;
      /** For the recording: with the delivered content they give the root. */
      readonly segments: readonly ToldSegment[];
    }
  | { readonly kind: 'lost'; readonly fault: Fault };

export interface Vault {
  /** `done` is told once, after end(), or as soon as it is lost. */
  begin(facts: OriginalFacts, done: (outcome: SealOutcome) => void): Sealing;
  /** What is under way is waited for. */
  close(): Promise<void>;
}

export interface VaultSetting {
  readonly folder: string;
  readonly limits: Pick<Limits, 'sealInMemoryBytesMax' | 'sealSegmentsMax'>;
}

export function nameOf(exchange: string, side: Side): string {
  return `${exchange}.${side}.age`;
}

export function openVault({ folder, limits }: VaultSetting): Vault {
  const setting: ThreadSetting = { folder, segmentsMax: limits.sealSegmentsMax };
  return new ThreadVault(setting, limits.sealInMemoryBytesMax);
}

interface Waiting {
  readonly name: string;
  readonly tell: (outcome: SealOutcome) => void;
  /** What is counted for it beside the pieces that are on their way: what was not sent yet, and what its sealing takes. */
  counted: number;
}

class ThreadVault implements Vault {
  readonly #setting: ThreadSetting;
  readonly #bytesMax: number;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | null = null;
  #inMemory = 0;
  #last = 0;
  #isClosed = false;

  constructor(setting: ThreadSetting, bytesMax: number) {
    this.#setting = setting;
    this.#bytesMax = bytesMax;
  }

  begin(facts: OriginalFacts, done: (outcome: SealOutcome) => void): Sealing {
    const number = ++this.#last;
    const name = nameOf(facts.exchange, facts.side);
    const waiting: Waiting = { name, tell: done, counted: 0 };
    this.#waiting.set(number, waiting);
    if (this.#isClosed) this.#lose(number, new Fault('ERR_VAULT_FAILED', 'the vault is closed'));
    let hasBegun = false;
    const { exchange, side, policy } = facts;
    return new GatheredOriginal(
      { version: 1, exchange, side, policy },
      {
        isOpen: () => this.#waiting.has(number),
        reserve: bytes => this.#reserve(number, waiting, bytes),
        piece: bytes => {
          if (!hasBegun && !this.#reserve(number, waiting, fixedLimits.sealOpenBytes)) return;
          // Not before: most originals are one piece, and each that is under way takes memory.
          if (!hasBegun) this.#order({ kind: 'begin', number, name, goneMs: facts.goneMs, to: facts.to });
          hasBegun = true;
          waiting.counted -= bytes.buffer.byteLength;
          this.#order({ kind: 'piece', number, bytes }, [bytes.buffer]);
        },
        end: () => this.#order({ kind: 'end', number }),
        drop: () => this.#drop(number),
      },
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const thread = this.#thread;
    if (thread === null) return;
    thread.ref();
    const ended = new Promise(resolve => thread.once('exit', resolve));
    this.#order({ kind: 'close' });
    await ended;
  }

  /** Counts what is about to be copied. False, and the original is lost, where that is too much. */
  #reserve(number: number, waiting: Waiting, bytes: number): boolean {
    if (this.#inMemory + bytes <= this.#bytesMax) {
      this.#inMemory += bytes;
      waiting.counted += bytes;
      return true;
    }
    this.#lose(number, new Fault('ERR_VAULT_BEHIND', 'sealing is behind: an original is lost (limits.sealInMemoryBytesMax)'));
    return false;
  }

  #drop(number: number): void {
    if (this.#forget(number) !== null) this.#order({ kind: 'drop', number });
  }

  #forget(number: number): Waiting | null {
    const waiting = this.#waiting.get(number);
    if (waiting === undefined) return null;
    this.#waiting.delete(number);
    this.#inMemory -= waiting.counted;
    return waiting;
  }

  #order(order: Order, transfer: readonly ArrayBuffer[] = []): void {
    this.#thread ??= this.#start();
    this.#thread.postMessage(order, transfer);
  }

  #start(): Worker {
    const thread = new Worker(new URL('./thread.ts', import.meta.url), {
      name: 'vault',
      workerData: this.#setting,
      execArgv: [],
      env: {},
    });
    thread.unref();
    let cause: unknown;
    thread.on('message', (report: Report) => this.#hear(report));
    thread.on('error', problem => {
      cause = problem;
    });
    // It ends by itself only when it is told to. What it had under way is lost; the next original begins another one.
    thread.on('exit', () => {
      this.#thread = null;
      const lost = [...this.#waiting.keys()].map(number => this.#forget(number)!);
      this.#inMemory = 0;
      for (const { tell } of lost)
        tell({ kind: 'lost', fault: new Fault('ERR_VAULT_FAILED', 'the thread that seals has ended', cause) });
    });
    return thread;
  }

  #hear(report: Report): void {
    switch (report.kind) {
      case 'taken':
        this.#inMemory -= report.bytes;
        return;
      case 'failed':
        return this.#lose(report.number, new Fault(report.code, report.message));
      case 'sealed': {
        const { digest, size, root, segments } = report;
        const waiting = this.#forget(report.number);
        waiting?.tell({ kind: 'sealed', name: waiting.name, digest: hex(digest), size, root: hex(root), segments });
      }
    }
  }

  #lose(number: number, fault: Fault): void {
    const waiting = this.#forget(number);
    if (waiting === null) return;
    if (this.#thread !== null) this.#order({ kind: 'drop', number });
    waiting.tell({ kind: 'lost', fault });
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
