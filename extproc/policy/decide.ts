// The one place where a missing, late, odd or broken answer of the policy becomes a block.
// Knows a runtime and the parsers; never throws, whatever the policy does. The clock is injected.
import { hostBlocks } from '../words/blocks.ts';
import type { BlockRule, Decision } from '../words/decision.ts';
import type { Plan } from '../words/plan.ts';
import { type Asking, ask, type PolicyTroubleCode } from './asking.ts';
import { type DecisionLimits, parseDecision } from './decision-result.ts';
import type { PolicyInput } from './input.ts';
import { type PlanKnowledge, type PlanLimits, planParser } from './plan-result.ts';

export type { PolicyTrouble, PolicyTroubleCode } from './asking.ts';

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

export interface PolicySetting extends Asking {
  readonly knowledge: PlanKnowledge;
  readonly limits: PlanLimits & DecisionLimits & Asking['limits'];
}

export function createPolicy(setting: PolicySetting): Policy {
  const { revision, knowledge, limits } = setting;
  const parsePlan = planParser(knowledge, limits);
  return {
    revision,
    plan(input) {
      const given = answer(setting, 'penstock/plan', input, parsePlan);
      return given.kind === 'answer' ? { kind: 'plan', plan: given.value } : given;
    },
    decide(input) {
      const given = answer(setting, 'penstock/decision', input, value => parseDecision(value, findingIds(input), limits));
      return given.kind === 'answer' ? given.value : { blocks: [given.block], holds: [], masks: [], observed: [] };
    },
  };
}

function answer<T>(setting: PolicySetting, entrypoint: string, input: PolicyInput, parse: (value: unknown) => T): Given<T> {
  const isAboutNothing = input.finding !== null && !findingIds(input).has(input.finding);
  const given = ask(setting, entrypoint, input, parse, isAboutNothing ? 'the finding to decide on is not in the input' : null);
  return given.kind === 'answer' ? given : { kind: 'block', block: blockRule(given.code) };
}

type Given<T> = { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'block'; readonly block: BlockRule };

function blockRule(code: PolicyTroubleCode): BlockRule {
  const [status, message] = hostBlocks[code];
  return { code, message, status };
}

function findingIds(input: PolicyInput): ReadonlySet<number> {
  return new Set(input.findings.map(finding => finding.id));
}
