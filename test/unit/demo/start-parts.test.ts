import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Config } from '../../../extproc/config/config.ts';
import { configFrom } from '../../../extproc/config/load.ts';
import { launch } from '../../../extproc/demo/child.ts';
import { openStartFolder, standInKey } from '../../../extproc/demo/folder.ts';
import { clientHost, planeOf } from '../../../extproc/demo/plane.ts';
import { claimPort } from '../../../extproc/demo/readiness.ts';
import { changes, paint } from '../../../extproc/demo/screen.ts';
import { snippets } from '../../../extproc/demo/snippets.ts';
import { apiShapes } from '../../../extproc/words/access.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'penstock-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function config(text: string): Config {
  return (configFrom(text, join(folder, 'penstock.yaml')) as { config: Config }).config;
}

const where = { port: 10_000, extproc: 'unix:/x', accessLog: '/dev/null' };

test('an only connection takes any host, several take their own and a name that leads to this machine', () => {
  const only = config('connections: [{ name: a, hosts: [h.test], api: openai, upstream: "http://127.0.0.1:1" }]');
  const several = config(
    'connections: [{ name: a, hosts: [h.test], api: openai, upstream: "http://127.0.0.1:1" }, { name: b, hosts: [g.test], api: anthropic, upstream: "http://127.0.0.1:1", credential: k }]',
  );
  expect(planeOf(only, where).connections[0]).toMatchObject({ domains: ['*'], credential: null });
  expect(planeOf(several, where).connections[1]).toMatchObject({
    domains: ['g.test', 'b.localhost'],
    credential: { keyFile: join(folder, 'k'), header: 'x-api-key', prefix: '' },
  });
  expect([clientHost(only.connections[0]!, only), clientHost(several.connections[1]!, several)]).toEqual([
    '127.0.0.1',
    'b.localhost',
  ]);
});

test('a port in use is refused with a way out, and a free one is given back', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await expect(claimPort(port)).rejects.toMatchObject({
    message: expect.stringContaining(`port ${port} is in use`),
    hint: expect.stringContaining('--listen'),
  });
  await new Promise(resolve => server.close(resolve));
  await claimPort(port);
  await claimPort(port);
});

test('the folder is private, its key is made once, and a folder in use is refused', async () => {
  const opened = await openStartFolder(folder);
  const [first, second] = [standInKey(opened), standInKey(opened)];
  expect(second.key.equals(first.key.reveal('test'))).toBe(true);
  expect(statSync(first.file).mode & 0o777).toBe(0o600);
  const server = createServer().listen(opened.socket);
  await new Promise(resolve => server.once('listening', resolve));
  await expect(openStartFolder(folder)).rejects.toThrow(/another start uses/);
  await new Promise(resolve => server.close(resolve));
});

test('a folder with a long path has its socket elsewhere, which is removed', async () => {
  const opened = await openStartFolder(join(folder, 'long'.repeat(30)));
  expect(Buffer.byteLength(opened.socket)).toBeLessThan(108);
  expect(opened.socket).not.toContain('long');
  opened.clean();
  expect(() => statSync(join(opened.socket, '..'))).toThrow();
});

test('a child that ends by itself is told of with the end of its log', async () => {
  const logFile = join(folder, 'child.log');
  const child = launch({ name: 'Envoy', command: '/bin/sh', args: ['-c', 'echo last words >&2; exit 3'], logFile, ipc: false });
  const trouble = child.trouble(await child.ended);
  expect(trouble.message).toBe('Envoy ended by itself (exit code 3)\n  last words');
  expect(readFileSync(logFile, 'utf8')).toBe('last words\n');
});

test('a child that is not there is told of too', async () => {
  const child = launch({ name: 'Envoy', command: '/nowhere/envoy', args: [], logFile: join(folder, 'x.log'), ipc: true });
  expect(child.trouble(await child.ended).message).toMatch(/^Envoy ended by itself \(ENOENT\)/);
});

test('a child that does not care about SIGTERM is killed', async () => {
  const logFile = join(folder, 'deaf.log');
  const child = launch({
    name: 'x',
    command: '/bin/sh',
    args: ['-c', 'trap "" TERM; echo deaf; while :; do sleep 0.05; done'],
    logFile,
    ipc: false,
  });
  await expect.poll(() => readFileSync(logFile, 'utf8')).toBe('deaf\n');
  await child.stop(200);
  expect(await child.ended).toBe('signal SIGKILL');
});

test('changed lines stand below each other, equal ones once', () => {
  expect(changes('a\nb\nc', 'a\nX\nc', paint(false))).toBe('    a\n  - b\n  + X\n    c');
});

test('each API has something to try that its connection allows', () => {
  for (const api of apiShapes) {
    expect(snippets(api, 'http://127.0.0.1:10000', ['POST /v1/x'])).toContain('http://127.0.0.1:10000/');
  }
});
