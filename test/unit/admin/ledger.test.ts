// The ledger's API as auditors meet it; that its proofs convince is tested where they are made.
import { describe, expect, test } from 'vitest';
import type { LedgerReader } from '../../../extproc/words/evidence.ts';
import { scene, tokens } from './scene.ts';

const record = `re_${'0'.repeat(26)}`;

const ledger: LedgerReader = {
  identity: { origin: 'penstock/test', verifier: 'penstock/test+0+x', certificate: null },
  checkpoint: 'penstock/test\n3\n…\n',
  trimmed: async () => ({ leaves: 0, roots: [] }),
  records: async (from, limit) => [1, 2, 3].slice(0, limit).map(at => ({ index: from + at - 1, leaf: '{"a":1}' })),
  proofOf: async id => (id === record ? { index: 1, leaf: '{}', size: 3, hashes: ['aa'], checkpoint: 'c' } : null),
  growth: async (from, to) => (to > 3 ? null : { from, to, hashes: [] }),
};

describe('the ledger', () => {
  test.for([
    {
      name: 'its key and newest checkpoint',
      who: 'ann',
      path: '/v1/ledger/checkpoint',
      status: 200,
      json: { origin: 'penstock/test', checkpoint: 'penstock/test\n3\n…\n', trimmed: { leaves: 0, roots: [] } },
    },
    {
      name: 'records, and where to go on',
      who: 'aud',
      path: '/v1/ledger/records?from=5&limit=2',
      status: 200,
      json: {
        items: [
          { index: 5, leaf: '{"a":1}' },
          { index: 6, leaf: '{"a":1}' },
        ],
        next: '7',
      },
    },
    {
      name: 'a proof of a record',
      who: 'aud',
      path: `/v1/ledger/proofs?record=${record}`,
      status: 200,
      json: { index: 1, hashes: ['aa'] },
    },
    { name: 'a proof between sizes', who: 'aud', path: '/v1/ledger/proofs?from=1&to=3', status: 200, json: { from: 1, to: 3 } },
    {
      name: 'no record that is not there',
      who: 'aud',
      path: `/v1/ledger/proofs?record=${record.replace(/0$/, '1')}`,
      status: 404,
      json: {},
    },
    { name: 'no size that is not there', who: 'aud', path: '/v1/ledger/proofs?from=1&to=4', status: 404, json: {} },
    {
      name: 'no proof of everything at once',
      who: 'aud',
      path: `/v1/ledger/proofs?record=${record}&from=1&to=2`,
      status: 400,
      json: {},
    },
    { name: 'no proof of half a pair', who: 'aud', path: '/v1/ledger/proofs?from=1', status: 400, json: {} },
    { name: 'no proof of nothing', who: 'aud', path: '/v1/ledger/proofs', status: 400, json: {} },
    { name: 'no page that is too large', who: 'aud', path: '/v1/ledger/records?limit=100000', status: 400, json: {} },
    { name: 'no records for approvers', who: 'ann', path: '/v1/ledger/records', status: 403, json: {} },
    { name: 'no proofs for operators', who: 'ops', path: `/v1/ledger/proofs?record=${record}`, status: 403, json: {} },
  ] as const)('gives $name', async ({ who, path, status, json }) => {
    const { ask } = await scene({ ledger });
    const answer = await ask({ path, token: tokens[who] });
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(json);
  });

  test('gives nothing without signing in, and is not there where none is kept', async () => {
    const { ask } = await scene({ ledger });
    expect((await ask({ path: '/v1/ledger/checkpoint' })).status).toBe(401);
    const without = await scene();
    expect((await without.ask({ path: '/v1/ledger/checkpoint', token: tokens.aud })).status).toBe(404);
  });
});
