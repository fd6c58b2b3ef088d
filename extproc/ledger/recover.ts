// Reads where a log stands when it is opened: the roots of its full segments, the last segment record by record, and the newest checkpoint, which all that must
// lead to. What a crash left half written at the end of the last batch is cut off. Everything else that does not fit is a refusal: it was changed by others.
import { join } from 'node:path';
import { parseCheckpoint } from '../audit/log/checkpoint.ts';
import { openNote, type Verifier } from '../audit/log/note.ts';
import { Frontier, type Hash, leafHash } from '../audit/log/tree.ts';
import { Fault } from '../words/fault.ts';
import type { Disk } from './disk.ts';
import { headingLine, linesOf, numbered, numberOf, readLine, readRoots, rootLine } from './format.ts';

export interface Found {
  /** First record of the segment that is written to. */
  readonly first: number;
  /** Its tree. */
  readonly inner: Frontier;
  /** Its good bytes. 0: not even its first line is there. */
  readonly bytes: number;
  /** Bytes behind them, of what was not written whole. */
  readonly cut: number;
  /** Roots of the full segments before it. */
  readonly roots: readonly Hash[];
  /** Of the roots' file. */
  readonly rootsBytes: number;
  readonly checkpoint: FoundCheckpoint | null;
}

export interface FoundCheckpoint {
  readonly note: string;
  readonly size: number;
  readonly root: Hash;
}

export interface Places {
  readonly segments: string;
  readonly checkpoints: string;
  readonly roots: string;
}

export function placesIn(folder: string): Places {
  return { segments: join(folder, 'segments'), checkpoints: join(folder, 'checkpoints'), roots: join(folder, 'roots') };
}

/** Throws ERR_LEDGER_BROKEN. */
export function recover(disk: Disk, places: Places, verifier: Verifier, leaves: number): Found {
  const checkpoint = newestCheckpoint(disk, places.checkpoints, verifier);
  const firsts = firstsOf(disk, places.segments);
  refuseGaps(firsts, leaves);
  const first = firsts.at(-1) ?? 0;
  const known = readRoots(disk.read(places.roots) ?? Buffer.alloc(0), leaves);
  const full = first / leaves;
  if (known.length < full) throw broken(`the roots of ${full} full segments are wanted, and there are ${known.length}`);
  if ((checkpoint?.size ?? 0) < first) throw broken(`the newest checkpoint is older than the segment that begins at ${first}`);
  const bytes = disk.read(join(places.segments, numbered(first, '.log'))) ?? Buffer.alloc(0);
  const heading = headingLine({ origin: verifier.name, first, leaves });
  const walked = walk(bytes, heading, first, leaves, size => size === (checkpoint?.size ?? -1));
  const roots = known.slice(0, full);
  compare(checkpoint, first + walked.inner.size, rootOver(roots, walked.atMark, leaves));
  // The root of a segment that filled up may have been written when the next segment was not there yet; it is written again.
  if (known.length > full + (walked.inner.size === leaves ? 1 : 0)) throw broken('there are more roots than full segments');
  const rootsBytes = Buffer.byteLength(roots.map((root, at) => rootLine(at * leaves, root)).join(''));
  return { first, inner: walked.inner, bytes: walked.good, cut: bytes.length - walked.good, roots, rootsBytes, checkpoint };
}

/** The root of a whole tree from those of full segments and the tree of the last one. */
export function rootOver(roots: readonly Hash[], inner: Frontier | null, leaves: number): Hash | null {
  return inner === null ? null : wholeTree(roots, inner, leaves).root();
}

export function wholeTree(roots: readonly Hash[], inner: Frontier, leaves: number): Frontier {
  const top = new Frontier();
  const isFull = inner.size === leaves;
  for (const root of isFull ? [...roots, inner.root()] : roots) top.add(root);
  if (isFull) return new Frontier((roots.length + 1) * leaves, top.roots);
  return new Frontier(roots.length * leaves + inner.size, [...top.roots, ...inner.roots]);
}

