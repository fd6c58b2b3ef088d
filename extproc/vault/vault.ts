// The vault as exchanges see it: what passes of an original is given in, and once, at its end, what it became is told. Takes copies, waits for nothing and
// throws nothing; what is too much for the thread that seals is lost, and said to be. The server has no key that opens any of it.
import { randomFillSync } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { ToldSegment } from '../proof/account.ts';
import { nonceBytes, type OriginalHead, saltBytes } from '../proof/commitment.ts';
import { type Frame, frameBytes, headBytes } from '../proof/layout.ts';
import type { Segment } from '../words/evidence.ts';
import { Fault } from '../words/fault.ts';
import type { Side } from '../words/finding.ts';
import { fixedLimits, type Limits } from '../words/limits.ts';
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

/** One side's original. Bytes are only lent for the call. */
export interface Sealing {
  add(segment: Segment): void;
  /** It is whole, as far as it came. */
  end(): void;
  /** Nothing of it is kept, and nothing told. */
  drop(): void;
}

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
    return new GatheredOriginal(facts, {
      isOpen: () => this.#waiting.has(number),
      reserve: bytes => this.#reserve(number, waiting, bytes),
      piece: bytes => {
        if (!hasBegun && !this.#reserve(number, waiting, fixedLimits.sealOpenBytes)) return;
        // Not before: most originals are one piece, and each that is under way takes memory.
        if (!hasBegun) this.#order({ kind: 'begin', number, name, goneMs: facts.goneMs, to: facts.to });
        hasBegun = true;
        waiting.counted -= bytes.length;
        this.#order({ kind: 'piece', number, bytes }, [bytes.buffer as ArrayBuffer]);
      },
      end: () => this.#order({ kind: 'end', number }),
      drop: () => this.#drop(number),
    });
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

/** What one original may ask of its vault. */
interface Way {
  readonly isOpen: () => boolean;
  readonly reserve: (bytes: number) => boolean;
  readonly piece: (bytes: Uint8Array) => void;
  readonly end: () => void;
  readonly drop: () => void;
}

/** Writes the layout, and hands it over in pieces that are worth a message. */
class GatheredOriginal implements Sealing {
  readonly #way: Way;
  #parts: Uint8Array[] = [];
  #gathered = 0;
  #isInKept = false;

  constructor({ exchange, side, policy }: OriginalFacts, way: Way) {
    this.#way = way;
    const head: OriginalHead = { version: 1, exchange, side, policy };
    this.#put(headBytes(head));
  }

  add(segment: Segment): void {
    if (segment.kind === 'kept') return this.#keep(segment.bytes);
    const { group, findings, delivered, original } = segment;
    this.#isInKept = false;
    this.#put(frameBytes({ kind: 'masked', nonce: chance(nonceBytes), group, findings, delivered, original }));
  }

  end(): void {
    this.#put(frameBytes({ kind: 'end' }));
    this.#send();
    if (this.#way.isOpen()) this.#way.end();
  }

  drop(): void {
    this.#parts = [];
    this.#way.drop();
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (!this.#isInKept) this.#put(frameBytes({ kind: 'kept', salt: chance(saltBytes) } satisfies Frame));
    this.#isInKept = true;
    this.#put(frameBytes({ kind: 'bytes', bytes }));
  }

  #put(bytes: Buffer): void {
    if (!this.#way.isOpen() || !this.#way.reserve(bytes.length)) {
      this.#parts = [];
      return;
    }
    this.#parts.push(bytes);
    this.#gathered += bytes.length;
    if (this.#gathered >= fixedLimits.sealBatchBytesMax) this.#send();
  }

  #send(): void {
    if (this.#parts.length === 0) return;
    // One buffer of its own: it is handed to the thread, and gone here.
    const batch = new Uint8Array(this.#gathered);
    let at = 0;
    for (const part of this.#parts) {
      batch.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.#gathered = 0;
    this.#way.piece(batch);
  }
}

function chance(bytes: number): Uint8Array {
  return randomFillSync(new Uint8Array(bytes));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
