// What a recorder is told of an exchange's original stands sealed in the vault, and in the ledger by its digests, beside what is recorded of it.
import { describe, expect, test } from 'vitest';
import { type SealingSetting, sealingRecorder } from '../../../extproc/main/sealing.ts';
import { rootOf } from '../../../extproc/proof/account.ts';
import { openOriginal, originalOf } from '../../../extproc/vault/open.ts';
import { type EntryDraft, noTape, type TapeEnd, type TapeFacts } from '../../../extproc/words/evidence.ts';
import { auditor, blobsIn, folderOfItsOwn, vaultIn } from './sealing.ts';
import { kept, masked } from './segments.ts';

const facts = {
  exchange: 'ex_01',
  connection: 'chatgpt',
  policyRevision: 'r1',
  beganMs: Date.UTC(2030, 0, 1),
  seals: true,
} as TapeFacts;
const end = {} as TapeEnd;

async function room(change: Partial<TapeFacts> = {}, bytesMax?: number) {
  const [folder, anna] = [folderOfItsOwn(), await auditor()];
  const vault = vaultIn(folder, bytesMax === undefined ? {} : { sealInMemoryBytesMax: bytesMax as never });
  const told = { entries: [] as EntryDraft[], kept: [] as Parameters<SealingSetting['keep']>[], lost: [] as string[], inner: 0 };
  const recorder = sealingRecorder({
    vault,
    inner: { begin: () => ({ ...noTape, original: () => void told.inner++ }) },
    ledger: { append: entry => void told.entries.push(entry) },
    choices: new Map([['chatgpt', { recipients: [anna.recipient], both: null, days: 30 }]]),
    keep: (...all) => void told.kept.push(all),
    onLost: (_exchange, _side, fault) => void told.lost.push(fault.code),
  });
  return { tape: recorder.begin({ ...facts, ...change }), told, folder, vault, anna };
}

describe('a tape', () => {
  test('has its originals sealed, one a side, and committed to', async () => {
    const { tape, told, folder, vault, anna } = await room();
    tape.original('request', kept('what is my key?'));
    tape.original('response', kept('it is '));
    tape.original('response', masked('A-SECRET', '[x]'));
    tape.end(end);
    await vault.close();
    expect([...blobsIn(folder).keys()].sort()).toEqual(['ex_01.request.age', 'ex_01.response.age']);
    expect(told.inner).toBe(3);
    const [entry] = told.entries.filter(({ data }) => data.side === 'response');
    const opened = await openOriginal(blobsIn(folder).get('ex_01.response.age')!, [anna.identity]);
    expect(originalOf(opened).toString()).toBe('it is A-SECRET');
    expect(entry).toMatchObject({
      kind: 'original.sealed',
      about: 'ex_01',
      data: { policy: 'r1', segments: 2, root: opened.account.root.toString('hex') },
    });
    const segments = told.kept.find(([, side]) => side === 'response')![2];
    expect(rootOf(opened.account.head, segments, Buffer.from('it is [x]'))).toEqual(opened.account.root);
    expect(JSON.stringify(told)).not.toContain('A-SECRET');
  });

  test('of a connection that seals nothing is the recorder’s own', async () => {
    const { tape, folder, vault } = await room({ connection: 'other' });
    tape.original('response', kept('x'));
    tape.end(end);
    await vault.close();
    expect(blobsIn(folder).size).toBe(0);
  });

  test('of an original that is lost goes on, and the loss is told once', async () => {
    const { tape, told, vault } = await room({}, 200_000);
    for (let i = 0; i < 4; i++) tape.original('response', kept('x'.repeat(100_000)));
    tape.end(end);
    await vault.close();
    expect(told.lost).toEqual(['ERR_VAULT_BEHIND']);
    expect(told.entries).toEqual([]);
  });
});
