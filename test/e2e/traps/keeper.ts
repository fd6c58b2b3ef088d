// An exchange for a guard process: passes the heads on as its first words say and keeps every response body back.
// `x-keep: head` in the request keeps the response's head back too.
import type { ExchangeMachine } from '../../../extproc/exchange/events.ts';
import { echoExcept } from '../harness/machines.ts';

export const limits = { drainMsMax: 500 };

export function createExchange(): ExchangeMachine {
  let keepsHead = false;
  return echoExcept(event => {
    if (event.kind === 'request_headers')
      keepsHead = event.headers.some(([name, value]) => name === 'x-keep' && value === 'head');
    if (event.kind === 'response_headers' && keepsHead) return [];
    return event.kind === 'response_body' ? [] : null;
  });
}
