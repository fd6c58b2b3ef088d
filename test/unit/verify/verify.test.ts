// The check of a ledger, which shares nothing with the writer: whatever is changed in one is found, and told by its place.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkpointText } from '../../../extproc/audit/log/checkpoint.ts';
import { signerOf, signNote, verifierKey } from '../../../extproc/audit/log/note.ts';
import { consistencyProof, inclusionProof, leafHash, nodesOf } from '../../../extproc/audit/log/tree.ts';
import { realDisk } from '../../../extproc/ledger/disk.ts';
import { lineOf } from '../../../extproc/ledger/format.ts';
import { certificateFor } from '../../../extproc/ledger/keys.ts';
import { Log } from '../../../extproc/ledger/log.ts';
import { diskReader } from '../../../extproc/ledger/reader.ts';
import { removable } from '../../../extproc/ledger/retention.ts';
import { apiSource } from '../../../extproc/verify/api.ts';
import { check } from '../../../extproc/verify/check.ts';
import { exportLines, exportSource } from '../../../extproc/verify/export.ts';
import { folderSource } from '../../../extproc/verify/folder.ts';
import { isBeginning, isIncluded } from '../../../extproc/verify/tree.ts';
import { canonicalJson } from '../../../extproc/words/canonical-json.ts';
import { Secret } from '../../../extproc/words/secret.ts';
import { entryJson, signer, someFolder } from '../ledger/scene.ts';

const leaves = 4;
const key = verifierKey(signer);

/** Ten records in segments of four, with checkpoints of 4, 8 and 10. */
function someLedger(folder = someFolder(), count = 10, by = signer): string {
  const log = new Log({ folder, signer: by, disk: realDisk, leaves });
  for (let at = log.size; at < count; at++) {
    log.append([entryJson(at)]);
    if (at % 4 === 1) log.sign();
  }
  log.sign();
  log.close();
  writeFileSync(join(folder, 'verifier'), `${verifierKey(by)}\n`);
  return folder;
}

const verdictOf = (folder: string, published: string[] = [], by: string | null = key) =>
  check(folderSource(folder), { key: by, published: published.map(note => ({ note, where: 'elsewhere' })) });

const segment = (first: number) => `segments/${String(first).padStart(16, '0')}.log`;
const note = (size: number) => `checkpoints/${String(size).padStart(16, '0')}.note`;

function lines(folder: string, path: string, act: (lines: string[]) => void): void {
  const file = join(folder, path);
  const all = readFileSync(file, 'utf8').split('\n');
  act(all);
  writeFileSync(file, all.join('\n'));
}

/** As one who knows the format would: with checks and numbers made anew. */
const forged = (index: number, json: string) => lineOf(index, index, json).trimEnd();

test('a ledger that nobody touched is sound', async () => {
  const folder = someLedger();
  expect(await verdictOf(folder)).toEqual({
    kind: 'sound',
    origin: 'penstock/test',
    size: 10,
    trimmed: 0,
    checkpoints: 3,
    unsigned: 0,
    isKeyTheLogsOwn: false,
  });
  expect(await verdictOf(folder, [], null)).toMatchObject({ kind: 'sound', isKeyTheLogsOwn: true });
});

