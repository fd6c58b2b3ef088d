// Finds or builds OPA, for tests and policy checks only: the program itself runs policies as Wasm and needs no OPA.
// Exactly the pinned version, since a test compares the Wasm that it compiles with what is shipped.
import { tools } from './project.mjs';
import { isExecutable, must, onPath, quietly } from './run.mjs';
import { announced, say } from './say.mjs';

const version = '1.22.2';
const built = `${tools}/bin/opa`;

/** Absolute path of the pinned OPA, or null. */
export async function findOpa() {
  for (const candidate of [process.env.OPA_BIN, onPath('opa'), built]) {
    if (candidate && isExecutable(candidate) && (await versionOf(candidate)) === version) return candidate;
  }
  return null;
}

/** Builds OPA where Go is; gives null, and says so, where it is not. */
export async function bringOpa() {
  const go = onPath('go') ?? (isExecutable('/usr/local/go/bin/go') ? '/usr/local/go/bin/go' : null);
  if (go === null) {
    say(`neither OPA ${version} nor Go is here: the tests that compile policies are skipped`);
    return null;
  }
  await announced(`building OPA ${version} with Go (the tests compile the policies from source and compare)`, () =>
    must(
      go,
      ['install', `github.com/open-policy-agent/opa@v${version}`],
      { env: { ...process.env, GOBIN: `${tools}/bin`, GOFLAGS: '' } },
      goHint,
    ),
  );
  return built;
}

const goHint = `put an \`opa\` of version ${version} on the PATH, and Go is not needed`;

async function versionOf(binary) {
  const { output } = await quietly(binary, ['version']);
  return /^Version: (\S+)/m.exec(output)?.[1] ?? null;
}
