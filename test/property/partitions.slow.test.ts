// Chunk invariance with the detectors that ship, over the streams and documents of every API: however bytes were cut, the same leave, and
// the same is asked, each after the same bytes. PENSTOCK_PARTITIONS says how many cuts are tried; the seed is told, so that a failure can be run again.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import { fieldDetectors } from '../../extproc/detect/fields.ts';
import { builtInDetectors } from '../../extproc/detect/registry.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { type RunOptions, run } from '../unit/content/run.ts';
import { samples } from '../unit/detect/samples/all.ts';
import { riskSamples } from '../unit/detect/samples/risk/all.ts';
import { cuts } from './content-inputs.ts';
import { shapeDocuments, shapeStreams } from './content-shape-inputs.ts';
import { partitions, seed } from './partitions.ts';

/** Cuts tried of one body: making it costs more than cutting it. */
const cutsOfOne = 10;

const scanner = compileScanner([...builtInDetectors, ...fieldDetectors(['api_key', 'password', 'token'])], defaultLimits);
const texts = [...samples.flatMap(({ hits, misses }) => [...hits, ...misses]), ...riskSamples.flatMap(({ hits }) => hits)].map(
  ({ text }) => text,
);

/** Samples of all detectors in the place of the placeholders that the streams are made with. */
const filled = (body: fc.Arbitrary<string>) =>
  fc
    .tuple(body, fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 4 }))
    .map(([text, fillings]) => fillings.reduce((all, filling) => all.replace(/KEY-[A-Z0-9]{8}/, () => inJson(filling)), text));

const bodies: fc.Arbitrary<readonly [string, RunOptions]> = fc.oneof(
  ...shapeStreams.map(({ api, input }) => filled(input).map(text => [text, { format: 'sse', shape: api, scanner }] as const)),
  ...shapeDocuments.map(({ api, input }) => filled(input).map(text => [text, { format: 'json', shape: api, scanner }] as const)),
  fc
    .array(fc.constantFrom(...texts), { minLength: 1, maxLength: 6 })
    .map(parts => [parts.join('\n'), { format: 'text', scanner }] as const),
  fc
    .array(fc.constantFrom(...texts), { minLength: 1, maxLength: 6 })
    .map(parts => [parts.map(content => `${JSON.stringify({ content })}\n`).join(''), { format: 'ndjson', scanner }] as const),
);

test(`any of ${partitions} cuts gives the same bytes and the same questions (seed ${seed})`, { timeout: 3_600_000 }, () => {
  let hits = 0;
  let tried = 0;
  fc.assert(
    fc.property(bodies, fc.array(cuts, { minLength: cutsOfOne, maxLength: cutsOfOne }), ([text, options], ways) => {
      const body = Buffer.from(text);
      const whole = run([body], options);
      hits += whole.hits.length;
      for (const cut of ways) {
        tried++;
        expect(told(run(cut(body), options))).toEqual(told(whole));
      }
    }),
    { numRuns: Math.ceil(partitions / cutsOfOne), seed },
  );
  expect(tried).toBeGreaterThanOrEqual(partitions);
  expect(hits).toBeGreaterThan(partitions / 20);
});

function told({ output, asked, refusal, complete }: ReturnType<typeof run>): object {
  return { output, asked, refusal, complete };
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
