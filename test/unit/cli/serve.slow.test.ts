import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const program = new URL('../../../extproc/cli/main.ts', import.meta.url).pathname;
const children: ChildProcess[] = [];
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'penstock-serve-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function serve(more = '', ...flags: string[]) {
  const file = join(folder, 'penstock.yaml');
  writeFileSync(file, `connections: [{ name: a, hosts: [h], api: openai }]\n${more}`);
  const child = spawn(process.execPath, [program, 'serve', '--config', file, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout!.setEncoding('utf8').on('data', text => (said.out += text));
  child.stderr!.setEncoding('utf8').on('data', text => (said.err += text));
  // Not 'close', which does not come after a disconnect.
  const ended = Promise.all([once(child, 'exit'), once(child.stdout!, 'close'), once(child.stderr!, 'close')]).then(
    ([[code]]) => ({ code: code as number | null, ...said, events: events(said.out) }),
  );
  const listening = () =>
    expect.poll(() => said.out.includes('server.listening') || child.exitCode !== null, { timeout: 60_000 }).toBe(true);
  return { child, ended, listening, said };
}

function events(out: string): string[] {
  return out.split('\n').flatMap(line => (line === '' ? [] : [(JSON.parse(line) as { event: string }).event]));
}

test('it says where it listens, and SIGTERM ends it properly', async () => {
  const { child, ended, listening, said } = serve('', '--listen', '127.0.0.1:0');
  await listening();
  const port = Number(/"address":"127\.0\.0\.1:(\d+)"/.exec(said.out)![1]);
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.destroy();
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({
    code: 0,
    err: '',
    events: ['policy.loaded', 'watchdog.started', 'server.listening', 'server.draining', 'server.stopped'],
  });
});

test('it ends when the process that started it is gone', async () => {
  const { child, ended, listening } = serve('', '--listen', '127.0.0.1:0');
  await listening();
  child.disconnect();
  expect(await ended).toMatchObject({ code: 0 });
});

test('SIGINT twice at once, as a terminal and a starter send it, is one', async () => {
  const { child, ended, listening } = serve('', '--listen', '127.0.0.1:0');
  await listening();
  child.kill('SIGINT');
  child.kill('SIGINT');
  expect((await ended).code).toBe(0);
});

test('a Unix socket is made and removed again', async () => {
  const { child, ended, listening } = serve('listen: { extproc: "unix:x.sock" }\n');
  await listening();
  expect(existsSync(join(folder, 'x.sock'))).toBe(true);
  child.kill('SIGTERM');
  await ended;
  expect(existsSync(join(folder, 'x.sock'))).toBe(false);
});

test('without logs it says nothing', async () => {
  const { child, ended } = serve('listen: { extproc: "unix:x.sock" }\nobserve: { logs: none }\n');
  await expect.poll(() => existsSync(join(folder, 'x.sock')), { timeout: 60_000 }).toBe(true);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, out: '', err: '' });
});

test('an address in use is refused, and it ends', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const { ended } = serve('', '--listen', `127.0.0.1:${port}`);
  expect(await ended).toMatchObject({ code: 1, err: expect.stringMatching(/^penstock: error: .*\(ERR_WIRE_LISTEN\)\n$/) });
  server.close();
});

test('a bundle that is not there is refused, and it ends', async () => {
  const { ended } = serve('', '--bundle', join(folder, 'none'));
  expect(await ended).toMatchObject({ code: 1, err: expect.stringMatching(/^penstock: error: .*\(ERR_POLICY_\w+\)\n$/s) });
});
