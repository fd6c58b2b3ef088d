// Tells those who watch a store what changed. Listeners don't throw.
import type { StoreChange } from '../approvals/ports.ts';
import type { Row } from './database.ts';

export interface Hearers {
  watch(listener: (change: StoreChange) => void): () => void;
  tell(change: StoreChange): void;
  clear(): void;
}

export function hearers(): Hearers {
  const listeners = new Set<{ readonly hear: (change: StoreChange) => void }>();
  return {
    watch(hear) {
      const listener = { hear };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(change) {
      for (const listener of [...listeners]) listener.hear(change);
    },
    clear: () => listeners.clear(),
  };
}

/** A change as triggers of the migrations write it down. One that is not understood (a newer program wrote it) is no reason to look at all anew. */
export function changeOf({ kind, id, version }: Row): StoreChange | null {
  if (typeof id !== 'string') return null;
  if (kind === 'hold') return { kind, id, version: Number(version) };
  if (kind === 'remembered') return { kind, id };
  return null;
}
