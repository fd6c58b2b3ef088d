// Writes a bundle's files as a folder or as a .tar.gz. Replaces what is a bundle already, and nothing else.
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { create } from 'tar';
import { Fault } from '../words/fault.ts';
import type { BundleFiles } from './bundle.ts';

/** Writes beside the place first and renames then, so that a reader meets a half-written bundle for a moment at most. */
export async function writeFolder(files: BundleFiles, out: string): Promise<void> {
  await mustBeReplaceable(out);
  await beside(out, async folder => {
    await writeFiles(files, join(folder, 'new'));
    await rename(out, join(folder, 'old')).catch(() => {});
    await rename(join(folder, 'new'), out);
  });
}

/** The same contents always give the same tar. */
export async function writeTar(files: BundleFiles, out: string): Promise<void> {
  await beside(out, async folder => {
    await writeFiles(files, join(folder, 'new'));
    const names = [...files.keys()].sort();
    await create({ file: join(folder, 'tar'), cwd: join(folder, 'new'), gzip: true, portable: true, mtime: new Date(0) }, names);
    await rename(join(folder, 'tar'), out);
  });
}

async function mustBeReplaceable(out: string): Promise<void> {
  const there: readonly string[] = await readdir(out).catch(() => []);
  if (there.length === 0 || there.includes('.manifest')) return;
  throw new Fault(
    'ERR_POLICY_BUNDLE',
    `${out} holds other things than a bundle and is left alone; name an empty folder or a new one`,
  );
}

async function beside(out: string, use: (folder: string) => Promise<void>): Promise<void> {
  const parent = dirname(resolve(out));
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, '.bundle-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeFiles(files: BundleFiles, folder: string): Promise<void> {
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
}
