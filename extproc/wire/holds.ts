// The holds of one stream, between the exchange that asks for them by effects and the desk that gives tickets: one a side.
// Knows that a stream which ends leaves what is still held, whatever its exchange had to say; not what a hold is about.
import type { ExchangeEvent, HoldEffect } from '../exchange/events.ts';
import type { Side } from '../words/finding.ts';
import type { HoldDesk, HoldTicket } from '../words/hold.ts';

/** Where things come to pass that are not there at once. */
export interface HoldSink {
  deliver(event: ExchangeEvent): void;
  /** Calls it once all that was sent so far has been handed over; never, where the stream ends before. */
  whenSent(act: () => void): void;
}

export class Holds {
  readonly #desk: HoldDesk;
  readonly #sink: HoldSink;
  readonly #tickets = new Map<Side, HoldTicket>();

  constructor(desk: HoldDesk, sink: HoldSink) {
    this.#desk = desk;
    this.#sink = sink;
  }

  perform(effect: HoldEffect): void {
    switch (effect.kind) {
      case 'hold_open':
        return this.#open(effect);
      case 'hold_add':
        return this.#tickets.get(effect.side)?.add(effect.rules);
      case 'hold_complete':
        return this.#tickets.get(effect.content.side)?.complete(effect.content);
      case 'hold_leave':
        return this.#taken(effect.side)?.leave();
      case 'hold_cancel':
        return this.#taken(effect.side)?.cancel();
      case 'hold_delivered':
        return this.#sink.whenSent(() => this.#taken(effect.side)?.delivered());
      case 'redeem': {
        const { key, hold, principal } = effect;
        return this.#desk.redeem({ key, hold, principal }, answer => this.#sink.deliver({ kind: 'redeemed', answer }));
      }
      case 'redeemed_delivered':
        return this.#sink.whenSent(() => this.#desk.delivered(effect.hold));
    }
  }

  /** The stream is gone, and with it the client. */
  close(): void {
    for (const side of [...this.#tickets.keys()]) this.#taken(side)?.leave();
  }

  #open({ ask }: Extract<HoldEffect, { kind: 'hold_open' }>): void {
    const { side } = ask;
    const opening = this.#desk.open(ask, news => {
      // Nothing is left to leave.
      if (news.kind === 'refused') this.#tickets.delete(side);
      this.#sink.deliver({ kind: 'hold_news', side, news });
    });
    if (opening.kind === 'refused') return this.#sink.deliver({ kind: 'hold_unopened', code: opening.code });
    this.#tickets.set(side, opening.ticket);
    this.#sink.deliver({ kind: 'hold_opened', side, hold: opening.ticket.id });
  }

  /** The ticket, which has no further use. */
  #taken(side: Side): HoldTicket | undefined {
    const ticket = this.#tickets.get(side);
    this.#tickets.delete(side);
    return ticket;
  }
}
