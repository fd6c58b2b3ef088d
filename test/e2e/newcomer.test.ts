// What a newcomer does, done for real: `npm start` with its flags, Ctrl-C, and what is printed to be tried.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { prompts } from '../../extproc/demo/answers.ts';
import { ask } from '../../extproc/demo/ask.ts';
import { samples } from '../../extproc/demo/samples.ts';
import { startStandIn } from '../../extproc/demo/stand-in.ts';
import { findOpa } from '../../extproc/policy/opa.ts';
import { Secret } from '../../extproc/words/secret.ts';

const root = new URL('../..', import.meta.url).pathname;
const readyMsMax = 120_000;
const runs: Run[] = [];
let folder = '';
let port = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'penstock-newcomer-'));
  port = await freePort();
});

afterEach(async () => {
  for (const run of runs.splice(0)) await run.kill();
  for (const { pid } of processesOf(folder)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
  until(words: string): Promise<void>;
  kill(): Promise<void>;
}

const startArguments = (flags: readonly string[]) => [
  'start',
  '--',
  '--listen',
  String(port),
  '--data',
  join(folder, 'data'),
  ...flags,
];

/** In a process group of its own, like a shell's job: a signal to the group is what a terminal's Ctrl-C sends. */
function npmStart(...flags: string[]): Run {
  const args = startArguments(flags);
  const child = spawn('npm', args, { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (output += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const run: Run = {
    child,
    output: () => output,
    ended,
    async until(words) {
      await expect.poll(() => output.includes(words) || child.exitCode !== null, { timeout: readyMsMax }).toBe(true);
      if (!output.includes(words)) throw new Error(`it ended before it said "${words}":\n${output}`);
    },
    async kill() {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL');
      await ended;
    },
  };
  runs.push(run);
  return run;
}

const waits = 'Ctrl-C stops all of it.';

describe('npm start', () => {
  test('shows the same answer raw and masked, one that is blocked and one that is held and released; the second start sets nothing up', async () => {
    await npmStart('--once').ended;
    const second = await shell(`npm ${startArguments(['--once']).join(' ')} 2>&1 && times`);
    expect(cpuSecondsIn(second)).toBeLessThan(10);
    const { awsKeyId, email, card } = samples();
    expect(second).toContain(`- aws_access_key_id: ${awsKeyId}`);
    expect(second).toContain('+ aws_access_key_id: [REDACTED:aws-access-key]');
    expect(second).toMatch(/\+ Order 1042 .*<EMAIL_[A-Z0-9]+>.*\[REDACTED:payment-card\]/);
    expect(second).toMatch(/HTTP 403 {2}penstock_exfiltration: /);
    expect(second).toMatch(/held {2}persistence: .*\n.*approved.*\n.*echo '@reboot root/s);
    expect(processesOf(folder)).toEqual([]);
    expect(statSync(join(folder, 'data/keys/stand-in.key')).mode & 0o777).toBe(0o600);
    const kept = ['audit.jsonl', 'start/penstock.log', 'start/envoy.log', 'start/envoy-access.log'].map(name =>
      readFileSync(join(folder, 'data', name), 'utf8'),
    );
    for (const value of [awsKeyId, email, card]) expect(kept.filter(text => text.includes(value))).toEqual([]);
  });

  test('waits after the show, what it prints to try works, and Ctrl-C stops all of it', async () => {
    const run = npmStart();
    await run.until(waits);
    const [curl, client] = run.output().split('To try\n')[1]!.split('\n\n');
    const curled = await shell(curl!);
    expect(curled).toContain('data: [DONE]');
    expect(curled).not.toContain(samples().awsSecret);
    expect(await shell(client!)).toMatch(/Order 1042 .*<EMAIL_/);
    process.kill(-run.child.pid!, 'SIGINT');
    expect(await run.ended).toBe(0);
    await nothingLeft();
    expect(existsSync(join(folder, 'data/start/extproc.sock'))).toBe(false);
  });

  test('a SIGTERM to npm alone stops all of it too', async () => {
    const run = npmStart();
    await run.until(waits);
    run.child.kill('SIGTERM');
    await run.ended;
    await nothingLeft();
  });

  test('leaves no proxy behind when it is killed outright', async () => {
    const run = npmStart();
    await run.until(waits);
    for (const { pid } of processesOf(join(folder, 'data')).filter(({ command }) => command.includes('main.ts start'))) {
      process.kill(pid, 'SIGKILL');
    }
    await run.ended;
    await nothingLeft();
  });

  test.for([
    { name: 'Penstock', match: 'main.ts serve' },
    { name: 'Envoy', match: 'envoy.yaml' },
  ])('says that $name ended by itself, shows its log and ends', async ({ name, match }) => {
    const run = npmStart();
    await run.until(waits);
    for (const { pid } of processesOf(folder).filter(({ command }) => command.includes(match))) process.kill(pid, 'SIGKILL');
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(new RegExp(`penstock: error: ${name} ended by itself \\(signal SIGKILL\\)`));
    await nothingLeft();
  });

  test('a second one on the same data folder or port is refused with a way out', async () => {
    const first = npmStart();
    await first.until(waits);
    const samePort = npmStart('--data', join(folder, 'other'));
    expect(await samePort.ended).toBe(1);
    expect(samePort.output()).toMatch(new RegExp(`error: port ${port} is in use .*\\npenstock: hint: .*--listen`));
    port = await freePort();
    const sameFolder = npmStart();
    expect(await sameFolder.ended).toBe(1);
    expect(sameFolder.output()).toMatch(/error: another start uses the data folder .*\npenstock: hint: .*--data/);
    expect((await question('GET', '/v1/models', portOf(first))).status).toBe(200);
  });

  test('a key file that is not there is named before anything starts', async () => {
    const run = npmStart('--upstream', 'https://api.openai.com', '--key-file', join(folder, 'none'));
    expect(await run.ended).toBe(1);
    expect(run.output()).toMatch(/penstock: error: there is no key file \S+none\npenstock: hint: /);
  });

  test('--help says what the flags are', async () => {
    const run = npmStart('--help');
    expect(await run.ended).toBe(0);
    for (const flag of ['--upstream', '--key-file', '--listen', '--config', '--policies', '--data'])
      expect(run.output()).toContain(flag);
  });
});

describe('npm start in front of another API', () => {
  test("guards the URL, puts the key of the file in and takes the pod's own away", async () => {
    const upstream = await startStandIn({ key: new Secret('the-real-key'), paceMs: 0 });
    writeFileSync(join(folder, 'key'), 'the-real-key\n');
    const run = npmStart('--upstream', upstream.url, '--key-file', join(folder, 'key'));
    await run.until(waits);
    const got = await question('POST', '/v1/chat/completions', port);
    expect([got.status, got.body.includes('[REDACTED:')]).toEqual([200, true]);
    expect((await question('GET', '/v1/files', port)).body).toContain('penstock_path_not_allowed');
    await run.kill();
    await upstream.close();
  });

  test('guards the connections of a penstock.yaml, each by its host name', async () => {
    const upstream = await startStandIn({ key: new Secret('k'), paceMs: 0 });
    writeFileSync(join(folder, 'key'), 'k');
    const connections = ['one', 'two'].map(
      name =>
        `  - { name: ${name}, hosts: [${name}.test], api: openai, identity: [anonymous], upstream: "${upstream.url}", credential: key }`,
    );
    writeFileSync(join(folder, 'penstock.yaml'), `connections:\n${connections.join('\n')}\n`);
    const run = npmStart('--config', join(folder, 'penstock.yaml'));
    await run.until(waits);
    expect((await question('POST', '/v1/chat/completions', port, 'two.test')).status).toBe(200);
    expect((await question('POST', '/v1/chat/completions', port, 'one.localhost')).status).toBe(200);
    expect((await question('POST', '/v1/chat/completions', port, 'three.test')).body).toContain('penstock_unknown_connection');
    await run.kill();
    await upstream.close();
  });

  test.skipIf(findOpa() === null)("decides by topics of the user's own, compiled on the way", async () => {
    mkdirSync(join(folder, 'policies/acme'), { recursive: true });
    writeFileSync(join(folder, 'policies/acme/acme.rego'), topic);
    const run = npmStart('--policies', join(folder, 'policies'));
    await run.until(waits);
    expect((await question('POST', '/v1/chat/completions', port)).body).toContain('penstock_acme_model');
    await run.kill();
  });
});

const topic = `# METADATA
# title: Acme's models
package penstock.rules.acme

# METADATA
# title: gpt-4o is not for Acme
block contains {"code": "acme_model", "message": "another model, please"} if {
	input.point == "request"
	input.request.model == "gpt-4o"
	startswith(input.request.path, "/v1/chat")
	input.request.stream == false
	input.request.messages == 2
}
`;

function question(method: string, path: string, at: number, host = '127.0.0.1') {
  const messages = [
    { role: 'system', content: 'be brief' },
    { role: 'user', content: prompts.secrets },
  ];
  const headers = { authorization: 'Bearer a-key-of-the-pod' };
  return ask({
    port: at,
    host,
    method,
    path,
    headers,
    ...(method === 'POST' ? { body: { model: 'gpt-4o', stream: false, messages } } : {}),
  });
}

async function shell(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)('bash', ['-c', command], {
    cwd: root,
    timeout: readyMsMax,
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}

/** What bash's `times` says: two lines of `0m1.234s 0m0.567s`, the second of all that the shell ran. */
function cpuSecondsIn(output: string): number {
  const times = [...output.matchAll(/\b(\d+)m(\d+\.\d+)s\b/g)].map(
    ([, minutes, seconds]) => 60 * Number(minutes) + Number(seconds),
  );
  expect(times).toHaveLength(4);
  return times[2]! + times[3]!;
}

function portOf(run: Run): number {
  return Number(/Envoy http:\/\/127\.0\.0\.1:(\d+)/.exec(run.output())![1]);
}

/** Processes whose command line names a folder: all that a start runs does. */
function processesOf(path: string): { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap(name => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.includes(path) ? [{ pid: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
}

async function nothingLeft(): Promise<void> {
  await expect.poll(() => processesOf(folder), { timeout: 30_000 }).toEqual([]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return free;
}
