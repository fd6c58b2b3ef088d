// The ledger as the program has it: takes entries, gives them to the log's thread in groups, and says what became of each. Nothing here waits for a disk. While
// the disk is full, gone or slow the ledger is closed for what requires a record; what it was given before is tried again until there is room.
import { canonicalJson } from '../words/canonical-json.ts';
import type { Durable, EntryDraft, Json, Ledger, LedgerEntry, LedgerReader, LogIdentity } from '../words/evidence.ts';
import { fixedLimits } from '../words/limits.ts';
import { ulid } from '../words/ulid.ts';
import { diskReader } from './reader.ts';
import { removable } from './retention.ts';
import { type LogThread, startThread } from './start-thread.ts';
import type { LogPlace, Report, Signed } from './thread.ts';
import { type Waiting, WaitingEntries } from './waiting.ts';

export interface LedgerSetting {
  /** `keyFile` and `folder` are made on first start. `origin`, null: of chance. `deploymentKeyFile`: certifies the replica's key. */
  readonly place: LogPlace;
  readonly now: () => number;
  readonly chance: (bytes: number) => Uint8Array;
  /** What the entry `server.started` says, beside the log's identity. */
  readonly started: { readonly [name: string]: Json };
  /** Takes copies of what is kept, as lines without a line break. Neither waits nor throws. */
  readonly copies: readonly ((line: string) => void)[];
  /** Hears of each checkpoint, newest last. Neither waits nor throws. */
  readonly onCheckpoint: (note: string) => void;
  readonly onTrouble: (trouble: LedgerTrouble) => void;
}

/** Something that went wrong; for the log, without a value. `what`: told when it begins, not each time it is tried again. */
export interface LedgerTrouble {
  readonly what: 'write' | 'sign' | 'trim' | 'thread' | 'entry' | 'full' | 'torn' | 'caller';
  /** A code, or a number of bytes. */
  readonly why: string;
}

export interface LedgerFigures {
  readonly size: number;
  readonly waiting: number;
  readonly durable: number;
  readonly lost: number;
}

export interface OpenLedger extends Ledger {
  readonly identity: LogIdentity;
  readonly reader: LedgerReader;
  readonly figures: LedgerFigures;
  /** Deletes whole segments whose records are all older. Says so in the ledger first. Gives how many records went. */
  trim(olderThanMs: number): Promise<number>;
  /** Writes what waits, says that the server stopped, signs, and lets go of the folder. What can't be written in time is lost. */
  close(): Promise<void>;
}

/** Rejects with ERR_LEDGER_… where the ledger can't be opened, or is not what was written. */
export async function openLedger(setting: LedgerSetting): Promise<OpenLedger> {
  const ledger = new ThreadLedger(setting);
  await ledger.open();
  return ledger;
}

class ThreadLedger implements OpenLedger {
  readonly #setting: LedgerSetting;
  readonly #waiting = new WaitingEntries();
  #thread: LogThread | null = null;
  /** With the thread, or to be tried again. */
  #flight: readonly Waiting[] = [];
  #flightSince: number | null = null;
  #size = 0;
  #state: 'working' | 'failing' | 'full' | 'closing' | 'closed' = 'failing';
  #againMs: number = fixedLimits.ledgerAgainMsMin;
  #checkpoint: Signed | null = null;
  #identity: LogIdentity | null = null;
  #reader: LedgerReader | null = null;
  #durable = 0;
  #lost = 0;
  #onIdle: (() => void) | null = null;

  constructor(setting: LedgerSetting) {
    this.#setting = setting;
  }

  async open(): Promise<void> {
    const { place, started } = this.#setting;
    const opened = await this.#start();
    this.#identity = opened.identity;
    this.#checkpoint = opened.checkpoint;
    this.#size = opened.size;
    this.#reader = diskReader(place.folder, opened.identity, () => ({ size: this.#size, checkpoint: this.#checkpoint }));
    this.#state = 'working';
    if (opened.cut > 0) this.#setting.onTrouble({ what: 'torn', why: `${opened.cut} bytes` });
    this.append({ kind: 'server.started', about: null, data: { ...started, log: { ...opened.identity } } });
  }

  get identity(): LogIdentity {
    return this.#identity!;
  }

  get reader(): LedgerReader {
    return this.#reader!;
  }

