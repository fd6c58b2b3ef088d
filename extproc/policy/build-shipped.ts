// Writes what the policies folder ships beside its sources (schemas, capabilities, the bundle), or tells what is not as it should be:
// format, the compiler's checks, the Rego tests, and each generated file byte for byte.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approvalInputSchema } from './approval-input.ts';
import { buildBundle } from './build.ts';
import { makeCapabilities } from './capabilities.ts';
import { policyInputSchema } from './input.ts';
import { shippedBundle, shippedPolicies } from './library.ts';
import { type OpaRun, runOpa } from './opa.ts';
import { runRegoTests } from './rego-tests.ts';
import { policySettingsSchema } from './settings.ts';
import { inStage } from './stage.ts';

/** The program: 0 when fine, 1 when refused, 2 for usage. */
export async function buildShipped(args: readonly string[]): Promise<number> {
  if (args.some(arg => arg !== '--check')) {
    process.stderr.write('penstock: error: the only argument is --check\n');
    return 2;
  }
  const problems = args.length > 0 ? await checkShipped() : await writeShipped();
  for (const problem of problems) process.stderr.write(`penstock: error: ${problem}\n`);
  return problems.length === 0 ? 0 : 1;
}

/** Writes them all. Gives what kept it from doing so. */
async function writeShipped(): Promise<readonly string[]> {
  for (const [file, text] of await generatedTexts()) await writeFile(join(shippedPolicies, file), text);
  const built = await buildBundle({ library: shippedPolicies, topics: [], out: shippedBundle });
  return built.kind === 'refused' ? built.problems : [];
}

/** What is not as it should be. */
export async function checkShipped(): Promise<readonly string[]> {
  const stale: string[] = [];
  for (const [file, text] of await generatedTexts()) {
    if ((await readFile(join(shippedPolicies, file), 'utf8').catch(() => '')) !== text) stale.push(file);
  }
  const outdated = [...stale, ...(await staleBundleFiles())].map(
    file => `policies/${file} is not what its sources give; run \`node extproc/policy/build.ts\``,
  );
  return [...(await sourceProblems()), ...outdated];
}

/** Text of each generated file that is not a part of the bundle. */
async function generatedTexts(): Promise<ReadonlyMap<string, string>> {
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ['schemas/input.json', json(policyInputSchema())],
    ['schemas/approval.json', json(approvalInputSchema())],
    ['schemas/config.json', json(policySettingsSchema())],
    ['capabilities.json', await makeCapabilities()],
  ]);
}

/** Files of the shipped bundle that a fresh build has otherwise, or not at all. */
async function staleBundleFiles(): Promise<readonly string[]> {
  const fresh = await mkdtemp(join(tmpdir(), 'penstock-bundle-'));
  try {
    const built = await buildBundle({ library: shippedPolicies, topics: [], out: fresh });
    if (built.kind === 'refused') return built.problems;
    const [wanted, there] = await Promise.all([contents(fresh), contents(shippedBundle)]);
    const names = [...new Set([...wanted.keys(), ...there.keys()])].sort();
    return names
      .filter(name => !(wanted.get(name)?.equals(there.get(name) ?? Buffer.alloc(0)) ?? false))
      .map(name => `bundle/${name}`);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Format, strict check and tests by OPA itself. */
async function sourceProblems(): Promise<readonly string[]> {
  return inStage({ library: shippedPolicies, topics: [] }, 'with-tests', async stage => {
    const { folder, schemas, capabilities } = stage;
    const format = await runOpa(['fmt', '--fail', '--list', '.'], folder);
    const check = await runOpa(['check', '--strict', '--schema', schemas, '--capabilities', capabilities, '-b', '.'], folder);
    return [...complaints('opa fmt', format), ...complaints('opa check', check), ...(await runRegoTests(stage))];
  });
}

function complaints(what: string, run: OpaRun): readonly string[] {
  return run.status === 0 ? [] : [`${what}: ${`${run.stderr}\n${run.stdout}`.trim()}`];
}

async function contents(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(paths.map(async path => [path.slice(folder.length + 1), await readFile(path)] as const)));
}
