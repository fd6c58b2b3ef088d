// Where the records of one segment are in its file, and their hashes: made by reading the file once, and longer when the file has grown. Reads only what the
// writer said is there for good.
import { type FileHandle, open } from 'node:fs/promises';
import { type Hash, leafHash } from '../audit/log/tree.ts';
import type { KeptRecord } from '../words/evidence.ts';
import { Fault } from '../words/fault.ts';
import { fixedLimits } from '../words/limits.ts';
import { readLine } from './format.ts';

const pieceBytes = 256 * 1024;
const lineBreak = 0x0a;

export class SegmentIndex {
  readonly #path: string;
  readonly #first: number;
  /** Where the line of each record begins, and where the next one would. */
  readonly #starts: number[] = [];
  readonly #hashes: Hash[] = [];
  #next = 0;
  #growing: Promise<void> = Promise.resolve();

  constructor(path: string, first: number) {
    this.#path = path;
    this.#first = first;
  }

  /** Hashes of its first `count` leaves. */
  async hashes(count: number): Promise<readonly Hash[]> {
    await this.#grow(count);
    return this.#hashes.slice(0, count);
  }

  /** Records from a place in the segment on, until there are so many, or so many bytes of them. */
  async records(from: number, to: number, bytesMax: number): Promise<readonly KeptRecord[]> {
    await this.#grow(to);
    let end = from + 1;
    while (end < to && this.#endOf(end) - this.#starts[from]! <= bytesMax) end++;
    const bytes = Buffer.alloc(this.#endOf(end - 1) - this.#starts[from]!);
    const file = await open(this.#path);
    try {
      await readWhole(file, bytes, this.#starts[from]!);
    } finally {
      await file.close();
    }
    const kept: KeptRecord[] = [];
    for (let at = from; at < end; at++) {
      const start = this.#starts[at]! - this.#starts[from]!;
      const line = readLine(bytes.subarray(start, this.#endOf(at) - this.#starts[from]! - 1));
      if (line?.index !== this.#first + at) throw changed(this.#first + at);
      kept.push({ index: line.index, leaf: line.leaf.toString() });
    }
    return kept;
  }

  #endOf(at: number): number {
    return this.#starts[at + 1] ?? this.#next;
  }

  /** One after the other: two that read on at once would both add what they read. */
  #grow(count: number): Promise<void> {
    const grown = this.#growing.then(() => this.#read(count));
    this.#growing = grown.catch(() => {});
    return grown;
  }

  async #read(count: number): Promise<void> {
    if (this.#hashes.length >= count) return;
    const file = await open(this.#path);
    try {
      let rest: Buffer = Buffer.alloc(0);
      let at = this.#next;
      while (this.#hashes.length < count) {
        const piece = Buffer.alloc(pieceBytes);
        const { bytesRead } = await file.read(piece, 0, pieceBytes, at);
        if (bytesRead === 0 || rest.length > 2 * fixedLimits.ledgerEntryBytesMax)
          throw changed(this.#first + this.#hashes.length);
        at += bytesRead;
        rest = this.#take(Buffer.concat([rest, piece.subarray(0, bytesRead)]), count);
      }
    } finally {
      await file.close();
    }
  }

  #take(bytes: Buffer, count: number): Buffer {
    let start = 0;
    if (this.#next === 0) {
      const heading = bytes.indexOf(lineBreak);
      if (heading < 0) return bytes;
      start = heading + 1;
      this.#next = start;
    }
    for (
      let end = bytes.indexOf(lineBreak, start);
      end >= 0 && this.#hashes.length < count;
      end = bytes.indexOf(lineBreak, start)
    ) {
      const line = readLine(bytes.subarray(start, end));
      if (line?.index !== this.#first + this.#hashes.length) throw changed(this.#first + this.#hashes.length);
      this.#starts.push(this.#next);
      this.#hashes.push(leafHash(line.leaf));
      this.#next += end + 1 - start;
      start = end + 1;
    }
    return bytes.subarray(start);
  }
}

async function readWhole(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, at + done);
    if (bytesRead === 0) throw new Fault('ERR_LEDGER_BROKEN', 'a segment is shorter than it was');
    done += bytesRead;
  }
}

function changed(index: number): Fault {
  return new Fault('ERR_LEDGER_BROKEN', `record ${index} is not what was written`);
}
