// All detectors that ship, and which of them a plan asks for. Knows their names; nothing of how they are run.
import { Fault } from '../words/fault.ts';
import type { Plan } from '../words/plan.ts';
import { personalDetectors } from './detectors/personal/all.ts';
import { riskDetectors } from './detectors/risk/all.ts';
import { secretDetectors } from './detectors/secrets/all.ts';
import { fieldDetectors } from './fields.ts';
import type { Detector } from './scan.ts';

/** Each id once. */
export const builtInDetectors: readonly Detector[] = [...secretDetectors, ...personalDetectors, ...riskDetectors];

const byName = Map.groupBy(
  builtInDetectors.flatMap(detector => [detector.id, detector.group].map(name => ({ name, detector }))),
  ({ name }) => name,
);

/**
 * Gives the detectors of a plan: those it names by id or group, its own patterns, and those of its field names. Throws
 * ERR_POLICY_RESULT_SHAPE for a name that nothing has: a misspelt one would else look for nothing, in silence.
 */
export function detectorsFor(plan: Plan): readonly Detector[] {
  const named = new Set(plan.detectors.flatMap(name => byName.get(name)?.map(({ detector }) => detector) ?? unknownName(name)));
  return [...builtInDetectors.filter(detector => named.has(detector)), ...customDetectors(plan), ...fieldDetectors(plan.keys)];
}

function customDetectors(plan: Plan): readonly Detector[] {
  return plan.patterns.map(({ id, pattern, class: kind, severity }) => {
    if (byName.has(id) || ['field', 'fields', 'custom'].includes(id)) {
      throw new Fault(
        'ERR_POLICY_RESULT_SHAPE',
        `a pattern of the plan is called "${id}", which is taken by a built-in detector; rename it`,
      );
    }
    return { id, group: 'custom', class: kind, severity, confidence: 1, title: `pattern ${id}`, pattern };
  });
}

function unknownName(name: string): never {
  const nearest = [...byName.keys()]
    .map(known => ({ known, edits: editsBetween(name.slice(0, 64), known) }))
    .sort((a, b) => a.edits - b.edits)[0]!;
  throw new Fault(
    'ERR_POLICY_RESULT_SHAPE',
    `the plan names a detector or group that does not exist: "${name.slice(0, 64)}"; the nearest is "${nearest.known}"`,
  );
}

/** Letters to put in, take out or change. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      row.push(Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
  }
  return row[b.length]!;
}
