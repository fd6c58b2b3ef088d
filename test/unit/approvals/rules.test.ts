import { describe, expect, test } from 'vitest';
import type { ApprovalVerdict } from '../../../extproc/approvals/ports.ts';
import { digestOf, foremost, pack, unpack } from '../../../extproc/approvals/rules/content.ts';
import { decided, refusalOf, rememberedMs } from '../../../extproc/approvals/rules/deciding.ts';
import { type HoldEvent, newHold, step } from '../../../extproc/approvals/rules/life.ts';
import { askedFor } from '../../../extproc/approvals/rules/people.ts';
import { hasQuorum } from '../../../extproc/approvals/rules/quorum.ts';
import type { HoldRule } from '../../../extproc/words/decision.ts';
import type { Approver, HeldFinding, Hold, HoldDecision } from '../../../extproc/words/hold.ts';
import { defaultLimits as limits } from '../../../extproc/words/limits.ts';
import { ada, ask, beganMs, bob, content, decision, minuteMs, rule } from './scene.ts';

const shown = 'sha256:1';

function pending(changes: Partial<Hold> = {}, rules: readonly HoldRule[] = [rule]): Hold {
  const hold = newHold({ ...ask, rules }, { id: 'ho_1', owner: null, likeKey: 'l' }, beganMs);
  return { ...hold, reading: 'complete', digest: shown, completedMs: beganMs, ...changes };
}

function said(by: string, kind: HoldDecision['decision'], changes: Partial<HoldDecision> = {}): HoldDecision {
  const counts = ['group:security'];
  const common = { by: `user:${by}`, selves: [by], name: by, decision: kind, digest: shown, revision: 1, reason: null };
  return { ...common, countsAs: counts, rememberMs: null, atMs: beganMs, ...changes };
}

describe('a hold is released', () => {
  const two = { ...rule, quorum: 2 };
  const legal: HoldRule = { ...rule, rule: 'contract', approvers: ['group:legal'] };
  const both: HoldRule = { ...rule, approvers: ['group:legal', 'group:security'], mandatory: ['group:legal'] };
  const asLegal = { countsAs: ['group:legal'] };
  test.for([
    { name: 'by one of whom one is asked for', rules: [rule], said: [said('ada', 'approve')], want: true },
    { name: 'not by nobody', rules: [rule], said: [], want: false },
    { name: 'not by one of whom two are asked for', rules: [two], said: [said('ada', 'approve')], want: false },
    { name: 'not by one who says it twice', rules: [two], said: [said('ada', 'approve'), said('ada', 'approve')], want: false },
    {
      name: 'not by one who signed in twice, once with an address and once without',
      rules: [two],
      said: [said('ada', 'approve', { selves: ['ada', 'iss#1'] }), said('iss#1', 'approve')],
      want: false,
    },
    {
      name: 'not by two whom a third way to sign in shows to be one',
      rules: [two],
      said: [said('ada', 'approve'), said('iss#1', 'approve'), said('ada', 'approve', { selves: ['ada', 'iss#1'] })],
      want: false,
    },
    { name: 'by two of whom two are asked for', rules: [two], said: [said('ada', 'approve'), said('bob', 'mask')], want: true },
    { name: 'not by one for another rule', rules: [rule, legal], said: [said('ada', 'approve')], want: false },
    {
      name: 'by one who counts for both rules',
      rules: [rule, legal],
      said: [said('ada', 'approve', { countsAs: ['group:security', 'group:legal'] })],
      want: true,
    },
    { name: 'not without those that are mandatory', rules: [both], said: [said('ada', 'approve')], want: false },
    { name: 'with those that are mandatory', rules: [both], said: [said('eve', 'approve', asLegal)], want: true },
    {
      name: 'not by what was said of other content',
      rules: [rule],
      said: [said('ada', 'approve', { digest: 'x' })],
      want: false,
    },
    { name: 'not by what was said of no content', rules: [rule], said: [said('ada', 'approve', { digest: null })], want: false },
    {
      name: 'not by what was said of another revision with the same digest',
      rules: [rule],
      said: [said('ada', 'approve', { revision: 2 })],
      want: false,
    },
    { name: 'not by an edit', rules: [rule], said: [said('ada', 'edit')], want: false },
    { name: 'not by a denial', rules: [rule], said: [said('ada', 'deny')], want: false },
    { name: 'not by its editor alone', rules: [rule], said: [said('ada', 'edit'), said('ada', 'approve')], want: false },
    {
      name: 'not by its editor alone under another id',
      rules: [rule],
      said: [said('ada', 'edit', { selves: ['ada', 'iss#1'] }), said('iss#1', 'approve')],
      want: false,
    },
    {
      name: 'not by its editor alone who masks more',
      rules: [rule],
      said: [said('ada', 'edit'), said('ada', 'mask')],
      want: false,
    },
    { name: 'by another than its editor', rules: [rule], said: [said('ada', 'edit'), said('bob', 'approve')], want: true },
    {
      name: 'by its editor and another',
      rules: [two],
      said: [said('ada', 'edit'), said('ada', 'approve'), said('bob', 'approve')],
      want: true,
    },
    { name: 'not without a rule', rules: [], said: [said('ada', 'approve')], want: false },
    { name: 'not by nobody, whatever its quorum', rules: [{ ...rule, quorum: 0 }], said: [], want: false },
  ])('$name', ({ rules, said: decisions, want }) => {
    expect(hasQuorum({ rules, decisions, digest: shown, revision: 1 })).toBe(want);
  });
});

