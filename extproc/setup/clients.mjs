// Brings the Python clients that the end-to-end tests ask with into a venv of the project.
import { existsSync } from 'node:fs';
import { root, tools } from './project.mjs';
import { announced } from './say.mjs';
import { bringVenv, isBrought, pythonOf } from './venv.mjs';

const hint =
  "pip's words tell why; Python 3.10 or later with its venv module is needed (Debian and Ubuntu: apt install python3-venv)";
const venv = {
  folder: `${tools}/clients`,
  requirements: `${root}/test/e2e/clients/python/requirements.txt`,
  options: [],
  hints: { venv: hint, packages: hint },
};
const python = pythonOf(venv);

/** Absolute path of a Python that has the clients, or null. */
export function findClients() {
  return isBrought(venv) && existsSync(python) ? python : null;
}

export async function bringClients() {
  await announced('bringing the Python clients that the tests ask with into a venv of the project', () => bringVenv(venv));
  return python;
}
