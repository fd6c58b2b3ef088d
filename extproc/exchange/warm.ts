// Makes the scanners of the plans that a policy gives for each connection, and has them read texts, as they are and in events: what a scanner
// needs is made when a text first asks for it, code is compiled when it ran often, and the first exchanges would have to wait for all of it.
import { nobody } from '../access/principal.ts';
import { openTransformer } from '../content/open.ts';
import type { Inspector } from '../content/transform.ts';
import type { Scanner } from '../detect/scan.ts';
import type { Policy } from '../policy/decide.ts';
import type { Connection } from '../words/access.ts';
import { defaultLimits } from '../words/limits.ts';
import type { Plan } from '../words/plan.ts';
import type { Caller } from './caller.ts';
import { policyInput } from './policy-input.ts';
import { noFacts } from './request-facts.ts';
import type { Surroundings } from './surroundings.ts';
import { unused } from './usage.ts';

/**
 * Does a part of the work at each step, which takes milliseconds. Asks as a request of nobody in particular would: a plan that depends on who
 * asks is compiled when they do.
 */
export function* warming(
  policy: Policy,
  connections: Iterable<Connection>,
  prepare: Surroundings['prepare'],
  texts: readonly string[],
  nowMs: number,
): Generator<void> {
  const known = new Set<Scanner>();
  for (const connection of connections) {
    const outcome = policy.plan(headOf(policy, connection, nowMs));
    if (outcome.kind !== 'plan') continue;
    const { scanner } = prepare(outcome.plan);
    yield;
    if (known.has(scanner)) continue;
    known.add(scanner);
    yield* reading(scanner, texts);
    yield* telling(scanner, outcome.plan, texts);
  }
}

function* reading(scanner: Scanner, texts: readonly string[]): Generator<void> {
  const scan = scanner.open();
  for (const text of texts) {
    const bytes = Buffer.from(text);
    scan.reset();
    for (let at = 0; at < bytes.length; scan.take()) at = scan.advance(bytes, at);
    scan.finish();
    scan.take();
    yield;
  }
}

const passing: Inspector = { hit: () => ({ kind: 'pass' }), toolCall: () => ({ kind: 'pass' }), ended: () => 'go' };

/** The same texts as a chat tells them, a few characters at a time: what reads events is slow as well until it was asked for often. */
function* telling(scanner: Scanner, plan: Plan, texts: readonly string[]): Generator<void> {
  for (const text of texts) {
    const emit = () => {};
    const asked = {
      format: 'sse',
      shape: 'openai',
      side: 'response',
      scanner,
      plan,
      limits: defaultLimits,
      inspector: passing,
      emit,
    } as const;
    const transformer = openTransformer(asked);
    for (const content of text.match(/[\s\S]{1,5}/g) ?? []) {
      const event = { object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content }, finish_reason: null }] };
      transformer.push(Buffer.from(`data: ${JSON.stringify(event)}\n\n`));
    }
    transformer.end();
    yield;
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
