// Places that copies and checkpoints go to: slow, full and dead ones delay nothing, and are counted.
import { execFileSync } from 'node:child_process';
import { openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copiesTo, rotatedFile, standardOutput } from '../../../extproc/ledger/copies.ts';
import { openPublisher, publishedFile } from '../../../extproc/ledger/publish.ts';
import { fixedLimits } from '../../../extproc/words/limits.ts';
import { someFolder } from './scene.ts';

describe('copies', () => {
  test('to a file are lines of it, and old ones move on until they go', async () => {
    const folder = someFolder();
    const copies = copiesTo(rotatedFile(join(folder, 'a.jsonl'), 110, 2));
    for (let at = 0; at < 12; at++) {
      copies.hear(`{"line":${at},"pad":"${'x'.repeat(30)}"}`);
      await expect.poll(() => copies.figures.written).toBe(at + 1);
    }
    await copies.close(1_000);
    const files = readdirSync(folder).toSorted();
    expect(files).toEqual(['a.jsonl', 'a.jsonl.1', 'a.jsonl.2']);
    const lines = files.toReversed().flatMap(name => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
    expect(lines.map(line => (JSON.parse(line) as { line: number }).line)).toEqual([6, 7, 8, 9, 10, 11]);
    expect(statSync(join(folder, 'a.jsonl')).mode & 0o077).toBe(0);
  });

  test('to a place that never answers are dropped when too many wait, and the close ends', async () => {
    const copies = copiesTo({ write: () => new Promise(() => {}), close: async () => {} });
    copies.hear('first');
    await new Promise(resolve => setImmediate(resolve));
    for (let at = 0; at < fixedLimits.ledgerSinkLinesMax + 5; at++) copies.hear('x');
    expect(copies.figures).toEqual({ written: 0, dropped: 5 });
    await copies.close(10);
    copies.hear('late');
    expect(copies.figures.dropped).toBe(fixedLimits.ledgerSinkLinesMax + 6);
  });

  test('to a place that fails are dropped and counted', async () => {
    const copies = copiesTo({ write: () => Promise.reject(new Error('gone')), close: async () => {} });
    copies.hear('x');
    await expect.poll(() => copies.figures.dropped).toBe(1);
    await copies.close(10);
  });

  test('to a pipe that nobody reads do not wait for it', async () => {
    const pipe = join(someFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    openSync(pipe, 'r+');
    const copies = copiesTo(standardOutput(pipe));
    for (let at = 0; at < 2_000; at++) copies.hear('x'.repeat(1_000));
    const began = performance.now();
    await copies.close(200);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(copies.figures.written).toBe(0);
  });
});

describe('checkpoints', () => {
  test('are in the file that they are published to, whole', async () => {
    const path = join(someFolder(), 'newest.note');
    const publisher = openPublisher([publishedFile(path)], 1);
    publisher.hear('one\n');
    await expect.poll(() => readFileSync(path, 'utf8')).toBe('one\n');
    publisher.hear('two\n');
    await expect.poll(() => readFileSync(path, 'utf8')).toBe('two\n');
    publisher.hear('three\n');
    await publisher.close(1_000);
    expect(readFileSync(path, 'utf8')).toBe('three\n');
    expect(publisher.figures).toEqual([{ name: path, sent: 3, skipped: 0, failed: 0 }]);
  });

  test('that a slow place did not take are skipped for the newest', async () => {
    const taken: string[] = [];
    const open: (() => void)[] = [];
    const slow = {
      name: 'slow',
      send: async (note: string) => {
        taken.push(note);
        await new Promise<void>(resolve => open.push(resolve));
        return true;
      },
    };
    const publisher = openPublisher([slow], 1);
    for (const note of ['1', '2', '3', '4']) publisher.hear(note);
    open.shift()!();
    await expect.poll(() => taken).toEqual(['1', '4']);
    expect(publisher.figures).toEqual([{ name: 'slow', sent: 1, skipped: 2, failed: 0 }]);
    await publisher.close(10);
  });
});
