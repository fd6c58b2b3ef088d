// The one place where a missing, late, odd or broken answer of the policy becomes a block.
// Knows a runtime and the parsers; never throws, whatever the policy does. The clock is injected.
import { type HostBlockCode, hostBlocks } from '../words/blocks.ts';
import type { BlockRule, Decision } from '../words/decision.ts';
import type { Limits } from '../words/limits.ts';
import type { Plan } from '../words/plan.ts';
import { type DecisionLimits, parseDecision } from './decision-result.ts';
import type { PolicyInput } from './input.ts';
import { type PlanKnowledge, type PlanLimits, planParser } from './plan-result.ts';
import type { Runtime } from './runtime.ts';
import { ShapeProblem } from './shape.ts';

export type PlanOutcome = { readonly kind: 'plan'; readonly plan: Plan } | { readonly kind: 'block'; readonly block: BlockRule };

/** One loaded policy. An exchange ends with the one that it began with. */
export interface Policy {
  /** The bundle's own revision and its SHA-256. */
  readonly revision: string;
  /** Asked once, at the request head. */
  plan(input: PolicyInput): PlanOutcome;
  /** Asked at every point. Never throws: what goes wrong is a decision that blocks. */
  decide(input: PolicyInput): Decision;
}

export type PolicyTroubleCode = Extract<HostBlockCode, `policy_${string}`>;

/** Something that a policy did wrong and that became a block; `what` holds no byte of the input. */
export interface PolicyTrouble {
  readonly kind: 'policy_trouble';
  readonly revision: string;
  readonly entrypoint: string;
  readonly code: PolicyTroubleCode;
  readonly what: string;
}

export interface PolicySetting {
  readonly revision: string;
  readonly runtime: Runtime;
  readonly knowledge: PlanKnowledge;
  readonly limits: PlanLimits & DecisionLimits & Pick<Limits, 'policyEvalMsMax'>;
  /** Milliseconds that only go forward, by which a decision is late or is not. */
  readonly now: () => number;
  readonly onTrouble: (trouble: PolicyTrouble) => void;
}

export function createPolicy(setting: PolicySetting): Policy {
  const { revision, knowledge, limits } = setting;
  const parsePlan = planParser(knowledge, limits);
  return {
    revision,
    plan(input) {
      const answer = ask(setting, 'penstock/plan', input, parsePlan);
      return answer.kind === 'answer' ? { kind: 'plan', plan: answer.value } : answer;
    },
    decide(input) {
      const answer = ask(setting, 'penstock/decision', input, value => parseDecision(value, findingIds(input), limits));
      return answer.kind === 'answer' ? answer.value : { blocks: [answer.block], holds: [], masks: [], observed: [] };
    },
  };
}

type Answer<T> = { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'block'; readonly block: BlockRule };

function ask<T>(setting: PolicySetting, entrypoint: string, input: PolicyInput, parse: (value: unknown) => T): Answer<T> {
  const { revision, limits, now, onTrouble } = setting;
  const began = now();
  const attempt = evaluate(setting.runtime, entrypoint, input, parse);
  const outcome = attempt.kind === 'answer' ? inTime(attempt, now() - began, limits.policyEvalMsMax) : attempt;
  if (outcome.kind === 'answer') return outcome;
  tell(onTrouble, { kind: 'policy_trouble', revision, entrypoint, code: outcome.code, what: outcome.what });
  return { kind: 'block', block: blockRule(outcome.code) };
}

/** That it can't be told of makes no difference to the block. */
function tell(onTrouble: PolicySetting['onTrouble'], trouble: PolicyTrouble): void {
  try {
    onTrouble(trouble);
  } catch {}
}

type Attempt<T> = { readonly kind: 'answer'; readonly value: T } | Trouble;
interface Trouble {
  readonly kind: 'trouble';
  readonly code: PolicyTroubleCode;
  readonly what: string;
}

function evaluate<T>(runtime: Runtime, entrypoint: string, input: PolicyInput, parse: (value: unknown) => T): Attempt<T> {
  try {
    if (input.finding !== null && !findingIds(input).has(input.finding)) {
      return trouble('policy_error', 'the finding to decide on is not in the input');
    }
    const evaluation = runtime.evaluate(entrypoint, input);
    switch (evaluation.kind) {
      case 'result':
        return { kind: 'answer', value: parse(evaluation.value) };
      case 'undefined':
        return trouble('policy_undefined', 'the entrypoint is undefined for this input');
      case 'error':
        return trouble('policy_error', evaluation.what);
    }
  } catch (thrown) {
    if (thrown instanceof ShapeProblem) return trouble('policy_shape', thrown.message);
    return trouble('policy_error', thrown instanceof Error ? thrown.name : 'an error without a description');
  }
}

/** Wasm can't be interrupted: what comes late is blocked after the fact. A clock that gives no number is late too. */
function inTime<T>(attempt: Attempt<T>, tookMs: number, msMax: number): Attempt<T> {
  return tookMs <= msMax ? attempt : trouble('policy_late', `took ${Math.round(tookMs)} ms; at most ${msMax} ms are allowed`);
}

function trouble(code: PolicyTroubleCode, what: string): Trouble {
  return { kind: 'trouble', code, what };
}

function blockRule(code: PolicyTroubleCode): BlockRule {
  const [status, message] = hostBlocks[code];
  return { code, message, status };
}

function findingIds(input: PolicyInput): ReadonlySet<number> {
  return new Set(input.findings.map(finding => finding.id));
}
