import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DataFolder } from '../../../extproc/config/config.ts';
import { masterKey, readSecret } from '../../../extproc/config/secrets.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'penstock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const installation = () => ({ masterKey: null, data: { keys: join(folder, 'keys') } as DataFolder });

test('the first start makes a master key that only its owner can read, and the second finds it', () => {
  const first = masterKey(installation());
  const second = masterKey(installation());
  expect(second.id).toBe(first.id);
  expect(second.key.equals(first.key.reveal('test'))).toBe(true);
  expect(first.key.reveal('test').length).toBe(32);
  expect([statSync(join(folder, 'keys')).mode & 0o777, statSync(join(folder, 'keys/master.key')).mode & 0o777]).toEqual([
    0o700, 0o600,
  ]);
});

test('a master key that others can read is refused', () => {
  masterKey(installation());
  chmodSync(join(folder, 'keys/master.key'), 0o644);
  expect(() => masterKey(installation())).toThrow(/chmod 600/);
});

test('a master key of the wrong length is refused without a word of what it is', () => {
  const path = join(folder, 'k');
  writeFileSync(path, 'canary');
  expect(() => masterKey({ ...installation(), masterKey: { from: 'file', path } })).toThrow(/^the file \S+ must hold 32 bytes/);
});

test('the line break at the end of a secret file is not part of it', () => {
  const path = join(folder, 's');
  writeFileSync(path, 'x\n');
  expect(readSecret({ from: 'file', path }).reveal('test').toString()).toBe('x');
  expect(readFileSync(path, 'utf8')).toBe('x\n');
});

test.for([
  { name: 'a file that is not there', reference: { from: 'file', path: '/nowhere/secret' } },
  { name: 'a variable that is not set', reference: { from: 'environment', name: 'PENSTOCK_TEST_NOT_SET' } },
  { name: 'a folder in place of a file', reference: { from: 'file', path: '/' } },
] as const)('$name is a fault with its place', ({ reference }) => {
  expect(() => readSecret(reference)).toThrow(expect.objectContaining({ code: 'ERR_SECRET_UNREADABLE' }));
});
