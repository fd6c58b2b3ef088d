// An exchange that is written down: what the ledger is told of it and when, and what may not leave before the ledger has it. The exchange itself knows nothing
// of that. Where its connection requires a record and none can be kept it ends as a block, in its middle by an error event or a reset.
import type { ExchangeRecord } from '../audit/record.ts';
import type { Format } from '../content/open.ts';
import { blockEffects } from './answers.ts';
import { hostBlock } from './block.ts';
import { Bodies } from './bodies.ts';
import type { Effect, ExchangeEvent, ExchangeMachine, Journaled, StreamFacts } from './events.ts';
import { Exchange } from './exchange.ts';
import { Gate } from './gate.ts';
import { Notes } from './notes.ts';
import type { Surroundings } from './surroundings.ts';

export class WitnessedExchange implements ExchangeMachine {
  readonly #around: Surroundings;
  readonly #inner: Exchange;
  readonly #gate = new Gate();
  readonly #bodies = new Bodies();
  #notes: Notes | null = null;
  /** What became of it, once that is known; its end may have to wait. */
  #record: ExchangeRecord | null = null;
  #isOver = false;
  #isFlowOpen = true;

  constructor(facts: StreamFacts, around: Surroundings) {
    this.#around = around;
    const record = (one: ExchangeRecord): void => {
      this.#record = one;
    };
    this.#inner = new Exchange(facts, { ...around, record });
  }

  handle(event: ExchangeEvent, nowMs: number): readonly Effect[] {
    // What was left to write down when it threw.
    if (this.#isOver) return this.#notes?.take() ?? [];
    try {
      return event.kind === 'journaled' ? this.#hear(event, nowMs) : this.#step(event, nowMs);
    } catch (error) {
      if (this.#record !== null) this.#end(this.#record);
      throw error;
    }
  }

  #step(event: ExchangeEvent, nowMs: number): readonly Effect[] {
    // It is over but for its end, which waits: nothing can change that but that nobody is there any more.
    if (this.#record !== null) return event.kind === 'cancelled' ? this.#end({ ...this.#record, ending: 'cancelled' }) : [];
    this.#bodies.came(event);
    const effects = this.#inner.handle(event, nowMs);
    this.#noted().follow(effects);
    const record = this.#record as ExchangeRecord | null;
    if (record !== null && !effects.some(({ kind }) => kind === 'finish')) return [...this.#end(record), ...effects];
    // What is refused anyway may be: nothing of an upstream's is in it.
    if (this.#noted().isImpossible && record?.ending !== 'blocked') return this.#refuse(nowMs);
    const free = this.#gate.admit(effects);
    if (record !== null) this.#noted().ended(record, this.#bodies.digests(this.#gate.held));
    return this.#pass(free);
  }

  #hear({ number, outcome }: Journaled, nowMs: number): readonly Effect[] {
    if (!this.#gate.awaits(number)) return [];
    if (outcome === 'lost') return this.#refuse(nowMs);
    this.#gate.kept(number);
    return this.#pass([]);
  }

  /** These leave, and what the gate lets through behind them. */
  #pass(free: readonly Effect[]): readonly Effect[] {
    const entries = this.#noted().take();
    const leaving = this.#leave([...free, ...this.#gate.release()]);
    if (leaving.some(({ kind }) => kind === 'finish')) this.#over(this.#record!);
    return [...entries, ...leaving, ...this.#flow()];
  }

  /** It can't be written down: nothing more of it leaves. */
  #refuse(nowMs: number): readonly Effect[] {
    const rest = this.#record === null ? this.#inner.handle({ kind: 'journaled', number: 0, outcome: 'lost' }, nowMs) : [];
    const { exchange, api, format } = this.#inner.course!;
    const block = hostBlock('audit_unavailable');
    this.#gate.drop();
    const underWay = this.#bodies.headLeft ? ((format as Format | null) ?? 'unread') : null;
    const answer = this.#leave(blockEffects(block, { exchange, api, underWay }));
    const entries = this.#end({ ...this.#record!, decision: 'block', block: block.code, ending: 'blocked' });
    return [...entries, ...rest.filter(({ kind }) => kind !== 'send' && kind !== 'finish'), ...answer];
  }

  /** Nothing of it leaves any more; what is said of that nobody waits for. */
  #end(record: ExchangeRecord): readonly Effect[] {
    this.#gate.drop();
    this.#noted().follow([]);
    this.#noted().ended(record, this.#bodies.digests([]));
    this.#over(record);
    return this.#noted().take();
  }

  #over(record: ExchangeRecord): void {
    this.#isOver = true;
    this.#inner.course!.taping.end(record);
    this.#around.record(record);
  }

  #leave(effects: readonly Effect[]): readonly Effect[] {
    for (const effect of effects) {
      if (effect.kind !== 'send') continue;
      this.#bodies.left(effect.answer);
      this.#inner.course!.taping.left(effect.answer);
    }
    return effects;
  }

  /** What an upstream sends on while nothing may leave stays with the proxy. */
  #flow(): readonly Effect[] {
    if (this.#gate.isFull !== this.#isFlowOpen) return [];
    this.#isFlowOpen = !this.#isFlowOpen;
    return [{ kind: 'flow', isOpen: this.#isFlowOpen }];
  }

  #noted(): Notes {
    this.#notes ??= new Notes(this.#inner.course!, this.#around, this.#gate);
    return this.#notes;
  }
}