describe('who asked', () => {
  const principal = (id: string) => ({ principal: { ...ask.principal, id }, owner: null });
  test.for([
    { name: 'by id', hold: principal('user:ada'), who: ada, want: true },
    { name: 'by name', hold: principal('ada'), who: ada, want: true },
    { name: 'in other letters', hold: principal('USER:Ada '), who: ada, want: true },
    {
      name: 'by a claim',
      hold: principal('ada@acme.example'),
      who: { ...bob, claims: { email: 'Ada@acme.example' } },
      want: true,
    },
    { name: 'by the owner', hold: { ...principal('x'), owner: 'user:ada' }, who: ada, want: true },
    { name: 'by the group that owns it', hold: { ...principal('x'), owner: 'group:security' }, who: ada, want: true },
    {
      name: 'by being of every group',
      hold: { ...principal('x'), owner: 'group:x' },
      who: { ...ada, groups: ['*'] },
      want: true,
    },
    {
      name: 'by the subject that the owner is',
      hold: { ...principal('x'), owner: 'user:https://iss#1' },
      who: { ...ada, claims: { iss: 'https://iss', sub: '1' } },
      want: true,
    },
    {
      name: 'by a token that names no address, where the owner is known by one',
      hold: { ...principal('x'), owner: 'user:ada@acme.example' },
      who: { ...bob, id: 'user:https://iss#1', claims: { iss: 'https://iss', sub: '1' } },
      want: true,
    },
    {
      name: 'is not another subject',
      hold: { ...principal('x'), owner: 'user:https://iss#2' },
      who: { ...bob, id: 'user:https://iss#1', claims: { iss: 'https://iss', sub: '1' } },
      want: false,
    },
    { name: 'is not somebody else', hold: principal('user:ada'), who: bob, want: false },
    { name: 'is nobody where nobody is known', hold: principal(''), who: { ...bob, name: '' }, want: false },
    { name: 'is no claim of another kind', hold: principal('17'), who: { ...bob, claims: { sub: 17 } }, want: false },
  ])('$name', ({ hold, who, want }) => expect(askedFor(hold, who)).toBe(want));
});

