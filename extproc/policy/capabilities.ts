// What a policy may call: OPA's own capabilities, cut down to what its Wasm computes itself and what the host adds. With them an
// unsupported builtin fails the build, not a request. Found out by asking the compiler, so that no list can go stale.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../words/fault.ts';
import { hostBuiltinNames } from './builtins.ts';
import { readTar } from './bundle.ts';
import { type OpaRun, runOpa } from './opa.ts';
import { neededBuiltins } from './runtime.ts';

interface Builtin {
  readonly name: string;
  readonly infix?: string;
  readonly relation?: boolean;
  readonly deprecated?: boolean;
  readonly decl: {
    readonly args?: readonly unknown[];
    readonly result?: unknown;
    readonly variadic?: unknown;
    readonly type: string;
  };
}

/** Makes the text of `policies/capabilities.json` with the OPA at hand. */
export async function makeCapabilities(): Promise<string> {
  const all = JSON.parse(succeeded(await runOpa(['capabilities', '--current'], '.')).stdout) as { builtins: readonly Builtin[] };
  // Rego v1 refuses calls of deprecated ones.
  const current = all.builtins.filter(builtin => !builtin.deprecated);
  const foreign = new Set(await foreignBuiltins(current.filter(isCallable)));
  const builtins = current.filter(builtin => !foreign.has(builtin.name) || hostBuiltinNames.includes(builtin.name));
  return `${JSON.stringify({ ...all, builtins: builtins.map(withoutProse) }, null, 1)}\n`;
}

/** Operators and what the compiler calls by itself are native; `print` and test cases are erased. */
function isCallable({ name, infix }: Builtin): boolean {
  return infix === undefined && !name.startsWith('internal.') && name !== 'print';
}

/** Those that a compiled module asks its host for. */
async function foreignBuiltins(builtins: readonly Builtin[]): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'penstock-capabilities-'));
  try {
    await writeFile(join(folder, 'probe.rego'), `package probe\n\n${builtins.map(probe).join('\n')}\n`);
    succeeded(await runOpa(['build', '-t', 'wasm', '-O=0', '-e', 'probe', '-b', '.', '-o', 'probe.tar.gz'], folder));
    const files = await readTar(await readFile(join(folder, 'probe.tar.gz')));
    return neededBuiltins(new WebAssembly.Module(files.get('policy.wasm')!));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One rule that calls the builtin with arguments of unknown type. */
function probe({ name, relation, decl }: Builtin, index: number): string {
  const args = (decl.args ?? []).map((_, at) => `input.a${at}`);
  if (relation) return `r${index} contains x if ${name}(${[...args, 'x'].join(', ')})`;
  return `r${index} := ${name}(${args.join(', ')})`;
}

/** Descriptions make the file five times as long. */
function withoutProse({ name, infix, relation, decl }: Builtin): object {
  const strip = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (key, inner) =>
        key === 'description' || (key === 'name' && typeof inner === 'string') ? undefined : inner,
      ),
    );
  return { name, ...(infix === undefined ? {} : { infix }), ...(relation ? { relation } : {}), decl: strip(decl) };
}

function succeeded(run: OpaRun): OpaRun {
  if (run.status === 0) return run;
  throw new Fault('ERR_SETUP', `opa failed: ${run.stderr.trim() || run.stdout.trim()}`);
}
