// Laws of the transformers, over streams and documents that nobody wrote by hand.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RunOptions, run } from '../unit/content/run.ts';
import { cuts, jsonText, markdownText, ndjsonText, sseText } from './content-inputs.ts';

const formats: readonly { readonly name: string; readonly input: fc.Arbitrary<string>; readonly options: RunOptions }[] = [
  { name: 'events of a chat', input: sseText('openai'), options: { format: 'sse' } },
  { name: 'events of any API', input: sseText('generic'), options: { format: 'sse', shape: 'generic' } },
  { name: 'JSON of a chat', input: jsonText, options: { format: 'json' } },
  { name: 'JSON of any API', input: jsonText, options: { format: 'json', shape: 'generic' } },
  { name: 'lines of JSON', input: ndjsonText, options: { format: 'ndjson', shape: 'generic' } },
  { name: 'text', input: markdownText, options: { format: 'text' } },
];

describe.for(formats)('$name', ({ input, options }) => {
  test('any cut gives the same bytes and the same questions, each after the same bytes', () => {
    fc.assert(
      fc.property(input, cuts, (text, cut) => {
        const whole = run([text], options);
        const parts = run(cut(Buffer.from(text)), options);
        expect(told(parts)).toEqual(told(whole));
      }),
      { numRuns: 200 },
    );
  });

  test('any cut of a body that is stopped lets the same bytes out', () => {
    fc.assert(
      fc.property(input, cuts, fc.integer({ min: 0, max: 4 }), (text, cut, nth) => {
        const stopping = (): RunOptions => {
          let count = 0;
          return {
            ...options,
            rule: hit => (count++ < nth ? { kind: 'mask', text: `<${hit.detector.id}>`, opaque: 'x' } : { kind: 'stop' }),
          };
        };
        expect(told(run(cut(Buffer.from(text)), stopping()))).toEqual(told(run([text], stopping())));
      }),
      { numRuns: 150 },
    );
  });

  test('what is let pass leaves byte for byte', () => {
    fc.assert(
      fc.property(input, cuts, (text, cut) => {
        const { output, refusal } = run(cut(Buffer.from(text)), { ...options, rule: () => ({ kind: 'pass' }) });
        if (refusal === null) expect(output).toBe(text);
        else expect(text.startsWith(output)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

function told({ output, asked, refusal, complete }: ReturnType<typeof run>): object {
  return { output, asked, refusal, complete };
}