describe('a decision counts or is refused', () => {
  const yes: ApprovalVerdict = {
    allow: true,
    countsAs: ['group:security'],
    reasonRequired: false,
    mayRemember: true,
    reason: null,
  };
  const approve = decision('approve', shown);
  const edit = decision('edit', shown, { edits: [{ channel: 'text', start: 0, end: 1, text: '' }] });
  const edited = [said('ada', 'edit')];
  const remember = { ...approve, rememberMs: minuteMs };
  const kept = { ...rule, remember: true };
  interface Row {
    readonly name: string;
    readonly hold?: Partial<Hold>;
    readonly rules?: readonly HoldRule[];
    readonly ask?: typeof approve;
    readonly who?: Approver;
    readonly verdict?: Partial<ApprovalVerdict>;
    readonly atMs?: number;
    readonly want: string | null;
  }
  test.for<Row>([
    { name: 'an approval', want: null },
    { name: 'a denial', ask: decision('deny', shown), want: null },
    { name: 'an edit', ask: edit, want: null },
    { name: 'one of other content', ask: decision('approve', 'sha256:2'), want: 'digest_mismatch' },
    { name: 'one of no content', ask: decision('approve', null), want: 'digest_mismatch' },
    { name: 'a denial of other content', ask: decision('deny', 'sha256:2'), want: 'digest_mismatch' },
    { name: 'a denial of no content where there is some', ask: decision('deny', null), want: 'digest_mismatch' },
    { name: 'one at the last moment', atMs: beganMs + 10 * minuteMs - 1, want: null },
    { name: 'one at the end', atMs: beganMs + 10 * minuteMs, want: 'expired' },
    { name: 'a denial after the end', ask: decision('deny', shown), atMs: beganMs + 10 * minuteMs, want: 'expired' },
    { name: 'one of what expired', hold: { state: 'expired' }, want: 'expired' },
    { name: 'one of what is approved', hold: { state: 'approved' }, want: 'not_pending' },
    { name: 'one of what is denied', hold: { state: 'denied' }, want: 'not_pending' },
    { name: 'one of what was taken back', hold: { state: 'cancelled' }, want: 'not_pending' },
    {
      name: 'one of what is being read',
      hold: { reading: 'open', digest: null },
      ask: decision('approve', null),
      want: 'incomplete',
    },
    { name: 'a denial of what is being read', hold: { reading: 'open', digest: null }, ask: decision('deny', null), want: null },
    {
      name: 'one of what was never whole',
      hold: { reading: 'incomplete', digest: null },
      ask: decision('approve', null),
      want: 'incomplete',
    },
    { name: 'one by who asked', hold: { owner: 'ada' }, want: 'self_approval' },
    { name: 'a denial by who asked', hold: { owner: 'ada' }, ask: decision('deny', shown), want: 'self_approval' },
    { name: 'one by whom policy refuses', verdict: { allow: false }, want: 'not_allowed' },
    { name: 'one that counts for nobody', verdict: { countsAs: [] }, want: 'not_allowed' },
    { name: 'one that counts for others', verdict: { countsAs: ['group:visitors'] }, want: 'not_allowed' },
    { name: 'one by an auditor', who: { ...ada, roles: ['auditor', 'operator'] }, want: 'not_allowed' },
    { name: 'one without a reason that policy wants', verdict: { reasonRequired: true }, want: 'reason_required' },
    {
      name: 'one with blanks for a reason',
      verdict: { reasonRequired: true },
      ask: { ...approve, reason: '  ' },
      want: 'reason_required',
    },
    { name: 'one with a reason', verdict: { reasonRequired: true }, ask: { ...approve, reason: 'it is fine' }, want: null },
    {
      name: 'one with a book for a reason',
      ask: { ...approve, reason: 'x'.repeat(limits.holdReasonCharsMax + 1) },
      want: 'reason_required',
    },
    { name: 'one that was said before', hold: { decisions: [said('ada', 'approve')] }, want: 'already_decided' },
    { name: 'a denial by who approved', hold: { decisions: [said('ada', 'approve')] }, ask: decision('deny', shown), want: null },
    {
      name: 'one of what was edited since it was said',
      hold: { decisions: [said('ada', 'approve', { digest: 'x' })] },
      want: null,
    },
    { name: 'one by its editor', hold: { decisions: edited }, want: 'editor_only' },
    { name: 'a mask by its editor', hold: { decisions: edited }, ask: { ...edit, decision: 'mask' }, want: 'editor_only' },
    {
      name: 'one by its editor of whom two are asked for',
      hold: { decisions: edited },
      rules: [{ ...rule, quorum: 2 }],
      want: null,
    },
    { name: 'an edit of nothing', ask: { ...edit, edits: [] }, want: 'edit_invalid' },
    {
      name: 'an edit of too much',
      ask: { ...edit, edits: Array(limits.holdEditsMax + 1).fill(edit.edits[0]) },
      want: 'edit_invalid',
    },
    { name: 'one edit too many', hold: { revision: limits.holdRevisionsMax }, ask: edit, want: 'edit_invalid' },
    { name: 'one that is to be remembered', rules: [kept], ask: remember, want: null },
    { name: 'one to be remembered that its rule forgets', ask: remember, want: 'remember_forbidden' },
    {
      name: 'one to be remembered that one of its rules forgets',
      rules: [kept, { ...rule, rule: 'x' }],
      ask: remember,
      want: 'remember_forbidden',
    },
    {
      name: 'one to be remembered that policy forgets',
      rules: [kept],
      ask: remember,
      verdict: { mayRemember: false },
      want: 'remember_forbidden',
    },
    {
      name: 'one to be remembered after an edit',
      rules: [kept],
      hold: { revision: 2 },
      ask: remember,
      want: 'remember_forbidden',
    },
    { name: 'one to be remembered for no time', rules: [kept], ask: { ...approve, rememberMs: 0 }, want: 'remember_forbidden' },
    {
      name: 'one to be remembered for too long',
      rules: [kept],
      ask: { ...approve, rememberMs: limits.holdRememberMsMax + 1 },
      want: 'remember_forbidden',
    },
    { name: 'a denial to be remembered', rules: [kept], ask: { ...remember, decision: 'deny' }, want: 'remember_forbidden' },
  ])('$name', ({ hold, rules = [rule], ask: asked = approve, who = ada, verdict, atMs = beganMs, want }) => {
    const refusal = refusalOf(pending(hold, rules), asked, { approver: who, verdict: { ...yes, ...verdict } }, atMs, limits);
    expect(refusal?.code ?? null).toBe(want);
  });
});

