// What the policy tests share: the shipped bundle, made-up knowledge of detectors, and a clock that stands still.
import { personalDetectors } from '../../../extproc/detect/detectors/personal/all.ts';
import { riskDetectors } from '../../../extproc/detect/detectors/risk/all.ts';
import { type Bundle, loadBundle } from '../../../extproc/policy/bundle.ts';
import { shippedBundle } from '../../../extproc/policy/library.ts';
import type { PlanKnowledge } from '../../../extproc/policy/plan-result.ts';
import { openRuntime, type Runtime } from '../../../extproc/policy/runtime.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { decodings } from '../../../extproc/words/plan.ts';

export const limits = defaultLimits;

/** What the shipped topics name must be known. */
const [people, risks] = [personalDetectors, riskDetectors].map(detectors => [...new Set(detectors.map(({ id }) => id))]);
const ofGroup = (group: string, className: string, ...ids: readonly string[]) => ids.map(id => ({ id, group, class: className }));

export const knowledge: PlanKnowledge = {
  detectors: [
    ...ofGroup('secrets', 'secret', 'aws-access-key', 'jwt'),
    ...ofGroup('personal', 'personal', ...people!),
    ...ofGroup('risk', 'risk', ...risks!),
  ],
  decodings,
};

export const shipped: Bundle = await loadBundle(shippedBundle, limits);
export const shippedModule = await WebAssembly.compile(shipped.wasm);

export function shippedRuntime(settings: object = {}): Runtime {
  return openRuntime(shippedModule, { config: { ...shipped.settings, ...settings } }, limits);
}
