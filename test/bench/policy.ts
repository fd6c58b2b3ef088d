// What a decision of the shipped policy costs, from input object to parsed decision.
import { loadBundle } from '../../extproc/policy/bundle.ts';
import { createPolicy } from '../../extproc/policy/decide.ts';
import type { PolicyInput } from '../../extproc/policy/input.ts';
import { shippedBundle } from '../../extproc/policy/library.ts';
import { openRuntime } from '../../extproc/policy/runtime.ts';
import { sampleFinding, samples } from '../../extproc/policy/samples.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { decodings } from '../../extproc/words/plan.ts';
import { bestMillisOf } from './cpu-time.ts';

export interface PolicyNumbers {
  /** Microseconds of CPU for one decision, by findings in the input. */
  readonly microsPerDecision: { readonly 0: number; readonly 1: number; readonly 20: number; readonly 64: number };
}

/** The best of several runs, CPU time of this process. */
export async function benchPolicy(): Promise<PolicyNumbers> {
  const troubles: string[] = [];
  const bundle = await loadBundle(shippedBundle, defaultLimits);
  const policy = createPolicy({
    revision: bundle.revision,
    runtime: openRuntime(await WebAssembly.compile(bundle.wasm), bundle.data, defaultLimits),
    knowledge: { detectors: [], decodings },
    limits: defaultLimits,
    now: () => performance.now(),
    onTrouble: trouble => troubles.push(trouble.what),
  });
  const measure = (input: PolicyInput): number => best(() => void policy.decide(input));
  const request = samples.find(sample => sample.point === 'request')!;
  const numbers = {
    microsPerDecision: {
      0: measure(request),
      1: measure(sampleFinding(1)),
      20: measure(sampleFinding(20)),
      64: measure(sampleFinding(64)),
    },
  };
  if (troubles.length > 0) throw new Error(`the bench measured something that is no decision: ${troubles[0]}`);
  return numbers;
}

/** Milliseconds of a thousand are microseconds of one. */
function best(work: () => void): number {
  for (let i = 0; i < 2000; i++) work();
  const thousand = (): void => {
    for (let i = 0; i < 1000; i++) work();
  };
  return bestMillisOf(7, thousand);
}

if (import.meta.main) console.log((await benchPolicy()).microsPerDecision);