test('a denial ends it, whatever else was said', () => {
  const hold = pending({ decisions: [said('ada', 'approve')] }, [{ ...rule, quorum: 2 }]);
  expect(decided(hold, said('bob', 'deny'), null, beganMs + 5, limits)).toMatchObject({
    state: 'denied',
    decidedMs: beganMs + 5,
    version: 2,
  });
});

test('after an edit approvals start anew', () => {
  const two = [{ ...rule, quorum: 2 }];
  const hold = pending({ decisions: [said('ada', 'approve')] }, two);
  const remade = { digest: 'sha256:2', revision: 2, findings: [], rules: [] };
  const edited = decided(hold, said('bob', 'edit'), remade, beganMs, limits);
  expect(edited).toMatchObject({ state: 'pending', digest: 'sha256:2', revision: 2 });
  const now = { digest: 'sha256:2', revision: 2 };
  const once = decided(edited, said('cyd', 'approve', now), null, beganMs, limits);
  expect(once.state).toBe('pending');
  expect(decided(once, said('ada', 'approve', now), null, beganMs, limits)).toMatchObject({
    state: 'approved',
    expiresMs: beganMs + limits.holdFetchMsMax,
  });
});

test('a rule that holds what an edit made is asked about too', () => {
  const remade = {
    digest: 'sha256:2',
    revision: 2,
    findings: [],
    rules: [{ ...rule, rule: 'contract', approvers: ['group:legal'] }],
  };
  const mask = said('ada', 'mask', { digest: 'sha256:2', revision: 2 });
  expect(decided(pending(), mask, remade, beganMs, limits)).toMatchObject({ state: 'pending', rules: { length: 2 } });
});

describe('the like of it passes', () => {
  test.for([
    { name: 'for as long as the only one says', said: [5], want: 5 },
    { name: 'for the shortest time that any of them says', said: [5, 3], want: 3 },
    { name: 'not at all where one of them does not say so', said: [5, null], want: null },
  ])('$name', ({ said: times, want }) => {
    const decisions = times.map((rememberMs, at) => said(`p${at}`, 'approve', { rememberMs }));
    expect(rememberedMs(pending({ state: 'approved', decisions }))).toBe(want);
    expect(rememberedMs(pending({ state: 'pending', decisions }))).toBeNull();
    expect(rememberedMs(pending({ state: 'approved', decisions, revision: 2 }))).toBeNull();
  });
});

