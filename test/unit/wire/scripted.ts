// A session on a stream of the test's own, with an exchange that is scripted.
import type { Answer, Effect, ExchangeEvent, StreamFacts } from '../../../extproc/exchange/events.ts';
import { noDesk } from '../../../extproc/exchange/hold.ts';
import { runSession } from '../../../extproc/wire/session.ts';
import type { ProcessorStream, StreamListener } from '../../../extproc/wire/transport.ts';
import type { Ledger } from '../../../extproc/words/evidence.ts';
import type { Fault } from '../../../extproc/words/fault.ts';
import type { HoldDesk } from '../../../extproc/words/hold.ts';
import { defaultLimits, type Limits } from '../../../extproc/words/limits.ts';
import { fakeLedger } from '../exchange/ledger.ts';

export interface Run {
  readonly stream: FakeStream;
  readonly events: ExchangeEvent[];
  readonly facts: StreamFacts[];
  readonly faults: string[];
  closed: number;
  /** What a program does that is about to end. */
  drain(): void;
}

/** Opens a session on a stream that keeps what it was told; the exchange does as the handler says. */
export function start(
  handler: (event: ExchangeEvent) => readonly Effect[],
  limits: Partial<Limits> = {},
  holds: HoldDesk = noDesk,
  ledger: Ledger = fakeLedger(),
): Run {
  const stream = new FakeStream();
  const run: Run = { stream, events: [], facts: [], faults: [], closed: 0, drain: () => session.drain() };
  const session = runSession(stream, {
    createExchange: facts => {
      run.facts.push(facts);
      return {
        handle: event => {
          run.events.push(event);
          return handler(event);
        },
      };
    },
    holds,
    ledger,
    limits: { ...defaultLimits, ...limits },
    onFault: (fault: Fault) => run.faults.push(fault.code),
    onClosed: () => {
      run.closed++;
    },
    now: () => 0,
  });
  return run;
}

export class FakeStream implements ProcessorStream {
  readonly metadata = { 'x-test': '1' };
  readonly log: string[] = [];
  readonly onSent: (() => void)[] = [];
  congested = false;
  paused = false;
  listener!: StreamListener;

  listen(listener: StreamListener): void {
    this.listener = listener;
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
  send(sent: Answer): void {
    this.log.push(`send ${sent.kind}`);
  }
  whenSent(act: () => void): void {
    if (this.congested) this.onSent.push(act);
    else act();
  }
  finish(): void {
    this.log.push('finish');
  }
  fail(code: string): void {
    this.log.push(`fail ${code}`);
  }
}
