// A ledger of the test's own: keeps what it is given, and says what became of it when the test says so, or at once.
import type { EntryDraft, Ledger } from '../../../extproc/words/evidence.ts';

type Outcome = 'durable' | 'lost';

export interface FakeLedger extends Ledger {
  isOpen: boolean;
  readonly entries: readonly EntryDraft[];
  readonly kinds: readonly string[];
  /** How many wait for an answer. */
  readonly waiting: number;
  /** Answers all that wait. */
  answer(outcome?: Outcome): void;
}

/** `keeps`: answers by itself, as soon as the call has returned. */
export function fakeLedger(setting: { readonly keeps?: boolean } = {}): FakeLedger {
  const entries: EntryDraft[] = [];
  const waiting: ((outcome: Outcome) => void)[] = [];
  return {
    isOpen: true,
    entries,
    get kinds() {
      return entries.map(({ kind }) => kind);
    },
    get waiting() {
      return waiting.length;
    },
    append(entry, durable) {
      entries.push(entry);
      if (durable === undefined) return;
      if (setting.keeps === true) queueMicrotask(() => durable('durable'));
      else waiting.push(durable);
    },
    answer(outcome = 'durable') {
      for (const tell of waiting.splice(0)) tell(outcome);
    },
  };
}
