// Scans delivered content again, as its client would read it: the body passes the transformer of its format under the detectors that masked in it before.
import type { Format } from '../content/open.ts';
import { openTransformer } from '../content/open.ts';
import { compileScanner } from '../detect/engine/scanner.ts';
import { builtInDetectors } from '../detect/registry.ts';
import type { CheckSetting } from '../proof/check.ts';
import { type ApiShape, apiShapes } from '../words/access.ts';
import { defaultLimits } from '../words/limits.ts';
import { type Plan, readingPlan } from '../words/plan.ts';

const formats: readonly Format[] = ['sse', 'json', 'ndjson', 'text', 'array', 'eventstream'];

/** What its API has signed was delivered as it is. */
const plan: Plan = { ...readingPlan, signed: 'pass' };

/** Null where the content can't be read, or a detector is none of those that are built in (a pattern, a field's name). */
export const rescan: NonNullable<CheckSetting['rescan']> = (delivered, wanted, { body, head }) => {
  const detectors = builtInDetectors.filter(({ id }) => wanted.includes(id));
  const format = formats.find(one => one === body?.format);
  if (detectors.length < wanted.length || format === undefined || body === null) return null;
  const found: string[] = [];
  const transformer = openTransformer({
    format,
    shape: apiShapes.find((shape): shape is ApiShape => shape === body.api) ?? 'generic',
    path: body.path,
    scanner: compileScanner(detectors, defaultLimits),
    plan,
    limits: defaultLimits,
    side: head.side,
    inspector: {
      hit: ({ detector }) => {
        found.push(detector.id);
        return { kind: 'pass' };
      },
      toolCall: () => ({ kind: 'pass' }),
      ended: () => 'go',
    },
    emit: () => {},
  });
  return (transformer.push(delivered) ?? transformer.end()) === null ? found : null;
};
