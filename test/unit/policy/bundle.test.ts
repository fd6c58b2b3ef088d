import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadBundle, readTar } from '../../../extproc/policy/bundle.ts';
import { writeFolder, writeTar } from '../../../extproc/policy/bundle-write.ts';
import { shippedBundle } from '../../../extproc/policy/library.ts';
import { limits, shipped } from './setting.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'penstock-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const manifest = JSON.stringify({ revision: 'r1', wasm: [{ entrypoint: 'a/b', module: '/policy.wasm' }] });
const small = { '.manifest': manifest, 'policy.wasm': 'wasm', 'data.json': '{"config":{"x":1}}', 'a/a.rego': 'package a\n' };

async function put(files: Readonly<Record<string, string>>, at = 'bundle'): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, at, name)), { recursive: true });
    await writeFile(join(folder, at, name), text);
  }
  return join(folder, at);
}

test('a folder gives module, data, settings and sources', async () => {
  const bundle = await loadBundle(await put(small), limits);
  expect(bundle).toMatchObject({
    revision: expect.stringMatching(/^r1@sha256:[0-9a-f]{64}$/),
    data: { config: { x: 1 } },
    settings: { x: 1 },
    sources: [{ path: 'a/a.rego', text: 'package a\n' }],
  });
  expect(Buffer.from(bundle.wasm).toString()).toBe('wasm');
});

test('a file of the same content is the same bundle, whether paths begin with a slash or not', async () => {
  const files = new Map(Object.entries(small).map(([name, text]) => [name, Buffer.from(text)]));
  await writeTar(files, join(folder, 'plain.tar.gz'));
  await put(small, 'root');
  await create(
    { file: join(folder, 'slash.tar.gz'), cwd: join(folder, 'root'), gzip: true, prefix: '/', preservePaths: true },
    Object.keys(small),
  );
  const wanted = await loadBundle(join(folder, 'root'), limits);
  expect(await loadBundle(join(folder, 'plain.tar.gz'), limits)).toEqual(wanted);
  expect(await loadBundle(join(folder, 'slash.tar.gz'), limits)).toEqual(wanted);
});

test('writing a bundle twice gives the same bytes', async () => {
  const files = new Map(Object.entries(small).map(([name, text]) => [name, Buffer.from(text)]));
  await writeTar(files, join(folder, 'a.tar.gz'));
  await writeTar(files, join(folder, 'b.tar.gz'));
  expect(await readFile(join(folder, 'a.tar.gz'))).toEqual(await readFile(join(folder, 'b.tar.gz')));
});

test('a folder that was written over has nothing left of before', async () => {
  await put({ ...small, 'b/old.rego': 'package old' });
  await writeFolder(new Map(Object.entries(small).map(([name, text]) => [name, Buffer.from(text)])), join(folder, 'bundle'));
  expect((await loadBundle(join(folder, 'bundle'), limits)).sources).toHaveLength(1);
});

test('a folder with other things in it is not written over', async () => {
  await put({ 'thesis.txt': 'x' });
  await expect(writeFolder(new Map(), join(folder, 'bundle'))).rejects.toThrow('is left alone');
  expect(await readFile(join(folder, 'bundle/thesis.txt'), 'utf8')).toBe('x');
});

test('any other content is another revision', async () => {
  const revisions = new Set([(await loadBundle(await put(small), limits)).revision]);
  for (const [index, name] of Object.keys(small).entries()) {
    const other = name.endsWith('json')
      ? { [name]: '{}' }
      : name === '.manifest'
        ? { [name]: manifest.replace('r1', 'r2') }
        : { [name]: 'other' };
    revisions.add((await loadBundle(await put({ ...small, ...other }, `b${index}`), limits)).revision);
  }
  expect(revisions.size).toBe(5);
});

test('a mounted ConfigMap, which is links, is read', async () => {
  const flat = { '.manifest': manifest, 'policy.wasm': 'wasm', 'data.json': '{}', 'a.rego': 'package a' };
  await put(flat, 'mount/..2026_01_01');
  await symlink('..2026_01_01', join(folder, 'mount/..data'));
  for (const name of Object.keys(flat)) await symlink(`..data/${name}`, join(folder, 'mount', name));
  expect((await loadBundle(join(folder, 'mount'), limits)).sources).toHaveLength(1);
});

