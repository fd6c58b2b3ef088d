// The laws of the engine with the detectors that ship, on text as models write it, full of what they look for.
import { expect, test } from 'vitest';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import { fieldDetectors } from '../../extproc/detect/fields.ts';
import { builtInDetectors } from '../../extproc/detect/registry.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { written } from '../bench/scan-texts.ts';
import { watch } from './detect-engine-watch.ts';

const scanner = compileScanner([...builtInDetectors, ...fieldDetectors(['api_key', 'password'])], defaultLimits);
const text = written(60_000, 200);
const whole = watch(scanner.open(), text, [text.length]);

test.for([
  { sizes: [1] },
  { sizes: [2] },
  { sizes: [3, 1] },
  { sizes: [7] },
  { sizes: [64] },
  { sizes: [1, 500] },
  { sizes: [4096] },
])('pieces of $sizes bytes change nothing', ({ sizes }) => {
  const cut = watch(scanner.open(), text, sizes);
  expect(cut.told).toEqual(whole.told);
  expect(cut.matches.map(({ start, end }) => [start, end])).toEqual(whole.matches.map(({ start, end }) => [start, end]));
  expect(cut.late).toEqual([]);
  expect(cut.told.length).toBeGreaterThan(100);
});

test('what is safe at a byte does not depend on how the text came to it', () => {
  const bytewise = watch(scanner.open(), text, [1]).safeAt;
  for (const sizes of [[5], [37], [1000]]) {
    for (const [position, safe] of watch(scanner.open(), text, sizes).safeAt)
      expect([position, safe]).toEqual([position, bytewise.get(position)]);
  }
});
