import { describe, expect, test } from 'vitest';
import { createApprovalPolicy } from '../../../extproc/policy/approval.ts';
import { approvalInput, approvalInputOf, openingInputOf } from '../../../extproc/policy/approval-input.ts';
import { approvalSamples } from '../../../extproc/policy/approval-samples.ts';
import type { PolicyTrouble } from '../../../extproc/policy/asking.ts';
import type { Evaluation, Runtime } from '../../../extproc/policy/runtime.ts';
import { limits, shippedRuntime } from './setting.ts';

const [sample] = approvalSamples as [(typeof approvalSamples)[number]];
const verdict = { allow: true, counts_as: ['group:security'], reason_required: false, may_remember: true, reason: '' };
const nobody = {
  allow: false,
  countsAs: [],
  reasonRequired: true,
  mayRemember: false,
  reason: 'the policy did not say who may decide this',
};

function policyOn(runtime: Runtime, clock: readonly number[] = [0]) {
  const troubles: PolicyTrouble[] = [];
  let reads = 0;
  const now = () => clock[Math.min(reads++, clock.length - 1)]!;
  return {
    troubles,
    policy: createApprovalPolicy({ revision: 'r1', runtime, limits, now, onTrouble: one => troubles.push(one) }),
  };
}

function answering(evaluation: Evaluation | (() => Evaluation)): Runtime {
  return { entrypoints: [], evaluate: typeof evaluation === 'function' ? evaluation : () => evaluation };
}

const result = (value: unknown): Evaluation => ({ kind: 'result', value });

describe('nobody may decide where the policy gives', () => {
  test.for([
    { name: 'nothing', evaluation: { kind: 'undefined' }, code: 'policy_undefined' },
    { name: 'an error', evaluation: { kind: 'error', what: 'trap' }, code: 'policy_error' },
    { name: 'true', evaluation: result(true), code: 'policy_shape' },
    { name: 'null', evaluation: result(null), code: 'policy_shape' },
    { name: 'a yes that is no flag', evaluation: result({ ...verdict, allow: 'true' }), code: 'policy_shape' },
    { name: 'no word about whom it counts for', evaluation: result({ ...verdict, counts_as: undefined }), code: 'policy_shape' },
    {
      name: 'one name in place of a list',
      evaluation: result({ ...verdict, counts_as: 'group:security' }),
      code: 'policy_shape',
    },
    { name: 'a field that nobody knows', evaluation: result({ ...verdict, alow: true }), code: 'policy_shape' },
    {
      name: 'too little',
      evaluation: result({ allow: true, counts_as: ['group:security'], reason: null }),
      code: 'policy_shape',
    },
  ] as const)('$name', ({ evaluation, code }) => {
    const { policy, troubles } = policyOn(answering(evaluation));
    expect(policy.decide(sample)).toEqual(nobody);
    expect(troubles).toMatchObject([{ kind: 'policy_trouble', revision: 'r1', entrypoint: 'penstock/approval/decide', code }]);
  });

  test('an exception', () => {
    const { policy } = policyOn(
      answering(() => {
        throw 'opa_malloc: failed';
      }),
    );
    expect(policy.decide(sample)).toEqual(nobody);
  });

  test('a late answer', () => {
    const { policy } = policyOn(answering(result(verdict)), [0, limits.policyEvalMsMax + 1]);
    expect(policy.decide(sample)).toEqual(nobody);
  });
});

test('someone counts only for those whom the rules name', () => {
  const { policy } = policyOn(answering(result({ ...verdict, counts_as: ['user:ada', 'group:admins', 'group:security'] })));
  expect(policy.decide(sample)).toEqual({
    allow: true,
    countsAs: ['group:security', 'user:ada'],
    reasonRequired: false,
    mayRemember: true,
    reason: null,
  });
});

test.for([
  { name: 'nothing', evaluation: { kind: 'undefined' } },
  { name: 'a list', evaluation: result(['user:ada']) },
  { name: 'an empty name', evaluation: result('') },
] as const)('a hold is not opened where the owner is $name', ({ evaluation }) => {
  expect(policyOn(answering(evaluation)).policy.ownerOf(sample.ask, sample.nowMs)).toEqual({ kind: 'failed' });
});

test('every document has the shape that the schema tells', () => {
  for (const one of approvalSamples) {
    expect(approvalInput.parse(approvalInputOf(one))).toEqual(approvalInputOf(one));
    expect(approvalInput.parse(openingInputOf(one.ask, one.nowMs))).toEqual(openingInputOf(one.ask, one.nowMs));
  }
});

describe('the shipped policy', () => {
  test('answers every sample', () => {
    const { policy, troubles } = policyOn(shippedRuntime());
    const answers = approvalSamples.map(one => policy.decide(one));
    for (const one of approvalSamples) expect(policy.ownerOf(one.ask, one.nowMs)).toEqual({ kind: 'owner', owner: null });
    expect(troubles).toEqual([]);
    expect(answers.map(({ allow }) => allow)).toEqual([true, false, false, true]);
    expect(answers[0]).toEqual({
      allow: true,
      countsAs: ['group:security', 'user:ada'],
      reasonRequired: false,
      mayRemember: true,
      reason: null,
    });
  });

  test('reads what penstock.yaml sets', () => {
    const settings = {
      approval_owners: { 'team-a': 'user:ada' },
      approval_reason_required: ['approve'],
      approval_remember_never: ['privileged-write'],
    };
    const { policy } = policyOn(shippedRuntime(settings));
    expect(policy.ownerOf(sample.ask, sample.nowMs)).toEqual({ kind: 'owner', owner: 'user:ada' });
    expect(policy.decide(sample)).toMatchObject({ allow: true, reasonRequired: true, mayRemember: false });
  });
});
