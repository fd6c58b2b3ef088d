// The table of detectors is the registry's: `npx vitest -u` on this file writes it anew.
import { expect, test } from 'vitest';
import { fieldDetectors } from '../../../extproc/detect/fields.ts';
import { builtInDetectors } from '../../../extproc/detect/registry.ts';
import type { Detector } from '../../../extproc/detect/scan.ts';
import { page } from './pages.ts';

const byId = Map.groupBy([...builtInDetectors, ...fieldDetectors(['api_key'])], ({ id }) => id);

test('forms of one detector have the same facts', () => {
  const odd = [...byId].filter(([, forms]) => new Set(forms.map(form => facts(form).join())).size > 1).map(([id]) => id);
  expect(odd).toEqual([]);
});

test('the table has every detector, with what policies and readers can count on', async () => {
  expect(byId.size).toBeGreaterThan(80);
  const { path, text } = page('docs/detectors.md');
  const end = '| --- | --- | --- | --- | --- | --- | --- |\n';
  const above = text.slice(0, text.indexOf(end) + end.length);
  expect(above).toContain('| id | what |');
  const rows = [...byId.values()].map(forms => `| ${facts(forms[0]!).join(' | ')} |\n`);
  await expect(above + rows.join('')).toMatchFileSnapshot(`../../../${path}`);
});

function facts({ id, title, group, class: kind, severity, confidence, commit, signal }: Detector): readonly (string | number)[] {
  const after = signal === true ? 'signal' : commit === undefined ? '—' : `${commit} bytes`;
  return [`\`${id}\``, title, group, kind, severity, confidence, after];
}
