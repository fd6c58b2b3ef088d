// What was found out ahead must be what is found out anew, to the bit; and what is not to be believed is not used.
import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openersFor } from '../../../../extproc/detect/decode/openers.ts';
import { compileDecodingScanner } from '../../../../extproc/detect/decode/scanner.ts';
import { acceptNode, type Program } from '../../../../extproc/detect/engine/program.ts';
import { compileSearches } from '../../../../extproc/detect/engine/searches.ts';
import { builtInDetectors } from '../../../../extproc/detect/registry.ts';
import type { Detector } from '../../../../extproc/detect/scan.ts';
import { readTables, tablesOfAll, useTables } from '../../../../extproc/detect/tables.ts';
import { opaqueTexts, typicalTexts } from '../../../../extproc/exchange/typical.ts';
import { defaultLimits } from '../../../../extproc/words/limits.ts';
import { diceOf } from '../../../patterns/dice.ts';
import { sampleOf } from '../../../patterns/sample-of.ts';

const decodings = ['base64', 'hex', 'url', 'html', 'unicode'];
let bytes: Buffer;
beforeAll(() => {
  bytes = tablesOfAll('these', defaultLimits);
});
afterEach(() => useTables(null));

/** As in a process that starts: nothing is known of a detector yet. */
const fresh = (detectors: readonly Detector[]): Detector[] => detectors.map(detector => ({ ...detector }));

function withTables<T>(run: () => T): T {
  const tables = readTables(bytes, 'these');
  expect(tables).not.toBeNull();
  useTables(tables);
  try {
    return run();
  } finally {
    useTables(null);
  }
}

describe('a scanner made of tables', () => {
  test.for([
    { name: 'all detectors', of: () => true },
    { name: 'one group', of: ({ group }: Detector) => group === 'secrets' },
    { name: 'some of each group', of: ({ id }: Detector) => id.length % 3 > 0 },
  ])('of $name lets through, begins and measures as one that was made anew', ({ of }) => {
    const make = () => {
      const detectors = fresh(builtInDetectors.filter(of));
      const all = [...detectors, ...openersFor(detectors, ['base64', 'hex'], defaultLimits)];
      const { sieve, all: searches, short, sightMin, sightMax, backs, reach } = compileSearches(all, defaultLimits);
      const searched = searches.map(
        ({ detector, openings, bytesMin, leadBytesMin, commit, window, patience, measures: { lead, pattern }, scent }) =>
          [
            ...[detector.pattern, bytesMin, leadBytesMin, commit, window, patience],
            ...[lead, pattern].map(measure => `${measure?.extent.min} ${measure?.extent.max} ${measure?.states}`),
            ...graphOf(scent.program),
            ...openings.map(({ edge, sets }) => `${edge} ${sets.map(set => Buffer.from(set).toString('latin1')).join()}`),
          ].join('\n'),
      );
      const shorts = short.map(({ search, first }) => [search.index, first.join('')]);
      return { searched, shorts, sightMin, sightMax, backs, reach, sieve: Buffer.from(sieve.bytes()).toString('base64') };
    };
    const anew = make();
    const read = withTables(make);
    expect(anew.searched.length).toBeGreaterThan(300);
    expect(read.sieve === anew.sieve).toBe(true);
    expect(read.searched.flatMap((search, at) => (search === anew.searched[at] ? [] : [at]))).toEqual([]);
    expect({ ...read, searched: [], sieve: '' }).toEqual({ ...anew, searched: [], sieve: '' });
  });

  test('finds the same at the same places', () => {
    const roll = diceOf(3);
    const samples = builtInDetectors
      .filter((_, at) => at % 40 === 0)
      .map(detector => sampleOf(detector, roll)?.text ?? Buffer.alloc(0));
    const encoded = samples.map(sample => Buffer.from(sample.toString(roll(2) === 0 ? 'base64' : 'hex')));
    const texts = [...typicalTexts, ...opaqueTexts].map(text => Buffer.from(text));
    const text = Buffer.concat([...texts, ...samples, ...encoded].flatMap(part => [part, Buffer.from('\n and \n')]));
    const read = () => {
      const scan = compileDecodingScanner(fresh(builtInDetectors), decodings, defaultLimits).open();
      const told: string[] = [];
      const take = () =>
        told.push(...scan.take().map(({ detector, start, end }) => `${detector.id} ${start} ${end}`), `${scan.safe}`);
      for (let at = 0; at < text.length; take()) at = scan.advance(text, at);
      scan.finish();
      take();
      return told;
    };
    const anew = read();
    expect(anew.length).toBeGreaterThan(50);
    expect(withTables(read)).toEqual(anew);
  });
});

function graphOf(program: Program): string[] {
  const { start, ordered, extent, kinds, next, what, branches, sets } = program.nodes;
  const { of, count } = program.classes();
  // Nothing is behind a node where a match ends.
  const behind = next.map((node, at) => (kinds[at] === acceptNode ? 0 : node));
  const digest = createHash('sha256');
  for (const numbers of [kinds, behind, what, branches, of, ...sets]) digest.update(numbers);
  return [`${start} ${ordered} ${extent.min} ${extent.max} ${count}`, digest.digest('hex')];
}

describe('tables are not used', () => {
  test.for([
    { name: 'that other sources made', of: (whole: Buffer) => whole, sources: 'others' },
    { name: 'that are empty', of: () => Buffer.alloc(0), sources: 'these' },
    { name: 'that were cut off', of: (whole: Buffer) => whole.subarray(0, -1), sources: 'these' },
    { name: 'that something follows', of: (whole: Buffer) => Buffer.concat([whole, Buffer.alloc(4)]), sources: 'these' },
    ...[0, 33, 5_000, -1].map(at => ({
      name: `of which a bit is another, at ${at}`,
      sources: 'these',
      of: (whole: Buffer) => {
        const changed = Buffer.from(whole);
        changed.set([changed.at(at)! ^ 1], at < 0 ? changed.length + at : at);
        return changed;
      },
    })),
  ])('$name', ({ of, sources }) => expect(readTables(of(bytes), sources)).toBeNull());

  test('under other limits: what is too large there is refused with its name', () => {
    const limits = { ...defaultLimits, patternStatesMax: 40 };
    expect(() => withTables(() => compileSearches(fresh(builtInDetectors), limits))).toThrow(/patternStatesMax/);
  });
});
