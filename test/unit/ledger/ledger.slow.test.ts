// The ledger as the program has it, with its thread and a real disk.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openNote, verifierOf } from '../../../extproc/audit/log/note.ts';
import { decision, kept, openSome, someFolder } from './scene.ts';

describe('entries', () => {
  test('are in the file when they are said to be durable', async () => {
    const { ledger, folder, copies } = await openSome();
    expect(await kept(ledger, decision(42))).toBe('durable');
    expect(readFileSync(join(folder, 'segments', '0000000000000000.log'), 'utf8')).toMatch(/\n1 \d [0-9a-f]{16} \{.*"number":42/);
    expect(copies.at(-1)).toContain('"number":42');
    expect(ledger.figures).toMatchObject({ lost: 0, waiting: 0 });
  });

  test('go on where the last process stopped, under the same name and key', async () => {
    const data = someFolder();
    const first = await openSome(data);
    await kept(first.ledger);
    await first.ledger.close();
    const second = await openSome(data);
    expect(second.ledger.identity).toEqual(first.ledger.identity);
    await kept(second.ledger);
    const records = await second.ledger.reader.records(0, 10);
    expect(records.map(({ leaf }) => (JSON.parse(leaf) as { kind: string }).kind)).toEqual([
      'server.started',
      'decision',
      'server.stopped',
      'server.started',
      'decision',
    ]);
  });

  test('that have no canonical JSON are lost, told so, and not before the call returned', async () => {
    const { ledger, troubles } = await openSome();
    let outcome: string | null = null;
    ledger.append({ kind: 'decision', about: null, data: { text: '\ud800' } }, told => {
      outcome = told;
    });
    expect(outcome).toBe(null);
    await expect.poll(() => outcome).toBe('lost');
    expect(troubles).toEqual([{ what: 'entry', why: 'decision' }]);
    expect(ledger.figures.lost).toBe(1);
  });

  test('after the close are lost', async () => {
    const { ledger } = await openSome();
    await ledger.close();
    expect(await kept(ledger)).toBe('lost');
    expect(ledger.isOpen).toBe(false);
  });
});

test('a second writer is refused, and let in when the first is gone', async () => {
  const data = someFolder();
  const { ledger } = await openSome(data);
  await expect(openSome(data)).rejects.toMatchObject({ code: 'ERR_LEDGER_TAKEN' });
  await ledger.close();
  await openSome(data);
});

test('checkpoints are signed by the key that the log is known by', async () => {
  const { ledger, checkpoints, folder } = await openSome();
  await kept(ledger);
  await expect.poll(() => checkpoints.length).toBeGreaterThan(0);
  const verifier = verifierOf(ledger.identity.verifier);
  expect(openNote(checkpoints.at(-1)!, [verifier])?.by).toEqual([verifier]);
  expect(ledger.reader.checkpoint).toBe(checkpoints.at(-1));
  expect(readdirSync(join(folder, 'checkpoints'))).not.toEqual([]);
});
