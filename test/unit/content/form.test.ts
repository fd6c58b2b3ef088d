import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from './run.ts';

/** `alike`: events differ in their texts only. Else each has a number of its own, so that none is like another and all are read anew. */
const streamOf = (
  texts: readonly (readonly [content: string, extra: string, finish: string | null])[],
  isAlike: boolean,
): string =>
  texts
    .map(([content, extra, finish], i) => {
      const chunk = {
        n: isAlike ? 10 : 10 + i,
        choices: [{ index: 0, delta: { content }, finish_reason: finish }],
        obfuscation: extra,
      };
      return `data: ${JSON.stringify(chunk)}\n\n`;
    })
    .join('');

const outcome = (texts: Parameters<typeof streamOf>[0], isAlike: boolean) => {
  const { output, asked, refusal } = run([streamOf(texts, isAlike)], { format: 'sse', shape: 'openai' });
  const plain = (text: string) => text.replaceAll(/"n":\d+/g, '"n":0');
  return { output: plain(output), asked: asked.map(plain), refusal };
};

const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('KEY-', 'ABCD', '1234', 'TOK-', 'abcd', ' ', 'K', '', '"', '\\', '\n', 'é', '😀', 'KEY-ABCD1234'),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);
const finish = fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant('stop') });

describe('documents that are alike', () => {
  test('come out as if each had been read anew, with the same questions', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, finish), { maxLength: 24 }), texts => {
        expect(outcome(texts, true)).toEqual(outcome(texts, false));
      }),
      { numRuns: 400 },
    );
  });

  test.for([
    { name: 'a value that was clean in one event is masked when it holds a secret in a later one', extra: 'KEY-ABCD1234' },
    { name: 'so is one that is spelled with escapes', extra: 'KEY-\u0041BCD1234\n' },
  ])('$name', ({ extra }) => {
    const calm = Array.from({ length: 6 }, (_, i) => ['word ', `x${i}`, null] as const);
    const { output } = outcome([...calm, ['word ', extra, null], ...calm], true);
    expect(output).not.toContain('ABCD1234');
    expect(output.split('\n\n')).toHaveLength(calm.length * 2 + 2);
  });

  test('a field that is looked for is asked about in each', () => {
    const event = `data: {"api_key":"hunter2hunter2","choices":[{"index":0,"delta":{"content":"a "}}]}\n\n`;
    const { hits, output } = run([event.repeat(4)], { format: 'sse', shape: 'openai' });
    expect(hits).toHaveLength(4);
    expect(output).not.toContain('hunter2');
  });

  test('what ends a text is not passed over', () => {
    const last = '{"index":0,"delta":{"content":"x KEY-"},"finish_reason":';
    const events = ['null', 'null', '"stop"', 'null'].map(reason => `data: {"choices":[${last}${reason}}]}\n\n`);
    const { output, refusal } = run([events.join('')], { format: 'sse', shape: 'openai' });
    expect([output, refusal]).toEqual([events.slice(0, 3).join(''), 'text_after_end']);
  });
});
