// Lays policy sources out in a folder of their own, as they are to stand in a bundle: `penstock/…`, `<topic>/…`, `config/data.json`.
// Knows how a policy tree is written: the library, the shipped topics beside it, and folders of further topics.
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { Fault } from '../words/fault.ts';
import { approvalInputSchema } from './approval-input.ts';
import { policyInputSchema } from './input.ts';
import { policySettingsSchema, shippedSettings } from './settings.ts';

export interface PolicySources {
  /** Folder of the library and its topics: `penstock`, `config`, `capabilities.json` and a folder a topic. */
  readonly library: string;
  /** Folders of further topics; each may bring defaults of its own settings in `data.json`, which it reads as `data.config`. */
  readonly topics: readonly string[];
}

export interface Stage {
  readonly folder: string;
  /** Folder with the JSON Schemas of the inputs and of `data.config`. */
  readonly schemas: string;
  readonly capabilities: string;
  /** Of the sources: the same for the same ones. */
  readonly revision: string;
}

/** Lays out a copy, lends it, and removes it again. Throws ERR_POLICY_SOURCE where topics get into each other's way. */
export async function inStage<T>(
  sources: PolicySources,
  tests: 'with-tests' | 'without-tests',
  use: (stage: Stage) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'penstock-policies-'));
  try {
    const stage = { folder: join(root, 'stage'), schemas: join(root, 'schemas'), capabilities: join(root, 'capabilities.json') };
    const topics = [...(await topicFolders(sources.library)), ...sources.topics.map(folder => resolve(folder))];
    await copyRego([join(sources.library, 'penstock'), ...topics], stage.folder, tests);
    const config = await mergedDefaults(sources.library, topics);
    const own = Object.keys(config).filter(key => !shippedSettings.includes(key));
    await write(join(stage.folder, 'config', 'data.json'), JSON.stringify(config));
    await write(join(stage.schemas, 'input.json'), JSON.stringify(policyInputSchema()));
    await write(join(stage.schemas, 'approval.json'), JSON.stringify(approvalInputSchema()));
    await write(join(stage.schemas, 'config.json'), JSON.stringify(policySettingsSchema(own)));
    await cp(join(sources.library, 'capabilities.json'), stage.capabilities);
    return await use({ ...stage, revision: (await digestOf(stage.folder)).slice(0, 16) });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** The topics in a folder: its subfolders that hold Rego, or the folder itself where it holds some. */
export async function topicFolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.some(entry => entry.isFile() && isPolicy(entry.name))) return [resolve(folder)];
  const found: string[] = [];
  for (const { name } of entries.filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))) {
    if (!notTopics.includes(name) && (await readdir(join(folder, name))).some(isPolicy)) found.push(resolve(folder, name));
  }
  return found.sort();
}

/** Folders of a policy tree that are not topics. */
const notTopics = ['bundle', 'config', 'penstock', 'schemas'];

async function copyRego(folders: readonly string[], target: string, tests: 'with-tests' | 'without-tests'): Promise<void> {
  const seen = new Set<string>(notTopics.filter(name => name !== 'penstock'));
  for (const folder of folders) {
    const name = basename(folder);
    if (seen.has(name)) throw bad(`there can't be another topic "${name}"; rename its folder and its package`);
    seen.add(name);
    for (const file of (await readdir(folder)).filter(tests === 'with-tests' ? isRego : isPolicy)) {
      await write(join(target, name, file), await readFile(join(folder, file)));
    }
  }
}

/** `data.config` of the library, and what each topic brings. */
async function mergedDefaults(library: string, topics: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const merged = { ...(await readObject(join(library, 'config', 'data.json'))) };
  for (const topic of topics) {
    const file = join(topic, 'data.json');
    for (const [key, value] of Object.entries(await readObject(file))) {
      if (Object.hasOwn(merged, key)) throw bad(`${file} has a setting "${key}", and so has another topic; rename it`);
      merged[key] = value;
    }
  }
  return merged;
}

/** Empty where there is no such file. */
async function readObject(file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const value: unknown = parseJson(text, file);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw bad(`${file} must be a JSON object with a default for each setting`);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw bad(`${file} is not JSON`);
  }
}

function isRego(name: string): boolean {
  return name.endsWith('.rego');
}

function isPolicy(name: string): boolean {
  return isRego(name) && !name.endsWith('_test.rego');
}

async function digestOf(folder: string): Promise<string> {
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

function bad(message: string): Fault {
  return new Fault('ERR_POLICY_SOURCE', message);
}
