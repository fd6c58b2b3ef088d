// Sealed originals are handed out on record only: to auditors, who said why, under a ticket for one file and one person.
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Opening, Originals } from '../../../extproc/admin/originals.ts';
import { scene, tokens } from './scene.ts';

const exchange = `ex_${'0'.repeat(25)}1`;
const other = `ex_${'0'.repeat(25)}2`;
const blob = Buffer.from('age-encryption.org/v1\n…');

async function vault(change: Partial<Originals> = {}) {
  const openings: Opening[] = [];
  const originals: Originals = {
    find: async (id, side) =>
      id === exchange && side === 'response' ? { size: blob.length, read: () => Readable.from([blob]) } : null,
    opened: async opening => {
      openings.push(opening);
      return true;
    },
    proof: async id => (id === exchange ? '{"format":"penstock-proof/1"}\n' : null),
    ...change,
  };
  const admin = await scene({ originals });
  const open = (body: unknown, token = tokens.aud, id = exchange) =>
    admin.ask({ method: 'POST', path: `/v1/originals/${id}/opened`, token, body });
  const fetch = (ticket: string | null, path = `/v1/originals/${exchange}`, token = tokens.aud) =>
    admin.ask({ path, token, headers: ticket === null ? {} : { 'x-penstock-ticket': ticket } });
  return { admin, openings, open, fetch };
}

describe('a sealed original', () => {
  test('is handed out to who said why, and that is on record', async () => {
    const { openings, open, fetch } = await vault();
    const answer = await open({ reason: ' incident 4711 ' });
    expect(answer.status).toBe(201);
    expect(openings).toEqual([{ exchange, side: 'response', by: expect.stringContaining('aud'), reason: 'incident 4711' }]);
    const got = await fetch(answer.json.ticket);
    expect({ status: got.status, text: got.text }).toEqual({ status: 200, text: blob.toString() });
    expect(got.headers['content-disposition']).toContain('attachment');
  });

  test('is not opened where that can not be recorded', async () => {
    const { open } = await vault({ opened: async () => false });
    expect((await open({ reason: 'x' })).status).toBe(503);
  });

  test.for([
    { name: 'no reason', body: {}, want: 400 },
    { name: 'a blank reason', body: { reason: '  ' }, want: 400 },
    { name: 'another side', body: { reason: 'x', side: 'request' }, want: 404 },
    { name: 'another exchange', body: { reason: 'x' }, id: other, want: 404 },
    { name: 'an id that leads elsewhere', body: { reason: 'x' }, id: '..%2F..%2Fkeys', want: 400 },
    { name: 'an approver', body: { reason: 'x' }, token: tokens.ann, want: 403 },
    { name: 'an operator', body: { reason: 'x' }, token: tokens.ops, want: 403 },
  ])('is not opened with or by $name, and nothing is recorded', async ({ body, id, token, want }) => {
    const { openings, open } = await vault();
    expect((await open(body, token, id)).status).toBe(want);
    expect(openings).toEqual([]);
  });

  test('is not handed out without a ticket, or with one for something else', async () => {
    const { admin, open, fetch } = await vault();
    const { ticket } = (await open({ reason: 'x' })).json as { ticket: string };
    expect((await fetch(null)).status).toBe(403);
    expect((await fetch(`${ticket}x`)).status).toBe(403);
    expect((await fetch(ticket, `/v1/originals/${other}`)).status).toBe(403);
    expect((await fetch(ticket, `/v1/originals/${exchange}?side=request`)).status).toBe(403);
    expect((await fetch(ticket, undefined, tokens.ann)).status).toBe(403);
    expect((await admin.ask({ path: '/v1/holds', headers: { cookie: `penstock=${ticket}` } })).status).toBe(401);
  });

  test('has a proof for auditors, which takes no opening', async () => {
    const { openings, fetch } = await vault();
    expect((await fetch(null, `/v1/originals/${exchange}/proof`)).json).toEqual({ format: 'penstock-proof/1' });
    expect((await fetch(null, `/v1/originals/${other}/proof`)).status).toBe(404);
    expect((await fetch(null, `/v1/originals/${exchange}/proof`, tokens.ann)).status).toBe(403);
    expect(openings).toEqual([]);
  });
});
