// Has the detectors' tables written, when what goes into them is other than when they were: the server then starts in a fraction of the time.
// Whether they may be used is for the server to say, which reads them; without them it is only slower.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, tools, within } from './project.mjs';
import { must } from './run.mjs';
import { announced } from './say.mjs';

const detect = within('extproc/detect');
const folder = join(tools, 'detectors');
const stamp = join(folder, 'written-from');

export function hasTables() {
  return existsSync(join(folder, 'tables')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOfSources();
}

export async function writeTables(node) {
  await announced('reading the patterns of all detectors', () =>
    must(node, [within('extproc/main/write-tables.ts')], { cwd: root }, 'the packages of package-lock.json are needed'),
  );
  writeFileSync(stamp, digestOfSources());
}

function digestOfSources() {
  const digest = createHash('sha256').update(readFileSync(within('extproc/words/limits.ts')));
  const names = readdirSync(detect, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
  for (const name of names.sort()) digest.update(`\0${name}\0`).update(readFileSync(join(detect, name)));
  return digest.digest('hex');
}
