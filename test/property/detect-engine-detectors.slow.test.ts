// The laws of the engine for each detector that ships, the ones of tomorrow included, on texts made from the detector's own patterns:
// what it finds, what it nearly finds, and what an attacker would send to slow it down.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import type { StreamedText } from '../../extproc/detect/engine/text-scan.ts';
import { fieldDetectors } from '../../extproc/detect/fields.ts';
import { builtInDetectors } from '../../extproc/detect/registry.ts';
import type { Detector } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { diceOf } from '../patterns/dice.ts';
import { hostileFor } from '../patterns/hostile-for.ts';
import { sampleOf } from '../patterns/sample-of.ts';
import { feed } from '../unit/detect/engine/scanning.ts';
import { cuts } from './detect-engine-arbitraries.ts';
import { watch } from './detect-engine-watch.ts';
import { partitions, seed } from './partitions.ts';

const detectors = [...builtInDetectors, ...fieldDetectors(['api_key', 'password', 'token'])];
const scanner = compileScanner(detectors, defaultLimits);

test(`any of ${partitions} cuts of what detectors find and nearly find tells the same at the same bytes (seed ${seed})`, {
  timeout: 3_600_000,
}, () => {
  // Over all detectors.
  const cutsOfOne = Math.ceil(partitions / detectors.length);
  let tried = 0;
  let told = 0;
  for (const [index, detector] of detectors.entries()) {
    const text = foundAndNearlyFound(detector, index);
    const bytewise = watch(scanner.open(), text, [1]);
    expect(bytewise.late).toEqual([]);
    told += bytewise.told.length;
    fc.assert(
      fc.property(cuts, sizes => {
        tried += 1;
        const cut = watch(scanner.open(), text, sizes);
        expect(cut.told, detector.id).toEqual(bytewise.told);
        for (const [position, safe] of cut.safeAt) expect(safe, detector.id).toBe(bytewise.safeAt.get(position));
      }),
      { numRuns: cutsOfOne, seed: seed + index },
    );
  }
  expect(tried).toBeGreaterThanOrEqual(partitions);
  expect(told).toBeGreaterThan(detectors.length);
});

const shortBytes = 2_500;
/** Of the families of each detector, so many are tried in one run; which ones, the seed says. */
const familiesTried = 3;
/** Where a text ends, something is always under way. */
const slackSteps = 5_000;
/** Whatever is under way at once is bounded. */
const stepsPerByteMax = 400;

test('twice the hostile text costs at most 2.2 times the steps, whichever detector it is for', { timeout: 600_000 }, () => {
  let tried = 0;
  for (const [index, detector] of detectors.entries()) {
    const families = hostileFor(detector);
    for (let i = 0; i < familiesTried; i += 1) {
      const { name, text } = families[(index + seed + i * 7) % families.length]!;
      const long = text(2 * shortBytes).subarray(0, 2 * shortBytes);
      const [one, two] = [stepsOver(long.subarray(0, shortBytes)), stepsOver(long)];
      expect(two / long.length, `${detector.id}: ${name}`).toBeLessThan(stepsPerByteMax);
      // What has no period is not the same text twice.
      if (!name.startsWith('its parts')) expect(two, `${detector.id}: ${name}`).toBeLessThanOrEqual(2.2 * one + slackSteps);
      tried += 1;
    }
  }
  expect(tried).toBe(familiesTried * detectors.length);
});

function stepsOver(text: Uint8Array): number {
  const scan = scanner.open() as StreamedText;
  feed(scan, text);
  return scan.steps;
}

/** Samples between pieces of what is meant to be dear. */
function foundAndNearlyFound(detector: Detector, index: number): Buffer {
  const roll = diceOf(index + 1);
  const families = hostileFor(detector);
  const parts: Uint8Array[] = [];
  for (let i = 0; i < 2; i += 1) {
    parts.push(sampleOf(detector, roll)?.text ?? Buffer.from('?'));
    parts.push(families[roll(families.length)]!.text(150).subarray(0, 100 + roll(50)));
  }
  return Buffer.concat(parts);
}
