// Compiles Rego of a test's own with the real OPA, without the library and without our capabilities.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readTar } from '../../extproc/policy/bundle.ts';
import { findOpa, type OpaRun, runOpa } from '../../extproc/policy/opa.ts';

export const noOpa = findOpa() === null;

/** Lends a folder with these files. */
export async function withFiles<T>(files: Readonly<Record<string, string>>, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'penstock-test-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function succeeded(run: OpaRun): OpaRun {
  if (run.status !== 0) throw new Error(`opa failed: ${run.stderr}${run.stdout}`);
  return run;
}

/** The module of the Rego in a folder. */
export async function compileFolder(folder: string, entrypoints: readonly string[]): Promise<WebAssembly.Module> {
  const out = `${folder}.tar.gz`;
  const asked = entrypoints.flatMap(name => ['-e', name]);
  succeeded(await runOpa(['build', '-t', 'wasm', '-O=0', ...asked, '-b', '.', '-o', out], folder));
  const files = await readTar(await readFile(out));
  await rm(out);
  return WebAssembly.compile(files.get('policy.wasm')!);
}

/** The module of one file. */
export function compileRego(text: string, ...entrypoints: readonly string[]): Promise<WebAssembly.Module> {
  return withFiles({ 'x.rego': text }, folder => compileFolder(folder, entrypoints));
}
