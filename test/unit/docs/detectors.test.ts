// The tables of detectors are the registry's: `npx vitest -u` on this file writes them anew.
import { expect, test } from 'vitest';
import { fieldDetectors } from '../../../extproc/detect/fields.ts';
import { builtInDetectors } from '../../../extproc/detect/registry.ts';
import type { Detector } from '../../../extproc/detect/scan.ts';
import { shapeOf } from '../../../extproc/mask/shape.ts';
import { diceOf } from '../../patterns/dice.ts';
import { sampleOf } from '../../patterns/sample-of.ts';
import { page } from './pages.ts';

const byId = Map.groupBy([...builtInDetectors, ...fieldDetectors(['api_key'])], ({ id }) => id);
const begin = '<!-- The tables are written by test/unit/docs/detectors.test.ts (vitest -u). -->\n';
const columns = ['id', 'what', 'severity', 'confidence', 'example shape', 'found after', 'who says so'];

test('forms of one detector have the same facts', () => {
  const odd = [...byId].filter(([, forms]) => new Set(forms.map(form => facts(form).join())).size > 1).map(([id]) => id);
  expect(odd).toEqual([]);
});

test('the tables have every detector, with what policies and readers can count on', { timeout: 60_000 }, async () => {
  expect(byId.size).toBeGreaterThan(300);
  const { path, text } = page('docs/detectors.md');
  expect(text).toContain(begin);
  const above = text.slice(0, text.indexOf(begin) + begin.length);
  const groups = Map.groupBy(byId.values(), ([first]) => first!.group);
  const tables = [...groups].map(([group, detectors]) => table(group, detectors));
  await expect(above + tables.join('')).toMatchFileSnapshot(`../../../${path}`);
});

function table(group: string, detectors: readonly (readonly Detector[])[]): string {
  const head = `\n## ${group[0]!.toUpperCase()}${group.slice(1)}: ${detectors.length} ${detectors.length === 1 ? 'kind' : 'kinds'}\n\n`;
  const lines = [columns, columns.map(() => '---'), ...detectors.map(rowOf)];
  return head + lines.map(cells => `| ${cells.join(' | ')} |\n`).join('');
}

function rowOf([first, ...others]: readonly Detector[]): readonly string[] {
  const { id, title, severity, confidence, confidenceRule, source, commit, signal } = first!;
  const after = signal === true ? 'signal' : commit === undefined ? '—' : `${commit} bytes`;
  const forms = others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'form' : 'forms'}`;
  return [
    `\`${id}\``,
    title,
    severity,
    confidenceRule ?? String(confidence),
    `\`${exampleOf(first!)}\`${forms}`,
    after,
    source ?? '—',
  ].map(cell => cell.replaceAll('|', '\\|'));
}

const patternCharsShown = 56;

/** The pattern itself where it is short enough to read; else the classes of characters of something that it finds. */
function exampleOf(detector: Detector): string {
  const pattern = detector.pattern.replaceAll(/\\b|\(\?:(?=[^|()]*\)$)/g, '');
  if (pattern.length <= patternCharsShown && !pattern.includes('`') && !pattern.includes('\n')) return pattern;
  const sample = sampleOf(detector, diceOf(1));
  if (sample === null) throw new Error(`nothing was found that ${detector.id} finds`);
  return shapeOf(sample.text.subarray(sample.start, sample.end));
}

function facts({ id, title, group, class: kind, severity, confidence }: Detector): readonly (string | number)[] {
  return [id, title, group, kind, severity, confidence];
}