test('findings of one kind, however many, leave no other kind out', () => {
  const found = (detector: string, action: HeldFinding['action']) => ({ detector, action }) as HeldFinding;
  const many = Array.from({ length: 9 }, () => found('privileged-write', 'hold'));
  const findings = [found('email', 'mask'), ...many, found('cloud-upload', 'hold')];
  const seen = foremost(content('', { findings }), 4).map(({ detector }) => detector);
  expect(seen).toEqual(['privileged-write', 'cloud-upload', 'email', 'privileged-write']);
});

describe('the life of a hold', () => {
  const open = pending({ reading: 'open', digest: null, completedMs: null });
  const complete: HoldEvent = { kind: 'complete', digest: shown, findings: [] };
  const approved = pending({ state: 'approved', decidedMs: beganMs, expiresMs: beganMs + 60 * minuteMs });
  const leader = pending({ id: 'ho_0' });
  const other = { ...rule, rule: 'contract', ttlMs: minuteMs };
  test.for([
    { name: 'is open until all was read', hold: open, event: complete, want: { reading: 'complete', digest: shown } },
    { name: 'is read once', hold: pending(), event: { ...complete, digest: 'x' }, want: null },
    { name: 'is not read after it was denied', hold: { ...open, state: 'denied' as const }, event: complete, want: null },
    {
      name: 'takes rules while it is read',
      hold: open,
      event: { kind: 'add', rules: [other] },
      want: { expiresMs: beganMs + minuteMs },
    },
    { name: 'takes no rule twice', hold: open, event: { kind: 'add', rules: [rule] }, want: null },
    { name: 'takes no rules that people did not see', hold: pending(), event: { kind: 'add', rules: [other] }, want: null },
    {
      name: 'is never whole when its client leaves early',
      hold: open,
      event: { kind: 'leave', gaveBack: false },
      want: { reading: 'incomplete', waiting: false },
    },
    {
      name: 'stays whole when its client leaves late',
      hold: pending(),
      event: { kind: 'leave', gaveBack: false },
      want: { reading: 'complete', waiting: false },
    },
    {
      name: 'is not whole after its client left',
      hold: { ...open, reading: 'incomplete' as const },
      event: complete,
      want: null,
    },
    {
      name: 'joins an identical one',
      hold: open,
      event: { kind: 'join', leader },
      want: { joined: 'ho_0', digest: shown, reading: 'complete' },
    },
    { name: 'joins none once it is read', hold: pending(), event: { kind: 'join', leader }, want: null },
    {
      name: 'is joined by others',
      hold: pending(),
      event: { kind: 'joined', exchange: 'ex_2' },
      want: { exchanges: [ask.exchange, 'ex_2'] },
    },
    { name: 'is not joined once it was decided', hold: approved, event: { kind: 'joined', exchange: 'ex_2' }, want: null },
    {
      name: 'is not joined while it is joined itself',
      hold: pending({ joined: 'ho_0' }),
      event: { kind: 'joined', exchange: 'ex_2' },
      want: null,
    },
    {
      name: 'follows the one that it is joined to',
      hold: pending({ joined: 'ho_0' }),
      event: { kind: 'follow', leader: { ...approved, id: 'ho_0' } },
      want: { state: 'approved' },
    },
    {
      name: 'follows nobody else',
      hold: pending({ joined: 'ho_9' }),
      event: { kind: 'follow', leader: { ...approved, id: 'ho_0' } },
      want: null,
    },
    {
      name: 'does not follow what is undecided',
      hold: pending({ joined: 'ho_0' }),
      event: { kind: 'follow', leader },
      want: null,
    },
    { name: 'is taken back', hold: open, event: { kind: 'cancel' }, want: { state: 'cancelled' } },
    { name: 'is not taken back from others', hold: pending({ exchanges: ['a', 'b'] }), event: { kind: 'cancel' }, want: null },
    { name: 'does not expire early', hold: pending(), event: { kind: 'expire' }, atMs: beganMs + 10 * minuteMs - 1, want: null },
    { name: 'expires', hold: pending(), event: { kind: 'expire' }, atMs: beganMs + 10 * minuteMs, want: { state: 'expired' } },
    { name: 'is claimed', hold: approved, event: { kind: 'claim', untilMs: beganMs + 5 }, want: { claimedUntilMs: beganMs + 5 } },
    {
      name: 'is claimed by one at a time',
      hold: { ...approved, claimedUntilMs: beganMs + 1 },
      event: { kind: 'claim', untilMs: beganMs + 5 },
      want: null,
    },
    {
      name: 'is claimed again after a while',
      hold: { ...approved, claimedUntilMs: beganMs },
      event: { kind: 'claim', untilMs: beganMs + 5 },
      want: { claimedUntilMs: beganMs + 5 },
    },
    {
      name: 'is claimed by nobody before it is released',
      hold: pending(),
      event: { kind: 'claim', untilMs: beganMs + 5 },
      want: null,
    },
    {
      name: 'is claimed by nobody once delivered',
      hold: { ...approved, deliveredMs: beganMs },
      event: { kind: 'claim', untilMs: beganMs + 5 },
      want: null,
    },
    {
      name: 'is claimed by nobody after its time',
      hold: approved,
      event: { kind: 'claim', untilMs: 0 },
      atMs: approved.expiresMs,
      want: null,
    },
    {
      name: 'is given back',
      hold: { ...approved, claimedUntilMs: beganMs + 5 },
      event: { kind: 'leave', gaveBack: true },
      want: { claimedUntilMs: 0 },
    },
    { name: 'is delivered', hold: approved, event: { kind: 'delivered' }, want: { deliveredMs: beganMs } },
    { name: 'is delivered once', hold: { ...approved, deliveredMs: 1 }, event: { kind: 'delivered' }, want: null },
    { name: 'is not delivered before it is released', hold: pending(), event: { kind: 'delivered' }, want: null },
    {
      name: 'expires unfetched',
      hold: approved,
      event: { kind: 'expire' },
      atMs: approved.expiresMs,
      want: { state: 'expired', decidedMs: beganMs },
    },
    {
      name: 'does not expire in somebody’s hands',
      hold: { ...approved, claimedUntilMs: approved.expiresMs + 1 },
      event: { kind: 'expire' },
      atMs: approved.expiresMs,
      want: null,
    },
  ] as const)('$name', row => {
    const atMs = 'atMs' in row ? row.atMs : beganMs;
    const change = step(row.hold, row.event as HoldEvent, atMs);
    if (row.want === null) expect(change).toEqual({ kind: 'same' });
    else expect(change).toMatchObject({ kind: 'changed', hold: { ...row.want, version: row.hold.version + 1 } });
  });
});

describe('held content', () => {
  const one = content('a\0b', { before: Buffer.from('é'), headers: [['x', 'y']], status: null });
  test('is laid out and read again', () => {
    expect(unpack(pack(one))).toEqual({ ...one, before: Buffer.from(one.before), body: Buffer.from(one.body) });
  });

  test('has another digest for whatever people see differently', () => {
    const others = [
      { body: Buffer.from('a\0c') },
      { before: Buffer.from('') },
      { before: Buffer.from('éa'), body: Buffer.from('\0b') },
      { status: 200 },
      { contentType: 'text/plain' },
      { path: '/v1/responses' },
      { side: 'request' as const },
      { beforeIsCut: true },
    ].map(changes => digestOf({ ...one, ...changes }));
    expect(new Set([digestOf(one), ...others]).size).toBe(others.length + 1);
    expect(digestOf({ ...one, headers: [] })).toBe(digestOf(one));
    const findings = [{ channel: 'headers/x-a', action: 'hold' } as HeldFinding];
    const byHeader = ['1', '2'].map(value => digestOf({ ...one, findings, headers: [['x-a', value]] }));
    expect(byHeader[0]).not.toBe(byHeader[1]);
  });
});
