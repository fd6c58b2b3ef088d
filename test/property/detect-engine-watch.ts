// Feeds a text to a scan in pieces and notes all that it tells, and when.
import { expect } from 'vitest';
import type { Match, TextScan } from '../../extproc/detect/scan.ts';

export interface Watched {
  readonly matches: readonly Match[];
  /** By position, after each piece. */
  readonly safeAt: ReadonlyMap<number, number>;
  /** Position at which each match was told. */
  readonly told: readonly string[];
  /** Matches that began below what was called safe before they were told, signals aside: no text waits for them. */
  readonly late: readonly Match[];
}

export function watch(scan: TextScan, bytes: Uint8Array, sizes: readonly number[], meanwhile = () => {}): Watched {
  const matches: Match[] = [];
  const late: Match[] = [];
  const told: string[] = [];
  const safeAt = new Map<number, number>();
  let safe = 0;
  const collect = () => {
    const taken = scan.take();
    matches.push(...taken);
    told.push(...taken.map(({ detector: { id }, start }) => `${id} from ${start} at ${scan.position}`));
    late.push(...taken.filter(match => match.start < safe && match.detector.signal !== true));
    safe = scan.safe;
    safeAt.set(scan.position, safe);
    expect(safe).toBeLessThanOrEqual(scan.position);
    return taken.length;
  };
  let from = 0;
  for (let i = 0; from < bytes.length; i += 1) {
    const piece = bytes.subarray(from, from + sizes[i % sizes.length]!);
    for (let at = 0; at < piece.length; ) {
      const next = scan.advance(piece, at);
      expect(next).toBeGreaterThan(at);
      expect(scan.position).toBe(from + next);
      at = next;
      const confirmed = collect();
      if (at < piece.length) expect(confirmed).toBeGreaterThan(0);
    }
    from += piece.length;
    meanwhile();
  }
  scan.finish();
  collect();
  expect(safe).toBe(bytes.length);
  return { matches, safeAt, told, late };
}
