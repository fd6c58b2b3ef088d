// Runs one exchange over one stream: Envoy's messages in, the machine's effects out.
// Knows order, deadlines, flow and what ends a stream. What an answer should be is the exchange's business. Whatever is odd here ends
// the stream with a status that is not OK, so that Envoy fails closed.
import type {
  Arrival,
  BodySide,
  ContentCoding,
  Effect,
  ExchangeEvent,
  ExchangeMachine,
  StreamFacts,
} from '../exchange/events.ts';
import type { Ledger } from '../words/evidence.ts';
import { Fault } from '../words/fault.ts';
import type { HoldDesk } from '../words/hold.ts';
import type { Limits } from '../words/limits.ts';
import { BodyDecoder, bodySideOf } from './body-decoder.ts';
import { type Deadline, Deadlines } from './deadlines.ts';
import { decodeRequest, fullDuplexStreamed, type Received } from './decode.ts';
import { Holds } from './holds.ts';
import { Journal } from './journal.ts';
import { Order } from './order.ts';
import type { ProcessorStream, StreamListener } from './transport.ts';

export interface SessionSetup {
  readonly createExchange: (facts: StreamFacts) => ExchangeMachine;
  readonly holds: HoldDesk;
  readonly ledger: Ledger;
  readonly limits: Limits;
  readonly onFault: (fault: Fault) => void;
  readonly onClosed: () => void;
  readonly now: () => number;
}

export interface RunningSession {
  /** The program is about to end: who waits for people is told so. */
  drain(): void;
}

/** Runs an exchange on this stream until it is closed. */
export function runSession(stream: ProcessorStream, setup: SessionSetup): RunningSession {
  const session = new Session(stream, setup);
  stream.listen(session);
  return session;
}

/**
 * `running`: the machine decides. `lingering`: the client has its answer, but Envoy is not through with the request, so that an OK would let
 * the rest of it pass; Envoy lets go by itself. `over`: nothing is read or written any more.
 */
type Phase = 'opening' | 'running' | 'lingering' | 'over';

class Session implements StreamListener, RunningSession {
  readonly #stream: ProcessorStream;
  readonly #setup: SessionSetup;
  readonly #order = new Order();
  readonly #deadlines: Deadlines;
  readonly #holds: Holds;
  readonly #journal: Journal;
  /** What comes may leave, as far as the exchange is concerned. */
  #isFlowOpen = true;
  #wakeTimer: NodeJS.Timeout | undefined;
  /** What happened while the machine was at work. */
  readonly #inbox: ExchangeEvent[] = [];
  #isDelivering = false;
  #phase: Phase = 'opening';
  #machine: ExchangeMachine | null = null;
  readonly #decoders = new Map<BodySide, BodyDecoder>();
  #sent = 0;

