// Finds the Rego tests in a staged folder and runs them with OPA, builtin errors being failures: elsewhere such an error is undefined,
// and a test that expects nothing to be blocked passes by it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runOpa } from './opa.ts';
import { readRego } from './rego-rules.ts';
import type { Stage } from './stage.ts';

/** Names of the tests as entrypoints, e.g. `secrets_test/test_masks_a_secret`; sorted. */
export async function findRegoTests(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true })).filter(name => name.endsWith('_test.rego'));
  const found = await Promise.all(files.map(async name => testsIn(await readFile(join(folder, name), 'utf8'))));
  return [...new Set(found.flat())].sort();
}

/** What fails, by name; empty when all is fine. */
export async function runRegoTests({ folder, capabilities }: Stage): Promise<readonly string[]> {
  const tests = await findRegoTests(folder);
  // By its whole name: `.` would be one of the hidden names that are passed over, and with it all that is in it.
  const usual = await runOpa(['test', '-b', folder, '--ignore', '.*'], folder);
  if (usual.status !== 0) return [`opa test: ${`${usual.stderr}\n${usual.stdout}`.trim()}`];

  const query = `{${tests.map(test => `"${test}": [v | v := data.${test.replaceAll('/', '.')}]`).join(', ')}}`;
  const strict = await runOpa(
    ['eval', '--strict-builtin-errors', '--capabilities', capabilities, '-b', '.', '-f', 'raw', query],
    folder,
  );
  if (strict.status !== 0) return [`a builtin fails in a test: ${`${strict.stderr}\n${strict.stdout}`.trim()}`];
  const values = JSON.parse(strict.stdout) as Record<string, readonly unknown[]>;
  return tests.filter(test => values[test]?.length !== 1 || values[test][0] !== true).map(test => `${test} is not true`);
}

function testsIn(text: string): readonly string[] {
  const file = readRego(text);
  const names = file.rules.filter(head => head.path.length === 1 && head.path[0]!.startsWith('test_')).map(head => head.path[0]!);
  return names.map(name => [...file.package, name].join('/'));
}
