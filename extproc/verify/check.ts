// Checks a ledger from its records and checkpoints alone: that each record is canonical and that together they lead to every checkpoint that was signed. Trusts
// nothing but the key. Finds the first thing that is wrong, and where records are only known to differ within a range, tells the range.
import { canonicalJson } from '../words/canonical-json.ts';
import { certifiedKey, type LogKey, readCheckpoint, readKey, type SignedCheckpoint } from './checkpoint.ts';
import type { Part, Source, Subtree, Told } from './source.ts';
import { GrowingTree, leafOf } from './tree.ts';

export type Verdict =
  | {
      readonly kind: 'sound';
      readonly origin: string;
      /** Records, deleted ones included. */
      readonly size: number;
      readonly trimmed: number;
      /** Checkpoints that the records lead to. */
      readonly checkpoints: number;
      /** Records behind the newest checkpoint, which nothing proves yet. */
      readonly unsigned: number;
      readonly isKeyTheLogsOwn: boolean;
    }
  | {
      readonly kind: 'unsound';
      readonly problem: string;
      /** The first bad record is this, or lies between it and `to`, which is not one of them. Null: none, something else is bad. */
      readonly record: { readonly from: number; readonly to: number } | null;
      readonly where: string | null;
    };

export interface CheckSetting {
  /** The log's verifier key, or that of the deployment that certified it. Null: the key that the log itself names, which proves less. */
  readonly key: string | null;
  /** Checkpoints that were kept elsewhere. */
  readonly published: readonly Told[];
}

export async function check(source: Source, { key: given, published }: CheckSetting): Promise<Verdict> {
  const key = keyOf(source, given);
  if (key === null) return unsound('the key is no verifier key of this log, and certifies none of it');
  const read = readAll([...source.checkpoints, ...published], key);
  if ('kind' in read) return read;
  const walk = new Walk(read);
  for await (const part of source.parts()) {
    const verdict = walk.take(part);
    if (verdict !== null) return verdict;
  }
  return walk.end(key.name, given === null);
}

function keyOf({ key, certificate }: Source, given: string | null): LogKey | null {
  const trusted = readKey(given ?? key ?? '');
  if (trusted === null) return null;
  const certified = given === null || certificate === null ? null : certifiedKey(certificate, trusted);
  return certified ?? trusted;
}

function readAll(told: readonly Told[], key: LogKey): readonly SignedCheckpoint[] | Verdict {
  if (told.length === 0) return unsound('there is no checkpoint: nothing is proved');
  const read: SignedCheckpoint[] = [];
  for (const { note, where } of told) {
    const checkpoint = readCheckpoint(note, key, where);
    if (checkpoint === null)
      return unsound(`this checkpoint is not signed by the key of ${key.name}, or was changed`, null, where);
    const other = read.find(({ size }) => size === checkpoint.size);
    if (other !== undefined && !other.root.equals(checkpoint.root))
      return unsound(
        `two checkpoints of ${other.size} records differ (the other is ${other.where}): the log was forked`,
        null,
        where,
      );
    read.push(checkpoint);
  }
  return read.toSorted((a, b) => a.size - b.size);
}

class Walk {
  readonly #checkpoints: readonly SignedCheckpoint[];
  readonly #tree = new GrowingTree();
  /** Checkpoints before it were compared. */
  #next = 0;
  /** Of those, the ones that could be. */
  #compared = 0;
  #provedSize = 0;
  #trimmed = 0;
  #trimmedRoots: readonly string[] = [];
  #isTrimTold = false;

  constructor(checkpoints: readonly SignedCheckpoint[]) {
    this.#checkpoints = checkpoints;
  }

