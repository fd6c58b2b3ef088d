// Every link leads somewhere, and every file that a page names is there.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { code, page, pages, root } from './pages.ts';

const all = pages();

test('there are pages to look at', () => {
  expect(all.length).toBeGreaterThanOrEqual(15);
});

test('links between pages lead to files and headings that are there', () => {
  const links = all.flatMap(({ path, prose }) =>
    [...prose.matchAll(/\[[^\]]+\]\(([^)\s]+)\)/g)].map(match => ({ path, target: match[1]! })),
  );
  const inside = links.filter(({ target }) => !/^[a-z]+:/.test(target));
  expect(inside.length).toBeGreaterThan(30);
  expect(inside.filter(({ path, target }) => !leadsSomewhere(path, target))).toEqual([]);
  // A page that is read on a plane, and nothing that is another's to move or to fill.
  expect(links.filter(({ target }) => /^[a-z]+:/.test(target))).toEqual([]);
});

function leadsSomewhere(from: string, target: string): boolean {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? from : normalize(join(dirname(from), file));
  if (!existsSync(join(root, path))) return false;
  return anchor === undefined || page(path).anchors.includes(anchor);
}

/** Folders of the repository: a name in backticks that begins with one is a file's. */
const ours = /^(?:extproc|docs|test|policies|envoy|istio)\/[\w./-]+$/;

test('files and folders that pages name are there', () => {
  const named = all.flatMap(({ path, prose }) =>
    code(prose)
      .filter(name => ours.test(name))
      .map(name => ({ path, name })),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(({ name }) => !existsSync(join(root, name)))).toEqual([]);
});

test('the room names and files of ARCHITECTURE.md are those of extproc', () => {
  const named = code(page('ARCHITECTURE.md').prose).filter(name => /^[a-z]+\/(?:[\w-]+\.ts)?$/.test(name));
  expect(named.length).toBeGreaterThan(15);
  const missing = named.filter(name => !existsSync(join(root, 'extproc', name)) && !existsSync(join(root, name)));
  expect(missing).toEqual([]);
});

test('the version of the package has a heading among the changes', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(page('CHANGELOG.md').prose).toMatch(new RegExp(`^## .*\\b${version.replaceAll('.', '\\.')}\\b`, 'm'));
});
