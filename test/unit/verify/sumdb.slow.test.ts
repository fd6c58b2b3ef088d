// What others' tools make of our checkpoints and proofs: the packages of Go's checksum database read them. Skipped where Go is missing, or has not the module
// and can't fetch it.
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifierKey } from '../../../extproc/audit/log/note.ts';
import { Frontier, leafHash } from '../../../extproc/audit/log/tree.ts';
import { realDisk } from '../../../extproc/ledger/disk.ts';
import { Log } from '../../../extproc/ledger/log.ts';
import { diskReader } from '../../../extproc/ledger/reader.ts';
import { entryJson, signer, someFolder } from '../ledger/scene.ts';

const source = join(import.meta.dirname, 'sumdb');
const go = ['go', '/usr/local/go/bin/go'].find(name => spawnSync(name, ['version']).status === 0) ?? null;
const env = { ...process.env, GOFLAGS: '' };
const isReady = go !== null && spawnSync(go, ['mod', 'download'], { cwd: source, env }).status === 0;

test.skipIf(!isReady)(
  'Go’s sumdb/note and tlog read a checkpoint, and are convinced by every proof (skipped without Go)',
  async () => {
    const folder = someFolder();
    const count = 23;
    const log = new Log({ folder, signer, disk: realDisk, leaves: 4 });
    log.append(Array.from({ length: count }, (_, at) => entryJson(at)));
    const { note } = log.sign()!;
    log.close();
    const identity = { origin: signer.name, verifier: verifierKey(signer), certificate: null };
    const reader = diskReader(folder, identity, () => ({ size: count, checkpoint: { note, size: count } }), 4);
    const proofs = [];
    const growths = [];
    const tree = new Frontier();
    for (const { leaf } of await reader.records(0, count)) {
      proofs.push((await reader.proofOf((JSON.parse(leaf) as { id: string }).id))!);
      tree.add(leafHash(Buffer.from(leaf)));
      growths.push({ ...(await reader.growth(tree.size, count))!, root: tree.root().toString('base64') });
    }
    const program = join(someFolder(), 'sumdb');
    execFileSync(go!, ['build', '-o', program, '.'], { cwd: source, env });
    const ask = (question: object) => spawnSync(program, { input: JSON.stringify(question), encoding: 'utf8' });
    const question = { verifier: identity.verifier, checkpoint: note, proofs, growths };
    expect(ask(question)).toMatchObject({ status: 0, stdout: `penstock/test ${count}: ${count} proofs, ${count} growths\n` });
    expect(ask({ ...question, checkpoint: note.replace('\n23\n', '\n22\n') }).status).toBe(1);
    expect(ask({ ...question, proofs: [{ ...proofs[0]!, index: 1 }] }).status).toBe(1);
    expect(ask({ ...question, growths: [{ ...growths[0]!, from: 2 }] }).status).toBe(1);
  },
);