  get figures(): LedgerFigures {
    const waiting = this.#waiting.count + this.#flight.length;
    return { size: this.#size, waiting, durable: this.#durable, lost: this.#lost };
  }

  get isOpen(): boolean {
    const isStalled = this.#flightSince !== null && performance.now() - this.#flightSince > fixedLimits.ledgerStallMsMax;
    return this.#state === 'working' && !isStalled;
  }

  append(draft: EntryDraft, durable: Durable | null = null): void {
    const { now, chance, onTrouble } = this.#setting;
    if (this.#state === 'closed') return this.#lose(durable);
    const time = Math.max(0, Math.trunc(now()));
    const entry: LedgerEntry = { version: 1, id: ulid('re', time, chance(10)), time_ms: time, ...draft };
    const json = canonicalJson(entry, fixedLimits.ledgerEntryDepthMax);
    const bytes = json === null ? 0 : Buffer.byteLength(json);
    if (json === null || bytes > fixedLimits.ledgerEntryBytesMax) {
      onTrouble({ what: 'entry', why: draft.kind });
      return this.#lose(durable);
    }
    if (this.#waiting.isFull) {
      if (this.#state === 'working') {
        this.#state = 'full';
        onTrouble({ what: 'full', why: `${this.#waiting.count} entries` });
      }
      return this.#lose(durable);
    }
    this.#waiting.put({ json, bytes, durable });
    this.#send();
  }

  async trim(olderThanMs: number): Promise<number> {
    const { trimmed, before, roots } = await removable(this.#setting.place.folder, olderThanMs);
    if (before === trimmed) return 0;
    const { promise, resolve } = Promise.withResolvers<'durable' | 'lost'>();
    this.append({ kind: 'ledger.trimmed', about: null, data: { before, roots } }, resolve);
    if ((await promise) === 'lost') return 0;
    this.#thread?.order({ kind: 'trim', before });
    return before - trimmed;
  }

  async close(): Promise<void> {
    if (this.#state === 'closed' || this.#state === 'closing') return;
    this.append({ kind: 'server.stopped', about: null, data: {} });
    this.#state = 'closing';
    const deadline = performance.now() + fixedLimits.ledgerCloseMsMax;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onIdle = resolve;
    if (this.#flight.length === 0) resolve();
    const late = setTimeout(resolve, fixedLimits.ledgerCloseMsMax);
    await promise;
    clearTimeout(late);
    this.#state = 'closed';
    await this.#thread?.close(Math.max(0, deadline - performance.now()));
    for (const { durable } of [...this.#flight, ...this.#waiting.takeAll()]) this.#lose(durable);
    this.#flight = [];
  }

  async #start(): Promise<Extract<Report, { kind: 'opened' }>> {
    const { thread, opened } = await startThread(
      this.#setting.place,
      report => this.#hear(report),
      () => this.#restart(),
    );
    this.#thread = thread;
    return opened;
  }

  #send(): void {
    if (this.#flight.length > 0 || this.#thread === null || this.#waiting.count === 0) return;
    this.#flight = this.#waiting.take();
    this.#order();
  }

  #order(): void {
    this.#flightSince = performance.now();
    this.#thread?.order({ kind: 'append', entries: this.#flight.map(({ json }) => json) });
  }

  #hear(report: Report): void {
    switch (report.kind) {
      case 'appended':
        return this.#settle(report.kept, report.failure);
      case 'signed':
        this.#checkpoint = report.checkpoint;
        return this.#setting.onCheckpoint(report.checkpoint.note);
      case 'failed':
        return this.#setting.onTrouble({ what: report.what, why: report.failure });
      case 'opened':
      case 'refused':
      case 'closed':
        return;
    }
  }

  #settle(kept: number, failure: string | null): void {
    const done = this.#flight.slice(0, kept);
    this.#flight = this.#flight.slice(kept);
    this.#flightSince = null;
    this.#size += kept;
    this.#durable += kept;
    if (failure === null) {
      if (this.#state === 'failing' || (this.#state === 'full' && this.#waiting.isRoomy)) this.#state = 'working';
      this.#againMs = fixedLimits.ledgerAgainMsMin;
      this.#send();
    } else {
      this.#fail('write', failure);
      this.#later(() => this.#order());
    }
    for (const { json, durable } of done) {
      for (const copy of this.#setting.copies) copy(json);
      this.#tell(durable, 'durable');
    }
    if (this.#flight.length === 0) this.#onIdle?.();
  }

  #fail(what: 'write' | 'thread', why: string): void {
    if (this.#state === 'failing' || this.#state === 'closed') return;
    if (this.#state !== 'closing') this.#state = 'failing';
    this.#setting.onTrouble({ what, why });
  }

  #later(act: () => void): void {
    if (this.#state === 'closed') return;
    setTimeout(act, this.#againMs);
    this.#againMs = Math.min(this.#againMs * 2, fixedLimits.ledgerAgainMsMax);
  }

  /** The thread ended on its own. What it had written of the last group is told by how much is there when it is opened again. */
  #restart(): void {
    if (this.#state === 'closed') return;
    this.#thread = null;
    this.#fail('thread', 'ended');
    this.#later(async () => {
      try {
        const { size } = await this.#start();
        const kept = Math.min(Math.max(0, size - this.#size), this.#flight.length);
        this.#settle(kept, null);
        if (this.#flight.length > 0) this.#order();
      } catch {
        this.#restart();
      }
    });
  }

  #lose(durable: Durable | null): void {
    this.#lost++;
    // Never before the call that appended it returned.
    if (durable !== null) setImmediate(() => this.#tell(durable, 'lost'));
  }

  #tell(durable: Durable | null, outcome: 'durable' | 'lost'): void {
    try {
      durable?.(outcome);
    } catch {
      this.#setting.onTrouble({ what: 'caller', why: outcome });
    }
  }
}
