import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDecision } from '../../../extproc/policy/decision-result.ts';
import { ShapeProblem } from '../../../extproc/policy/shape.ts';
import { strategies } from '../../../extproc/words/decision.ts';
import { limits } from './setting.ts';

const nothing = { blocks: [], holds: [], masks: [], observed: [] };
const hold = { rule: 'sudo', reason: 'writes to /etc', approvers: ['group:security'], quorum: 1, ttl: '10m' };
const parse = (decision: object, findings = [1, 2]) => parseDecision({ ...nothing, ...decision }, new Set(findings), limits);

test.for([
  { name: 'seconds', ttl: '90s', ms: 90_000 },
  { name: 'minutes', ttl: '10m', ms: 600_000 },
  { name: 'hours', ttl: '2h', ms: 7_200_000 },
  { name: 'days', ttl: '30d', ms: 2_592_000_000 },
])('a time to live in $name is read', ({ ttl, ms }) => {
  expect(parse({ holds: [{ ...hold, ttl }] }).holds[0]?.ttlMs).toBe(ms);
});

test('what may be left out has a default', () => {
  const { blocks, holds } = parse({ blocks: [{ code: 'x', message: 'y' }], holds: [hold] });
  expect(blocks).toEqual([{ code: 'x', message: 'y', status: 403 }]);
  expect(holds).toEqual([
    {
      rule: 'sudo',
      reason: 'writes to /etc',
      approvers: ['group:security'],
      mandatory: [],
      quorum: 1,
      ttlMs: 600_000,
      style: null,
      remember: false,
      notice: null,
    },
  ]);
});

test('the strongest of two masks on one finding is left', () => {
  for (const weak of strategies) {
    for (const strong of strategies.slice(strategies.indexOf(weak))) {
      const masks = [
        { finding: 1, with: weak },
        { finding: 1, with: strong },
      ];
      expect(parse({ masks }).masks).toEqual([{ finding: 1, with: strong }]);
      expect(parse({ masks: masks.toReversed() }).masks).toEqual([{ finding: 1, with: strong }]);
    }
  }
});

test("the order of Rego's sets makes no difference", () => {
  const blocks = ['c', 'a', 'b', 'a'].map(code => ({ code, message: 'm' }));
  const observed = [{ would: 'mask' }, { would: 'block', code: 'x' }];
  fc.assert(
    fc.property(
      fc.shuffledSubarray(blocks, { minLength: 4 }),
      fc.shuffledSubarray(observed, { minLength: 2 }),
      (someBlocks, someObserved) => {
        const decision = parse({ blocks: someBlocks, observed: someObserved });
        expect(decision.blocks.map(block => block.code)).toEqual(['a', 'b', 'c']);
        expect(decision.observed).toEqual([
          { would: 'block', detail: { code: 'x' } },
          { would: 'mask', detail: {} },
        ]);
      },
    ),
  );
});

describe('what is not a decision is refused, and told without its values', () => {
  test.for([
    {
      name: 'an unknown strategy',
      decision: { masks: [{ finding: 1, with: 'plaeholder-xyz' }] },
      want: '"masks[0].with" must be one of partial, format, pseudonym, hash, placeholder, drop; got string of 14 characters',
    },
    { name: 'a mask without a strategy', decision: { masks: [{ finding: 1 }] }, want: '"masks[0]" must have the field "with"' },
    {
      name: 'a mask with options, which nobody would heed',
      decision: { masks: [{ finding: 1, with: 'partial', options: {} }] },
      want: '"masks[0]" has a field that is none of finding, with',
    },
    {
      name: 'a mask of a finding that is not there',
      decision: { masks: [{ finding: 3, with: 'drop' }] },
      want: '"masks[0].finding" must be the id of a finding in the input; got number',
    },
    {
      name: 'a mask by the name of a detector',
      decision: { masks: [{ finding: 'jwt', with: 'drop' }] },
      want: '"masks[0].finding" must be a whole number from 1 to 9007199254740991; got string of 3 characters',
    },
    {
      name: 'a block that is a string',
      decision: { blocks: ['no'] },
      want: '"blocks[0]" must be an object; got string of 2 characters',
    },
    {
      name: 'a block without a message',
      decision: { blocks: [{ code: 'x' }] },
      want: '"blocks[0]" must have the field "message"',
    },
    {
      name: 'a block with a status of success',
      decision: { blocks: [{ code: 'x', message: 'm', status: 200 }] },
      want: '"blocks[0].status" must be a whole number from 400 to 499; got number',
    },
    {
      name: 'a block code that breaks a header',
      decision: { blocks: [{ code: 'x\r\ny', message: 'm' }] },
      want: '"blocks[0].code" must be lower case letters, digits and _; got string of 4 characters',
    },
    {
      name: 'an object in place of a set',
      decision: { blocks: { code: 'x', message: 'm' } },
      want: '"blocks" must be a set or list; got object with 2 fields',
    },
    { name: 'holds that are true', decision: { holds: true }, want: '"holds" must be a set or list; got boolean' },
    {
      name: 'a hold that nobody may approve',
      decision: { holds: [{ ...hold, approvers: [] }] },
      want: '"holds[0].approvers" must be a list with at least one approver; got list of 0',
    },
    {
      name: 'an approver of no kind',
      decision: { holds: [{ ...hold, approvers: ['security'] }] },
      want: '"holds[0].approvers[0]" must be group:<name> or user:<name>; got string of 8 characters',
    },
    {
      name: 'a quorum of none',
      decision: { holds: [{ ...hold, quorum: 0 }] },
      want: '"holds[0].quorum" must be a whole number from 1 to 16; got number',
    },
    {
      name: 'a quorum that is a string',
      decision: { holds: [{ ...hold, quorum: '2' }] },
      want: '"holds[0].quorum" must be a whole number from 1 to 16; got string of 1 characters',
    },
    {
      name: 'a time without a unit',
      decision: { holds: [{ ...hold, ttl: '600' }] },
      want: '"holds[0].ttl" must be a time such as 90s, 10m, 2h or 1d; got string of 3 characters',
    },
    {
      name: 'a time that never ends',
      decision: { holds: [{ ...hold, ttl: '31d' }] },
      want: '"holds[0].ttl" must be a time such as 90s, 10m, 2h or 1d, at most 2592000s; got string of 3 characters',
    },
    {
      name: 'a misspelt field',
      decision: { holds: [{ ...hold, styel: 'wait' }] },
      want: '"holds[0]" has a field that is none of rule, reason, approvers, quorum, ttl, mandatory, style, remember, notice',
    },
    {
      name: 'an observation of nothing',
      decision: { observed: [{ code: 'x' }] },
      want: '"observed[0].would" must be one of block, hold, mask; got undefined',
    },
    {
      name: 'more rules than the limit',
      decision: { blocks: Array.from({ length: 257 }, () => ({ code: 'x', message: 'm' })) },
      want: '"blocks" must be at most 256 items long; got list of 257',
    },
  ])('$name', ({ decision, want }) => {
    expect(() => parse(decision)).toThrow(new ShapeProblem(want));
  });

  test('nothing but a shape problem is thrown, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.jsonValue(), (odd, json) => {
        for (const value of [
          odd,
          json,
          { ...nothing, blocks: [odd] },
          { ...nothing, holds: [json] },
          { ...nothing, masks: json },
        ]) {
          try {
            parseDecision(value, new Set([1]), limits);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(ShapeProblem);
          }
        }
      }),
    );
  });
});
