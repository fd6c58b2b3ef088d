import { expect, test } from 'vitest';
import { warm } from '../../../extproc/exchange/warm.ts';
import type { Policy } from '../../../extproc/policy/decide.ts';
import { policyInput } from '../../../extproc/policy/input.ts';
import type { Connection } from '../../../extproc/words/access.ts';
import type { Plan } from '../../../extproc/words/plan.ts';

const connection = (name: string): Connection => ({
  name,
  hosts: [],
  api: 'generic',
  allow: ['POST /x'],
  identity: [],
  onUnreadable: 'block',
});

test("each connection's plan is made ready, asked for with an input of the shape that policies expect", () => {
  const seen: string[] = [];
  const policy: Policy = {
    revision: 'r',
    plan: input => {
      policyInput.parse(input);
      const plan: Plan = {
        detectors: [input.connection.name],
        keys: [],
        patterns: [],
        mode: 'stream',
        code: 'line',
        request: false,
        decode: [],
        allow: [],
        payload: 'scan',
        signed: 'block',
      };
      return input.connection.name === 'refused'
        ? { kind: 'block', block: { code: 'c', message: 'm', status: 403 } }
        : { kind: 'plan', plan };
    },
    decide: () => ({ blocks: [], holds: [], masks: [], observed: [] }),
  };
  warm(policy, ['a', 'refused', 'b'].map(connection), plan => seen.push(...plan.detectors), 0);
  expect(seen).toEqual(['a', 'b']);
});
