// The exchange that costs nothing: what comes is sent back as it is, on the same wire, session and transport as the real one.
import type { Effect, ExchangeEvent, ExchangeMachine, HeaderMutation } from '../../extproc/exchange/events.ts';

const withoutLength: HeaderMutation = { set: [], remove: ['content-length'] };
const unchanged: HeaderMutation = { set: [], remove: [] };
const nothing: readonly Effect[] = [];

export function createExchange(): ExchangeMachine {
  return { handle: relay };
}

function relay(event: ExchangeEvent): readonly Effect[] {
  switch (event.kind) {
    case 'request_headers':
    case 'response_headers':
      return [{ kind: 'send', answer: { kind: event.kind, mutation: withoutLength } }];
    case 'request_body':
      return [{ kind: 'send', answer: event }];
    case 'response_body':
      return event.endOfStream ? [{ kind: 'send', answer: event }, { kind: 'finish' }] : [{ kind: 'send', answer: event }];
    case 'request_trailers':
    case 'response_trailers':
      return [{ kind: 'send', answer: { kind: event.kind, mutation: unchanged } }];
    case 'cancelled':
    case 'half_closed':
    case 'deadline':
    case 'undecodable':
    case 'hold_opened':
    case 'hold_unopened':
    case 'hold_news':
    case 'redeemed':
    case 'woke':
    case 'journaled':
    case 'draining':
      return nothing;
  }
}
