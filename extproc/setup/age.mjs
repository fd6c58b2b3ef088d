// Finds or builds age, for tests only: that sealed originals open with the standard program is tried with it. The server itself never opens one.
import { tools } from './project.mjs';
import { isExecutable, must, onPath } from './run.mjs';
import { announced, say } from './say.mjs';

const version = '1.3.1';
const built = `${tools}/bin/age`;

/** Absolute path of an age, or null. */
export function findAge() {
  for (const candidate of [process.env.AGE_BIN, onPath('age'), built]) if (candidate && isExecutable(candidate)) return candidate;
  return null;
}

/** Builds age where Go is; gives null, and says so, where it is not. */
export async function bringAge() {
  const go = onPath('go') ?? (isExecutable('/usr/local/go/bin/go') ? '/usr/local/go/bin/go' : null);
  if (go === null) {
    say('neither age nor Go is here: the tests that open sealed originals with it are skipped');
    return null;
  }
  await announced(`building age ${version} with Go (the tests open sealed originals with it)`, () =>
    must(
      go,
      ['install', `filippo.io/age/cmd/age@v${version}`],
      { env: { ...process.env, GOBIN: `${tools}/bin`, GOFLAGS: '' } },
      'put an `age` on the PATH, and Go is not needed',
    ),
  );
  return built;
}
