// Decides whether a new policy may be used: it is tried out in a thread of its own, for Wasm can't be interrupted, and the patterns
// that its plan asks for must compile. Knows nothing of files.
import { Worker } from 'node:worker_threads';
import type { PlanPattern } from '../words/plan.ts';
import type { Trial, TrialResult } from './trial.ts';

export type Admission = { readonly kind: 'admitted' } | { readonly kind: 'refused'; readonly problems: readonly string[] };

export interface AdmissionRequest extends Trial {
  /** Why a pattern can't be compiled, else null. */
  readonly checkPattern: (pattern: PlanPattern) => string | null;
}

/** Never throws; takes at most `policyAdmissionMsMax`. */
export async function admit({ checkPattern, ...trial }: AdmissionRequest): Promise<Admission> {
  const { problems, patterns } = await tryInThread(trial);
  const all = [...problems, ...patterns.flatMap(pattern => problemOf(pattern, checkPattern))];
  return all.length === 0 ? { kind: 'admitted' } : { kind: 'refused', problems: all };
}

/** What a policy answers is read into this heap; Wasm's own memory has a bound of its own. */
const heapMbMax = 256;

function tryInThread(trial: Trial): Promise<TrialResult> {
  const msMax = trial.limits.policyAdmissionMsMax;
  return new Promise(resolve => {
    const worker = new Worker(new URL('./trial-thread.ts', import.meta.url), {
      workerData: trial,
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heapMbMax },
    });
    const timer = setTimeout(() => finish(failed(`trying the policy out took longer than ${msMax} ms`)), msMax);
    const finish = (result: TrialResult) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(result);
    };
    worker.once('message', finish);
    worker.once('error', () => finish(failed('the thread that tried the policy out failed')));
    worker.once('exit', () => finish(failed('the thread that tried the policy out ended early')));
  });
}

function failed(problem: string): TrialResult {
  return { problems: [problem], patterns: [] };
}

function problemOf(pattern: PlanPattern, checkPattern: AdmissionRequest['checkPattern']): readonly string[] {
  const problem = checkPattern(pattern);
  return problem === null ? [] : [`the pattern "${pattern.id}" can't be used: ${problem}`];
}