interface Walked {
  readonly inner: Frontier;
  readonly good: number;
  /** The tree at the size that was looked for. */
  readonly atMark: Frontier | null;
}

function walk(bytes: Buffer, heading: string, first: number, leaves: number, isMark: (size: number) => boolean): Walked {
  const inner = new Frontier();
  let atMark = isMark(first) ? new Frontier() : null;
  const nothing = { inner, good: 0, atMark };
  if (bytes.toString('latin1', 0, heading.length) !== heading) {
    // Its first line is synced before a record is written: without one, nothing was kept here.
    if (hasBatchAfter(bytes, -1)) throw broken(`the segment that begins at ${first} is not of this log`);
    return nothing;
  }
  let good = heading.length;
  let batch = first;
  for (const { line, isWhole } of linesOf(bytes.subarray(heading.length))) {
    const read = isWhole && inner.size < leaves ? readLine(line) : null;
    const index = first + inner.size;
    if (read === null || read.index !== index || (read.batch !== index && (read.batch !== batch || index === first))) {
      // A batch is written when the one before it is synced: only the last can be torn.
      if (hasBatchAfter(bytes.subarray(good), index))
        throw broken(`record ${index} is not what was written, and later ones are there`);
      break;
    }
    batch = read.batch;
    inner.add(leafHash(read.leaf));
    good += line.length + 1;
    if (isMark(index + 1)) atMark = new Frontier(inner.size, inner.roots);
  }
  return { inner, good, atMark };
}

function hasBatchAfter(bytes: Buffer, index: number): boolean {
  for (const { line } of linesOf(bytes)) if ((readLine(line)?.batch ?? -1) > index) return true;
  return false;
}

function compare(checkpoint: FoundCheckpoint | null, size: number, root: Hash | null): void {
  if (checkpoint === null) return;
  if (size < checkpoint.size)
    throw broken(
      `the newest checkpoint has ${checkpoint.size} records, and there are ${size}: record ${size} is missing or changed`,
    );
  if (root === null || !root.equals(checkpoint.root))
    throw broken(`records before ${checkpoint.size} are not those of the newest checkpoint`);
}

function firstsOf(disk: Disk, folder: string): readonly number[] {
  return disk
    .list(folder)
    .map(name => numberOf(name, '.log'))
    .filter(first => first !== null)
    .toSorted((a, b) => a - b);
}

function refuseGaps(firsts: readonly number[], leaves: number): void {
  for (const [at, first] of firsts.entries()) {
    if (first % leaves !== 0) throw broken(`no segment begins at ${first}`);
    if (at > 0 && first !== firsts[at - 1]! + leaves)
      throw broken(`the segment that begins at ${firsts[at - 1]! + leaves} is missing`);
  }
}

function newestCheckpoint(disk: Disk, folder: string, verifier: Verifier): FoundCheckpoint | null {
  const sizes = disk
    .list(folder)
    .map(name => numberOf(name, '.note'))
    .filter(size => size !== null);
  if (sizes.length === 0) return null;
  const size = Math.max(...sizes);
  const note = (disk.read(join(folder, numbered(size, '.note'))) ?? Buffer.alloc(0)).toString();
  const opened = openNote(note, [verifier]);
  if (opened === null || opened.by.length === 0) {
    throw broken(
      `the newest checkpoint is not signed by this replica's key; restore the key, or begin a log of another name in another folder`,
    );
  }
  const checkpoint = parseCheckpoint(opened.text);
  if (checkpoint === null || checkpoint.size !== size || checkpoint.origin !== verifier.name)
    throw broken('the newest checkpoint is not of this log and size');
  return { note, size, root: checkpoint.root };
}

export function broken(what: string): Fault {
  return new Fault('ERR_LEDGER_BROKEN', `${what}; \`penstock audit verify\` tells more, and nothing is written to this ledger`);
}
