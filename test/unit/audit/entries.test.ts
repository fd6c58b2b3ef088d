// Entries stay within what the ledger takes, whatever an exchange was like; holds are told once, whoever hears of them how often.
import { describe, expect, test } from 'vitest';
import { type DecisionNote, decisionMade, exchangeBegan, exchangeEnded } from '../../../extproc/audit/entries.ts';
import { HoldNotes } from '../../../extproc/audit/hold-entries.ts';
import type { ExchangeRecord, FindingRecord, HoldRecord } from '../../../extproc/audit/record.ts';
import { canonicalJson } from '../../../extproc/words/canonical-json.ts';
import type { EntryDraft } from '../../../extproc/words/evidence.ts';
import type { Hold, HoldDecision } from '../../../extproc/words/hold.ts';
import { fixedLimits } from '../../../extproc/words/limits.ts';

const long = '\u{ffff}'.repeat(10_000);
const none = { came: null, left: null };
const digests = { request: none, response: none };

const finding = (id: number): FindingRecord => ({
  id,
  detector: `detector-${id}`,
  class: 'secret',
  side: 'response',
  channel: 'x'.repeat(256),
  path: 'x'.repeat(256),
  key: null,
  length: 20,
  fingerprint: 'f'.repeat(43),
  count: 1,
  action: 'mask',
});
const hold: HoldRecord = {
  id: 'ho_1',
  side: 'response',
  style: 'wait',
  rules: Array(256).fill(long),
  ended: 'released',
  waited_ms: 1,
};
const principal = { id: long, kind: 'mtls', namespace: null, service_account: null, self_declared: false } as const;

const record: ExchangeRecord = {
  event: 'exchange',
  version: 1,
  exchange: 'ex_1',
  session: 'se_1',
  grant: { id: 'gr_1', purpose: null, implicit: true },
  principal,
  connection: 'c',
  policy_revision: 'r',
  began_ms: 0,
  decision: 'mask',
  block: null,
  request: { method: 'POST', path: '/', model: null, stream: true, bytes: 0, unread: null },
  response: { status: 200, content_type: null, format: 'sse', unread: null, bytes_in: 0, bytes_out: 0 },
  findings: Array.from({ length: 4096 }, (_, at) => finding(at + 1)),
  unscanned: Array(64).fill({ side: 'response', path: 'x'.repeat(256), kind: 'image', bytes: 1, count: 1 }),
  holds: Array(20).fill(hold),
  remembered: Array(256).fill(long),
  tool_calls: 0,
  observed: { block: 0, hold: 0, mask: 0 },
  policy_evaluations: 1,
  policy_ms: 0,
  first_byte_ms: null,
  elapsed_ms: 1,
  ending: 'delivered',
};

const note: DecisionNote = {
  point: 'finding',
  finding: 1,
  tool: 'x'.repeat(256),
  blocks: Array(256).fill('b'.repeat(64)),
  holds: Array(256).fill(long),
  masks: Array.from({ length: 256 }, (_, at) => ({ finding: at, with: 'placeholder' })),
  observed: Array(256).fill('block'),
};

const someHold = (change: Partial<Hold>): Hold =>
  ({
    id: 'ho_1',
    version: 1,
    state: 'pending',
    side: 'response',
    style: 'wait',
    connection: 'c',
    session: 'se_1',
    method: 'POST',
    policyRevision: 'r',
    joined: null,
    expiresMs: 20,
    digest: null,
    createdMs: 10,
    decisions: [],
    exchanges: ['ex_1'],
    rules: Array(256).fill({ rule: long, quorum: 1, approvers: Array(64).fill(long) }),
    principal,
    path: long,
    model: long,
    ...change,
  }) as unknown as Hold;

const decision = {
  by: 'user:a',
  decision: 'approve',
  digest: 'sha256:1',
  revision: 1,
  countsAs: ['group:security'],
  rememberMs: null,
  reason: 'the one with the password in it',
} as unknown as HoldDecision;

test.for<{ name: string; entry: EntryDraft }>([
  { name: 'the beginning', entry: exchangeBegan({ ...record, method: 'POST', path: '/' }, true) },
  { name: 'the end', entry: exchangeEnded(record, digests, 9000) },
  { name: 'a decision', entry: decisionMade('ex_1', note) },
  { name: 'a hold', entry: new HoldNotes(0).hear(someHold({}))[0]! },
])('$name of the largest exchange fits into an entry', ({ entry }) => {
  const whole = { version: 1, id: 're_'.padEnd(29, '0'), time_ms: 1e13, ...entry };
  const text = canonicalJson(whole, fixedLimits.ledgerEntryDepthMax);
  expect(Buffer.byteLength(text!)).toBeLessThan(fixedLimits.ledgerEntryBytesMax);
});

test('findings without room of their own are counted, and all of them have a digest', () => {
  const { data } = exchangeEnded(record, digests, 0);
  const told = (data.findings as unknown[]).length;
  const untold = Object.values(data.findings_untold as Record<string, number>).reduce((sum, count) => sum + count, 0);
  expect([data.findings_total, told + untold]).toEqual([4096, 4096]);
  expect(told).toBeGreaterThan(20);
  expect(data.findings_digest).toMatch(/^sha256:[0-9a-f]{64}$/);
});

describe('of a hold', () => {
  const kinds = (entries: readonly EntryDraft[]) => entries.map(({ kind }) => kind);

  test('each change is told once, in its order, also where changes were heard of together', () => {
    const notes = new HoldNotes(0);
    expect(kinds(notes.hear(someHold({})))).toEqual(['hold.opened']);
    expect(kinds(notes.hear(someHold({})))).toEqual([]);
    const over = someHold({ version: 4, digest: 'sha256:1', decisions: [decision], state: 'approved' });
    expect(kinds(notes.hear(over))).toEqual(['hold.completed', 'hold.decided', 'hold.ended']);
    expect(kinds(notes.hear(over))).toEqual([]);
  });

  test('that is older than the program only what changes from now on is told', () => {
    const notes = new HoldNotes(11);
    expect(kinds(notes.hear(someHold({ digest: 'sha256:1' })))).toEqual([]);
    expect(kinds(notes.hear(someHold({ digest: 'sha256:1', decisions: [decision] })))).toEqual(['hold.decided']);
  });

  test('no reason is told that people wrote', () => {
    const entries = new HoldNotes(0).hear(someHold({ decisions: [decision] }));
    expect(JSON.stringify(entries)).not.toContain('password');
    expect(entries[1]?.data).toMatchObject({ by: 'user:a', has_reason: true });
  });
});
