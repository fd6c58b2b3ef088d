// Runs the sample tables of all detectors.
import { expect, test } from 'vitest';
import { builtInDetectors } from '../../../extproc/detect/registry.ts';
import { findIn } from './find.ts';
import { samples } from './samples/all.ts';
import { lookalikes } from './samples/sample.ts';

test('each detector ships with two hits and two near misses at least, and no table is for nothing', () => {
  const counts = samples.map(({ detector, hits, misses }) => [detector, hits.length >= 2 && misses.length >= 2]);
  expect(counts.toSorted()).toEqual(builtInDetectors.map(({ id }) => [id, true]).toSorted());
});

test('ids are there once, and facts are in their ranges', () => {
  expect(new Set(builtInDetectors.map(({ id }) => id)).size).toBe(builtInDetectors.length);
  expect(builtInDetectors.length).toBeGreaterThan(60);
  for (const { id, confidence, title } of builtInDetectors) {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(confidence).toBeGreaterThan(0);
    expect(confidence).toBeLessThanOrEqual(1);
    expect(title).not.toBe('');
  }
});

const hits = samples.flatMap(({ detector, hits }) => hits.map(hit => ({ detector, ...hit })));
const misses = samples.flatMap(({ detector, misses }) => misses.map(miss => ({ detector, ...miss })));

test.for(hits)('$detector is found: $name', ({ detector, text, value }) => {
  expect(findIn(detector, text)).toEqual([value]);
});

test.for(misses)('$detector is not found: $reason', ({ detector, text }) => {
  expect(findIn(detector, text)).toEqual([]);
});

test.for(Object.entries(lookalikes))('no detector takes this for a finding: %s', ([, text]) => {
  for (const { id } of builtInDetectors) expect([id, ...findIn(id, `see ${text} there`)]).toEqual([id]);
});
