import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { override } from '../../../extproc/cli/configuration.ts';
import { Refusal, tell } from '../../../extproc/cli/words.ts';
import type { Config } from '../../../extproc/config/config.ts';
import { configFrom } from '../../../extproc/config/load.ts';
import { Fault } from '../../../extproc/words/fault.ts';
import { typed as penstock } from './typed.ts';

const folder = mkdtempSync(join(tmpdir(), 'penstock-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const good = 'connections: [{ name: a, hosts: [h], api: openai }]\n';

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test.for([
  {
    name: 'an unknown flag',
    args: ['start', '--lisen', '3'],
    stderr: /^penstock: error: unknown option '--lisen'\npenstock: hint: \(did you mean --listen\?\)/,
  },
  { name: 'an unknown command', args: ['strt'], stderr: /^penstock: error: unknown command 'strt'/ },
  {
    name: 'a build without a place for the bundle',
    args: ['policy', 'build', '--policies', 'p'],
    stderr: /required option '--out <path>'/,
  },
  { name: 'a port that is none', args: ['start', '--listen', '70000'], stderr: /A port is a number from 1 to 65535/ },
  { name: 'a shape that is none', args: ['start', '--api', 'soap'], stderr: /Allowed choices are openai, anthropic/ },
  {
    name: 'a file and a URL at once',
    args: ['start', '--config', 'x', '--upstream', 'http://h'],
    stderr: /exclude each other\npenstock: hint: /,
  },
  { name: 'a key without a URL', args: ['start', '--key-file', 'k'], stderr: /--key-file needs --upstream/ },
  {
    name: 'a listening address that is none',
    args: ['serve', '--config', file('good.yaml', good), '--listen', 'nine'],
    stderr: /--listen "nine" is no address/,
  },
])('$name is a usage error, on stderr', async ({ args, stderr }) => {
  expect(await penstock(...args)).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(stderr) });
});

test('help goes to stdout with examples, and is fine', async () => {
  for (const args of [['--help'], ['start', '--help'], ['serve', '--help'], ['config', 'check', '--help']]) {
    const { status, stdout, stderr } = await penstock(...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: penstock/);
  }
  expect((await penstock('start', '--help')).stdout).toContain('npm start -- --upstream https://');
});

test("the version is the package's", async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };
  expect((await penstock('--version')).stdout).toBe(`${version}\n`);
});

test('a configuration with problems is refused with all of them', async () => {
  const { status, stdout, stderr } = await penstock('config', 'check', file('bad.yaml', `${good}limit: {}\nstor: x\n`));
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/bad\.yaml:2: `limit` is not known\n {2}did you mean `limits`\?\n.*bad\.yaml:3: `stor` is not known\n/s);
});

test('a setting that no policy reads is refused', async () => {
  const { status, stderr } = await penstock(
    'config',
    'check',
    file('settings.yaml', `${good}policies: { config: { feilds: [a] } }\n`),
  );
  expect([status, stderr]).toEqual([1, expect.stringMatching(/policies\.config\.feilds: no policy/)]);
});

test('a fine configuration is said to be fine, on stdout', async () => {
  expect(await penstock('config', 'check', file('fine.yaml', good))).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/is fine: a \(openai, 6 paths\)/),
  });
});

test('what the command line says goes before what the file says', () => {
  const result = configFrom(`${good}data: { folder: var, keys: /run/keys }\n`, join(folder, 'x.yaml'));
  const { config } = result as { config: Config };
  const over = override(config, { listen: 'unix:/run/x.sock', data: '/srv/p', bundle: '/srv/b' });
  expect(over.listen.extproc).toEqual({ kind: 'unix', path: '/run/x.sock' });
  expect(over.data).toMatchObject({ folder: '/srv/p', ledger: '/srv/p/ledger', keys: '/run/keys' });
  expect(over.policies.bundle).toBe('/srv/b');
  expect(override(config, {})).toEqual(config);
});

test('an error that is not ours is told without its message, which may quote a payload', () => {
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  expect(tell(new SyntaxError('unexpected canary'), say)).toBe(1);
  expect(tell(new Fault('ERR_SETUP', 'the disk is full'), say)).toBe(1);
  expect(tell(new Refusal('no', 'do this', 2), say)).toBe(2);
  expect(said.join('')).not.toContain('canary');
  expect(said.join('')).toMatch(
    /^penstock: error: unexpected SyntaxError at .*\npenstock: error: the disk is full \(ERR_SETUP\)\npenstock: error: no\npenstock: hint: do this\n$/,
  );
});
