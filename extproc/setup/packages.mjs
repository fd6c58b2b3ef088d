// Brings npm's packages, exactly those of package-lock.json (versions and hashes), into node_modules/.
import { readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { root, within } from './project.mjs';
import { must } from './run.mjs';
import { announced } from './say.mjs';

/** Whether node_modules/ holds what the lock file names. */
export function hasPackages() {
  return isSame(readPackages(within('package-lock.json')), readPackages(within('node_modules/.package-lock.json')));
}

export async function bringPackages() {
  await announced('bringing the npm packages that package-lock.json names (the program, its libraries, Node for Linux x64)', () =>
    must(
      'npm',
      // What is fetched stays in the project's folder, npm's own copies included.
      ['ci', '--no-audit', '--no-fund', '--cache', within('.tools/npm-cache')],
      { cwd: root, env: outsideEnvironment() },
      'npm 10 or later and its registry are needed',
    ),
  );
}

/**
 * npm keeps a lock file of what it really installed, written as its last step: an interrupted or different installation differs.
 * Optional packages are for some machines only, so they may be missing, but not differ.
 */
export function isSame(wanted, installed) {
  if (wanted === null || installed === null) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = installed[path];
    if (found === undefined ? !entry.optional : found.version !== entry.version || found.integrity !== entry.integrity)
      return false;
  }
  return Object.keys(installed).every(path => path in wanted);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * The environment without what `npm start` added to it: npm puts node_modules/.bin first on the PATH, and npm itself would then run
 * on the very Node that `npm ci` is about to remove.
 */
function outsideEnvironment() {
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^npm_(lifecycle|package|command|execpath|node_execpath|config_local_prefix)/i.test(name)) env[name] = value;
  }
  env.PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(folder => !folder.startsWith(within('node_modules')))
    .join(delimiter);
  delete env.NODE_ENV;
  return env;
}
