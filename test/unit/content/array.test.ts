import { describe, expect, test } from 'vitest';
import { bytewise, type RunOptions, run } from './run.ts';

const options: RunOptions = { format: 'array', shape: 'gemini' };
const part = (text: string): string =>
  `{"candidates":[{"content":{"parts":[{"text":${JSON.stringify(text)}}],"role":"model"},"index":0}]}`;

function both(input: string, more: Partial<RunOptions> = {}) {
  const whole = run([input], { ...options, ...more });
  expect({ ...run(bytewise(input), { ...options, ...more }), heldBackMax: 0, pieces: [] }).toEqual({
    ...whole,
    heldBackMax: 0,
    pieces: [],
  });
  return whole;
}

test('a secret in two elements is masked where it begins, and what stands between them stays', () => {
  const { output, refusal } = both(`[${part('a KEY-AB')}\r\n,\r\n${part('CD1234 b')}\n]\n`);
  expect(refusal).toBeNull();
  expect(output).toBe(`[${part('a [key:12]')}\r\n,\r\n${part(' b')}\n]\n`);
});

test('an element leaves when it is there, before the next one came', () => {
  const chunks = [`[${part('one')}`, `,\n${part('two')}`, '\n]'];
  const { pieces } = run(chunks, options);
  expect(pieces).toEqual(chunks);
});

test('the end is asked about before the bracket leaves', () => {
  const { asked, complete } = both(`[${part('x')}]`);
  expect(asked).toEqual([JSON.stringify(['ended', part('x').length + 1])]);
  expect(complete).toBe(true);
});

test.for([' \n [ ] \r\n', '\ufeff[{"a":"]},[\\""} ,{"b":[[{}],1,"x"]}]', '[1,-2.5e3,"a,b]",true,null,[[]],{}]', '[ "x" ]'])(
  'what is not edited leaves byte for byte: %j',
  input => {
    const { output, refusal } = both(input);
    expect([output, refusal]).toEqual([input, null]);
  },
);

test('a body that is no list is read as the document that it is', () => {
  const error = (text: string) => `{"error":{"code":429,"message":"${text}"}}`;
  expect(both(error('no KEY-ABCD1234')).output).toBe(error('no [key:12]'));
});

describe('is refused', () => {
  test.for([
    { name: 'half a list', input: `[${part('x')}`, left: `[${part('x')}` },
    { name: 'half an element', input: `[${part('x')},{"a":`, left: `[${part('x')}` },
    { name: 'a list without its first element', input: '[,1]', left: '' },
    { name: 'a comma before the bracket', input: '[1,]', left: '[1' },
    { name: 'two elements without a comma', input: '[{} {}]', left: '[{}' },
    { name: 'something behind the end', input: '[1] x', left: '[1]' },
    { name: 'a second list', input: '[1][2]', left: '[1]' },
    { name: 'another bracket at the end', input: '[1}', left: '' },
    { name: 'an element that is not quite JSON', input: '[{}, {"a":NaN}]', left: '[{}' },
    { name: 'brackets that don’t match', input: '[{"a":[1}]', left: '' },
    { name: 'nothing at all', input: '', left: '' },
  ])('$name', ({ input, left }) => {
    const { refusal, output } = both(input);
    expect([refusal, output]).toEqual([input === '' ? null : 'invalid_json', left]);
  });

  test.for([
    { name: 'a key twice', input: '[{"a":1,"a":2}]', code: 'duplicate_keys' },
    { name: 'too deep', input: `[${'['.repeat(200)}`, limits: { arrayElementBytesMax: 100 }, code: 'array_element_too_large' },
    {
      name: 'an element over the limit',
      input: `[${part('x'.repeat(200))}]`,
      limits: { arrayElementBytesMax: 100 },
      code: 'array_element_too_large',
    },
    {
      name: 'white space without end',
      input: `[${' '.repeat(200)}1]`,
      limits: { arrayElementBytesMax: 100 },
      code: 'array_element_too_large',
    },
  ])('$name', ({ input, limits, code }) => expect(both(input, limits === undefined ? {} : { limits }).refusal).toBe(code));

  test('bytes that are no UTF-8', () => {
    expect(run([Buffer.from('["\xff"]', 'latin1')], options).refusal).toBe('invalid_utf8');
  });
});
