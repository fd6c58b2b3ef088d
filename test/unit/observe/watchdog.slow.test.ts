import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';

const script = new URL('./children/stall.ts', import.meta.url).pathname;
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

test('a main thread that spins ends the process by SIGKILL and says why', async () => {
  const { child, ended } = await start('spin', 400);
  const { signal, stderr } = await ended;
  expect(signal).toBe('SIGKILL');
  expect(stderr).toMatch(/^penstock: error: the main thread stood still for \d+ ms/);
  expect(child.exitCode).toBeNull();
});

test('a busy main thread that still comes back to its timers is left alone', async () => {
  const { ended } = await start('busy', 1_000);
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
});

test('a main thread that gets on with messages in one go, without a turn for its timers, is left alone', async () => {
  const { ended } = await start('beats', 500);
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
});

test('a process that was suspended for longer than the limit is left alone when it goes on', async () => {
  const { child } = await start('idle', 500);
  child.kill('SIGSTOP');
  await sleep(1_500);
  child.kill('SIGCONT');
  await sleep(1_000);
  expect({ code: child.exitCode, signal: child.signalCode }).toEqual({ code: null, signal: null });
});

test('under a debugger, where people stop the main thread on purpose, nothing is ended', async () => {
  const { child } = await start('spin', 300, ['--inspect=127.0.0.1:0']);
  await sleep(1_500);
  expect({ code: child.exitCode, signal: child.signalCode }).toEqual({ code: null, signal: null });
});

async function start(what: string, stallMsMax: number, flags: readonly string[] = []) {
  const child = spawn(process.execPath, [...flags, script, what, String(stallMsMax)], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stderr }));
  await once(child.stdout, 'data');
  return { child, ended };
}
