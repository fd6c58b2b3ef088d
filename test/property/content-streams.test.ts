// Laws of the transformers, over streams and documents that nobody wrote by hand.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import { builtInDetectors } from '../../extproc/detect/registry.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { type RunOptions, run } from '../unit/content/run.ts';
import { cuts, jsonText, markdownText, ndjsonText, sseText } from './content-inputs.ts';

const real = compileScanner(builtInDetectors, defaultLimits);

const formats: readonly { readonly name: string; readonly input: fc.Arbitrary<string>; readonly options: RunOptions }[] = [
  { name: 'events of a chat', input: sseText('openai'), options: { format: 'sse' } },
  { name: 'events of any API', input: sseText('generic'), options: { format: 'sse', shape: 'generic' } },
  { name: 'JSON of a chat', input: jsonText, options: { format: 'json' } },
  { name: 'JSON of any API', input: jsonText, options: { format: 'json', shape: 'generic' } },
  { name: 'lines of JSON', input: ndjsonText, options: { format: 'ndjson', shape: 'generic' } },
  { name: 'text', input: markdownText, options: { format: 'text' } },
  { name: 'text whose blocks of code wait', input: markdownText, options: { format: 'text', plan: { code: 'block' } } },
  {
    name: 'text under small limits',
    input: markdownText,
    options: { format: 'text', limits: { codeLineBytesMax: 20, signalBytesMax: 4 } },
  },
  {
    name: 'events under small limits',
    input: sseText('openai'),
    options: {
      format: 'sse',
      limits: { sseEventBytesMax: 400, heldBackBytesMax: 600, toolCallBytesMax: 40, channelsMax: 4, jsonPlacesMax: 5 },
    },
  },
  { name: 'events through the real engine', input: sseText('openai'), options: { format: 'sse', scanner: real } },
  { name: 'text through the real engine', input: markdownText, options: { format: 'text', scanner: real } },
  { name: 'lines through the real engine', input: ndjsonText, options: { format: 'ndjson', shape: 'generic', scanner: real } },
];

describe.for(formats)('$name', ({ input, options }) => {
  test('any cut gives the same bytes and the same questions, each after the same bytes', () => {
    let hits = 0;
    fc.assert(
      fc.property(input, cuts, (text, cut) => {
        const whole = run([text], options);
        hits += whole.hits.length;
        const parts = run(cut(Buffer.from(text)), options);
        expect(told(parts)).toEqual(told(whole));
      }),
      { numRuns: 200 },
    );
    expect(hits).toBeGreaterThan(40);
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

  test('a damaged body is never thrown at, and its cut does not matter either', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.uint8Array({ maxLength: 2 })), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(input, damage, cuts, (text, places, cut) => {
        const bytes = places.reduce((all, [at, count, other]) => {
          const start = at % (all.length + 1);
          return Buffer.concat([all.subarray(0, start), other, all.subarray(start + count)]);
        }, Buffer.from(text));
        expect(told(run(cut(bytes), options))).toEqual(told(run([bytes], options)));
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