describe('what was changed is found:', () => {
  test.for([
    {
      name: 'an edited record',
      change: (f: string) => lines(f, segment(4), l => l.splice(2, 1, l[2]!.replace('"number":5', '"number":6'))),
      record: [5, 6],
    },
    {
      name: 'an edited record with a check made anew',
      change: (f: string) => lines(f, segment(4), l => l.splice(2, 1, forged(5, entryJson(77)))),
      record: [4, 8],
    },
    { name: 'a removed record', change: (f: string) => lines(f, segment(4), l => l.splice(2, 1)), record: [5, 6] },
    {
      name: 'a removed record with all behind it numbered anew',
      change: (f: string) => lines(f, segment(8), l => l.splice(1, 2, forged(8, entryJson(9)))),
      record: [9, 10],
    },
    {
      name: 'two that changed places',
      change: (f: string) => lines(f, segment(0), l => l.splice(2, 2, l[3]!, l[2]!)),
      record: [1, 2],
    },
    {
      name: 'two that changed places and numbers',
      change: (f: string) => lines(f, segment(0), l => l.splice(2, 2, forged(1, entryJson(2)), forged(2, entryJson(1)))),
      record: [0, 4],
    },
    {
      name: 'one that was added',
      change: (f: string) => lines(f, segment(0), l => l.splice(2, 0, forged(1, entryJson(50)))),
      record: [2, 3],
    },
    { name: 'an end that was cut off', change: (f: string) => lines(f, segment(8), l => l.splice(2, 1)), record: [9, 10] },
    { name: 'a first segment that is gone', change: (f: string) => rmSync(join(f, segment(0))), record: [0, 4] },
    { name: 'a segment that is gone', change: (f: string) => rmSync(join(f, segment(4))), record: [4, 5] },
    { name: 'a last segment that is gone', change: (f: string) => rmSync(join(f, segment(8))), record: [8, 9] },
    {
      name: 'a record that is not canonical',
      change: (f: string) => lines(f, segment(8), l => l.splice(1, 1, forged(8, entryJson(8).replace(',', ', ')))),
      record: [8, 9],
    },
    {
      name: 'checkpoints that are gone',
      change: (f: string) => rmSync(join(f, 'checkpoints'), { recursive: true }),
      record: null,
    },
    { name: 'a checkpoint of another key', change: (f: string) => writeFileSync(join(f, note(10)), otherNote(10)), record: null },
  ])('$name', async ({ change, record }) => {
    const folder = someLedger();
    change(folder);
    expect(await verdictOf(folder)).toMatchObject({
      kind: 'unsound',
      record: record === null ? null : { from: record[0], to: record[1] },
    });
  });

  const otherNote = (size: number) =>
    signNote(checkpointText({ origin: 'penstock/test', size, root: leafHash(Buffer.of(1)), extra: [] }), [
      signerOf('penstock/test', new Secret(Buffer.alloc(32, 9))),
    ]);

  test('a rollback, and a fork, by a checkpoint that was kept elsewhere', async () => {
    const folder = someLedger();
    const published = readFileSync(join(folder, note(10)), 'utf8');
    const shorter = someLedger(someFolder(), 8);
    expect(await verdictOf(shorter)).toMatchObject({ kind: 'sound' });
    expect(await verdictOf(shorter, [published])).toMatchObject({
      kind: 'unsound',
      record: { from: 8, to: 9 },
      where: 'elsewhere',
    });
    const forked = signNote(checkpointText({ origin: 'penstock/test', size: 10, root: leafHash(Buffer.of(1)), extra: [] }), [
      signer,
    ]);
    expect(await verdictOf(folder, [forked])).toMatchObject({ kind: 'unsound', problem: expect.stringContaining('forked') });
  });

  test('each byte, whichever', async () => {
    const folder = someLedger(someFolder(), 6);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
      statSync(join(folder, name)).isFile(),
    );
    expect(files.length).toBe(6);
    let flipped = 0;
    for (const name of files) {
      const file = join(folder, name);
      const bytes = readFileSync(file);
      for (let at = 0; at < bytes.length; at++, flipped++) {
        bytes[at]! ^= 1 << (at % 8);
        writeFileSync(file, bytes);
        const { kind } = await verdictOf(folder, [], null);
        if (kind !== 'unsound') expect.fail(`byte ${at} of ${name}`);
        bytes[at]! ^= 1 << (at % 8);
      }
      writeFileSync(file, bytes);
    }
    expect(flipped).toBeGreaterThan(1500);
    expect(await verdictOf(folder, [], null)).toMatchObject({ kind: 'sound' });
  });
});

describe('a ledger that old segments were deleted from', () => {
  async function trimmed(isTold: boolean): Promise<string> {
    const folder = someLedger();
    const log = new Log({ folder, signer, disk: realDisk, leaves });
    const { before, roots } = await removable(folder, Number.POSITIVE_INFINITY, leaves);
    expect(before).toBe(8);
    const told = {
      version: 1,
      id: 're_00000000000000000000000000',
      kind: 'ledger.trimmed',
      time_ms: 1,
      about: null,
      data: { before, roots },
    };
    log.append([isTold ? canonicalJson(told, 8)! : entryJson(99)]);
    log.sign();
    log.trim(before);
    log.close();
    return folder;
  }

  test('is provable when it says so', async () => {
    const folder = await trimmed(true);
    expect(readdirSync(join(folder, 'segments'))).toHaveLength(1);
    expect(await verdictOf(folder)).toMatchObject({ kind: 'sound', size: 11, trimmed: 8, checkpoints: 4 });
    const log = new Log({ folder, signer, disk: realDisk, leaves });
    expect([log.append([entryJson(11)]).kept, log.size]).toEqual([1, 12]);
    log.close();
    const size = 11;
    const reader = diskReader(
      folder,
      { origin: '', verifier: '', certificate: null },
      () => ({ size, checkpoint: null }),
      leaves,
    );
    expect(await reader.growth(3, size)).toBe(null);
    expect((await reader.growth(4, size))?.hashes).toHaveLength(2);
    expect((await reader.records(0, 10)).map(({ index }) => index)).toEqual([8, 9, 10]);
  });

  test('is not when it says nothing', async () => {
    expect(await verdictOf(await trimmed(false))).toMatchObject({ kind: 'unsound', record: { from: 0, to: 8 } });
  });
});

describe('the key', () => {
  test('may be the one of the deployment that certified the log', async () => {
    const folder = someLedger();
    const deployment = signerOf('penstock/deployment', new Secret(Buffer.alloc(32, 3)));
    expect(await verdictOf(folder, [], verifierKey(deployment))).toMatchObject({ kind: 'unsound' });
    writeFileSync(join(folder, 'certificate'), certificateFor(signer, deployment));
    expect(await verdictOf(folder, [], verifierKey(deployment))).toMatchObject({ kind: 'sound' });
  });

  test('of another log does not do', async () => {
    const other = verifierKey(signerOf('penstock/other', new Secret(Buffer.alloc(32, 3))));
    expect(await verdictOf(someLedger(), [], other)).toMatchObject({ kind: 'unsound' });
    expect(await verdictOf(someLedger(), [], 'nonsense')).toMatchObject({ kind: 'unsound' });
  });
});

