// What pages promise in numbers and names: kinds that are found, clients that are tried, commands that there are.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { builtInDetectors } from '../../../extproc/detect/registry.ts';
import { decodings } from '../../../extproc/words/plan.ts';
import { code, page, root, table } from './pages.ts';

const kinds = (group: string) => new Set(builtInDetectors.filter(one => one.group === group).map(({ id }) => id)).size;
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: object;
  readonly devDependencies: object;
};

describe('the number of kinds that are found is true, and not out of date', () => {
  test.for([
    { path: 'README.md', pattern: /\*\*secrets\*\* \| more than (\d+) kinds/, group: 'secrets', within: 100 },
    { path: 'README.md', pattern: /\*\*personal data\*\* \| more than (\d+) kinds/, group: 'personal', within: 50 },
    { path: 'README.md', pattern: /\*\*risky code\*\* \| more than (\d+) kinds/, group: 'risk', within: 10 },
    { path: 'CHANGELOG.md', pattern: /^- More than (\d+) kinds of secrets/m, group: 'secrets', within: 100 },
    { path: 'CHANGELOG.md', pattern: /kinds of secrets, (\d+) of personal data/, group: 'personal', within: 50 },
    { path: 'CHANGELOG.md', pattern: /of personal data and (\d+) of risky code/, group: 'risk', within: 10 },
  ])('$group in $path', ({ path, pattern, group, within }) => {
    const told = Number(pattern.exec(page(path).prose)?.[1]);
    expect(kinds(group)).toBeGreaterThan(told);
    expect(kinds(group)).toBeLessThan(told + within);
  });
});

test('every encoding that can be looked through is explained beside the setting', () => {
  const explained = table('policies/secrets/README.md', 'Secrets').flatMap(([name]) => code(name!));
  expect(explained).toEqual(expect.arrayContaining([...decodings]));
});

test('the page for authors of policies names every field of a finding, and every item of a plan', () => {
  const schema = JSON.parse(readFileSync(join(root, 'policies/schemas/input.json'), 'utf8')) as InputSchema;
  const row = table('policies/README.md', 'What a rule sees').find(([name]) => name === '`findings`')!;
  const fields = Object.keys(schema.properties.findings.items.properties);
  expect(fields.length).toBeGreaterThan(12);
  expect(code(row[1]!)).toEqual(expect.arrayContaining(fields));
  const inspect = table('policies/README.md', 'A topic of your own').find(([name]) => name === '`inspect`')!;
  const items = code(inspect[1]!).flatMap(item => [...item.matchAll(/^\{"(\w+)"/g)].map(match => match[1]!));
  expect(items.toSorted()).toEqual(['allow', 'code', 'decode', 'id', 'key', 'mode', 'payload', 'request', 'signed']);
});

interface InputSchema {
  readonly properties: { readonly findings: { readonly items: { readonly properties: object } } };
}

describe('clients that are said to be tried', () => {
  const rows = table('docs/clients.md', 'Clients that are tried');
  const of = (registry: string) => rows.filter(row => row[1] === registry).flatMap(([names]) => code(names!));

  test('are imported by tests, if they are of npm, and every client that tests import is told', () => {
    expect(of('npm').filter(name => !(name in manifest.devDependencies))).toEqual([]);
    const sources = filesBelow('test/e2e', '.ts').join('\n');
    expect(of('npm').filter(name => !new RegExp(`from '${name}(?:/[^']*)?'`).test(sources))).toEqual([]);
    const clients = Object.keys(manifest.devDependencies).filter(name => /sdk|genai|^openai$|^ai$/.test(name));
    expect(of('npm').toSorted()).toEqual(clients.toSorted());
  });

  test('are imported by scripts, if they are of PyPI', () => {
    const wanted = readFileSync(join(root, 'test/e2e/clients/python/requirements.txt'), 'utf8');
    expect(of('PyPI').length).toBeGreaterThanOrEqual(4);
    expect(of('PyPI').filter(name => !wanted.includes(`${name}==`))).toEqual([]);
    const sources = filesBelow('test/e2e/clients/python', '.py').join('\n');
    const unused = of('PyPI').filter(name => !new RegExp(`^(?:from|import) ${name.replace('-', '_')}\\b`, 'm').test(sources));
    expect(unused).toEqual([]);
  });
});

test('what the README says to run by npm is there, and nothing to run is left out', () => {
  const named = page('README.md')
    .blocks.filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => [...text.matchAll(/^npm (?:run )?(\w+)/gm)].map(match => match[1]!));
  expect([...new Set([...named, 'check'])].toSorted()).toEqual(Object.keys(manifest.scripts).toSorted());
});

function filesBelow(folder: string, ending: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith(ending));
  return names.map(name => readFileSync(join(root, folder, name), 'utf8'));
}