  take(part: Part): Verdict | null {
    switch (part.kind) {
      case 'problem':
        return unsound(part.problem, { from: this.#tree.size, to: this.#tree.size + 1 }, part.where);
      case 'trimmed':
        return this.#skip(part.subtrees);
      case 'subtree':
        if (this.#tree.lastOf(part.height)?.equals(part.root)) return null;
        return unsound('the root that was written down for a segment is not that of its records', this.#range(), part.where);
      case 'record':
        return this.#record(part.leaf, part.where);
    }
  }

  end(origin: string, isKeyTheLogsOwn: boolean): Verdict {
    const { size } = this.#tree;
    const missing = this.#checkpoints[this.#next];
    if (missing !== undefined) {
      const problem = `a checkpoint has ${missing.size} records, and there are ${size}: the end was cut off`;
      return unsound(problem, { from: size, to: size + 1 }, missing.where);
    }
    if (this.#trimmed > 0 && !this.#isTrimTold)
      return unsound(`no record says that those before ${this.#trimmed} were deleted`, { from: 0, to: this.#trimmed });
    if (this.#compared === 0) return unsound('no checkpoint is of the records that are left: nothing is proved');
    const unsigned = size - this.#provedSize;
    return { kind: 'sound', origin, size, trimmed: this.#trimmed, checkpoints: this.#compared, unsigned, isKeyTheLogsOwn };
  }

  #skip(subtrees: readonly Subtree[]): Verdict | null {
    for (const { height, root } of subtrees) {
      if (!this.#tree.add(root, height)) return unsound('the roots of deleted records do not fit');
      // Checkpoints inside a subtree of which only the root is left can't be compared.
      while ((this.#checkpoints[this.#next]?.size ?? Number.POSITIVE_INFINITY) < this.#tree.size) this.#next++;
      const verdict = this.#compare();
      if (verdict !== null) return verdict;
    }
    this.#trimmed = this.#tree.size;
    this.#trimmedRoots = this.#tree.subtrees();
    return null;
  }

  #record(leaf: Buffer, where: string): Verdict | null {
    const index = this.#tree.size;
    const entry = entryOf(leaf);
    if (typeof entry === 'string') return unsound(entry, { from: index, to: index + 1 }, where);
    if (entry.kind === 'ledger.trimmed') {
      const { before, roots } = entry.data;
      const isSame = before === this.#trimmed && JSON.stringify(roots) === JSON.stringify(this.#trimmedRoots);
      // One that was written for more may have been stopped before it was done.
      this.#isTrimTold ||= isSame || (typeof before === 'number' && before > this.#trimmed);
    }
    this.#tree.add(leafOf(leaf));
    return this.#compare();
  }

  #compare(): Verdict | null {
    for (let at = this.#checkpoints[this.#next]; at?.size === this.#tree.size; at = this.#checkpoints[++this.#next]) {
      if (!at.root.equals(this.#tree.root())) {
        const { from, to } = this.#range();
        const which = to - from === 1 ? `record ${from} is` : `records ${from} to ${to - 1} are`;
        return unsound(`${which} not what was signed`, { from, to }, at.where);
      }
      this.#compared++;
      this.#provedSize = at.size;
    }
    return null;
  }

  #range(): { readonly from: number; readonly to: number } {
    return { from: this.#provedSize, to: this.#tree.size };
  }
}

interface Entry {
  readonly kind: string;
  readonly data: { readonly [name: string]: unknown };
}

const depthMax = 64;

/** Gives what is wrong with it in words, else the entry. */
function entryOf(leaf: Buffer): Entry | string {
  const text = leaf.toString();
  let entry: Partial<Record<string, unknown>>;
  try {
    entry = JSON.parse(text) as typeof entry;
  } catch {
    return 'the record is no JSON';
  }
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'the record is no entry';
  if (canonicalJson(entry, depthMax) !== text || !Buffer.from(text).equals(leaf)) return 'the record is not canonical JSON';
  const { version, id, kind, time_ms, about, data } = entry;
  if (version !== 1) return 'the record has a version that this program does not know';
  const isEntry =
    typeof id === 'string' &&
    /^re_[0-9A-HJKMNP-TV-Z]{26}$/.test(id) &&
    typeof kind === 'string' &&
    Number.isSafeInteger(time_ms) &&
    (about === null || typeof about === 'string') &&
    typeof data === 'object' &&
    data !== null &&
    Object.keys(entry).length === 6;
  return isEntry ? { kind, data: data as Entry['data'] } : 'the record has not the fields of an entry';
}

function unsound(
  problem: string,
  record: { readonly from: number; readonly to: number } | null = null,
  where: string | null = null,
): Verdict {
  return { kind: 'unsound', problem, record, where };
}
