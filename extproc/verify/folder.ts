// A ledger as it lies on a disk: `verifier`, `certificate`, `roots`, `segments/FIRST.log`, `checkpoints/SIZE.note`, as docs/ledger.md describes them. Written
// apart from the writer's own reading, and without repair: what does not fit is a problem.
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Part, type Source, type Told, Unreadable } from './source.ts';

/** Throws Unreadable where there is no ledger. */
export function folderSource(folder: string): Source {
  const segments = namesIn(join(folder, 'segments'), '.log');
  if (segments.length === 0) throw new Unreadable(`there is no ledger in ${folder}`);
  const checkpoints = namesIn(join(folder, 'checkpoints'), '.note').map(name => toldIn(join(folder, 'checkpoints', name)));
  return {
    key: textIn(join(folder, 'verifier')),
    certificate: textIn(join(folder, 'certificate')),
    checkpoints,
    parts: () => parts(folder, segments),
  };
}

/** Names that a crash left behind have another ending. */
function namesIn(folder: string, ending: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => name.endsWith(ending))
    .toSorted();
}

function toldIn(file: string): Told {
  return { note: readFileSync(file, 'utf8'), where: file };
}

function textIn(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function* parts(folder: string, segments: readonly string[]): Generator<Part> {
  const rootsFile = join(folder, 'roots');
  const roots = readRoots(textIn(rootsFile) ?? '');
  let next: Heading | null = null;
  for (const name of segments) {
    const file = join(folder, 'segments', name);
    const bad = (problem: string): Part => ({ kind: 'problem', problem, where: file });
    const bytes = readFileSync(file);
    const heading = readHeading(bytes);
    if (heading === null || name !== `${String(heading.first).padStart(16, '0')}.log`)
      return yield bad('the segment has not the first line that it must have');
    const { first, leaves, origin } = heading;
    const height = Math.log2(leaves);
    if (next === null) {
      if (roots === null || roots.some(root => root.first % leaves !== 0))
        return yield { kind: 'problem', problem: 'the roots of full segments are not as they were written', where: rootsFile };
      if (first > 0) yield { kind: 'trimmed', subtrees: roots.slice(0, first / leaves).map(({ root }) => ({ height, root })) };
    } else if (next.first !== first || next.leaves !== leaves || next.origin !== origin)
      return yield bad(`the segment that begins at ${next.first} is missing`);
    const count = yield* recordsIn(file, bytes, heading);
    if (count === null) return;
    const isLast = name === segments.at(-1);
    if (count > leaves || (!isLast && count < leaves))
      return yield bad(`the segment must have ${leaves} records, and has ${count}`);
    // Written when the segment is full, before there is a next one.
    const written = roots?.[first / leaves];
    if (written === undefined && !isLast) return yield bad('the root of the segment is missing');
    if (written !== undefined && count < leaves) return yield bad('the segment has a root, and is not full');
    if (written !== undefined) yield { kind: 'subtree', height, root: written.root, where: rootsFile };
    next = { ...heading, first: first + count };
  }
  if (roots !== null && next !== null && roots.length * next.leaves > next.first)
    yield { kind: 'problem', problem: 'a segment is missing that there is a root of', where: rootsFile };
}

interface Heading {
  readonly origin: string;
  readonly first: number;
  readonly leaves: number;
}

function readHeading(bytes: Buffer): Heading | null {
  const line = bytes.toString('utf8', 0, Math.max(0, bytes.indexOf('\n')));
  const [, origin, first, leaves] = /^penstock-ledger\/1 (\S+) (0|[1-9][0-9]{0,15}) ([1-9][0-9]{0,9})$/.exec(line) ?? [];
  if (origin === undefined || !Number.isInteger(Math.log2(Number(leaves))) || Number(first) % Number(leaves) !== 0) return null;
  return { origin, first: Number(first), leaves: Number(leaves) };
}

/** Null: a line is not as it must be. */
function readRoots(text: string): readonly { readonly first: number; readonly root: Buffer }[] | null {
  const lines = text.split('\n');
  if (lines.pop() !== '') return null;
  const roots = lines.map(line => {
    const [first = '', encoded = '', ...more] = line.split(' ');
    const root = Buffer.from(encoded, 'base64');
    const isRoot =
      more.length === 0 && String(Number(first)) === first && root.toString('base64') === encoded && root.length === 32;
    return isRoot ? { first: Number(first), root } : null;
  });
  const step = roots[1]?.first ?? 0;
  return roots.every((root, at) => root !== null && root.first === at * step) ? roots.filter(root => root !== null) : null;
}

/** Gives the records; null after one that is not as it must be. */
function* recordsIn(where: string, bytes: Buffer, { first }: Heading): Generator<Part, number | null> {
  let batch = first;
  let index = first;
  let line = 1;
  for (let start = bytes.indexOf('\n') + 1; start < bytes.length; index++) {
    line++;
    const end = bytes.indexOf('\n', start);
    const read = end < 0 ? null : readLine(bytes.subarray(start, end));
    const place = `${where}:${line}`;
    const problem = problemOf(read, index, batch, first);
    if (read === null || problem !== null) {
      yield { kind: 'problem', problem: problem ?? 'the record is not whole', where: place };
      return null;
    }
    batch = read.batch;
    yield { kind: 'record', leaf: read.leaf, where: place };
    start = end + 1;
  }
  return index - first;
}

function problemOf(read: Line | null, index: number, batch: number, first: number): string | null {
  if (read === null) return 'the record is not what was written';
  if (read.index > index) return `record ${index} is missing: record ${read.index} stands in its place`;
  if (read.index < index) return `record ${read.index} stands where record ${index} must be`;
  const isNew = read.batch === index;
  return isNew || (read.batch === batch && index > first) ? null : 'the record says that it was written with others than it was';
}

interface Line {
  readonly index: number;
  readonly batch: number;
  readonly leaf: Buffer;
}

/** `INDEX BATCH CHECK JSON`, CHECK being the first 16 hexadecimal digits of the SHA-256 of `INDEX BATCH JSON`. */
function readLine(bytes: Buffer): Line | null {
  const [start, places, index, batch, check] =
    /^((0|[1-9][0-9]*) (0|[1-9][0-9]*) )([0-9a-f]{16}) /.exec(bytes.toString('latin1', 0, 64)) ?? [];
  if (start === undefined) return null;
  const leaf = bytes.subarray(start.length);
  const digest = hash('sha256', Buffer.concat([Buffer.from(places!), leaf]), 'hex');
  return digest.startsWith(check!) ? { index: Number(index), batch: Number(batch), leaf } : null;
}
