// Where the shipped policies are, and how the library in a bundle is known to be the shipped one.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourceDigest } from './source-check.ts';

/** The shipped `policies` folder. */
export const shippedPolicies = fileURLToPath(new URL('../../policies', import.meta.url));

/** The bundle of the shipped topics, ready to use. */
export const shippedBundle = join(shippedPolicies, 'bundle');

/** Digests of the library's files, as checkSources() wants them. */
export async function libraryDigests(policies: string = shippedPolicies): Promise<ReadonlySet<string>> {
  const folder = join(policies, 'penstock');
  const names = (await readdir(folder)).filter(name => name.endsWith('.rego') && !name.endsWith('_test.rego'));
  const texts = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')));
  return new Set(texts.map(sourceDigest));
}
