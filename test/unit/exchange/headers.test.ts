// Values of headers and trailers, found by what they are and by what they are called.
import { expect, test } from 'vitest';
import { allow, answersOf, blocked, headersSet, immediateOf, key, open, request, responseBody, responseHead } from './scene.ts';

test.for([
  {
    name: 'a header that is called as the plan names a field',
    header: 'x-api-key',
    value: 'anything',
    want: '[REDACTED:api_key]',
  },
  { name: 'a longer name that ends so', header: 'x-upstream-api-key', value: 'anything', want: '[REDACTED:api_key]' },
  { name: 'a secret under any name', header: 'x-debug', value: `k=${key};`, want: 'k=[REDACTED:aws-access-key];' },
])('$name is masked', ({ header, value, want }) => {
  const scene = open();
  scene.feed(...request());
  const effects = scene.feed(responseHead({ [header]: value }), responseBody('{}', true));
  expect(headersSet(effects, 'response_headers')[header]).toBe(want);
});

test.for([
  { name: 'another name', header: 'x-api-key-policy', value: 'rotate' },
  { name: 'an empty value', header: 'x-api-key', value: '' },
  { name: 'what a mask left behind', header: 'x-api-key', value: '[REDACTED:api_key]' },
])('$name is left be', ({ header, value }) => {
  const scene = open();
  scene.feed(...request());
  const effects = scene.feed(responseHead({ [header]: value }), responseBody('{}', true));
  expect(headersSet(effects, 'response_headers')[header]).toBeUndefined();
  expect(scene.records[0]?.findings).toEqual([]);
});

test('a trailer that is called so is masked, and the policy is told its name', () => {
  const scene = open();
  scene.feed(...request(), responseHead(), responseBody('{}'));
  const effects = scene.feed({ kind: 'response_trailers', trailers: [['api-key', 'anything']] });
  expect(answersOf(effects).at(-1)).toMatchObject({ mutation: { set: [['api-key', '[REDACTED:api_key]']] } });
  expect(scene.asked.at(-1)?.findings).toMatchObject([{ detector: 'field', key: 'api_key', channel: 'trailers/api-key' }]);
});

test('a policy may block for it', () => {
  const scene = open({ decide: input => (input.point === 'finding' ? blocked : allow) });
  scene.feed(...request());
  expect(immediateOf(scene.feed(responseHead({ 'x-api-key': 'anything' })))?.status).toBe(403);
});
