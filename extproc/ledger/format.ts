// How a segment of the ledger is written down: a first line that says whose it is, then a line a record. docs/ledger.md describes it for those who write a
// second reader; nothing here knows files.
import { hash } from 'node:crypto';

const formatName = 'penstock-ledger/1';

/** Records of a full segment: a power of two, so that it is a perfect subtree, which one root stands for when it is deleted. */
export const segmentLeaves = 16_384;

export interface Heading {
  readonly origin: string;
  /** Of the first record. */
  readonly first: number;
  /** Records of a full segment. */
  readonly leaves: number;
}

export function headingLine({ origin, first, leaves }: Heading): string {
  return `${formatName} ${origin} ${first} ${leaves}\n`;
}

export interface Line {
  readonly index: number;
  /** Place of the first of those records that were written and synced together. */
  readonly batch: number;
  /** The canonical JSON. */
  readonly leaf: Buffer;
}

/** `INDEX BATCH CHECK JSON`. The check finds what a crash left half written; what proves anything is the tree. */
export function lineOf(index: number, batch: number, json: string): string {
  return `${index} ${batch} ${checkOf(`${index} ${batch} `, Buffer.from(json))} ${json}\n`;
}

const checkChars = 16;

function checkOf(places: string, json: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from(places), json]), 'hex').slice(0, checkChars);
}

const lineStart = /^(0|[1-9][0-9]{0,15}) (0|[1-9][0-9]{0,15}) ([0-9a-f]{16}) /;
const lineStartCharsMax = 52;

/** Reads one line, without its line break. Null: it is none, or its check is not the one of its content. */
export function readLine(bytes: Buffer): Line | null {
  const [start, index, batch, check] = lineStart.exec(bytes.toString('latin1', 0, lineStartCharsMax)) ?? [];
  if (start === undefined) return null;
  const leaf = bytes.subarray(start.length);
  if (checkOf(`${index} ${batch} `, leaf) !== check) return null;
  return { index: Number(index), batch: Number(batch), leaf };
}

const lineBreak = 0x0a;

/** Cuts at line breaks. Gives where each line ends, the break included; the last may have none, then `isWhole` is false. */
export function* linesOf(bytes: Buffer): Generator<{ readonly line: Buffer; readonly start: number; readonly isWhole: boolean }> {
  for (let start = 0; start < bytes.length; ) {
    const at = bytes.indexOf(lineBreak, start);
    const end = at < 0 ? bytes.length : at;
    yield { line: bytes.subarray(start, end), start, isWhole: at >= 0 };
    start = end + 1;
  }
}

/** Names sort as the numbers do. */
export function numbered(number: number, ending: string): string {
  return `${String(number).padStart(16, '0')}${ending}`;
}

/** Null for a name that is none of these. */
export function numberOf(name: string, ending: string): number | null {
  if (!name.endsWith(ending) || !/^[0-9]{16}$/.test(name.slice(0, -ending.length))) return null;
  return Number(name.slice(0, -ending.length));
}

/** The roots of full segments, a line each: `FIRST ROOT`. */
export function rootLine(first: number, root: Buffer): string {
  return `${first} ${root.toString('base64')}\n`;
}

/** Gives the roots in their order, up to the first line that is not the one that must follow. */
export function readRoots(bytes: Buffer, leaves: number): readonly Buffer[] {
  const roots: Buffer[] = [];
  for (const { line, isWhole } of linesOf(bytes)) {
    const [first, encoded = ''] = line.toString('latin1').split(' ');
    const root = Buffer.from(encoded, 'base64');
    const isNext = first === String(roots.length * leaves) && root.length === 32 && root.toString('base64') === encoded;
    if (!isWhole || !isNext) break;
    roots.push(root);
  }
  return roots;
}
