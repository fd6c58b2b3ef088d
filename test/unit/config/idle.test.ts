import { expect, test } from 'vitest';
import { idleKeys } from '../../../extproc/config/idle.ts';
import { configFrom } from '../../../extproc/config/load.ts';

const idleIn = (yaml: string): readonly string[] => {
  const outcome = configFrom(yaml, '/etc/penstock.yaml');
  if (outcome.kind === 'problems') throw new Error(JSON.stringify(outcome.problems));
  return idleKeys(outcome.config);
};

const connection = 'connections: [ { name: c, hosts: [api.test], api: openai';

test('a key that promises what is not built yet is told, once it is set', () => {
  expect(idleIn(`${connection} } ]\nobserve: { otlp: http://127.0.0.1:4318 }`)).toEqual(['observe.otlp']);
});

test('defaults that nobody wrote are not told', () => {
  expect(idleIn(`${connection} } ]`)).toEqual([]);
});
