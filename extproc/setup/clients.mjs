// Brings the Python clients that the end-to-end tests ask with into a venv of the project.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { root, tools } from './project.mjs';
import { must } from './run.mjs';
import { announced } from './say.mjs';

const requirements = `${root}/test/e2e/clients/python/requirements.txt`;
const venv = `${tools}/clients`;
const python = `${venv}/bin/python3`;
const stamp = `${venv}/penstock-stamp`;

/** Absolute path of a Python that has the clients, or null. */
export function findClients() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === pin() && existsSync(python) ? python : null;
}

export async function bringClients() {
  await announced('bringing the Python clients that the tests ask with into a venv of the project', async () => {
    rmSync(venv, { recursive: true, force: true });
    await must('python3', ['-m', 'venv', venv], {}, hint);
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-cache-dir', '--no-deps'];
    await must(python, [...install, '--only-binary=:all:', '-r', requirements], {}, hint);
    writeFileSync(stamp, pin());
  });
  return python;
}

const hint =
  "pip's words tell why; Python 3.10 or later with its venv module is needed (Debian and Ubuntu: apt install python3-venv)";

function pin() {
  return createHash('sha256').update(readFileSync(requirements)).digest('hex');
}