  constructor(stream: ProcessorStream, setup: SessionSetup) {
    this.#stream = stream;
    this.#setup = setup;
    this.#deadlines = new Deadlines(setup.limits, which => this.#guarded(() => this.#late(which)));
    const deliver = (event: ExchangeEvent): void => this.#guarded(() => this.#deliver(event));
    this.#journal = new Journal(setup.ledger, setup.limits.ledgerAnswerMsMax, deliver);
    this.#holds = new Holds(setup.holds, {
      deliver,
      whenSent: act => stream.whenSent(() => this.#guarded(act)),
    });
  }

  drain(): void {
    this.#guarded(() => this.#deliver({ kind: 'draining' }));
  }

  onMessage(bytes: Buffer): void {
    this.#guarded(() => {
      if (this.#phase === 'over' || this.#phase === 'lingering') return;
      this.#deadlines.touch();
      const received = decodeRequest(bytes, this.#setup.limits.headerBytesMax);
      if (this.#phase === 'opening') this.#begin(received);
      if (this.#order.admit(received.arrival)) this.#take(received.arrival);
    });
  }

  onEnd(): void {
    this.#guarded(() => {
      if (this.#phase === 'running') this.#deliver({ kind: 'half_closed' });
      // Not OK while anything is open, and nothing can come any more that would change it.
      if (this.#phase !== 'over') this.#fail('half_closed');
    });
  }

  onClosed(): void {
    this.#deadlines.stop();
    clearTimeout(this.#wakeTimer);
    this.#guarded(() => {
      this.#phase = 'over';
      this.#dropDecoders();
      const machine = this.#machine;
      this.#machine = null;
      // What it says is of no use now, but for what is to be written down.
      for (const effect of machine?.handle({ kind: 'cancelled' }, this.#setup.now()) ?? [])
        if (effect.kind === 'journal') this.#journal.perform(effect);
    });
    this.#journal.close();
    this.#guarded(() => this.#holds.close());
    this.#setup.onClosed();
  }

  onDrained(): void {
    this.#guarded(() => this.#regulate());
  }

  #begin(received: Received): void {
    checkMode(received);
    const attributes = received.attributes ?? {};
    this.#machine = this.#setup.createExchange({ attributes, metadata: this.#stream.metadata });
    this.#phase = 'running';
  }

  #take(arrival: Arrival): void {
    const side = bodySideOf(arrival);
    const decoder = side === null ? undefined : this.#decoders.get(side);
    if (decoder === undefined) return this.#deliver(arrival);
    decoder.take(arrival);
    this.#regulate();
  }

  #decode(side: BodySide, coding: ContentCoding): void {
    if (this.#decoders.has(side)) throw new Fault('ERR_EXCHANGE_STATE', `the exchange asked for a second decoder of the ${side}`);
    const decoder = new BodyDecoder(side, coding, this.#setup.limits, {
      deliver: event => this.#guarded(() => this.#deliver(event)),
      regulate: () => this.#guarded(() => this.#regulate()),
    });
    this.#decoders.set(side, decoder);
  }

  /** One event after the other: what an effect brings about at once waits until the effects before it are done with. */
  #deliver(event: ExchangeEvent): void {
    this.#inbox.push(event);
    if (this.#isDelivering) return;
    this.#isDelivering = true;
    try {
      for (let next = this.#inbox.shift(); next !== undefined; next = this.#inbox.shift()) this.#step(next);
    } finally {
      this.#isDelivering = false;
      this.#inbox.length = 0;
    }
    this.#regulate();
  }

  #step(event: ExchangeEvent): void {
    if (this.#phase !== 'running' || this.#machine === null) return;
    for (const effect of this.#machine.handle(event, this.#setup.now())) {
      if (this.#phase !== 'running') return;
      this.#perform(effect);
    }
  }

  #perform(effect: Effect): void {
    switch (effect.kind) {
      case 'send':
        this.#order.answer(effect.answer);
        this.#sent++;
        this.#stream.send(effect.answer);
        this.#deadlines.touch();
        return;
      case 'decode':
        return this.#decode(effect.side, effect.coding);
      case 'finish':
        this.#machine = null;
        this.#finish();
        return;
      case 'fail':
        this.#machine = null;
        this.#fail(effect.code);
        return;
      case 'wake':
        return this.#wakeAfter(effect.afterMs);
      case 'patience':
        return effect.ms === null ? this.#deadlines.usual() : this.#deadlines.people(effect.ms);
      case 'journal':
        return this.#journal.perform(effect);
      case 'flow':
        this.#isFlowOpen = effect.isOpen;
        return;
      default:
        return this.#holds.perform(effect);
    }
  }

  #wakeAfter(ms: number | null): void {
    clearTimeout(this.#wakeTimer);
    if (ms !== null) this.#wakeTimer = setTimeout(() => this.#guarded(() => this.#deliver({ kind: 'woke' })), ms);
  }

  #finish(): void {
    if (!this.#order.responseEnded) throw new Fault('ERR_EXCHANGE_STATE', 'the exchange finished before its final answer');
    this.#dropDecoders();
    this.#deadlines.usual();
    this.#phase = this.#order.complete ? 'over' : 'lingering';
    if (this.#phase === 'over') this.#stream.finish();
    this.#stream.resume();
  }

  #fail(code: string): void {
    this.#phase = 'over';
    this.#dropDecoders();
    this.#stream.fail(code);
    // What the peer still sends is read and dropped, so that its cancellation is seen.
    this.#stream.resume();
  }

  #late(which: Deadline): void {
    if (this.#phase !== 'running') {
      this.#fail('timed_out');
      return;
    }
    const before = this.#sent;
    this.#deliver({ kind: 'deadline', which });
    const answered = which === 'idle' && this.#sent > before;
    // It ends as soon as that is written down, which has a deadline of its own.
    if (this.#journal.isAwaited) return;
    if (this.#phase === 'running' && !answered) this.#fail('timed_out');
  }

  /** Reads on only when what came is through and what goes is taken: this is what bounds the memory of a stream. */
  #regulate(): void {
    if (this.#phase !== 'running') return;
    const congested = this.#stream.congested || !this.#isFlowOpen;
    let isBusy = congested;
    for (const decoder of this.#decoders.values()) {
      if (congested) decoder.pause();
      else decoder.resume();
      isBusy ||= decoder.busy;
    }
    if (isBusy) this.#stream.pause();
    else this.#stream.resume();
  }

  #dropDecoders(): void {
    for (const decoder of this.#decoders.values()) decoder.destroy();
  }

  #guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      // The machine is not asked again once it has thrown, except that it learns of the end.
      const fault = error instanceof Fault ? error : new Fault('ERR_EXCHANGE_STATE', 'the exchange threw', error);
      this.#fail(fault.code);
      this.#setup.onFault(fault);
    }
  }
}

/** In any other mode Envoy would pass on bytes before they are decided on, or take our answers as errors. */
function checkMode(received: Received): void {
  const { protocol, observability } = received;
  const duplex = protocol?.requestBodyMode === fullDuplexStreamed && protocol.responseBodyMode === fullDuplexStreamed;
  if (duplex && !observability) return;
  const seen = protocol === null ? 'none' : `${protocol.requestBodyMode} and ${protocol.responseBodyMode}`;
  throw new Fault(
    'ERR_WIRE_MODE',
    `the filter must send bodies FULL_DUPLEX_STREAMED (4) both ways and not observe only; its modes are ${seen}`,
  );
}
