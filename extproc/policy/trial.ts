// Tries a policy out on the samples: does it give plans and decisions of the right shape, in time? Runs in a thread that can be ended.
import type { Limits } from '../words/limits.ts';
import type { PlanPattern } from '../words/plan.ts';
import { createApprovalPolicy } from './approval.ts';
import { approvalSamples } from './approval-samples.ts';
import { createPolicy, type Policy, type PolicyTrouble } from './decide.ts';
import type { PolicyInput } from './input.ts';
import type { PlanKnowledge } from './plan-result.ts';
import { type Evaluation, openRuntime, type Runtime } from './runtime.ts';
import { samples } from './samples.ts';

export interface Trial {
  readonly module: WebAssembly.Module;
  readonly data: unknown;
  readonly knowledge: PlanKnowledge;
  readonly limits: Limits;
}

export interface TrialResult {
  readonly problems: readonly string[];
  /** Patterns of the plans that came out. */
  readonly patterns: readonly PlanPattern[];
}

/** What hosts ask a bundle. */
export const entrypoints = [
  'penstock/plan',
  'penstock/decision',
  'penstock/shape',
  'penstock/approval/decide',
  'penstock/approval/owner',
] as const;

/** Throws ERR_POLICY_BUNDLE when the module can't be used at all. */
export function tryPolicy({ module, data, knowledge, limits }: Trial): TrialResult {
  const runtime = openRuntime(module, data, limits);
  const missing = entrypoints.filter(name => !runtime.entrypoints.includes(name));
  if (missing.length > 0) return { problems: missing.map(name => `the bundle has no entrypoint "${name}"`), patterns: [] };

  const troubles: PolicyTrouble[] = [];
  const onTrouble = (trouble: PolicyTrouble) => troubles.push(trouble);
  const asking = { revision: 'trial', runtime, limits, now: () => performance.now(), onTrouble };
  const policy = createPolicy({ ...asking, knowledge });
  const patterns = samples.flatMap(input => trySample(policy, input, troubles));
  const approvals = createApprovalPolicy(asking);
  for (const sample of approvalSamples) {
    unlessLate(troubles, () => {
      approvals.decide(sample);
      approvals.ownerOf(sample.ask, sample.nowMs);
    });
  }
  const told = troubles.map(({ entrypoint, code, what }) => `${entrypoint}: ${code}: ${what}`);
  const shapes = samples.flatMap(input => shapeProblems(runtime, input));
  return { problems: [...new Set([...told, ...shapes])].sort(), patterns: distinct(patterns) };
}

/** What is late the first time may only have waited for a busy machine, or for the engine to compile it. */
const tries = 3;

/** Gives the patterns of the plan, at the point that has one. */
function trySample(policy: Policy, input: PolicyInput, troubles: PolicyTrouble[]): readonly PlanPattern[] {
  return unlessLate(troubles, () => {
    policy.decide(input);
    const outcome = input.point === 'request_head' ? policy.plan(input) : null;
    return outcome?.kind === 'plan' ? outcome.plan.patterns : [];
  });
}

/** Does it again where it was only late; what stays wrong stays among the troubles. */
function unlessLate<T>(troubles: PolicyTrouble[], act: () => T): T {
  const before = troubles.length;
  for (let left = tries - 1; ; left--) {
    const outcome = act();
    const onlyLate = troubles.length > before && troubles.slice(before).every(trouble => trouble.code === 'policy_late');
    if (!onlyLate || left === 0) return outcome;
    troubles.length = before;
  }
}

/** The five names must be sets: what isn't one, the library steps over without a word. */
function shapeProblems(runtime: Runtime, input: PolicyInput): readonly string[] {
  const shapes = shapesOf(runtime.evaluate('penstock/shape', input));
  if (shapes === null) return ['penstock/shape: the library told no shapes'];
  const odd = shapes.filter(([, , type]) => type !== 'set');
  return odd.map(
    ([topic, name, type]) =>
      `penstock.rules.${topic}.${name} must be a set (\`${name} contains {…} if …\`); it is of type ${type}`,
  );
}

function shapesOf(evaluation: Evaluation): readonly (readonly string[])[] | null {
  if (evaluation.kind !== 'result' || !Array.isArray(evaluation.value)) return null;
  return evaluation.value.every(entry => Array.isArray(entry) && entry.length === 3) ? evaluation.value : null;
}

function distinct(patterns: readonly PlanPattern[]): readonly PlanPattern[] {
  return [...new Map(patterns.map(pattern => [JSON.stringify(pattern), pattern])).values()];
}