describe('elsewhere than on its disk', () => {
  test('an export is as sound as the folder, and a change in it is found', async () => {
    const folder = someLedger();
    const file = join(someFolder(), 'export.jsonl');
    const all: string[] = [];
    for await (const line of exportLines(folderSource(folder))) all.push(line);
    writeFileSync(file, `${all.join('\n')}\n`);
    const verdict = async () => check(await exportSource(file), { key, published: [] });
    expect(await verdict()).toMatchObject({ kind: 'sound', size: 10, checkpoints: 3 });
    writeFileSync(file, `${all.toSpliced(6, 1).join('\n')}\n`);
    expect(await verdict()).toMatchObject({ kind: 'unsound', record: { from: 4, to: 8 } });
  });

  test('the API is read page by page, up to the checkpoint that it gave', async () => {
    const folder = someLedger();
    const standing = { size: 10, checkpoint: { size: 10, note: readFileSync(join(folder, note(10)), 'utf8') } };
    const reader = diskReader(folder, { origin: signer.name, verifier: key, certificate: null }, () => standing, leaves);
    const asked: string[] = [];
    const get = async (path: string): Promise<unknown> => {
      asked.push(path);
      if (path === '/v1/ledger/checkpoint')
        return { ...reader.identity, checkpoint: reader.checkpoint, trimmed: await reader.trimmed() };
      return { items: await reader.records(Number(/from=([0-9]+)/.exec(path)![1]), 3) };
    };
    expect(await check(await apiSource(get), { key, published: [] })).toMatchObject({ kind: 'sound', size: 10, checkpoints: 1 });
    expect(asked).toHaveLength(5);
  });
});

test('proofs of the reader convince one who has only the checkpoint', async () => {
  const folder = someLedger(someFolder(), 23);
  const standing = { size: 23, checkpoint: { size: 23, note: readFileSync(join(folder, note(23)), 'utf8') } };
  const reader = diskReader(folder, { origin: '', verifier: key, certificate: null }, () => standing, leaves);
  const records = await reader.records(0, 100);
  const hashes = records.map(({ leaf }) => leafHash(Buffer.from(leaf)));
  const rootOf = (size: number) => nodesOf(hashes.slice(0, size))(0, size);
  for (const { index, leaf } of records) {
    const { id } = JSON.parse(leaf) as { readonly id: string };
    const proof = (await reader.proofOf(id))!;
    expect([proof.index, proof.leaf, proof.size]).toEqual([index, leaf, 23]);
    const path = proof.hashes.map(hash => Buffer.from(hash, 'base64'));
    expect(path).toEqual(inclusionProof(index, 23, nodesOf(hashes)));
    expect(isIncluded(createHash('sha256').update('\0').update(leaf).digest(), index, 23, path, rootOf(23))).toBe(true);
    expect(isIncluded(hashes[index]!, (index + 1) % 23, 23, path, rootOf(23))).toBe(false);
  }
  for (let from = 1; from <= 23; from++) {
    for (let to = from; to <= 23; to++) {
      const path = (await reader.growth(from, to))!.hashes.map(hash => Buffer.from(hash, 'base64'));
      expect(path).toEqual(consistencyProof(from, to, nodesOf(hashes)));
      expect(isBeginning([from, rootOf(from)], [to, rootOf(to)], path)).toBe(true);
      if (from < to) expect(isBeginning([from, rootOf(to)], [to, rootOf(to)], path)).toBe(false);
    }
  }
  expect(await reader.proofOf('re_7ZZZZZZZZZZZZZZZZZZZZZZZZZ')).toBe(null);
  expect(await reader.growth(0, 5)).toBe(null);
  expect(await reader.growth(5, 24)).toBe(null);
});

test('records are found and proved though the clock jumped back and forth between them', async () => {
  const folder = someFolder();
  const log = new Log({ folder, signer, disk: realDisk, leaves });
  const times = [5_000, 9_000, 1_000, 8_000, 2_000, 2_000, 7_000, 100, 900_000, 3, 4_000, 50];
  for (const [at, timeMs] of times.entries()) log.append([entryJson(at, timeMs)]);
  const { note: signed } = log.sign()!;
  log.close();
  const standing = { size: times.length, checkpoint: { size: times.length, note: signed } };
  const reader = diskReader(folder, { origin: '', verifier: key, certificate: null }, () => standing, leaves);
  for (const { index, leaf } of await reader.records(0, 100))
    expect((await reader.proofOf((JSON.parse(leaf) as { id: string }).id))?.index).toBe(index);
  expect(await verdictOf(folder)).toMatchObject({ kind: 'sound', size: times.length });
});
