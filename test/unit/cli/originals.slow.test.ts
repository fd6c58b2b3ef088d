// An auditor's way from the command line: a real vault behind a real admin server, real keys; what is opened is on record, and a proof of it is checked offline.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { originalsOf } from '../../../extproc/main/originals.ts';
import { proofText } from '../../../extproc/proof/proof.ts';
import type { EntryDraft } from '../../../extproc/words/evidence.ts';
import { scene, tokens } from '../admin/scene.ts';
import { logKey, recordsAbout } from '../proof/scene.ts';
import { findAge, openWithAge } from '../vault/age.ts';
import { auditor, blobsIn, folderOfItsOwn, sealed, vaultIn } from '../vault/sealing.ts';
import { kept, masked } from '../vault/segments.ts';
import { typed } from './typed.ts';

const exchange = `ex_${'0'.repeat(25)}1`;
const secret = ['AKIA', 'IOSFODNN7', 'WXYZABC'].join('');
const placeholder = '[REDACTED:aws-access-key]';
const segments = [kept('{"a":"the key is '), masked(secret, placeholder), kept(' indeed"}')];
const delivered = Buffer.from(`{"a":"the key is ${placeholder} indeed"}`);

async function sealedExchange(isDurable = true) {
  const [anna, ben] = [await auditor(), await auditor()];
  const vaultFolder = folderOfItsOwn();
  const given = { recipients: [anna.recipient], both: [ben.recipient], exchange };
  const outcome = await sealed(vaultIn(vaultFolder), given, segments);
  if (outcome.kind === 'lost') throw outcome.fault;
  const entries: EntryDraft[] = [];
  const ledger = {
    isOpen: true,
    append: (entry: EntryDraft, durable?: (kept: 'durable' | 'lost') => void) => {
      entries.push(entry);
      durable?.(isDurable ? 'durable' : 'lost');
    },
  };
  const proof = async () =>
    proofText({
      format: 'penstock-proof/1',
      head: { version: 1, exchange, side: 'response', policy: 'r1' },
      body: { format: 'json', api: 'generic', path: '/' },
      delivered: delivered.toString('base64'),
      segments: [...outcome.segments],
      ...recordsAbout(exchange, {
        sealed: { side: 'response', policy: 'r1', ...outcome, segments: outcome.segments.length },
        left: `sha256:${createHash('sha256').update(delivered).digest('hex')}`,
      }),
    });
  const admin = await scene({ originals: originalsOf({ folder: vaultFolder, ledger, proof }) });
  const folder = mkdtempSync(join(tmpdir(), 'auditor-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'token'), tokens.aud);
  const reach = ['--url', admin.address, '--token-file', join(folder, 'token')];
  return { anna, ben, entries, vaultFolder, at: (name: string) => join(folder, name), reach };
}

describe('penstock audit open', () => {
  test('records the opening, and gives the original to who has both keys', async () => {
    const { anna, ben, entries, at, reach } = await sealedExchange();
    const files = ['--identity', anna.file, ben.file, '--out', at('original'), '--sealed', at('blob')];
    const { code } = await told(['audit', 'open', exchange, '--reason', 'incident 4711', ...files, ...reach]);
    expect(code).toBe(0);
    expect(readFileSync(at('original'), 'utf8')).toBe(`{"a":"the key is ${secret} indeed"}`);
    expect(statSync(at('original')).mode & 0o777).toBe(0o600);
    expect(entries).toEqual([
      {
        kind: 'original.opened',
        about: exchange,
        data: { side: 'response', by: expect.stringContaining('aud'), reason: 'incident 4711' },
      },
    ]);
  });

  test('gives nothing where one of two keys is missing, and the attempt is on record', async () => {
    const { anna, entries, at, reach } = await sealedExchange();
    const files = ['--identity', anna.file, '--out', at('original')];
    const { code, err } = await told(['audit', 'open', exchange, '--reason', 'x', ...files, ...reach]);
    expect({ code, isWritten: existsSync(at('original')), records: entries.length }).toEqual({
      code: 1,
      isWritten: false,
      records: 1,
    });
    expect(err).toContain('can not be opened');
  });

  test('gives nothing where the record is lost', async () => {
    const { anna, ben, at, reach } = await sealedExchange(false);
    const files = ['--identity', anna.file, ben.file, '--out', at('original')];
    const { code, err } = await told(['audit', 'open', exchange, '--reason', 'x', ...files, ...reach]);
    expect({ code, isWritten: existsSync(at('original')) }).toEqual({ code: 1, isWritten: false });
    expect(err).toContain('without a record nothing is opened');
  });
});

describe('penstock audit prove and check', () => {
  test('show all there is to show, with the sealed original', async () => {
    const { anna, ben, vaultFolder, at, reach } = await sealedExchange();
    expect((await told(['audit', 'prove', exchange, '--out', at('proof'), ...reach])).code).toBe(0);
    writeFileSync(at('blob'), blobsIn(vaultFolder).get(`${exchange}.response.age`)!);
    const keys = ['--sealed', at('blob'), '--identity', anna.file, ben.file];
    const { code, out } = await told(['audit', 'check', at('proof'), '--key', logKey, '--json', ...keys]);
    const outcomes = (JSON.parse(out) as { outcome: string }[]).map(({ outcome }) => outcome);
    expect({ code, outcomes }).toEqual({ code: 0, outcomes: Array(7).fill('shown') });
    expect(readFileSync(at('proof'), 'utf8')).not.toContain(secret);
  });

  test('find a secret that was left in', async () => {
    const { at, reach } = await sealedExchange();
    await told(['audit', 'prove', exchange, '--out', at('proof'), ...reach]);
    const proof = JSON.parse(readFileSync(at('proof'), 'utf8')) as { delivered: string };
    writeFileSync(at('false'), JSON.stringify({ ...proof, delivered: Buffer.from(`{"a":"${secret}"}`).toString('base64') }));
    const { code, out } = await told(['audit', 'check', at('false'), '--key', logKey]);
    expect(code).toBe(1);
    expect(out).toMatch(/^failed rescan +still found: aws-access-key$/m);
    expect(out).toMatch(/^failed commitment /m);
  });

  test.skipIf(findAge() === null)('agree with what the age program gives', async () => {
    const { anna, ben, vaultFolder } = await sealedExchange();
    const blob = blobsIn(vaultFolder).get(`${exchange}.response.age`)!;
    expect(openWithAge(findAge()!, anna.file, openWithAge(findAge()!, ben.file, blob)).includes(secret)).toBe(true);
  });
});

async function told(args: readonly string[]) {
  const { stdout: out, stderr: err, status: code } = await typed(...args);
  return { code, out, err };
}
