// The ext_proc server: takes streams from a transport, runs a session on each, counts them and drains them.
import type { ExchangeMachine, StreamFacts } from '../exchange/events.ts';
import type { Ledger } from '../words/evidence.ts';
import { Fault } from '../words/fault.ts';
import type { HoldDesk } from '../words/hold.ts';
import type { Limits } from '../words/limits.ts';
import { type RunningSession, runSession } from './session.ts';
import type { ProcessorStream, Transport } from './transport.ts';

export interface ExtProcOptions {
  /** `host:port` or `unix:/path`. */
  readonly address: string;
  readonly transport: Transport;
  readonly createExchange: (facts: StreamFacts) => ExchangeMachine;
  /** Where exchanges ask for people. */
  readonly holds: HoldDesk;
  readonly ledger: Ledger;
  readonly limits: Limits;
  /** For the log; never carries a payload byte in its message. */
  readonly onFault: (fault: Fault) => void;
  /** Wall time in milliseconds. */
  readonly now: () => number;
}

export interface ExtProcServer {
  readonly address: string;
  /** Streams that are open now. */
  readonly running: number;
  /** Takes no new streams, gives the running ones `drainMsMax`, then fails what is left and closes. */
  drain(): Promise<void>;
  /** Breaks everything at once; Envoy fails closed. */
  close(): Promise<void>;
}

/** Listens and serves until `drain` or `close`. Throws ERR_WIRE_LISTEN where it can't listen. */
export async function serveExtProc(options: ExtProcOptions): Promise<ExtProcServer> {
  const server = new StreamCounter(options);
  const listener = await options.transport.listen(options.address, stream => server.accept(stream));
  return {
    address: listener.address,
    get running() {
      return server.running;
    },
    drain: async () => {
      listener.setServing(false);
      await server.drain();
      await listener.close();
    },
    close: () => listener.close(),
  };
}

class StreamCounter {
  readonly #options: ExtProcOptions;
  readonly #open = new Map<ProcessorStream, RunningSession>();
  #draining = false;
  #onEmpty: () => void = () => {};

  constructor(options: ExtProcOptions) {
    this.#options = options;
  }

  get running(): number {
    return this.#open.size;
  }

  accept(stream: ProcessorStream): void {
    if (this.#draining) {
      stream.fail('draining');
      return;
    }
    const { createExchange, holds, ledger, limits, onFault, now } = this.#options;
    if (this.#open.size >= limits.exchangesMax) {
      stream.fail('overloaded');
      onFault(new Fault('ERR_WIRE_OVERLOAD', `more than ${limits.exchangesMax} exchanges at once (limit exchangesMax)`));
      return;
    }
    const onClosed = () => this.#closed(stream);
    this.#open.set(stream, runSession(stream, { createExchange, holds, ledger, limits, onFault, now, onClosed }));
  }

  async drain(): Promise<void> {
    this.#draining = true;
    if (this.#open.size === 0) return;
    for (const session of this.#open.values()) session.drain();
    const empty = new Promise<void>(resolve => {
      this.#onEmpty = resolve;
    });
    const { drainMsMax, wireFailMsMax } = this.#options.limits;
    await within(drainMsMax, empty);
    for (const stream of this.#open.keys()) stream.fail('draining');
    await within(wireFailMsMax, empty);
  }

  #closed(stream: ProcessorStream): void {
    this.#open.delete(stream);
    if (this.#open.size === 0) this.#onEmpty();
  }
}

/** Waits for `done`, but no longer than `ms`. */
async function within(ms: number, done: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([done, late]);
  clearTimeout(timer);
}
