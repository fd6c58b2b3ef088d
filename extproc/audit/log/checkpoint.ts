// Checkpoints as C2SP has them: origin, size, root, and lines of one's own, as the text of a signed note. Pure. Source: c2sp.org/tlog-checkpoint.
import type { Hash } from './tree.ts';
import { hashBytes } from './tree.ts';

export interface Checkpoint {
  /** Names the log; the same in all its checkpoints. */
  readonly origin: string;
  /** Leaves. */
  readonly size: number;
  readonly root: Hash;
  /** Lines behind the root. */
  readonly extra: readonly string[];
}

export function checkpointText({ origin, size, root, extra }: Checkpoint): string {
  return `${[origin, String(size), Buffer.from(root).toString('base64'), ...extra].join('\n')}\n`;
}

/** Null: it is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : [];
  const [origin = '', size = '', encoded = '', ...extra] = lines;
  const root = Buffer.from(encoded, 'base64');
  if (origin === '' || !/^(?:0|[1-9][0-9]{0,15})$/.test(size) || root.length !== hashBytes || root.toString('base64') !== encoded)
    return null;
  if (!Number.isSafeInteger(Number(size)) || extra.includes('')) return null;
  return { origin, size: Number(size), root, extra };
}
