// One log on disk: appends batches that are synced before it says so, signs checkpoints, starts new segments and deletes old ones. All of it waits for the
// disk, so it lives in a thread of its own (thread.ts). What fails leaves the log as it was, and may be tried again.
import { join } from 'node:path';
import { checkpointText } from '../audit/log/checkpoint.ts';
import { type Signer, signNote } from '../audit/log/note.ts';
import { Frontier, type Hash, leafHash } from '../audit/log/tree.ts';
import { fixedLimits } from '../words/limits.ts';
import type { Disk } from './disk.ts';
import { headingLine, lineOf, numbered, numberOf, rootLine } from './format.ts';
import { GrownFile } from './grown-file.ts';
import { type FoundCheckpoint, type Places, placesIn, recover, wholeTree } from './recover.ts';
import { putWhole } from './whole-file.ts';

export interface LogSetting {
  readonly folder: string;
  readonly signer: Signer;
  readonly disk: Disk;
  /** Records of a full segment, a power of two. */
  readonly leaves: number;
}

export interface Appended {
  /** How many of the entries, from the first on, are there for good. */
  readonly kept: number;
  /** Why the others are not. */
  readonly failure: unknown;
}

export class Log {
  readonly #setting: LogSetting;
  readonly #places: Places;
  readonly #roots: Hash[];
  readonly #rootsFile: GrownFile;
  #first: number;
  #inner: Frontier;
  #file: GrownFile;
  #hasHeading: boolean;
  #checkpoint: FoundCheckpoint | null;
  /** Bytes that a crash had left half written, and that are gone now. */
  readonly cut: number;

  /** Opens a log that nobody else has open, or begins it. Throws ERR_LEDGER_BROKEN where it is not what was written, and what the disk throws. */
  constructor(setting: LogSetting) {
    const { folder, signer, disk, leaves } = setting;
    this.#setting = setting;
    this.#places = placesIn(folder);
    disk.makeFolder(this.#places.segments);
    disk.makeFolder(this.#places.checkpoints);
    const found = recover(disk, this.#places, signer, leaves);
    this.#roots = [...found.roots];
    this.#rootsFile = new GrownFile(disk, this.#places.roots, found.rootsBytes);
    this.#first = found.first;
    this.#inner = found.inner;
    this.#file = new GrownFile(disk, this.#segment(found.first), found.bytes);
    this.#hasHeading = found.bytes > 0;
    this.#checkpoint = found.checkpoint;
    this.cut = found.cut;
    // What was read may have been in memory only, and whoever goes on from it says that it is kept.
    this.#file.settle();
    this.#rootsFile.settle();
  }

  get size(): number {
    return this.#first + this.#inner.size;
  }

  get checkpoint(): FoundCheckpoint | null {
    return this.#checkpoint;
  }

  /** Appends entries, each as its canonical JSON. Never throws. */
  append(entries: readonly string[]): Appended {
    let kept = 0;
    try {
      while (kept < entries.length) {
        if (this.#inner.size === this.#setting.leaves) this.#startSegment();
        const room = this.#setting.leaves - this.#inner.size;
        kept += this.#write(entries.slice(kept, kept + room));
      }
      return { kept, failure: null };
    } catch (failure) {
      return { kept, failure };
    }
  }

  /** Signs what is there, if it is more than the newest checkpoint has. Throws what the disk throws. */
  sign(): FoundCheckpoint | null {
    const { signer, disk, leaves } = this.#setting;
    if (this.size === (this.#checkpoint?.size ?? 0)) return this.#checkpoint;
    const root = wholeTree(this.#roots, this.#inner, leaves).root();
    const note = signNote(checkpointText({ origin: signer.name, size: this.size, root, extra: [] }), [signer]);
    putWhole(disk, join(this.#places.checkpoints, numbered(this.size, '.note')), note);
    this.#checkpoint = { note, size: this.size, root };
    this.#forgetCheckpoints();
    return this.#checkpoint;
  }

  /**
   * Deletes segments that end at `before` or earlier, oldest first, never the last. The log must say so in a record of its own before. Their roots stay, and so
   * does the last checkpoint of each.
   */
  trim(before: number): void {
    const { disk, leaves } = this.#setting;
    for (const name of disk.list(this.#places.segments).toSorted()) {
      const first = numberOf(name, '.log');
      if (first !== null && first + leaves <= before && first < this.#first) disk.remove(join(this.#places.segments, name));
    }
    disk.syncFolder(this.#places.segments);
  }

  close(): void {
    this.#file.close();
    this.#rootsFile.close();
  }

  #write(entries: readonly string[]): number {
    const { signer, leaves } = this.#setting;
    if (!this.#hasHeading) {
      this.#file.add(Buffer.from(headingLine({ origin: signer.name, first: this.#first, leaves })));
      this.#hasHeading = true;
    }
    const batch = this.size;
    this.#file.add(Buffer.from(entries.map((entry, at) => lineOf(batch + at, batch, entry)).join('')));
    for (const entry of entries) this.#inner.add(leafHash(Buffer.from(entry)));
    return entries.length;
  }

  /** In this order: a start after a crash in between finds a full segment without a successor, and does it again. */
  #startSegment(): void {
    const { disk } = this.#setting;
    this.sign();
    const root = this.#inner.root();
    this.#rootsFile.add(Buffer.from(rootLine(this.#first, root)));
    this.#file.close();
    this.#roots.push(root);
    this.#first += this.#setting.leaves;
    this.#inner = new Frontier();
    this.#file = new GrownFile(disk, this.#segment(this.#first), 0);
    this.#hasHeading = false;
  }

  /** The last checkpoint of each full segment stays: old states are provable by them, also when the segment is gone. */
  #forgetCheckpoints(): void {
    const { disk, leaves } = this.#setting;
    const { checkpoints } = this.#places;
    const sizes = disk.list(checkpoints).map(name => numberOf(name, '.note'));
    const within = sizes.filter(size => size !== null && size % leaves !== 0).toSorted((a, b) => b! - a!);
    const old = within.filter((size, at) => at >= fixedLimits.ledgerCheckpointsMax || size! < this.#first);
    for (const size of old) disk.remove(join(checkpoints, numbered(size!, '.note')));
  }

  #segment(first: number): string {
    return join(this.#places.segments, numbered(first, '.log'));
  }
}
