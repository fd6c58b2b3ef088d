// Values of documents that a detector knows by the name before them.
import { describe, expect, test } from 'vitest';
import { compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import type { Detector } from '../../../extproc/detect/scan.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { run } from './run.ts';

const pin: Detector = {
  id: 'pin',
  group: 'g',
  class: 'secret',
  severity: 'high',
  confidence: 1,
  title: 'number behind its name',
  lead: '(?i)pin(?:_code)?"?[ ]?[:=][ ]?"?',
  pattern: '[0-9]{4}',
};
const scanner = compileScanner([pin], defaultLimits);
const json = (document: string, api: 'generic' | 'openai' = 'generic') =>
  run([document], { format: 'json', shape: api, scanner }).output;

describe('a value of a document', () => {
  test.for([
    { name: 'under its key is found', document: '{"pin": "1234"}', want: '{"pin": "[pin:4]"}' },
    { name: 'in a list under its key is found', document: '{"pin":["1234","5678"]}', want: '{"pin":["[pin:4]","[pin:4]"]}' },
    { name: 'under an escaped key is found', document: '{"p\\u0069n":"1234"}', want: '{"p\\u0069n":"[pin:4]"}' },
    {
      name: 'beside its name is found',
      document: '{"name":"PIN_CODE","value":"1234"}',
      want: '{"name":"PIN_CODE","value":"[pin:4]"}',
    },
    { name: 'under another key is let be', document: '{"pins":"1234","x":"1234"}', want: '{"pins":"1234","x":"1234"}' },
    { name: 'beside another name is let be', document: '{"name":"year","value":"1234"}', want: '{"name":"year","value":"1234"}' },
    {
      name: 'is not found by what its key alone says',
      document: '{"pin: 1234": "x"}',
      want: '{"pin: [pin:4]": "x"}',
    },
    {
      name: 'in a declaration is let be',
      document: '{"tools":[{"function":{"parameters":{"properties":{"pin":{"default":"1234"}}}}}]}',
      want: '{"tools":[{"function":{"parameters":{"properties":{"pin":{"default":"1234"}}}}}]}',
    },
  ])('$name', ({ document, want }) => expect(json(document, 'openai')).toBe(want));

  test('beside a name that the plan asks for is a field', () => {
    const { hits, output } = run(['{"env":[{"name":"DB_PASSWORD","value":"Ab3xYz9kQq"}]}'], { format: 'json' });
    expect(hits).toMatchObject([{ key: 'password', path: 'env[0].value' }]);
    expect(output).toBe('{"env":[{"name":"DB_PASSWORD","value":"[field:10]"}]}');
  });

  test('is found under the name that stands beside it in this document, not in an earlier one that looked alike', () => {
    const line = (name: string) => `{"name":"${name}","value":"1234"}\n`;
    const lines = ['year', 'year', 'year', 'year', 'pin', 'year'].map(line).join('');
    const { output } = run([lines], { format: 'ndjson', shape: 'generic', scanner });
    expect(output).toBe(lines.replace('"pin","value":"1234"', '"pin","value":"[pin:4]"'));
  });

  test('of a tool call is found in its arguments', () => {
    const call = { id: 'c', type: 'function', function: { name: 'save', arguments: '{"pin":"1234"}' } };
    const document = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', tool_calls: [call] } }] });
    expect(json(document, 'openai')).toContain('{\\"pin\\":\\"[pin:4]\\"}');
  });
});
