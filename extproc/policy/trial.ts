// Tries a policy out on the samples: does it give plans and decisions of the right shape, in time? Runs in a thread that can be ended.
import type { Limits } from '../words/limits.ts';
import type { PlanPattern } from '../words/plan.ts';
import { createPolicy, type PolicyTrouble } from './decide.ts';
import type { PlanKnowledge } from './plan-result.ts';
import { openRuntime } from './runtime.ts';
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

/** Throws ERR_POLICY_BUNDLE when the module can't be used at all. */
export function tryPolicy({ module, data, knowledge, limits }: Trial): TrialResult {
  const runtime = openRuntime(module, data, limits);
  const missing = ['penstock/plan', 'penstock/decision', 'penstock/shape'].filter(name => !runtime.entrypoints.includes(name));
  if (missing.length > 0) return { problems: missing.map(name => `the bundle has no entrypoint "${name}"`), patterns: [] };

  const problems = new Set<string>();
  const onTrouble = ({ entrypoint, code, what }: PolicyTrouble) => problems.add(`${entrypoint}: ${code}: ${what}`);
  const policy = createPolicy({ revision: 'trial', runtime, knowledge, limits, now: () => performance.now(), onTrouble });
  const patterns = new Map<string, PlanPattern>();
  const [warmUp] = samples;
  runtime.evaluate('penstock/plan', warmUp);
  runtime.evaluate('penstock/decision', warmUp);
  for (const input of samples) {
    policy.decide(input);
    if (input.point === 'request_head') {
      const outcome = policy.plan(input);
      if (outcome.kind === 'plan') for (const pattern of outcome.plan.patterns) patterns.set(JSON.stringify(pattern), pattern);
    }
    for (const problem of shapeProblems(runtime.evaluate('penstock/shape', input))) problems.add(problem);
  }
  return { problems: [...problems].sort(), patterns: [...patterns.values()] };
}

/** The five names must be sets: what isn't one, the library steps over without a word. */
function shapeProblems(evaluation: ReturnType<ReturnType<typeof openRuntime>['evaluate']>): readonly string[] {
  if (evaluation.kind !== 'result' || !Array.isArray(evaluation.value)) return ['penstock/shape: the library gave no shapes'];
  return evaluation.value.flatMap(([topic, name, type]: [string, string, string]) =>
    type === 'set'
      ? []
      : [`penstock.rules.${topic}.${name} must be a partial set (\`${name} contains {…} if …\`); it is of type ${type}`],
  );
}
