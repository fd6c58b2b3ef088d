import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planParser } from '../../../extproc/policy/plan-result.ts';
import { ShapeProblem } from '../../../extproc/policy/shape.ts';
import { knowledge, limits } from './setting.ts';

const parsePlan = planParser(knowledge, limits);
const parse = (...items: readonly unknown[]) => parsePlan(items);

test('an empty plan looks for nothing and streams', () => {
  expect(parse()).toEqual({
    detectors: [],
    keys: [],
    patterns: [],
    mode: 'stream',
    code: 'off',
    request: false,
    decode: [],
    allow: [],
    payload: 'scan',
    signed: 'block',
  });
});

test('each kind of item is read, and each list is sorted', () => {
  const plan = parse(
    'secrets',
    'email',
    { key: 'password' },
    { key: 'api_key' },
    { id: 'ticket', pattern: 'T-[0-9]+' },
    { id: 'name', pattern: 'acme', class: 'proprietary', severity: 'low', keywords: ['acme'] },
    { mode: 'buffer' },
    { request: true },
    { decode: ['base64'] },
    { allow: { fingerprint: 'f1' } },
    { allow: { path: 'choices[0].x' } },
    { allow: { pattern: 'AKIAEXAMPLE' } },
    { payload: 'pass' },
    { signed: 'pass' },
  );
  expect(plan).toEqual({
    detectors: ['email', 'secrets'],
    keys: ['api_key', 'password'],
    patterns: [
      { id: 'name', pattern: 'acme', class: 'proprietary', severity: 'low' },
      { id: 'ticket', pattern: 'T-[0-9]+', class: 'custom', severity: 'medium' },
    ],
    mode: 'buffer',
    code: 'off',
    request: true,
    decode: ['base64'],
    allow: [
      { kind: 'fingerprint', fingerprint: 'f1' },
      { kind: 'path', path: 'choices[0].x' },
      { kind: 'pattern', pattern: 'AKIAEXAMPLE' },
    ],
    payload: 'pass',
    signed: 'pass',
  });
});

describe('code waits by line as soon as risks are looked for', () => {
  test.for([
    { name: 'a group of risks', items: ['risk'], code: 'line' },
    { name: 'one detector of risks', items: ['reverse-shell'], code: 'line' },
    { name: "a risk of the user's own", items: [{ id: 'x', pattern: 'x', class: 'risk' }], code: 'line' },
    { name: 'no risk', items: ['secrets'], code: 'off' },
    { name: 'a risk, switched off', items: ['risk', { code: 'off' }], code: 'off' },
    {
      name: 'two topics that disagree',
      items: ['risk', { code: 'off' }, { code: 'block' }, { code: 'line' }],
      code: 'block',
    },
    { name: 'off and line', items: [{ code: 'off' }, { code: 'line' }], code: 'line' },
  ])('$name: $code', ({ items, code }) => {
    expect(parse(...items).code).toBe(code);
  });
});

test('of contradicting items the stricter one counts', () => {
  expect(parse({ mode: 'stream' }, { mode: 'buffer' }, { request: false }, { request: true })).toMatchObject({
    mode: 'buffer',
    request: true,
  });
  expect(parse({ payload: 'pass' }, { payload: 'scan' }).payload).toBe('scan');
  expect(parse({ payload: 'scan' }, { payload: 'block' }, { payload: 'pass' }).payload).toBe('block');
  expect(parse({ signed: 'pass' }, { signed: 'block' }).signed).toBe('block');
});

describe('what is not a plan is refused, and told without its values', () => {
  test.for([
    {
      name: 'a misspelt detector',
      items: ['secretz'],
      want: '"plan[0]" must be the id of a detector, or one of the groups personal, risk, secrets; got string of 7 characters',
    },
    { name: 'a number', items: [1], want: '"plan[0]" must be an object; got number' },
    {
      name: 'an object of nothing known',
      items: [{ keys: ['a'] }],
      want: '"plan[0]" must be a detector\'s name or an object with one of key, pattern, mode, code, request, decode, allow, payload, signed; got object with 1 fields',
    },
    {
      name: 'two things in one object',
      items: [{ mode: 'buffer', code: 'block' }],
      want: '"plan[0]" has a field that is none of mode',
    },
    {
      name: 'an unknown mode',
      items: [{ mode: 'strict' }],
      want: '"plan[0].mode" must be one of stream, buffer; got string of 6 characters',
    },
    {
      name: 'a request that is a string',
      items: [{ request: 'yes' }],
      want: '"plan[0].request" must be true or false; got string of 3 characters',
    },
    {
      name: 'an empty key',
      items: [{ key: '' }],
      want: '"plan[0].key" must be a string of 1 to 256 characters; got string of 0 characters',
    },
    { name: 'a pattern without a name', items: [{ pattern: 'x' }], want: '"plan[0]" must have the field "id"' },
    {
      name: 'a pattern by the name of a detector',
      items: [{ id: 'jwt', pattern: 'x' }],
      want: '"plan[0].id" must be another name than a detector or group that comes with the program; got string of 3 characters',
    },
    {
      name: 'two patterns of one name',
      items: [
        { id: 'a', pattern: 'x' },
        { id: 'a', pattern: 'y' },
      ],
      want: '"plan[1].id" must be unlike the id of a different pattern in the same plan; got string of 1 characters',
    },
    {
      name: 'a pattern over the limit',
      items: [{ id: 'a', pattern: 'é'.repeat(600) }],
      want: '"plan[0].pattern" must be at most 1024 bytes long; got string of 600 characters',
    },
    {
      name: 'an encoding that is not looked through',
      items: [{ decode: ['rot13'] }],
      want: '"plan[0].decode" must be one of base64, hex, html, look-alikes, unicode, url, zero-width; got string of 5 characters',
    },
    {
      name: 'an allowance of nothing',
      items: [{ allow: { finger: 'x' } }],
      want: '"plan[0].allow" must be an object with one of fingerprint, pattern, path; got object with 1 fields',
    },
  ])('$name', ({ items, want }) => {
    expect(() => parse(...items)).toThrow(new ShapeProblem(want));
  });

  test('more patterns than the limit', () => {
    const items = Array.from({ length: limits.planPatternsMax + 1 }, (_, index) => ({ id: `p${index}`, pattern: 'x' }));
    expect(() => parse(...items)).toThrow('"plan" must have at most 256 patterns; got 257');
  });

  test('any encoding, where the scanner knows none', () => {
    expect(() => planParser({ ...knowledge, decodings: [] }, limits)([{ decode: ['base64'] }])).toThrow(
      'looks through no encodings yet',
    );
  });

  test('nothing but a shape problem is thrown, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.jsonValue(), (odd, json) => {
        for (const value of [odd, json, [odd], [json], [{ allow: json }], [{ id: json, pattern: odd }]]) {
          try {
            parsePlan(value);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(ShapeProblem);
          }
        }
      }),
    );
  });
});

test('a plan is the same however its set was ordered, and another than any other plan', () => {
  const items = [
    'secrets',
    'email',
    { key: 'a' },
    { key: 'b' },
    { id: 'x', pattern: 'y' },
    { mode: 'buffer' },
    { allow: { path: 'p' } },
  ];
  const plans = new Set<string>();
  fc.assert(
    fc.property(fc.shuffledSubarray(items, { minLength: items.length }), shuffled => {
      plans.add(JSON.stringify(parse(...shuffled)));
    }),
  );
  expect(plans.size).toBe(1);
  const others = items.map((_, left) => JSON.stringify(parse(...items.filter((_, index) => index !== left))));
  expect(new Set([...plans, ...others]).size).toBe(items.length + 1);
});
