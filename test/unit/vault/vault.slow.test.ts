// Sealing: what real auditors would get out of the vault, with the real age program, and what becomes of originals that can't be kept.
import { createHash, randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AccountReader } from '../../../extproc/proof/account.ts';
import { deleteOver } from '../../../extproc/vault/place.ts';
import type { SealOutcome } from '../../../extproc/vault/vault.ts';
import { findAge, openWithAge } from './age.ts';
import { auditor, blobsIn, folderOfItsOwn, sealed, vaultIn } from './sealing.ts';
import { kept, masked } from './segments.ts';

const age = findAge();
if (age === null) console.warn('there is no age here: originals are not opened with it');

const secret = ['hunter', '2-in-the-original'].join('');

describe.skipIf(age === null)('the real age program', () => {
  test('opens what was sealed, and it is the original', async () => {
    const [folder, anna] = [folderOfItsOwn(), await auditor()];
    const outcome = await sealed(vaultIn(folder), { recipients: [anna.recipient] }, [
      kept('the password is '),
      masked(secret, '[REDACTED]'),
      kept('.'),
    ]);
    const blob = blobsIn(folder).get('ex_01.response.age')!;
    expect(outcome).toMatchObject({ kind: 'sealed', size: blob.length, digest: sha256(blob) });
    expect(read(openWithAge(age!, anna.file, blob)).text).toBe(`the password is ${secret}.`);
  });

  test('opens one of many megabytes, whatever its pieces were', async () => {
    const [folder, anna] = [folderOfItsOwn(), await auditor()];
    const pieces = [1, 70_000, 65_536, 3_000_000, 17].map(bytes => randomBytes(bytes));
    const outcome = await sealed(
      vaultIn(folder),
      { recipients: [anna.recipient] },
      pieces.map(bytes => ({ kind: 'kept', bytes })),
    );
    const inside = read(openWithAge(age!, anna.file, blobsIn(folder).get('ex_01.response.age')!));
    expect(inside.bytes.equals(Buffer.concat(pieces))).toBe(true);
    expect(inside.root).toBe(rootIn(outcome));
  });

  test('needs one key after the other where two persons have to open', async () => {
    const [folder, anna, ben] = [folderOfItsOwn(), await auditor(), await auditor()];
    await sealed(vaultIn(folder), { recipients: [anna.recipient], both: [ben.recipient] }, [kept('both')]);
    const blob = blobsIn(folder).get('ex_01.response.age')!;
    expect(() => openWithAge(age!, anna.file, blob)).toThrow('no identity matched');
    const inner = openWithAge(age!, ben.file, blob);
    expect(() => openWithAge(age!, ben.file, inner)).toThrow('no identity matched');
    expect(read(openWithAge(age!, anna.file, inner)).text).toBe('both');
  });

  test.for([1, 17, 200, 4_000])('refuses a file that lost its last %s bytes', async lost => {
    const [folder, anna] = [folderOfItsOwn(), await auditor()];
    await sealed(vaultIn(folder), { recipients: [anna.recipient] }, [kept('x'.repeat(5_000))]);
    const blob = blobsIn(folder).get('ex_01.response.age')!;
    expect(() => openWithAge(age!, anna.file, blob.subarray(0, -lost))).toThrow();
  });
});

describe('the vault', () => {
  test('is for this user alone, and its blobs are not written again', async () => {
    const [folder, anna] = [join(folderOfItsOwn(), 'vault'), await auditor()];
    const vault = vaultIn(folder);
    await sealed(vault, { recipients: [anna.recipient] }, [kept('first')]);
    const first = blobsIn(folder).get('ex_01.response.age')!;
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, '2099-01-02')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, '2099-01-02', 'ex_01.response.age')).mode & 0o777).toBe(0o400);
    expect(await sealed(vault, { recipients: [anna.recipient] }, [kept('second')])).toMatchObject({
      kind: 'lost',
      fault: { code: 'ERR_VAULT_FAILED' },
    });
    expect([...blobsIn(folder)]).toEqual([['ex_01.response.age', first]]);
  });

  test('tells no length of what was masked by the size of a blob', async () => {
    const [folder, anna] = [folderOfItsOwn(), await auditor()];
    const vault = vaultIn(folder);
    const sizes = new Set<number>();
    for (const length of [1, 8, 64, 512]) {
      const given = { recipients: [anna.recipient], exchange: `ex_${length}` };
      const outcome = await sealed(vault, given, [kept('a'), masked('s'.repeat(length), '[x]')]);
      sizes.add(outcome.kind === 'sealed' ? outcome.size : 0);
    }
    expect(sizes.size).toBe(1);
  });

  test('keeps no byte of an original as it was', async () => {
    const [folder, anna] = [folderOfItsOwn(), await auditor()];
    await sealed(vaultIn(folder), { recipients: [anna.recipient] }, [kept(secret), masked(secret, '')]);
    for (const blob of blobsIn(folder).values()) expect(blob.includes(secret)).toBe(false);
  });

  test('deletes what is over with its day, and nothing else', async () => {
    const [folder, anna] = [folderOfItsOwn(), await auditor()];
    const vault = vaultIn(folder);
    const noon = (day: number): number => Date.UTC(2030, 0, day, 12);
    for (const day of [1, 2, 3]) {
      await sealed(vault, { recipients: [anna.recipient], exchange: `ex_${day}`, goneMs: noon(day) }, [kept('x')]);
    }
    expect(await deleteOver(folder, noon(3))).toEqual(['ex_1.response.age', 'ex_2.response.age']);
    expect([...blobsIn(folder).keys()]).toEqual(['ex_3.response.age']);
  });
});

