// Keeps the scanners of the plans used last: compiling one costs milliseconds, and most exchanges share a few plans.
import { compileDecodingScanner } from '../detect/decode/scanner.ts';
import { compileScanner } from '../detect/engine/scanner.ts';
import { builtInDetectors, detectorsFor } from '../detect/registry.ts';
import type { Detector } from '../detect/scan.ts';
import type { Limits } from '../words/limits.ts';
import type { Plan } from '../words/plan.ts';
import { labelsUnder } from './label.ts';
import type { PreparedPlan } from './surroundings.ts';

/** Looks for all that ships, whatever policies want: for names that come before there is a plan. */
export const everything: Plan = {
  detectors: [...new Set(builtInDetectors.map(({ group }) => group))].sort(),
  keys: [],
  patterns: [],
  mode: 'stream',
  code: 'off',
  request: false,
  decode: [],
  allow: [],
  payload: 'scan',
  signed: 'block',
};

/** Gives a plan made ready. Throws ERR_PATTERN_… and ERR_POLICY_RESULT_SHAPE where the plan names what can't be looked for. */
export function planShelf(limits: Limits): (plan: Plan) => PreparedPlan {
  const ready = new Map<string, PreparedPlan>(); // in order of last use
  return plan => {
    const key = keyOf(plan);
    const prepared = ready.get(key) ?? prepare(plan, limits);
    ready.delete(key);
    ready.set(key, prepared);
    if (ready.size > limits.scannersMax) ready.delete(ready.keys().next().value!);
    return prepared;
  };
}

/** Only what the scanners depend on. */
function keyOf({ detectors, keys, patterns, decode, allow }: Plan): string {
  return JSON.stringify([detectors, keys, patterns, decode, allow.filter(({ kind }) => kind === 'pattern')]);
}

function prepare(plan: Plan, limits: Limits): PreparedPlan {
  const allowed = plan.allow.flatMap((allowance, at) =>
    allowance.kind === 'pattern' ? [allowedPattern(allowance.pattern, at)] : [],
  );
  const scanner = compileDecodingScanner(detectorsFor(plan), plan.decode, limits);
  return {
    scanner,
    labels: labelsUnder(scanner),
    allowed: allowed.length === 0 ? null : compileScanner(allowed, limits),
  };
}

function allowedPattern(pattern: string, at: number): Detector {
  return {
    id: `allow-${at}`,
    group: 'allow',
    class: 'allow',
    severity: 'low',
    confidence: 1,
    title: 'an allowed value',
    pattern,
  };
}
