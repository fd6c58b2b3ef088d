// A whole process with its ledger that is killed, or whose disk has no more room: nothing that was said to be kept is lost, and what is there verifies.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { check } from '../../../extproc/verify/check.ts';
import { folderSource } from '../../../extproc/verify/folder.ts';
import { openSome, someFolder } from './scene.ts';

const child = join(import.meta.dirname, 'child.ts');

interface Running {
  readonly process: ChildProcess;
  readonly lines: string[];
  ended(): Promise<void>;
}

function start(command: string, args: readonly string[]): Running {
  const running = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: running.stdout! });
  reader.on('line', line => lines.push(line));
  const { promise, resolve } = Promise.withResolvers<void>();
  reader.on('close', () => resolve());
  onTestFinished(() => void running.kill('SIGKILL'));
  return { process: running, lines, ended: () => promise };
}

const toldBy = (lines: readonly string[], outcome: string) =>
  lines.filter(line => line.startsWith(`${outcome} `)).map(line => Number(line.split(' ')[1]));

async function numbersIn(data: string): Promise<Set<number>> {
  const { ledger } = await openSome(data);
  const numbers = new Set<number>();
  for (let from = 0; ; ) {
    const records = await ledger.reader.records(from, 1_000);
    if (records.length === 0) break;
    for (const { leaf } of records) numbers.add((JSON.parse(leaf) as { data: { number: number } }).data.number);
    from = records.at(-1)!.index + 1;
  }
  await ledger.close();
  return numbers;
}

test('a process that is killed again and again loses nothing that was kept', async () => {
  for (let round = 0; round < 5; round++) {
    const data = someFolder();
    const running = start(process.execPath, [child, data]);
    await expect.poll(() => running.lines.length).toBeGreaterThan(20 + 150 * round);
    running.process.kill('SIGKILL');
    await running.ended();
    const kept = await numbersIn(data);
    expect(toldBy(running.lines, 'durable').filter(number => !kept.has(number))).toEqual([]);
    expect(await check(folderSource(join(data, 'ledger')), { key: null, published: [] })).toMatchObject({
      kind: 'sound',
      unsigned: 0,
    });
  }
});

const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

test.skipIf(!hasPrlimit)(
  'a disk without room closes the ledger, and room opens it again, with all that waited (skipped without prlimit)',
  async () => {
    const data = someFolder();
    // The largest size of a file stands for a full disk: 128 blocks of 1 KiB.
    const running = start('bash', ['-c', `trap '' XFSZ; ulimit -Sf 128; exec "$0" "$@"`, process.execPath, child, data, '1000']);
    await expect.poll(() => running.lines).toContain('open false');
    expect(running.lines).toContain('trouble write EFBIG');
    const before = running.lines.length;
    expect(spawnSync('prlimit', ['--pid', String(running.process.pid), '--fsize=unlimited']).status).toBe(0);
    await expect.poll(() => running.lines.slice(before)).toContain('open true');
    await expect.poll(() => toldBy(running.lines, 'durable').length).toBeGreaterThan(300);
    running.process.kill('SIGKILL');
    await running.ended();
    expect(toldBy(running.lines, 'lost')).toEqual([]);
    const durable = toldBy(running.lines, 'durable');
    expect(durable).toEqual(durable.map((_, at) => at));
    const kept = await numbersIn(data);
    expect(durable.filter(number => !kept.has(number))).toEqual([]);
  },
);

test('a second process is refused while the first lives', async () => {
  const data = someFolder();
  const running = start(process.execPath, [child, data]);
  await expect.poll(() => running.lines).toContain('open true');
  await expect(openSome(data)).rejects.toThrow(/being written by process \d+ on /);
  running.process.kill('SIGKILL');
  await running.ended();
  await openSome(data);
});