describe('an original that can not be kept', () => {
  test('is lost, and said to be, where sealing is behind; later ones are kept', async () => {
    const [folder, anna] = [folderOfItsOwn(), await auditor()];
    const vault = vaultIn(folder, { sealInMemoryBytesMax: 400_000 as never });
    const large = sealed(vault, { recipients: [anna.recipient] }, [{ kind: 'kept', bytes: randomBytes(500_000) }]);
    expect(await large).toMatchObject({ kind: 'lost', fault: { code: 'ERR_VAULT_BEHIND' } });
    for (const exchange of ['ex_02', 'ex_03', 'ex_04', 'ex_05']) {
      const outcome = await sealed(vault, { recipients: [anna.recipient], exchange }, [kept('small')]);
      expect(outcome.kind).toBe('sealed');
    }
    expect([...blobsIn(folder).keys()].sort()).toEqual(['ex_02', 'ex_03', 'ex_04', 'ex_05'].map(name => `${name}.response.age`));
  });

  test('has too many segments', async () => {
    const [folder, anna] = [folderOfItsOwn(), await auditor()];
    const vault = vaultIn(folder, { sealSegmentsMax: 3 as never });
    const outcome = await sealed(vault, { recipients: [anna.recipient] }, [
      kept('a'),
      masked('b', ''),
      kept('c'),
      masked('d', ''),
    ]);
    expect(outcome).toMatchObject({ kind: 'lost', fault: { code: 'ERR_VAULT_FAILED' } });
    expect(blobsIn(folder).size).toBe(0);
  });

  test('meets a folder that can not be made', async () => {
    const [folder, anna] = [folderOfItsOwn(), await auditor()];
    writeFileSync(join(folder, 'file'), '');
    const outcome = await sealed(vaultIn(join(folder, 'file', 'vault')), { recipients: [anna.recipient] }, [kept('x')]);
    expect(outcome).toMatchObject({ kind: 'lost', fault: { code: 'ERR_VAULT_FAILED' } });
  });

  test('has a recipient that is none', async () => {
    const folder = folderOfItsOwn();
    const outcome = await sealed(vaultIn(folder), { recipients: [`age1${'q'.repeat(58)}`] }, [kept('x')]);
    expect(outcome).toMatchObject({ kind: 'lost', fault: { code: 'ERR_VAULT_FAILED' } });
    expect(blobsIn(folder).size).toBe(0);
  });

  test('is dropped, and nobody is told', async () => {
    const [folder, anna] = [folderOfItsOwn(), await auditor()];
    const vault = vaultIn(folder);
    const told: SealOutcome[] = [];
    const to = { recipients: [anna.recipient], both: null };
    const facts = { exchange: 'ex_09', side: 'response', policy: 'r1', to, goneMs: 0 } as const;
    const sealing = vault.begin(facts, outcome => told.push(outcome));
    sealing.add({ kind: 'kept', bytes: randomBytes(200_000) });
    sealing.drop();
    sealing.end();
    await vault.close();
    expect(told).toEqual([]);
    expect(blobsIn(folder).size).toBe(0);
  });
});

function read(inside: Uint8Array): { readonly text: string; readonly bytes: Buffer; readonly root: string } {
  const reader = new AccountReader();
  const frames = reader.push(inside);
  const account = reader.end();
  const parts = frames.flatMap(frame =>
    frame.kind === 'bytes' ? [frame.bytes] : frame.kind === 'masked' ? [frame.original] : [],
  );
  const bytes = Buffer.concat(parts);
  return { text: bytes.toString(), bytes, root: account.root.toString('hex') };
}

function rootIn(outcome: SealOutcome): string {
  return outcome.kind === 'sealed' ? outcome.root : '';
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
