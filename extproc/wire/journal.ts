// The ledger as one stream meets it: appends what its exchange says, and tells it what became of what is awaited, which does not take longer than the limit.
// Knows numbers and outcomes; not what an entry is about.
import type { ExchangeEvent, JournalEffect } from '../exchange/events.ts';
import type { Ledger } from '../words/evidence.ts';

export class Journal {
  readonly #ledger: Ledger;
  readonly #answerMsMax: number;
  readonly #deliver: (event: ExchangeEvent) => void;
  /** What is awaited, by its number. */
  readonly #timers = new Map<number, NodeJS.Timeout>();

  constructor(ledger: Ledger, answerMsMax: number, deliver: (event: ExchangeEvent) => void) {
    this.#ledger = ledger;
    this.#answerMsMax = answerMsMax;
    this.#deliver = deliver;
  }

  /** Something that the exchange waits for is on its way, and is told in time. */
  get isAwaited(): boolean {
    return this.#timers.size > 0;
  }

  perform({ entry, number }: JournalEffect): void {
    if (number === null) return this.#ledger.append(entry);
    this.#timers.set(
      number,
      setTimeout(() => this.#answer(number, 'lost'), this.#answerMsMax),
    );
    this.#ledger.append(entry, outcome => this.#answer(number, outcome));
  }

  /** Nobody waits any more. */
  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #answer(number: number, outcome: 'durable' | 'lost'): void {
    const timer = this.#timers.get(number);
    // It is too late for it, or there is nobody to hear it.
    if (timer === undefined) return;
    clearTimeout(timer);
    this.#timers.delete(number);
    this.#deliver({ kind: 'journaled', number, outcome });
  }
}