describe('what can not be a bundle is refused with the reason', () => {
  test.for([
    { name: 'nothing at the path', files: null, want: 'there is no policy bundle at' },
    { name: 'no manifest', files: { 'policy.wasm': 'x' }, want: 'has no .manifest' },
    { name: 'a manifest that is no JSON', files: { ...small, '.manifest': '{' }, want: '.manifest is not JSON' },
    {
      name: 'a bundle that was built for Rego',
      files: { ...small, '.manifest': '{"revision":"x"}' },
      want: 'names no Wasm module',
    },
    { name: 'no module', files: { '.manifest': manifest }, want: 'has no policy.wasm' },
    { name: 'data that is a list', files: { ...small, 'data.json': '[]' }, want: 'data.json must be an object' },
    { name: 'settings that are a list', files: { ...small, 'data.json': '{"config":[]}' }, want: 'must be an object' },
    {
      name: 'data in the place of rules',
      files: { ...small, 'data.json': '{"penstock":{"rules":{}}}' },
      want: 'has "penstock", which is for rules',
    },
    { name: 'data that would be left out', files: { ...small, 'x/data.yaml': 'a: 1' }, want: 'x/data.yaml is not in the bundle' },
  ])('$name', async ({ files, want }) => {
    const path = files === null ? join(folder, 'none') : await put(files as Record<string, string>);
    await expect(loadBundle(path, limits)).rejects.toMatchObject({
      code: 'ERR_POLICY_BUNDLE',
      message: expect.stringContaining(want),
    });
  });

  test.for([
    { name: 'a bundle over the limit', bounds: { ...limits, policyBundleBytesMax: 100 }, want: 'larger than 100 bytes' },
    { name: 'too many files', bounds: { ...limits, policyBundleFilesMax: 3 }, want: 'more than 3 files' },
  ])('$name', async ({ bounds, want }) => {
    await expect(loadBundle(await put(small), bounds)).rejects.toThrow(want);
  });

  test('a link that leaves the folder', async () => {
    const path = await put(small);
    await writeFile(join(folder, 'outside.rego'), 'package a');
    await symlink('../outside.rego', join(path, 'b.rego'));
    await expect(loadBundle(path, limits)).rejects.toThrow('b.rego is a link that leaves');
  });

  test('a file that is no tar', async () => {
    for (const bytes of [Buffer.from('hello'), gzipSync(Buffer.alloc(700, 'x')), gzipSync(Buffer.alloc(0)), Buffer.alloc(0)]) {
      await writeFile(join(folder, 'x.tar.gz'), bytes);
      await expect(loadBundle(join(folder, 'x.tar.gz'), limits)).rejects.toMatchObject({ code: 'ERR_POLICY_BUNDLE' });
    }
  });

  test('a tar that was cut off', async () => {
    const files = new Map(Object.entries(small).map(([name, text]) => [name, Buffer.from(text)]));
    await writeTar(files, join(folder, 'a.tar.gz'));
    const whole = await readFile(join(folder, 'a.tar.gz'));
    await expect(readTar(whole.subarray(0, whole.length / 2), limits)).rejects.toMatchObject({ code: 'ERR_POLICY_BUNDLE' });
  });

  test('a tar that unpacks to more than the limit', async () => {
    await expect(readTar(gzipSync(Buffer.alloc(10_000_000)), { ...limits, policyBundleBytesMax: 1_000_000 })).rejects.toThrow(
      'at most 1000000',
    );
  });

  test('an entry that leaves the bundle, and one that is a link', async () => {
    await put({ ...small, 'x/y.rego': 'package y' }, 'in/deep');
    await rename(join(folder, 'in/deep/x/y.rego'), join(folder, 'in/y.rego'));
    await create({ file: join(folder, 'up.tar.gz'), cwd: join(folder, 'in/deep'), gzip: true, preservePaths: true }, [
      '../y.rego',
    ]);
    await expect(loadBundle(join(folder, 'up.tar.gz'), limits)).rejects.toThrow('path leaves the bundle');
    await symlink('/etc/passwd', join(folder, 'in/deep/l.rego'));
    await create({ file: join(folder, 'link.tar.gz'), cwd: join(folder, 'in/deep'), gzip: true }, ['l.rego']);
    await expect(loadBundle(join(folder, 'link.tar.gz'), limits)).rejects.toThrow('only files are taken');
  });
});

test('the shipped bundle is one', async () => {
  expect(shipped.sources.map(source => source.path)).toContain('secrets/secrets.rego');
  await cp(shippedBundle, join(folder, 'copy'), { recursive: true });
  expect((await loadBundle(join(folder, 'copy'), limits)).revision).toBe(shipped.revision);
});
