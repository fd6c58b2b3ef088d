// Asks a policy one question. A missing, late, odd or broken answer is told as trouble, never as an answer; who asks makes a block or a refusal of it.
// Never throws, whatever the policy does. The clock is injected.
import type { HostBlockCode } from '../words/blocks.ts';
import type { Limits } from '../words/limits.ts';
import type { Runtime } from './runtime.ts';
import { ShapeProblem } from './shape.ts';

export type PolicyTroubleCode = Extract<HostBlockCode, `policy_${string}`>;

/** Something that a policy did wrong; `what` holds no byte of the input. */
export interface PolicyTrouble {
  readonly kind: 'policy_trouble';
  readonly revision: string;
  readonly entrypoint: string;
  readonly code: PolicyTroubleCode;
  readonly what: string;
}

export interface Asking {
  readonly revision: string;
  readonly runtime: Runtime;
  readonly limits: Pick<Limits, 'policyEvalMsMax'>;
  /** Monotonic, in milliseconds. */
  readonly now: () => number;
  readonly onTrouble: (trouble: PolicyTrouble) => void;
}

export type Answer<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'trouble'; readonly code: PolicyTroubleCode };

/** `parse` throws ShapeProblem for what is no answer. `wrong`: what the host itself did wrong in asking; then nothing is asked. */
export function ask<T>(
  asking: Asking,
  entrypoint: string,
  input: unknown,
  parse: (value: unknown) => T,
  wrong: string | null = null,
): Answer<T> {
  const { revision, limits, now, onTrouble } = asking;
  const began = now();
  const attempt = wrong === null ? evaluate(asking.runtime, entrypoint, input, parse) : trouble('policy_error', wrong);
  const outcome = attempt.kind === 'answer' ? inTime(attempt, now() - began, limits.policyEvalMsMax) : attempt;
  if (outcome.kind === 'answer') return outcome;
  tell(onTrouble, { kind: 'policy_trouble', revision, entrypoint, code: outcome.code, what: outcome.what });
  return { kind: 'trouble', code: outcome.code };
}

/** That it can't be told of makes no difference to what follows. */
function tell(onTrouble: Asking['onTrouble'], trouble: PolicyTrouble): void {
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

function evaluate<T>(runtime: Runtime, entrypoint: string, input: unknown, parse: (value: unknown) => T): Attempt<T> {
  try {
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

/** Wasm can't be interrupted: what comes late is refused after the fact. A clock that gives no number is late too. */
function inTime<T>(attempt: Attempt<T>, tookMs: number, msMax: number): Attempt<T> {
  return tookMs <= msMax ? attempt : trouble('policy_late', `took ${Math.round(tookMs)} ms; at most ${msMax} ms are allowed`);
}

function trouble(code: PolicyTroubleCode, what: string): Trouble {
  return { kind: 'trouble', code, what };
}
