// A bounded run of the fuzzer with every `npm test`: PENSTOCK_FUZZ_SECONDS and PENSTOCK_FUZZ_SEED make it a longer or another one.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Chance } from './chance.ts';
import { brokenLaw } from './laws.ts';
import { type Target, targets } from './targets.ts';

const seconds = Number(process.env.PENSTOCK_FUZZ_SECONDS ?? 20);
const seed = Number(process.env.PENSTOCK_FUZZ_SEED ?? 1);

test(`no input breaks a law in ${seconds} s (seed ${seed})`, { timeout: (seconds + 120) * 1000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-fuzz-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { code, out, err } = await fuzz('--seconds', `${seconds}`, '--seed', `${seed}`, '--found', folder);
  expect({ code, err: err.split('\n').slice(1).join('\n') }).toEqual({ code: 0, err: '' });
  expect(readdirSync(folder)).toEqual([]);
  const runs = [...out.matchAll(/: (\d+) inputs, (\d+) kept/g)].map(([, count]) => Number(count));
  expect(runs).toHaveLength(targets.length);
  expect(Math.min(...runs)).toBeGreaterThan(10);
});

const text = targets.find(({ name }) => name === 'text')!;

test.for<{ name: string; target: Target; input: string; problem: RegExp }>([
  {
    name: 'a canary that leaves',
    target: { ...text, options: { ...text.options, rule: () => ({ kind: 'pass' }) } },
    input: 'a KEY-ABCD1234',
    problem: /canary/,
  },
  {
    name: 'a throw',
    target: { ...text, options: { ...text.options, rule: throwing } },
    input: 'a KEY-ABCD1234',
    problem: /threw/,
  },
  { name: 'another number of units', target: { ...text, read: counting() }, input: 'x', problem: /units/ },
])('the laws see $name', ({ target, input, problem }) => {
  expect(brokenLaw(target, Buffer.from(input), new Chance(1))).toMatch(problem);
});

test('a time that is none, and a target that is none, are told', async () => {
  expect(await fuzz('--seconds', 'x')).toMatchObject({ code: 2 });
  expect((await fuzz('--target', 'nothing')).err).toContain('hint: targets are');
});

function throwing(): never {
  throw new Error('on purpose');
}

function counting(): Target['read'] {
  let count = 0;
  return () => ({ texts: [], units: count++ });
}

/** V8 counts less precisely in functions that come from its cache. */
const uncached = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };

function fuzz(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise(resolve =>
    execFile(process.execPath, [new URL('./main.ts', import.meta.url).pathname, ...args], { env: uncached }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    ),
  );
}
