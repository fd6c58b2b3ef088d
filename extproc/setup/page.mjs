// Builds the page for people who approve, when its sources are others than those it was built from.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, within } from './project.mjs';
import { must } from './run.mjs';
import { announced } from './say.mjs';

const web = within('extproc/admin/web');
/** What of the program goes into the page. */
const shared = ['extproc/words/hostile.ts'];
const stamp = join(web, 'dist/built-from');

export function hasPage() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOfSources();
}

export async function buildPage(node) {
  await announced('building the page for people who approve', () =>
    must(
      node,
      [within('node_modules/vite/bin/vite.js'), 'build', '--config', join(web, 'vite.config.ts'), '--logLevel', 'warn'],
      { cwd: root },
      'the packages of package-lock.json are needed',
    ),
  );
  writeFileSync(stamp, digestOfSources());
}

/** Of all that goes into the page, versions of packages included. */
function digestOfSources() {
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(
    name => !name.startsWith('dist') && /\.[a-z]+$/.test(name),
  );
  const digest = createHash('sha256').update(readFileSync(within('package-lock.json')));
  for (const name of files.sort()) digest.update(`\0${name}\0`).update(readFileSync(join(web, name)));
  for (const name of shared) digest.update(`\0${name}\0`).update(readFileSync(within(name)));
  return digest.digest('hex');
}
