import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from './run.ts';

/** `alike`: events differ in their texts only; `counted`: in a number too. Else each has a key of its own, so that none is like another and all are read anew. */
type Likeness = 'alike' | 'counted' | 'unlike';

const streamOf = (
  texts: readonly (readonly [content: string, extra: string, finish: string | null])[],
  likeness: Likeness,
): string =>
  texts
    .map(([content, extra, finish], i) => {
      const chunk = {
        [likeness === 'unlike' ? `n${10 + i}` : 'n00']: likeness === 'counted' ? 10 + i : 10,
        choices: [{ index: 0, delta: { content }, finish_reason: finish }],
        obfuscation: extra,
      };
      return `data: ${JSON.stringify(chunk)}\n\n`;
    })
    .join('');

const outcome = (texts: Parameters<typeof streamOf>[0], likeness: Likeness) => {
  const { output, asked, refusal } = run([streamOf(texts, likeness)], { format: 'sse', shape: 'openai' });
  const plain = (text: string) => text.replaceAll(/"n\d\d":\d\d/g, '"n":0');
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
        const unlike = outcome(texts, 'unlike');
        expect(outcome(texts, 'alike')).toEqual(unlike);
        expect(outcome(texts, 'counted')).toEqual(unlike);
      }),
      { numRuns: 400 },
    );
  });

  test.for([
    { name: 'a value that was clean in one event is masked when it holds a secret in a later one', extra: 'KEY-ABCD1234' },
    { name: 'so is one that is spelled with escapes', extra: 'KEY-\u0041BCD1234\n' },
  ])('$name', ({ extra }) => {
    const calm = Array.from({ length: 6 }, (_, i) => ['word ', `x${i}`, null] as const);
    const { output } = outcome([...calm, ['word ', extra, null], ...calm], 'alike');
    expect(output).not.toContain('ABCD1234');
    expect(output.split('\n\n')).toHaveLength(calm.length * 2 + 2);
  });

  test('a field that is looked for is asked about in each', () => {
    const event = `data: {"api_key":"hunter2hunter2","choices":[{"index":0,"delta":{"content":"a "}}]}\n\n`;
    const { hits, output } = run([event.repeat(4)], { format: 'sse', shape: 'openai' });
    expect(hits).toHaveLength(4);
    expect(output).not.toContain('hunter2');
  });

  test('a number that is no count, or one of JSON that is none, is read as what it is', () => {
    const event = (n: string) => `data: {"n":${n},"choices":[{"index":0,"delta":{"content":"a "}}]}\n\n`;
    const counted = Array.from({ length: 6 }, (_, i) => event(`${i}`)).join('');
    for (const [n, refusal] of [
      ['1.5', null],
      ['1e3', null],
      ['-1', null],
      ['01', 'invalid_json'],
      ['1x', 'invalid_json'],
      ['', 'invalid_json'],
    ] as const)
      expect([n, run([counted + event(n)], { format: 'sse', shape: 'openai' }).refusal]).toEqual([n, refusal]);
    const card = run([counted + event('4111111111111111')], { format: 'sse', shape: 'openai' });
    expect(card.output).toContain('"n":0,"choices"');
  });

  test('an index is never taken for a count', () => {
    const event = (i: number, content: string) => `data: {"choices":[{"index":${i},"delta":{"content":"${content}"}}]}\n\n`;
    const many = Array.from({ length: 8 }, (_, i) => event(i, 'x')).join('');
    const { output } = run([many + event(8, 'KEY-AB') + event(9, 'CD12') + event(8, 'CD1234')], {
      format: 'sse',
      shape: 'openai',
    });
    expect(output).toContain('[key:12]');
  });

  test('what an answer cost is told though nothing else changes', () => {
    const used: number[] = [];
    const events = [1, 2, 3, 4, 5, 60].map(n => `data: {"usage":{"total_tokens":${n}},"choices":[]}\n\n`);
    run([events.join('')], { format: 'sse', shape: 'openai', used: tokens => used.push(tokens) });
    expect(Math.max(...used)).toBe(60);
  });

  test('what ends a text is not passed over', () => {
    const last = '{"index":0,"delta":{"content":"x KEY-"},"finish_reason":';
    const events = ['null', 'null', '"stop"', 'null'].map(reason => `data: {"choices":[${last}${reason}}]}\n\n`);
    const { output, refusal } = run([events.join('')], { format: 'sse', shape: 'openai' });
    expect([output, refusal]).toEqual([events.slice(0, 3).join(''), 'text_after_end']);
  });
});
