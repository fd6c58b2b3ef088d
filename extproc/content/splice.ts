// Replaces ranges of bytes.

export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

/** Gives the bytes with the ranges replaced. A range that begins inside another one goes with it; of two with one start the wider stands. */
export function spliced(raw: Buffer, splices: readonly Splice[]): Buffer {
  if (splices.length === 0) return raw;
  const ordered = splices.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const parts: Uint8Array[] = [];
  let done = 0;
  for (const { start, end, bytes } of ordered) {
    if (start < done) continue;
    parts.push(raw.subarray(done, start), bytes);
    done = end;
  }
  parts.push(raw.subarray(done));
  return Buffer.concat(parts);
}
