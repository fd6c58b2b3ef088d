// `penstock audit verify` and `export` over a ledger on disk: what they say, and the exit codes.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifierKey } from '../../../extproc/audit/log/note.ts';
import { realDisk } from '../../../extproc/ledger/disk.ts';
import { Log } from '../../../extproc/ledger/log.ts';
import { entryJson, signer, someFolder } from '../ledger/scene.ts';
import { typed as penstock } from './typed.ts';

const key = verifierKey(signer);

function someData(): string {
  const data = someFolder();
  const folder = join(data, 'ledger');
  mkdirSync(folder);
  const log = new Log({ folder, signer, disk: realDisk, leaves: 4 });
  for (let at = 0; at < 6; at++) log.append([entryJson(at)]);
  log.sign();
  log.close();
  writeFileSync(join(folder, 'verifier'), `${key}\n`);
  return data;
}

describe('audit verify', () => {
  test('says what is sound, from a data folder, a ledger and an export', async () => {
    const data = someData();
    const out = join(someFolder(), 'export.jsonl');
    const sound = { status: 0, stdout: 'penstock/test is sound: 6 records, 2 checkpoints\n', stderr: '' };
    expect(await penstock('audit', 'verify', '--data', data, '--key', key)).toEqual(sound);
    expect(await penstock('audit', 'verify', '--data', join(data, 'ledger'), '--key', key)).toEqual(sound);
    expect(await penstock('audit', 'export', '--data', data, '--out', out)).toMatchObject({ status: 0 });
    expect(await penstock('audit', 'verify', '--file', out, '--key', key)).toEqual(sound);
    expect(await penstock('audit', 'export', '--data', data, '--out', out)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/is there already/),
    });
  });

  test('warns where the key is the ledger’s own word', async () => {
    expect(await penstock('audit', 'verify', '--data', someData())).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^penstock: warning: .*give --key/),
    });
  });

  test('names the first bad record, and gives 1', async () => {
    const data = someData();
    const file = join(data, 'ledger', 'segments', '0000000000000004.log');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"number":5', '"number":7'));
    const { status, stderr } = await penstock('audit', 'verify', '--data', data, '--key', key);
    expect([status, stderr]).toEqual([
      1,
      `penstock: error: the ledger is not sound: record 5: the record is not what was written (${file}:3)\n`,
    ]);
    expect(JSON.parse((await penstock('audit', 'verify', '--data', data, '--json')).stdout)).toMatchObject({
      record: { from: 5, to: 6 },
    });
  });

  test('finds a ledger that was cut by a checkpoint that was kept', async () => {
    const data = someData();
    const kept = join(someFolder(), 'kept.note');
    renameSync(join(data, 'ledger', 'checkpoints', '0000000000000006.note'), kept);
    const file = join(data, 'ledger', 'segments', '0000000000000004.log');
    writeFileSync(file, readFileSync(file, 'utf8').split('\n').toSpliced(2, 1).join('\n'));
    expect(await penstock('audit', 'verify', '--data', data, '--key', key)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/1 at the end are not signed/),
    });
    expect(await penstock('audit', 'verify', '--data', data, '--key', key, '--checkpoint', kept)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/record 5: .*cut off/),
    });
  });

  test.for([
    { name: 'two places', args: ['--data', 'a', '--file', 'b'], status: 2, stderr: /exclude each other/ },
    { name: 'a folder that is not there', args: ['--data', '/no/such/folder'], status: 1, stderr: /there is no folder/ },
    { name: 'a folder without a ledger', args: ['--data', '/'], status: 1, stderr: /there is no ledger in/ },
    {
      name: 'a file that is none of ours',
      args: ['--file', import.meta.filename],
      status: 1,
      stderr: /is no export of a ledger/,
    },
    {
      name: 'a checkpoint that is not there',
      args: ['--data', '/', '--checkpoint', '/no/such'],
      status: 1,
      stderr: /can't be read \(ENOENT\)/,
    },
  ])('refuses $name', async ({ args, status, stderr }) => {
    const told = await penstock('audit', 'verify', ...args);
    expect(told.status).toBe(status);
    expect(told.stderr).toMatch(stderr);
  });
});
