// Builds bundles with the OPA command line: the library, the shipped topics, and topics of the user's own on top.
// Knows how a bundle is made; stage.ts lays the sources out. What it makes is the same for the same sources, byte for byte.
// As a program, `node extproc/policy/build.ts` writes the shipped bundle, schemas and capabilities; `--check` compares instead.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../words/fault.ts';
import { type BundleFiles, readTar } from './bundle.ts';
import { writeFolder, writeTar } from './bundle-write.ts';
import { libraryDigests } from './library.ts';
import { type OpaRun, runOpa } from './opa.ts';
import { checkSources } from './source-check.ts';
import { inStage, type PolicySources, type Stage } from './stage.ts';
import { entrypoints } from './trial.ts';

export { topicFolders } from './stage.ts';

export interface BuildRequest extends PolicySources {
  /** A folder, which is replaced if it is a bundle or empty, or a file that ends with `.tar.gz`. */
  readonly out: string;
}

export type BuildOutcome =
  | { readonly kind: 'built'; readonly revision: string }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Checks and builds. Throws ERR_SETUP where there is no OPA, ERR_POLICY_SOURCE where the folders can't be laid out together. */
export async function buildBundle(request: BuildRequest): Promise<BuildOutcome> {
  return inStage(request, 'without-tests', async stage => {
    const problems = await problemsOf(stage, request.library);
    if (problems.length > 0) return { kind: 'refused', problems };
    const files = await compile(stage);
    await (request.out.endsWith('.tar.gz') ? writeTar(files, request.out) : writeFolder(files, request.out));
    return { kind: 'built', revision: stage.revision };
  });
}

/** Our own laws first, for their remedies, then what the compiler finds with the schemas of input and settings. */
async function problemsOf({ folder, schemas, capabilities }: Stage, library: string): Promise<readonly string[]> {
  const sources = [...(await regoOf(folder))].map(([path, bytes]) => ({ path, text: bytes.toString('utf8') }));
  const broken = checkSources(sources, await libraryDigests(library));
  if (broken.length > 0) return broken;
  const run = await runOpa(['check', '--strict', '--schema', schemas, '--capabilities', capabilities, '-b', '.'], folder);
  return run.status === 0 ? [] : [withHint(run)];
}

/** The bundle's files. OPA cuts the rules that are entrypoints out of the sources that it packs; they are put in whole. */
async function compile({ folder, capabilities, revision }: Stage): Promise<BundleFiles> {
  const packed = `${folder}.tar.gz`;
  const asked = entrypoints.flatMap(entrypoint => ['-e', entrypoint]);
  // -O=0: higher levels inline data, so that swapping settings would do nothing, and are no faster.
  const args = [
    'build',
    '-t',
    'wasm',
    '-O=0',
    ...asked,
    '--revision',
    revision,
    '--capabilities',
    capabilities,
    '-b',
    '.',
    '-o',
    packed,
  ];
  const run = await runOpa(args, folder);
  if (run.status !== 0) throw new Fault('ERR_POLICY_SOURCE', withHint(run));
  const files = new Map([...(await readTar(await readFile(packed))), ...(await regoOf(folder))]);
  await mustBeValid(files.get('policy.wasm'));
  return files;
}

/** OPA compiles some sources, such as a reference to a whole topic that has functions, into modules that no engine takes. */
async function mustBeValid(wasm: Buffer | undefined): Promise<void> {
  try {
    await WebAssembly.compile(wasm ?? Buffer.alloc(0));
  } catch (thrown) {
    throw new Fault(
      'ERR_POLICY_SOURCE',
      'opa compiled the sources into a module that is not valid; name what you refer to in data.penstock',
      thrown,
    );
  }
}

async function regoOf(folder: string): Promise<BundleFiles> {
  const names = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('.rego')).sort();
  return new Map(await Promise.all(names.map(async name => [name, await readFile(join(folder, name))] as const)));
}

function withHint(run: OpaRun): string {
  const said = `${run.stderr}\n${run.stdout}`.trim();
  if (!said.includes('undefined function')) return said;
  return `${said}\nhint: policies/capabilities.json lists what Rego has here; in place of sprintf write a template string: $"{x} of {y}"`;
}

if (import.meta.main) {
  // Not awaited: what is imported imports this file, and would wait for it.
  void import('./build-shipped.ts').then(async ({ buildShipped }) => {
    process.exitCode = await buildShipped(process.argv.slice(2));
  });
}
