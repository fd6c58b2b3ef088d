// Which segments are old enough to go. Knows segments and when their records were written; deleting is the log's.

import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Frontier } from '../audit/log/tree.ts';
import { fixedLimits } from '../words/limits.ts';
import { numbered, readRoots, segmentLeaves } from './format.ts';
import { segmentsIn } from './reader.ts';
import { placesIn } from './recover.ts';

export interface Removable {
  /** Records before it are gone already. */
  readonly trimmed: number;
  /** Records before it may go. */
  readonly before: number;
  /** What is kept of them: the roots of the perfect subtrees over them, in base64, largest first. */
  readonly roots: readonly string[];
}

/** A segment may go when the next one began before that time, which the last one never does. */
export async function removable(folder: string, olderThanMs: number, leaves: number = segmentLeaves): Promise<Removable> {
  const segments = await segmentsIn(folder);
  const trimmed = segments[0] ?? 0;
  let before = trimmed;
  for (const next of segments.slice(1)) {
    const beganMs = await firstTimeOf(join(placesIn(folder).segments, numbered(next, '.log')));
    if (beganMs === null || beganMs >= olderThanMs) break;
    before = next;
  }
  if (before === trimmed) return { trimmed, before, roots: [] };
  const frontier = new Frontier();
  for (const root of readRoots(await readFile(placesIn(folder).roots), leaves).slice(0, before / leaves)) frontier.add(root);
  return { trimmed, before, roots: frontier.roots.map(root => root.toString('base64')) };
}

async function firstTimeOf(path: string): Promise<number | null> {
  const file = await open(path);
  try {
    const bytes = Buffer.alloc(2 * fixedLimits.ledgerEntryBytesMax);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    const [, record = ''] = bytes.toString('utf8', 0, bytesRead).split('\n', 2);
    const { time_ms } = JSON.parse(record.slice(record.indexOf('{'))) as { readonly time_ms: unknown };
    return typeof time_ms === 'number' ? time_ms : null;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
