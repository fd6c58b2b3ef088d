// Python packages in a venv of the project, exactly those that a requirements file pins. A stamp says which file's packages are in it:
// a file that changed brings others, and an installation that was interrupted counts as none.
// A venv is `{ folder, requirements, options, hints }`: where it is, the file's path, more of pip's options, and what to say where
// the venv or its packages can't be had.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { must } from './run.mjs';

const install = [
  '-m',
  'pip',
  'install',
  '--quiet',
  '--disable-pip-version-check',
  '--no-cache-dir',
  '--no-deps',
  '--only-binary=:all:',
];

export function pythonOf({ folder }) {
  return `${folder}/bin/python3`;
}

/** Whether it holds what its file pins. */
export function isBrought(venv) {
  const stamp = stampOf(venv);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === pinOf(venv);
}

/** Makes it anew. `check` throws where what came is not what was wanted. */
export async function bringVenv(venv, check = () => {}) {
  const { folder, requirements, options, hints } = venv;
  rmSync(folder, { recursive: true, force: true });
  await must('python3', ['-m', 'venv', folder], {}, hints.venv);
  await must(pythonOf(venv), [...install, ...options, '-r', requirements], {}, hints.packages);
  check();
  writeFileSync(stampOf(venv), pinOf(venv));
}

function stampOf({ folder }) {
  return `${folder}/penstock-stamp`;
}

function pinOf({ requirements }) {
  return createHash('sha256').update(readFileSync(requirements)).digest('hex');
}
