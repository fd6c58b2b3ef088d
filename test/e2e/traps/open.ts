// An exchange for a guard process: passes everything on.
import type { ExchangeMachine } from '../../../extproc/exchange/events.ts';
import { echo } from '../harness/machines.ts';

export function createExchange(): ExchangeMachine {
  return echo();
}
