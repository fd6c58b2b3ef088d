import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseYaml, stringifyYaml } from '../../../extproc/config/yaml.ts';

const limits = { bytesMax: 100_000, depthMax: 16, aliasesMax: 4 };

test('each value has the line where it stands', () => {
  const result = parseYaml(
    '# head\nlisten: { extproc: x,\n  admin: y }\nlist:\n  - name: a\n    hosts: [p,\n      q]\n  - b\n',
    limits,
  );
  if (result.kind !== 'document') throw new Error(result.problem);
  const places = [
    ['listen'],
    ['listen', 'admin'],
    ['list', 0, 'name'],
    ['list', 0, 'hosts', 1],
    ['list', 1],
    ['list', 1, 'nothing'],
    [],
  ];
  expect(places.map(result.lineOf)).toEqual([2, 3, 5, 7, 8, 8, 1]);
});

test.for([
  { name: 'a mapping as a key', text: '? {a: 1}\n: 2' },
  { name: 'a tag that makes bytes', text: 'a: !!binary aGk=' },
  { name: 'nesting over the limit', text: '- '.repeat(20) },
  { name: 'more aliases than the limit', text: `a: &x [1]\nb: [${'*x,'.repeat(5)}]` },
  { name: 'a NUL', text: 'a: "\0"' },
])('$name is refused', ({ text }) => expect(parseYaml(text, limits)).toMatchObject({ kind: 'problem' }));

test('a date stays a string, and __proto__ is a key like any other', () => {
  expect(parseYaml('d: 2020-01-01\n__proto__: { polluted: 1 }', limits)).toMatchObject({ value: { d: '2020-01-01' } });
  expect({}).not.toHaveProperty('polluted');
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), value => {
      const result = parseYaml(stringifyYaml(value), limits);
      expect(result).toMatchObject({ kind: 'document' });
      if (result.kind === 'document') expect(JSON.stringify(result.value)).toBe(JSON.stringify(value));
    }),
  );
});
