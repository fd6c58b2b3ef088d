// Reads a built bundle, a folder or a .tar.gz of `opa build -t wasm`: the module, its data, its manifest and its Rego sources.
// Knows names and sizes; refuses whatever is too large, too many, or leaves the folder. What the policy says is others' business.
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { z } from 'zod';
import { Fault } from '../words/fault.ts';
import { defaultLimits, type Limits } from '../words/limits.ts';

export interface RegoSource {
  /** Inside the bundle, without a leading slash. */
  readonly path: string;
  readonly text: string;
}

export interface Bundle {
  /** `<the manifest's revision>@sha256:<hex over all files>`. */
  readonly revision: string;
  readonly wasm: Uint8Array;
  /** What the bundle brings for `data`, an object. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Defaults of what an installation may set: `data.config`. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sources: readonly RegoSource[];
}

export type BundleLimits = Pick<Limits, 'policyBundleBytesMax' | 'policyBundleFilesMax'>;

/** File contents by path inside the bundle, without leading slashes. */
export type BundleFiles = ReadonlyMap<string, Buffer>;

/** Loads a bundle from a folder or a file. Throws ERR_POLICY_BUNDLE with the way out. */
export async function loadBundle(path: string, limits: BundleLimits): Promise<Bundle> {
  const files = await readBundleFiles(path, limits);
  const manifest = parseManifest(required(files, '.manifest', path));
  const modules = new Set(manifest.wasm.map(entry => withoutSlash(entry.module)));
  if (modules.size !== 1) throw bad(`the bundle must have exactly one Wasm module; its manifest names ${modules.size}`);
  const [module] = [...modules];
  const data = parseData(files);
  return {
    revision: `${manifest.revision || 'unnamed'}@sha256:${digest(files)}`,
    wasm: required(files, module!, path),
    data,
    settings: data.config === undefined ? {} : anObject(data.config, 'data.json at "config"'),
    sources: [...files]
      .filter(([name]) => name.endsWith('.rego'))
      .map(([name, bytes]) => ({ path: name, text: bytes.toString('utf8') }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** Unpacks a gzipped tar in memory, within bounds. */
export async function readTar(packed: Buffer, limits: BundleLimits = defaultLimits): Promise<BundleFiles> {
  const files = new Map<string, Buffer>();
  const parser = new Parser({ strict: true, onReadEntry: entry => collect(entry, files, limits) });
  const ended = new Promise((resolve, reject) => parser.on('end', resolve).on('error', reject));
  try {
    parser.end(gunzipSync(packed, { maxOutputLength: limits.policyBundleBytesMax }));
    await ended;
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown;
    throw bad(`the bundle is not a gzipped tar of at most ${limits.policyBundleBytesMax} bytes`, thrown);
  }
  return files;
}

function collect(entry: ReadEntry, files: Map<string, Buffer>, limits: BundleLimits): void {
  if (entry.type === 'Directory') return entry.resume() as unknown as undefined;
  const name = withoutSlash(entry.path);
  if (entry.type !== 'File') throw bad(`the bundle has a ${entry.type} entry; only files are taken`);
  if (name.split('/').includes('..')) throw bad('the bundle has an entry whose path leaves the bundle');
  if (files.has(name)) throw bad('the bundle has two entries of the same path');
  if (files.size >= limits.policyBundleFilesMax) throw bad(`the bundle has more than ${limits.policyBundleFilesMax} files`);
  const parts: Buffer[] = [];
  files.set(name, Buffer.alloc(0));
  entry.on('data', part => parts.push(Buffer.from(part)));
  entry.on('end', () => files.set(name, Buffer.concat(parts)));
}

async function readBundleFiles(path: string, limits: BundleLimits): Promise<BundleFiles> {
  const facts = await stat(path).catch(thrown => {
    throw bad(`there is no policy bundle at ${path}; check the path, or make one with \`penstock policy build\``, thrown);
  });
  if (facts.isDirectory()) return readFolder(path, limits);
  if (facts.size > limits.policyBundleBytesMax) throw bad(`the bundle is larger than ${limits.policyBundleBytesMax} bytes`);
  return readTar(await readFile(path), limits);
}

/** Links are followed inside the folder only: a mounted ConfigMap is made of them. Other dot files are none of ours. */
async function readFolder(folder: string, limits: BundleLimits): Promise<BundleFiles> {
  const root = await realpath(folder);
  const files = new Map<string, Buffer>();
  let left = limits.policyBundleBytesMax;
  for (const name of await bundleNames(root, '', limits)) {
    const real = await realpath(join(root, name));
    if (!real.startsWith(root + sep)) throw bad(`${name} is a link that leaves the bundle's folder`);
    const facts = await stat(real);
    if (!facts.isFile()) continue;
    left -= facts.size;
    if (left < 0) throw bad(`the bundle is larger than ${limits.policyBundleBytesMax} bytes`);
    files.set(name, await readFile(real));
  }
  return files;
}

async function bundleNames(root: string, under: string, limits: BundleLimits): Promise<readonly string[]> {
  const names: string[] = [];
  for (const entry of await readdir(join(root, under), { withFileTypes: true })) {
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory() && !entry.name.startsWith('.')) names.push(...(await bundleNames(root, name, limits)));
    else if (isBundleFile(name)) names.push(name);
    if (names.length > limits.policyBundleFilesMax) throw bad(`the bundle has more than ${limits.policyBundleFilesMax} files`);
  }
  return names.sort();
}

function isBundleFile(name: string): boolean {
  return name === '.manifest' || (/\.(rego|wasm|json|ya?ml)$/.test(name) && !name.startsWith('.'));
}

const manifestShape = z.object({
  revision: z.string().max(256).default(''),
  wasm: z.array(z.object({ entrypoint: z.string(), module: z.string() })).min(1),
});

function parseManifest(bytes: Buffer): z.infer<typeof manifestShape> {
  const parsed = manifestShape.safeParse(json(bytes, '.manifest'));
  if (!parsed.success) throw bad("the bundle's .manifest names no Wasm module; build it with `opa build -t wasm`");
  return parsed.data;
}

/** `opa build` merges all data into one file; a bundle with others was put together by hand, and they would be left out. */
function parseData(files: BundleFiles): Readonly<Record<string, unknown>> {
  for (const name of files.keys()) {
    if (name !== 'data.json' && /(^|\/)data\.(json|ya?ml)$/.test(name))
      throw bad(`${name} is not in the bundle's root; build it with \`opa build\``);
  }
  const bytes = files.get('data.json');
  const data = bytes === undefined ? {} : anObject(json(bytes, 'data.json'), 'data.json');
  // What stands there as data would be read as if topics said it.
  if (Object.hasOwn(data, 'penstock'))
    throw bad('the bundle\'s data.json has "penstock", which is for rules; give your data another name');
  return data;
}

function anObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  throw bad(`the bundle's ${what} must be an object`);
}

function json(bytes: Buffer, name: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw bad(`the bundle's ${name} is not JSON`);
  }
}

function required(files: BundleFiles, name: string, path: string): Buffer {
  const bytes = files.get(name);
  if (bytes !== undefined) return bytes;
  throw bad(`the bundle at ${path} has no ${name}; build it with \`opa build -t wasm\` or \`node extproc/policy/build.ts\``);
}

/** Over names and contents in order of names, so that a folder and a file of the same content agree. */
function digest(files: BundleFiles): string {
  const hash = createHash('sha256');
  for (const [name, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${Buffer.byteLength(name)}:${name}:${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}

function withoutSlash(path: string): string {
  return path.replace(/^\/+/, '');
}

function bad(message: string, cause?: unknown): Fault {
  return new Fault('ERR_POLICY_BUNDLE', message, cause);
}
