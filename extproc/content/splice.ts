// Replaces ranges of bytes.
import type { Cause } from './trace.ts';

export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
  /** What it was replaced for; absent for what only goes along. */
  readonly cause?: Cause;
}

/** Gives the bytes with the ranges replaced. */
export function spliced(raw: Buffer, splices: readonly Splice[]): Buffer {
  if (splices.length === 0) return raw;
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const { start, end, bytes } of inOrder(splices)) {
    parts.push(raw.subarray(done, start), bytes);
    done = end;
  }
  parts.push(raw.subarray(done));
  return Buffer.concat(parts);
}

/** Those that count. A range that begins inside another one goes with it; of two with one start the wider stands. */
export function inOrder(splices: readonly Splice[]): readonly Splice[] {
  let done = 0;
  const ordered = splices.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return ordered.filter(({ start, end }) => {
    if (start < done) return false;
    done = end;
    return true;
  });
}
