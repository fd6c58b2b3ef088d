// The order in which a scan tells what it found.
import type { Match } from '../scan.ts';

export function byPlace(a: Match, b: Match): number {
  if (a.end !== b.end) return a.end - b.end;
  return a.start - b.start || (a.detector.id < b.detector.id ? -1 : a.detector.id > b.detector.id ? 1 : 0);
}
