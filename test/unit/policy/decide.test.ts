import { describe, expect, test } from 'vitest';
import { createPolicy, type PolicyTrouble } from '../../../extproc/policy/decide.ts';
import type { Evaluation, Runtime } from '../../../extproc/policy/runtime.ts';
import { sampleFinding, samples } from '../../../extproc/policy/samples.ts';
import { knowledge, limits, shippedRuntime } from './setting.ts';

const nothing = { blocks: [], holds: [], masks: [], observed: [] };

function answering(evaluation: Evaluation | (() => Evaluation)): Runtime {
  return { entrypoints: [], evaluate: typeof evaluation === 'function' ? evaluation : () => evaluation };
}

function policyOn(runtime: Runtime, clock: readonly number[] = [0]) {
  const troubles: PolicyTrouble[] = [];
  let reads = 0;
  const now = () => clock[Math.min(reads++, clock.length - 1)]!;
  const onTrouble = (trouble: PolicyTrouble) => troubles.push(trouble);
  return { troubles, policy: createPolicy({ revision: 'r1', runtime, knowledge, limits, now, onTrouble }) };
}

const result = (value: unknown): Evaluation => ({ kind: 'result', value });

describe('no decision is a block', () => {
  test.for([
    { name: 'an undefined decision', runtime: answering({ kind: 'undefined' }), code: 'policy_undefined' },
    { name: 'an error', runtime: answering({ kind: 'error', what: 'trap' }), code: 'policy_error' },
    {
      name: 'a runtime that throws',
      runtime: answering(() => {
        throw new TypeError('x');
      }),
      code: 'policy_error',
    },
    {
      name: 'a runtime that throws a string',
      runtime: answering(() => {
        throw 'opa_malloc: failed';
      }),
      code: 'policy_error',
    },
    { name: 'true', runtime: answering(result(true)), code: 'policy_shape' },
    { name: 'null', runtime: answering(result(null)), code: 'policy_shape' },
    { name: 'an empty object', runtime: answering(result({})), code: 'policy_shape' },
    {
      name: 'a decision without holds',
      runtime: answering(result({ blocks: [], masks: [], observed: [] })),
      code: 'policy_shape',
    },
    {
      name: 'a decision with more than it may have',
      runtime: answering(result({ ...nothing, block: [] })),
      code: 'policy_shape',
    },
  ])('$name', ({ runtime, code }) => {
    const { policy, troubles } = policyOn(runtime);
    for (const sample of samples) {
      const decision = policy.decide(sample);
      expect(decision).toMatchObject({ blocks: [{ code, status: 403 }], holds: [], masks: [], observed: [] });
    }
    expect(troubles).toHaveLength(samples.length);
    expect(troubles[0]).toMatchObject({ kind: 'policy_trouble', revision: 'r1', entrypoint: 'penstock/decision', code });
  });

  test('a late one, though it would allow', () => {
    const { policy, troubles } = policyOn(answering(result(nothing)), [1000, 1000 + limits.policyEvalMsMax + 1]);
    expect(policy.decide(samples[0]!).blocks).toMatchObject([{ code: 'policy_late' }]);
    expect(troubles[0]?.what).toBe(`took ${limits.policyEvalMsMax + 1} ms; at most ${limits.policyEvalMsMax} ms are allowed`);
  });

  test('one at the limit is in time', () => {
    const { policy } = policyOn(answering(result(nothing)), [1000, 1000 + limits.policyEvalMsMax]);
    expect(policy.decide(samples[0]!)).toEqual(nothing);
  });

  test('one by a clock that gives no number', () => {
    const { policy } = policyOn(answering(result(nothing)), [Number.NaN]);
    expect(policy.decide(samples[0]!).blocks).toMatchObject([{ code: 'policy_late' }]);
  });

  test('one about a finding that is not in the input', () => {
    const { policy } = policyOn(answering(result(nothing)));
    expect(policy.decide({ ...sampleFinding(2), finding: 3 }).blocks).toMatchObject([{ code: 'policy_error' }]);
  });

  test('one that can not be told of, for telling throws', () => {
    const policy = createPolicy({
      revision: 'r1',
      runtime: answering({ kind: 'undefined' }),
      knowledge,
      limits,
      now: () => 0,
      onTrouble: () => {
        throw new Error('log is full');
      },
    });
    expect(policy.decide(samples[0]!).blocks).toMatchObject([{ code: 'policy_undefined' }]);
  });
});

test.for([
  { name: 'undefined', runtime: answering({ kind: 'undefined' }), code: 'policy_undefined' },
  { name: 'odd', runtime: answering(result(['secrets', 'secretz'])), code: 'policy_shape' },
  { name: 'broken', runtime: answering({ kind: 'error', what: 'trap' }), code: 'policy_error' },
] as const)('a plan that is $name is a block', ({ runtime, code }) => {
  const { policy, troubles } = policyOn(runtime);
  expect(policy.plan(samples[0]!)).toMatchObject({ kind: 'block', block: { code } });
  expect(troubles).toMatchObject([{ entrypoint: 'penstock/plan', code }]);
});

test('the shipped policy decides on every sample', () => {
  const { policy, troubles } = policyOn(shippedRuntime());
  for (const sample of samples) policy.decide(sample);
  expect(policy.plan(samples[0]!).kind).toBe('plan');
  expect(troubles).toEqual([]);
});
