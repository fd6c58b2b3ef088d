// docs/ledger.md against the program: what a second reader of the format relies on.
import { expect, test } from 'vitest';
import { headingLine, lineOf, segmentLeaves } from '../../../extproc/ledger/format.ts';
import { entryKinds } from '../../../extproc/words/evidence.ts';
import { fixedLimits } from '../../../extproc/words/limits.ts';
import { code, page, table } from './pages.ts';

test('docs/ledger.md has every kind of record', () => {
  const row = table('docs/ledger.md', 'Records, version 1').find(([name]) => name === '`kind`');
  expect(code(row![1]!)).toEqual([...entryKinds]);
});

test('docs/ledger.md tells the format and the bounds as they are', () => {
  const { prose } = page('docs/ledger.md');
  expect(headingLine({ origin: 'ORIGIN', first: 0, leaves: 4 })).toBe('penstock-ledger/1 ORIGIN 0 4\n');
  expect(prose).toContain('`penstock-ledger/1 ORIGIN FIRST LEAVES`');
  expect(lineOf(7, 5, '{}')).toMatch(/^7 5 [0-9a-f]{16} \{\}\n$/);
  const bounds = [fixedLimits.ledgerWaitingMax, fixedLimits.ledgerCheckpointEntries, fixedLimits.ledgerCheckpointsMax];
  for (const bound of bounds) expect(prose).toContain(bound.toLocaleString('en'));
  expect(segmentLeaves).toBe(16_384);
});
