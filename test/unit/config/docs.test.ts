import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configFrom } from '../../../extproc/config/load.ts';
import { documentSchema, type JsonSchema } from '../../../extproc/config/problems.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';

const docs = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
const rows = [...docs.matchAll(/^\| `([^`]+)` \| (?:`([^`]+)`|—) \| (.+) \|$/gm)].map(([, key, value, text]) => ({
  key,
  value,
  text,
}));

/** Every key that ends in a value, with its default as the docs would write it. Limits have a page of their own. */
function keysOf(schema: JsonSchema, place = ''): [key: string, value: string | undefined][] {
  if (place === 'limits') return [];
  const shapes = schema.anyOf ?? [schema];
  const inner = shapes.flatMap(shape => [
    ...Object.entries(shape.properties ?? {}).flatMap(([key, value]) => keysOf(value, place === '' ? key : `${place}.${key}`)),
    ...(shape.items?.properties || shape.items?.anyOf || isDocumentedByItem(place)
      ? keysOf(shape.items ?? {}, `${place}[]`)
      : []),
    ...(typeof shape.additionalProperties === 'object' ? keysOf({}, `${place}.<name>`) : []),
  ]);
  const isValue = shapes.some(shape => shape.properties === undefined && !inner.some(([key]) => key.startsWith(`${place}[`)));
  const value = schema.default === undefined || typeof schema.default === 'object' ? undefined : String(schema.default);
  const isOpen = shapes.every(shape => typeof shape.additionalProperties === 'object');
  return isValue && !isOpen ? [[place, value], ...inner] : inner;
}

/** Lists of plain values: by the item where a row explains the item, by the list where the list is one value. */
function isDocumentedByItem(place: string): boolean {
  return docs.includes(`| \`${place}[]\` |`);
}

test('every key of the schema is documented with its default, and no other', () => {
  const wanted = keysOf(documentSchema());
  expect(wanted.length).toBeGreaterThan(50);
  expect(Object.fromEntries(rows.map(({ key, value }) => [key, value]))).toEqual(Object.fromEntries(wanted));
});

test('the example of the docs is a whole configuration', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(docs)![1]!;
  expect(configFrom(example, '/etc/penstock.yaml').kind).toBe('config');
});

test('the list of limits is the one of the sources (vitest -u writes it)', async () => {
  const source = readFileSync(new URL('../../../extproc/words/limits.ts', import.meta.url), 'utf8');
  const comments = new Map([...source.matchAll(/\/\*\* (.+) \*\/\n {2}(\w+):/g)].map(([, comment, name]) => [name!, comment!]));
  const lines = Object.entries(defaultLimits).map(([name, value]) => {
    const comment = comments.get(name);
    if (comment === undefined) throw new Error(`${name} has no comment of one line`);
    return `| \`${name}\` | ${readable(name, value)} | ${comment.replace(/\.$/, '')} |`;
  });
  expect(lines.length).toBeGreaterThan(20);
  const page = `# Limits\n\nEach may be set under \`limits\` in [penstock.yaml](configuration.md), as a whole number in the unit of its name.\n\n| name | default | of what |\n| --- | --- | --- |\n${lines.join('\n')}\n`;
  await expect(page).toMatchFileSnapshot('../../../docs/limits.md');
});

function readable(name: string, value: number): string {
  const [kib, mib] = [1024, 1024 * 1024];
  if (/Bytes(?:Max)?$/.test(name) && value % mib === 0) return `${value} (${value / mib} MiB)`;
  if (/Bytes(?:Max)?$/.test(name) && value % kib === 0) return `${value} (${value / kib} KiB)`;
  if (/Ms(?:Max)?$/.test(name) && value % 60_000 === 0) return `${value} (${value / 60_000} min)`;
  if (/Ms(?:Max)?$/.test(name) && value % 1_000 === 0) return `${value} (${value / 1_000} s)`;
  return String(value);
}
