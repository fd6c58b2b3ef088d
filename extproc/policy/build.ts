// Builds bundles with the OPA command line: the library, the shipped topics, and topics of the user's own on top.
// Knows how a policy folder is laid out. What it makes is the same for the same sources, byte for byte.
// As a program, `node extproc/policy/build.ts` writes the shipped bundle, schemas and capabilities; `--check` compares instead.
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../words/fault.ts';
import { readTar } from './bundle.ts';
import { policyInputSchema } from './input.ts';
import { type OpaRun, runOpa } from './opa.ts';
import { policySettingsSchema } from './settings.ts';

/** The shipped `policies` folder. */
export const shippedPolicies = fileURLToPath(new URL('../../policies', import.meta.url));

/** What hosts may ask a bundle. */
export const entrypoints = ['penstock/plan', 'penstock/decision', 'penstock/shape'] as const;

export interface BuildRequest {
  /** Folder of the library and its topics: `penstock`, `config`, `capabilities.json` and a folder a topic. */
  readonly library: string;
  /** Folders of further topics. */
  readonly topics: readonly string[];
  /** A folder that is emptied and filled, or a file that ends with `.tar.gz`. */
  readonly out: string;
}

export type BuildOutcome =
  | { readonly kind: 'built'; readonly revision: string }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Checks and builds. Throws ERR_SETUP where there is no OPA. */
export async function buildBundle(request: BuildRequest): Promise<BuildOutcome> {
  return inStage(request, async stage => {
    const problems = await checkStage(stage.folder);
    if (problems.length > 0) return { kind: 'refused', problems };
    const packed = await packStage(stage);
    await writeOut(packed, request.out);
    return { kind: 'built', revision: stage.revision };
  });
}

/** The folders in a folder that hold Rego, or the folder itself where it holds some: what `--policies DIR` means. */
export async function topicFolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some(entry => entry.isFile() && isPolicy(entry.name))) return [folder];
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory() || notTopics.includes(entry.name) || entry.name.startsWith('.')) continue;
    const inside = join(folder, entry.name);
    if ((await readdir(inside)).some(isPolicy)) found.push(inside);
  }
  return found.sort();
}

/** Folders of a policy tree that are not topics. */
const notTopics = ['bundle', 'config', 'penstock', 'schemas'];

export interface Stage {
  /** `penstock/…`, `<topic>/…`, `config/data.json`; beside it `<folder>.schemas` and `<folder>.capabilities.json`. */
  readonly folder: string;
  readonly revision: string;
}

/** Lays out a copy of the sources as they are to stand in the bundle, and removes it again. `tests`: with the Rego tests. */
export async function inStage<T>(
  request: Pick<BuildRequest, 'library' | 'topics'>,
  use: (stage: Stage) => Promise<T>,
  tests: 'with-tests' | 'without-tests' = 'without-tests',
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'penstock-policies-'));
  const folder = join(root, 'stage');
  try {
    const topics = [...(await topicFolders(request.library)), ...request.topics];
    await copyTopics([join(request.library, 'penstock'), ...topics], folder, tests);
    const settings = await mergedDefaults([join(request.library, 'config'), ...topics]);
    await write(join(folder, 'config', 'data.json'), `${JSON.stringify(settings)}\n`);
    await write(`${folder}.schemas/input.json`, JSON.stringify(policyInputSchema()));
    await write(`${folder}.schemas/config.json`, JSON.stringify(policySettingsSchema(Object.keys(settings))));
    await cp(join(request.library, 'capabilities.json'), `${folder}.capabilities.json`);
    return await use({ folder, revision: (await digestTree(folder)).slice(0, 16) });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function copyTopics(topics: readonly string[], folder: string, tests: 'with-tests' | 'without-tests'): Promise<void> {
  for (const topic of topics) {
    const target = join(folder, basename(topic));
    if (await exists(target))
      throw new Fault('ERR_POLICY_SOURCE', `there are two topics "${basename(topic)}"; rename the folder and package of one`);
    for (const name of (await readdir(topic)).filter(isRego)) {
      if (tests === 'with-tests' || isPolicy(name)) await write(join(target, name), await readFile(join(topic, name)));
    }
  }
}

/** `data.config` of the library and of each topic that brings defaults of its own in `data.json`. */
async function mergedDefaults(folders: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const merged: Record<string, unknown> = {};
  for (const folder of folders) {
    const file = join(folder, 'data.json');
    if (!(await exists(file))) continue;
    const read = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    for (const [key, value] of Object.entries(basename(folder) === 'config' ? read : ((read.config ?? {}) as object))) {
      if (Object.hasOwn(merged, key))
        throw new Fault('ERR_POLICY_SOURCE', `${file} sets a default for "${key}", which another topic has; rename it`);
      merged[key] = value;
    }
  }
  return merged;
}

/** What the compiler finds, with the schemas of input and settings. */
async function checkStage(stage: string): Promise<readonly string[]> {
  const run = await runOpa(
    ['check', '--strict', '--schema', `${stage}.schemas`, '--capabilities', `${stage}.capabilities.json`, '-b', '.'],
    stage,
  );
  return run.status === 0 ? [] : [withHint(run)];
}

async function packStage({ folder, revision }: Stage): Promise<Buffer> {
  const file = `${folder}.tar.gz`;
  const asked = entrypoints.flatMap(entrypoint => ['-e', entrypoint]);
  // -O=0: higher levels inline data, so that swapping settings would do nothing, and are no faster.
  const args = ['build', '-t', 'wasm', '-O=0', ...asked, '--revision', revision, '--capabilities', `${folder}.capabilities.json`];
  const run = await runOpa([...args, '-b', '.', '-o', file], folder);
  if (run.status !== 0) throw new Fault('ERR_POLICY_SOURCE', withHint(run));
  return readFile(file);
}

async function writeOut(packed: Buffer, out: string): Promise<void> {
  if (out.endsWith('.tar.gz')) return write(out, packed);
  await rm(out, { recursive: true, force: true });
  for (const [name, bytes] of await readTar(packed)) await write(join(out, name), bytes);
}

function withHint(run: OpaRun): string {
  const said = `${run.stderr}\n${run.stdout}`.trim();
  if (!/undefined function/.test(said)) return said;
  return `${said}\nhint: Rego on Wasm has the builtins of policies/capabilities.json only; in place of sprintf write a template string: $"{x} of {y}"`;
}

function isRego(name: string): boolean {
  return name.endsWith('.rego');
}

function isPolicy(name: string): boolean {
  return isRego(name) && !name.endsWith('_test.rego');
}

async function digestTree(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(folder, { recursive: true })).sort()) {
    if ((await stat(join(folder, name))).isFile()) hash.update(`${name}\n`).update(await readFile(join(folder, name)));
  }
  return hash.digest('hex');
}

async function write(file: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
