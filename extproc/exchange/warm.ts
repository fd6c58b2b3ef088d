// Compiles the scanners of the plans that a policy gives for each connection, before the first exchange would have to wait for it.
import { nobody } from '../access/principal.ts';
import type { Policy } from '../policy/decide.ts';
import type { Connection } from '../words/access.ts';
import type { Plan } from '../words/plan.ts';
import type { Caller } from './caller.ts';
import { policyInput } from './policy-input.ts';
import { noFacts } from './request-facts.ts';
import { unused } from './usage.ts';

/** Asks as a request of nobody in particular would. A plan that depends on who asks is compiled when they do. */
export function warm(policy: Policy, connections: Iterable<Connection>, prepare: (plan: Plan) => unknown, nowMs: number): void {
  for (const connection of connections) {
    const outcome = policy.plan(headOf(policy, connection, nowMs));
    if (outcome.kind === 'plan') prepare(outcome.plan);
  }
}

function headOf(policy: Policy, connection: Connection, nowMs: number) {
  const [method = 'GET', path = '/'] = connection.allow[0]?.split(' ') ?? [];
  const caller: Caller = {
    principal: nobody,
    session: 'se_',
    connection,
    grant: { id: 'gr_', purpose: null, implicit: true },
    policy,
    method,
    target: { path, queryKeys: [], forwarded: path },
    contentType: null,
    headers: {},
  };
  const progress = {
    exchange: 'ex_',
    nowMs,
    beganMs: nowMs,
    request: noFacts,
    requestBytes: 0,
    response: null,
    bytesIn: 0,
    bytesOut: 0,
  };
  return policyInput(caller, { point: 'request_head', finding: null, toolCall: null }, progress, [], 0, unused);
}
