import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '../../../extproc/words/secret.ts';

const value = ['s3cr', 'et-value'].join('');

test.for([
  { name: 'string conversion', print: (s: Secret) => `${s}` },
  { name: 'JSON', print: (s: Secret) => JSON.stringify({ s }) },
  {
    name: 'inspection, as a logger or an assertion does it',
    print: (s: Secret) => inspect({ s }, { depth: 9, showHidden: true }),
  },
])('$name of a secret does not print it', ({ print }) => {
  const printed = print(new Secret(value));
  expect(printed).toContain('[secret]');
  expect(printed).not.toContain(value);
});

test('a secret compares by content, also with a value of another length', () => {
  expect(new Secret(value).equals(Buffer.from(value))).toBe(true);
  expect(new Secret(value).equals(Buffer.from(`${value}x`))).toBe(false);
});
