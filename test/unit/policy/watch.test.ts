import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { watchPath } from '../../../extproc/policy/watch.ts';

const quietMs = 20;

function scene(): { readonly folder: string; readonly bundle: string; readonly changes: () => number } {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-watch-'));
  const bundle = join(folder, 'bundle');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'policy.wasm'), 'a');
  let count = 0;
  const stop = watchPath(bundle, quietMs, () => count++);
  onTestFinished(() => {
    stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, bundle, changes: () => count };
}

test('a log that grows beside the bundle changes nothing', async () => {
  const { folder, bundle, changes } = scene();
  appendFileSync(join(folder, 'penstock.log'), 'line\n');
  await pass(quietMs * 6);
  expect(changes()).toBe(0);
  writeFileSync(join(bundle, 'policy.wasm'), 'b'); // the watching itself works
  await expect.poll(() => changes()).toBe(1);
});

test('a bundle that is replaced as a whole is seen, and so is the next one', async () => {
  const { folder, bundle, changes } = scene();
  for (let n = 1; n <= 2; n++) {
    const next = join(folder, `next-${n}`);
    mkdirSync(next);
    renameSync(bundle, join(folder, `old-${n}`));
    renameSync(next, bundle);
    await expect.poll(() => changes()).toBe(n);
  }
});

test('the link that a mounted ConfigMap switches is seen', async () => {
  const { folder, changes } = scene();
  symlinkSync('bundle', join(folder, '..data'));
  await expect.poll(() => changes()).toBe(1);
});
