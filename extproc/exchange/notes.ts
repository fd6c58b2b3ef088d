// What the ledger is told in the course of one exchange, in its order. Where the connection requires a record each entry has a number under which it is
// awaited; else nobody waits. Knows entries and numbers; what waits for them is the gate's.
import { decisionMade, type ExchangeDigests, exchangeBegan, exchangeEnded, grantChanged } from '../audit/entries.ts';
import type { ExchangeRecord } from '../audit/record.ts';
import type { EntryDraft } from '../words/evidence.ts';
import type { Course } from './course.ts';
import type { Effect, JournalEffect } from './events.ts';
import type { Gate } from './gate.ts';
import type { Surroundings } from './surroundings.ts';

export class Notes {
  /** A record is required, and there is no ledger that could keep it. */
  readonly isImpossible: boolean;
  readonly #course: Course;
  readonly #gate: Gate;
  readonly #isAwaited: boolean;
  #effects: JournalEffect[] = [];
  #isUsed = false;
  #isEnded = false;

  constructor(course: Course, { connections, ledger }: Pick<Surroundings, 'connections' | 'ledger'>, gate: Gate) {
    const connection = (course.caller ?? course.seen)?.connection ?? null;
    // Where no connection is known, the strictest one counts.
    const strictest = () => [...connections.values()].some(({ audit }) => audit === 'required');
    const isRequired = connection === null ? strictest() : connection.audit === 'required';
    this.#course = course;
    this.#gate = gate;
    this.isImpossible = isRequired && !ledger.isOpen;
    this.#isAwaited = isRequired && ledger.isOpen;
    this.#note(exchangeBegan(course.beginning, isRequired));
    this.#note(grantChanged('issued', course.beginning));
  }

  /** What the exchange said, and what was decided before it did. */
  follow(effects: readonly Effect[]): void {
    for (const decision of this.#course.judge?.decisions.take() ?? []) this.#note(decisionMade(this.#course.exchange, decision));
    if (this.#isUsed || !effects.some(effect => effect.kind === 'send' && effect.answer.kind === 'request_headers')) return;
    this.#isUsed = true;
    this.#note(grantChanged('used', this.#course.beginning));
  }

  /** It is over, or over otherwise than was written before. */
  ended(record: ExchangeRecord, digests: ExchangeDigests): void {
    if (!this.#isEnded) this.#note(grantChanged('revoked', this.#course.beginning));
    this.#isEnded = true;
    this.#note(exchangeEnded(record, digests, this.#course.judge?.decisions.total ?? 0));
  }

  /** What is to be appended now. */
  take(): readonly JournalEffect[] {
    const effects = this.#effects;
    if (effects.length > 0) this.#effects = [];
    return effects;
  }

  #note(entry: EntryDraft | null): void {
    if (entry !== null) this.#effects.push({ kind: 'journal', entry, number: this.#isAwaited ? this.#gate.expect() : null });
  }
}
