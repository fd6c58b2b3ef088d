// The deadlines of one stream. Envoy has no message timeout in this mode: these are the only ones. They run until the stream is closed, so that a
// peer that does not take the end is cut off as well.
import type { Limits } from '../words/limits.ts';

export type Deadline = 'exchange' | 'idle' | 'people';

export class Deadlines {
  readonly #limits: Limits;
  readonly #onLate: (which: Deadline) => void;
  #idle: NodeJS.Timeout | undefined;
  #whole: NodeJS.Timeout | undefined;

  constructor(limits: Limits, onLate: (which: Deadline) => void) {
    this.#limits = limits;
    this.#onLate = onLate;
    this.#begin();
  }

  /** Something came or went. */
  touch(): void {
    this.#idle?.refresh();
  }

  /** People are waited for: nothing may come or go meanwhile. */
  people(ms: number): void {
    this.stop();
    this.#whole = setTimeout(() => this.#onLate('people'), ms);
  }

  /** People are waited for no longer: the usual ones, from now on. They go on where nobody was waited for. */
  usual(): void {
    if (this.#idle === undefined) this.#begin();
  }

  stop(): void {
    clearTimeout(this.#whole);
    clearTimeout(this.#idle);
    this.#idle = undefined;
  }

  #begin(): void {
    clearTimeout(this.#whole);
    this.#whole = setTimeout(() => this.#onLate('exchange'), this.#limits.exchangeMsMax);
    this.#idle = setTimeout(() => this.#onLate('idle'), this.#limits.exchangeIdleMsMax);
  }
}
