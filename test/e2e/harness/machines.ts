// Exchanges that do as they are told, in place of the real one: tests of wire and Envoy need to know what was decided.
import type { Answer, Effect, ExchangeEvent, ExchangeMachine, HeaderMutation } from '../../../extproc/exchange/events.ts';

const unchanged: HeaderMutation = { set: [], remove: [] };
/** As the real exchange does: a body may be edited, so its length is never inherited. */
export const withoutLength: HeaderMutation = { set: [], remove: ['content-length'] };

/** Passes everything on as it came, and ends when both directions have ended. */
export function echo(mutation: { readonly request?: HeaderMutation; readonly response?: HeaderMutation } = {}): ExchangeMachine {
  return { handle: event => relay(event, mutation.request ?? withoutLength, mutation.response ?? withoutLength) };
}

/** Echo, except where `handler` has something else to say (null: echo). */
export function echoExcept(handler: (event: ExchangeEvent) => readonly Effect[] | null): ExchangeMachine {
  return { handle: event => handler(event) ?? relay(event, withoutLength, withoutLength) };
}

export function send(answer: Answer): Effect {
  return { kind: 'send', answer };
}

export const finish: Effect = { kind: 'finish' };

export function body(side: 'request' | 'response', bytes: Buffer | string, endOfStream: boolean): Effect {
  const kind = side === 'request' ? 'request_body' : 'response_body';
  return send({ kind, body: Buffer.from(bytes as Buffer), endOfStream });
}

export function block(status: number, text: string): readonly Effect[] {
  const answer = { kind: 'immediate', status, headers: [], body: Buffer.from(text), details: 'scripted' } as const;
  return [send(answer), finish];
}

function relay(event: ExchangeEvent, request: HeaderMutation, response: HeaderMutation): readonly Effect[] {
  switch (event.kind) {
    case 'request_headers':
      return [send({ kind: 'request_headers', mutation: request })];
    case 'request_body':
      return [send({ kind: 'request_body', body: event.body, endOfStream: event.endOfStream })];
    case 'request_trailers':
      return [send({ kind: 'request_trailers', mutation: unchanged })];
    case 'response_headers':
      return [send({ kind: 'response_headers', mutation: response }), ...(event.endOfStream ? [finish] : [])];
    case 'response_body':
      return [
        send({ kind: 'response_body', body: event.body, endOfStream: event.endOfStream }),
        ...(event.endOfStream ? [finish] : []),
      ];
    case 'response_trailers':
      return [send({ kind: 'response_trailers', mutation: unchanged }), finish];
    case 'cancelled':
    case 'hold_opened':
    case 'hold_unopened':
    case 'hold_news':
    case 'redeemed':
    case 'woke':
    case 'journaled':
    case 'draining':
      return [];
    case 'half_closed':
    case 'deadline':
    case 'undecodable':
      return [{ kind: 'fail', code: event.kind }];
  }
}
