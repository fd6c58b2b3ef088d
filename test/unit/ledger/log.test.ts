// The log over disks that stop, fill up, fail and forget. After each of it: no record that was said to be kept is lost, and an independent check of what is there
// passes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { verifierKey } from '../../../extproc/audit/log/note.ts';
import { Log } from '../../../extproc/ledger/log.ts';
import { check, type Verdict } from '../../../extproc/verify/check.ts';
import { folderSource } from '../../../extproc/verify/folder.ts';
import { Crash, FakeDisk, full } from './fake-disk.ts';
import { entryJson, signer, someFolder } from './scene.ts';

const leaves = 4;
const open = (disk: FakeDisk) => new Log({ folder: '/l', signer, disk, leaves });
const entries = (from: number, count: number) => Array.from({ length: count }, (_, at) => entryJson(from + at));

async function verify(disk: FakeDisk, folder: string): Promise<Verdict> {
  rmSync(join(folder, 'l'), { recursive: true, force: true });
  for (const [path, bytes] of disk.files()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return check(folderSource(join(folder, 'l')), { key: verifierKey(signer), published: [] });
}

/** Goes on after a crash, and gives how many records are there. */
async function goOn(disk: FakeDisk, folder: string): Promise<number> {
  const log = open(disk);
  const { size } = log;
  expect(log.append(entries(1000, 3))).toEqual({ kept: 3, failure: null });
  log.sign();
  log.close();
  expect(await verify(disk, folder)).toMatchObject({ kind: 'sound', size: size + 3, unsigned: 0 });
  return size;
}

/** Appends until the disk stops. Gives how many records were said to be kept. */
function work(disk: FakeDisk, batches: readonly number[]): number {
  let told = 0;
  try {
    const log = open(disk);
    let next = 0;
    for (const count of batches) {
      const { kept, failure } = log.append(entries(next, count));
      told += kept;
      if (failure !== null) throw failure;
      next += count;
      if (count % 2 === 0) log.sign();
    }
    log.close();
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
  return told;
}

const batches = [1, 2, 3, 5, 1, 4];

describe('a log that is stopped at any call', () => {
  const calls = (() => {
    const disk = new FakeDisk();
    work(disk, batches);
    return disk.calls;
  })();

  test('as by kill -9, has all that was said to be kept', async () => {
    const folder = someFolder();
    expect(calls).toBeGreaterThan(50);
    for (let at = 1; at <= calls; at++) {
      const disk = new FakeDisk();
      disk.crashAt = at;
      const told = work(disk, batches);
      expect(await goOn(disk.afterKill(), folder)).toBeGreaterThanOrEqual(told);
    }
  });

  test('as by a power loss that tears pages and forgets names, likewise', async () => {
    const folder = someFolder();
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: calls }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        async (at, chance) => {
          const disk = new FakeDisk();
          disk.crashAt = at;
          const told = work(disk, batches);
          const dice = () => chance.next().value!;
          expect(await goOn(disk.afterPowerLoss(dice), folder)).toBeGreaterThanOrEqual(told);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a disk that', () => {
  test.for([
    { name: 'is full in the middle of a record', call: 'write', act: (bytes: number) => (bytes > 100 ? 100 : full()) },
    { name: 'writes nothing and says nothing', call: 'write', act: () => 0 },
    { name: 'fails to sync', call: 'sync', act: full },
    { name: 'makes no new names last', call: 'syncFolder', act: full },
    { name: 'can not cut files', call: 'truncate', act: full },
    { name: 'opens no files', call: 'open', act: full },
  ])('$name loses nothing that was kept, and goes on when it is well', async ({ call, act }) => {
    const folder = someFolder();
    for (let fine = 0; fine < 30; fine++) {
      const disk = new FakeDisk();
      const log = open(disk);
      expect(log.append(entries(0, 2)).kept).toBe(2);
      let left = fine;
      disk.trouble = (what, bytes) => (what === call && left-- <= 0 ? act(bytes) : undefined);
      const first = log.append(entries(2, 7));
      const second = log.append(entries(2 + first.kept, 7 - first.kept));
      disk.trouble = () => undefined;
      const done = first.kept + second.kept;
      expect(log.append(entries(2 + done, 7 - done))).toEqual({ kept: 7 - done, failure: null });
      expect(log.size).toBe(9);
      log.sign();
      expect(await verify(disk, folder)).toMatchObject({ kind: 'sound', size: 9, unsigned: 0 });
      expect(open(disk.afterKill()).size).toBe(9);
    }
  });
});

describe('a log that was changed by others while it was closed is not opened:', () => {
  const changed = (act: (files: Map<string, string>) => void): FakeDisk => {
    const disk = new FakeDisk();
    work(disk, [3, 2, 6]);
    const log = open(disk);
    log.append(entries(20, 1));
    log.append(entries(21, 1));
    log.append(entries(22, 1));
    log.sign();
    const files = new Map([...disk.files()].map(([path, bytes]) => [path, bytes.toString()]));
    act(files);
    const other = new FakeDisk();
    for (const [path, text] of files) {
      const file = other.open(path);
      other.write(file, Buffer.from(text), 0);
    }
    return other;
  };
  const last = '/l/segments/0000000000000012.log';
  const segment = '/l/segments/0000000000000008.log';
  const edit = (path: string, from: string | RegExp, to: string) => (files: Map<string, string>) => {
    const text = files.get(path)!;
    expect(text.replace(from, to)).not.toBe(text);
    files.set(path, text.replace(from, to));
  };

  test.for([
    {
      name: 'a record with a later batch behind it',
      act: edit(last, /"number":21/, '"number":99'),
      want: /record 12 is not what was written/,
    },
    { name: 'a checkpoint', act: edit('/l/checkpoints/0000000000000014.note', /\n14\n/, '\n13\n'), want: /not signed/ },
    { name: 'the first line of a segment', act: edit(last, 'penstock/test', 'penstock/rest'), want: /not of this log/ },
    { name: 'the roots', act: edit('/l/roots', /\n4 .*/, '\n4 AAAA'), want: /roots of 3 full segments are wanted/ },
    { name: 'a segment that is gone', act: (files: Map<string, string>) => files.delete(segment), want: /is missing/ },
    {
      name: 'the last segment, gone',
      act: (files: Map<string, string>) => files.delete(last),
      want: /newest checkpoint has 14 records, and there are 12/,
    },
  ])('$name', ({ act, want }) => {
    const disk = changed(files => void act(files));
    expect(() => open(disk)).toThrow(want);
  });

  test('and opened when nothing was', () => {
    expect(open(changed(() => {})).size).toBe(14);
  });
});
