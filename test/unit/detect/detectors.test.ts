// Runs the sample tables of all detectors.
import { expect, test } from 'vitest';
import { compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import { builtInDetectors } from '../../../extproc/detect/registry.ts';
import type { Match } from '../../../extproc/detect/scan.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { findIn, matchesOf, riskEnds } from './find.ts';
import { samples } from './samples/all.ts';
import { riskSamples } from './samples/risk/all.ts';
import { lookalikes } from './samples/sample.ts';

test('each detector ships with two hits and two near misses at least, and no table is for nothing', () => {
  const tables = [...samples.filter(({ hits }) => hits.length > 0), ...riskSamples];
  const counts = tables.map(({ detector, hits, misses }) => [detector, hits.length >= 2 && misses.length >= 2]);
  const ids = new Set(builtInDetectors.map(({ id }) => id));
  expect(ids.size).toBeGreaterThan(90);
  expect(counts.toSorted()).toEqual([...ids].map(id => [id, true]).toSorted());
});

test('detectors of one id have the same facts, and facts are in their ranges', () => {
  const facts = new Set(
    builtInDetectors.map(({ id, group, class: kind, severity, confidence }) => [id, group, kind, severity, confidence].join()),
  );
  expect(facts.size).toBe(new Set(builtInDetectors.map(({ id }) => id)).size);
  for (const { id, group, class: kind, confidence, title, signal } of builtInDetectors) {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect({ secrets: 'secret', personal: 'personal', risk: 'risk' }[group]).toBe(kind);
    expect(signal ?? false).toBe(kind === 'risk');
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

const risks = riskSamples.flatMap(({ detector, hits }) => hits.map(line => ({ detector, ...line })));

test.for(risks)('$detector is told within its line: $name', ({ detector, text }) => {
  const before = 'first line\n';
  const found = riskEnds(detector, `${before}${text}\nnext line\n`);
  expect(found.length).toBeGreaterThan(0);
  // Known with the line's end at the latest: the line is judged when it is complete.
  expect(found[0]).toBeLessThanOrEqual(before.length + Buffer.byteLength(text) + 1);
});

test.for(misses)('$detector is not found: $reason', ({ detector, text }) => {
  expect(findIn(detector, text)).toEqual([]);
});

test.for(Object.entries(lookalikes))('no detector takes this for a finding: %s', ([, text]) => {
  for (const { id } of builtInDetectors) expect([id, ...findIn(id, `see ${text} there`)]).toEqual([id]);
});

test.for(hits)('$detector: what a mask leaves is not found again: $name', ({ detector, text, value }) => {
  for (const mask of [`[REDACTED:${detector}]`, `<${detector.toUpperCase().replaceAll('-', '_')}_7Q3K>`, '[HASH:0a1b2c3d4e5f]']) {
    const masked = text.replace(value, () => mask);
    for (const { id, signal } of builtInDetectors) if (!signal && id === detector) expect(findIn(id, masked)).toEqual([]);
  }
});

test('all hits in one text are found by all detectors at once, byte by byte as in one piece', () => {
  const text = Buffer.from(hits.map(hit => hit.text).join('\n\n'));
  const scanner = compileScanner(builtInDetectors, defaultLimits);
  const whole = brief(matchesOf(scanner, text));
  const scan = scanner.open();
  const bytewise: Match[] = [];
  for (let at = 0; at < text.length; at++) {
    scan.advance(text.subarray(at, at + 1), 0);
    bytewise.push(...scan.take());
  }
  scan.finish();
  bytewise.push(...scan.take());
  expect(brief(bytewise)).toEqual(whole);
  expect(new Set(whole.map(match => match.split(' ')[0])).size).toBeGreaterThan(90);
});

function brief(matches: readonly Match[]): string[] {
  return matches.map(({ detector, start, end }) => `${detector.id} ${start} ${end}`);
}
