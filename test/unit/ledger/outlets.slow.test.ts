// The ledger with what a configuration says of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifierKey } from '../../../extproc/audit/log/note.ts';
import { configFrom } from '../../../extproc/config/load.ts';
import { replicaSigner } from '../../../extproc/ledger/keys.ts';
import { openLedgerOutlets } from '../../../extproc/main/ledger.ts';
import { check } from '../../../extproc/verify/check.ts';
import { folderSource } from '../../../extproc/verify/folder.ts';
import { kept, someFolder } from './scene.ts';

test('a name, a certificate, copies in a file and published checkpoints are as configured', async () => {
  const folder = someFolder();
  const deployment = replicaSigner(join(folder, 'deployment.key'), 'penstock/deployment');
  const outcome = configFrom(
    `data: ${folder}/data
ledger:
  origin: penstock/one
  deploymentKey: ${folder}/deployment.key
  days: 30
  file: ${folder}/copies.jsonl
  publish: [{ file: ${folder}/newest.note }]
connections: [{ name: a, hosts: [h], api: openai }]
`,
    join(folder, 'penstock.yaml'),
  );
  if (outcome.kind !== 'config') throw new Error(JSON.stringify(outcome));
  const troubles: object[] = [];
  const outlets = await openLedgerOutlets(outcome.config, { build: 'test' }, trouble => troubles.push(trouble));
  onTestFinished(() => outlets.close());
  expect(await kept(outlets.ledger)).toBe('durable');
  await outlets.close();
  const published = readFileSync(join(folder, 'newest.note'), 'utf8');
  expect(published).toBe(outlets.ledger.reader.checkpoint);
  const copies = readFileSync(join(folder, 'copies.jsonl'), 'utf8').trimEnd().split('\n');
  expect(copies.map(line => (JSON.parse(line) as { kind: string }).kind)).toEqual([
    'server.started',
    'decision',
    'server.stopped',
  ]);
  expect(copies[0]).toContain('penstock/replica-key/v1');
  const verdict = await check(folderSource(join(folder, 'data', 'ledger')), {
    key: verifierKey(deployment),
    published: [{ note: published, where: 'outside' }],
  });
  expect(verdict).toMatchObject({ kind: 'sound', origin: 'penstock/one', size: 3, unsigned: 0 });
  expect(troubles).toEqual([]);
});

test.for([
  { name: 'a place without either', publish: '{ inner: true }' },
  { name: 'a place with both', publish: '{ file: a, webhook: "https://h/x" }' },
])('$name is refused', ({ publish }) => {
  const text = `ledger: { publish: [${publish}] }\nconnections: [{ name: a, hosts: [h], api: openai }]\n`;
  expect(configFrom(text, '/etc/penstock.yaml').kind).toBe('problems');
});
