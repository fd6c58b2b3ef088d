// The first step of an exchange: who asks for what, what is looked for, and whether the policy lets it begin.
import { Fault } from '../words/fault.ts';
import type { Plan } from '../words/plan.ts';
import { type Block, hostBlock } from './block.ts';
import { type Caller, introduce } from './caller.ts';
import type { Course } from './course.ts';
import type { HeaderList, StreamFacts } from './events.ts';
import { Judge } from './judge.ts';
import { policyInput } from './policy-input.ts';
import { RequestSide } from './request-side.ts';
import { ResponseSide } from './response-side.ts';
import type { PreparedPlan, Surroundings } from './surroundings.ts';

export type Opened =
  | { readonly kind: 'opened'; readonly request: RequestSide; readonly response: ResponseSide }
  | { readonly kind: 'refused'; readonly block: Block };

/** The course has the caller then, or what was seen of it. `isAll`: no body follows. */
export function openCase(headers: HeaderList, isAll: boolean, facts: StreamFacts, around: Surroundings, course: Course): Opened {
  const refused = (block: Block): Opened => ({ kind: 'refused', block });
  const introduction = introduce(headers, facts, around, course.nowMs);
  if (introduction.kind === 'refused') {
    course.seen = introduction.seen;
    return refused(introduction.block);
  }
  const { caller } = introduction;
  course.caller = caller;
  const planned = planFor(caller, course, around);
  if (planned.kind === 'block') return refused(planned.block);
  const { plan, prepared } = planned;
  const judge = new Judge(around, caller, plan, prepared, () => course.progress());
  course.judge = judge;
  if (judge.at('request_head') === 'stop') return refused(judge.block!);
  const requestCase = { caller, plan, prepared, judge };
  const request = new RequestSide(headers, requestCase, course, around);
  const block = isAll ? null : request.first();
  if (block !== null) return refused(block);
  return { kind: 'opened', request, response: new ResponseSide(requestCase, course, around) };
}

type PlanReady =
  | { readonly kind: 'ready'; readonly plan: Plan; readonly prepared: PreparedPlan }
  | { readonly kind: 'block'; readonly block: Block };

function planFor(caller: Caller, course: Course, { usage, prepare }: Surroundings): PlanReady {
  const about = { point: 'request_head', finding: null, toolCall: null } as const;
  const outcome = caller.policy.plan(policyInput(caller, about, course.progress(), [], 0, usage.of(caller.session)));
  if (outcome.kind === 'block') return { kind: 'block', block: outcome.block };
  try {
    return { kind: 'ready', plan: outcome.plan, prepared: prepare(outcome.plan) };
  } catch (error) {
    if (error instanceof Fault) return { kind: 'block', block: hostBlock('policy_shape') };
    throw error;
  }
}
