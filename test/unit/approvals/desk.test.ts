import { describe, expect, test } from 'vitest';
import {
  ada,
  ask,
  bob,
  content,
  decision,
  digestOf,
  eve,
  hold,
  minuteMs,
  redeem,
  rule,
  scene,
  settled,
  textOf,
  usualVerdict,
} from './scene.ts';

describe('an exchange that waits', () => {
  test('gets what was held, once people released it', async () => {
    const s = await scene();
    const held = await hold(s, 'rm -rf /etc');
    expect(held.news).toEqual([]);
    const outcome = await s.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(s, held)), ada);
    await settled();
    expect(outcome).toMatchObject({
      kind: 'recorded',
      hold: { state: 'approved', decisions: [{ by: 'user:ada', countsAs: ['group:security'] }] },
    });
    expect(held.news).toMatchObject([{ kind: 'released', hold: held.ticket.id, edited: false }]);
    expect(textOf(held.news[0])).toBe('rm -rf /etc');
    held.ticket.delivered();
    await settled();
    expect(await s.desk.approvals.get(held.ticket.id)).toMatchObject({
      state: 'approved',
      deliveredMs: s.clock.nowMs,
      claimedUntilMs: 0,
    });
    expect(await redeem(s, { hold: held.ticket.id })).toMatchObject({ kind: 'refused', why: 'delivered' });
    expect(s.troubles).toEqual([]);
  });

  test('hears that it was denied, with the reason', async () => {
    const s = await scene();
    const held = await hold(s, 'x');
    await s.desk.approvals.decide(held.ticket.id, decision('deny', await digestOf(s, held), { reason: 'not today' }), bob);
    await settled();
    expect(held.news).toEqual([{ kind: 'refused', hold: held.ticket.id, why: 'denied', reason: 'not today' }]);
    held.ticket.leave();
    await s.clock.advance(2 * minuteMs);
    expect(await redeem(s)).toEqual({ kind: 'none' });
  });

  test('hears of its expiry, and nobody can decide after it', async () => {
    const s = await scene();
    const held = await hold(s, 'x');
    const digest = await digestOf(s, held);
    await s.clock.advance(10 * minuteMs - 1);
    expect(held.news).toEqual([]);
    await s.clock.advance(1);
    await settled();
    expect(held.news).toMatchObject([{ kind: 'refused', why: 'expired' }]);
    expect(await s.desk.approvals.decide(held.ticket.id, decision('approve', digest), ada)).toMatchObject({ code: 'expired' });
  });

  test('hears of its expiry among many that end at once', async () => {
    const s = await scene({}, { holdChangesAtOnceMax: 3 });
    const all = await Promise.all(Array.from({ length: 10 }, (_, at) => hold(s, `text ${at}`)));
    await s.clock.advance(10 * minuteMs);
    await settled();
    expect(all.map(({ news }) => news)).toMatchObject(all.map(() => [{ why: 'expired' }]));
  });

  test('is refused where too many of its principal wait already', async () => {
    const s = await scene({}, { holdsPendingPerPrincipalMax: 2 });
    await hold(s, 'x');
    await hold(s, 'y');
    expect(s.desk.holds.open(ask, () => {})).toEqual({ kind: 'refused', code: 'too_many_holds' });
    const other = { ...ask, principal: { ...ask.principal, id: 'another' } };
    expect(s.desk.holds.open(other, () => {}).kind).toBe('held');
  });
});

test('someone whom no rule names can not decide', async () => {
  const s = await scene();
  const held = await hold(s, 'x');
  expect(await s.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(s, held)), eve)).toMatchObject({
    code: 'not_allowed',
  });
});

describe('who comes back', () => {
  test('gets the released answer once', async () => {
    const s = await scene();
    const held = await hold(s, 'x', { style: 'pending' });
    expect(s.desk.holds.mayHave(ask.requestKey, null)).toBe(true);
    expect(s.desk.holds.mayHave('another', null)).toBe(false);
    expect(await redeem(s)).toMatchObject({ kind: 'waiting', hold: held.ticket.id, reason: rule.reason });
    await s.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(s, held)), ada);
    expect(await redeem(s)).toMatchObject({ kind: 'answer', hold: held.ticket.id, edited: false });
    expect(await redeem(s)).toMatchObject({ kind: 'waiting' });
    s.desk.holds.delivered(held.ticket.id);
    await settled();
    expect(await redeem(s)).toEqual({ kind: 'none' });
    expect(s.desk.holds.mayHave(ask.requestKey, null)).toBe(false);
  });

  test('may try again where the answer did not arrive, after a while', async () => {
    const s = await scene();
    const held = await hold(s, 'x', { style: 'pending' });
    await s.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(s, held)), ada);
    expect((await redeem(s)).kind).toBe('answer');
    const { holdClaimMs } = s.setting.limits;
    await s.clock.advance(holdClaimMs - 1);
    expect(await redeem(s)).toMatchObject({ kind: 'waiting', retryAfterMs: 1 });
    await s.clock.advance(1);
    expect((await redeem(s)).kind).toBe('answer');
  });

  test('too late gets nothing', async () => {
    const s = await scene();
    const held = await hold(s, 'x', { style: 'pending' });
    await s.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(s, held)), ada);
    await s.clock.advance(s.setting.limits.holdFetchMsMax);
    expect(await redeem(s)).toEqual({ kind: 'none' });
    expect(await redeem(s, { hold: held.ticket.id })).toMatchObject({ kind: 'refused', why: 'expired' });
    expect(await s.desk.approvals.get(held.ticket.id)).toMatchObject({ state: 'expired' });
  });

  test('hears of a denial once, and by name each time', async () => {
    const s = await scene();
    const held = await hold(s, 'x', { style: 'pending' });
    await s.desk.approvals.decide(held.ticket.id, decision('deny', await digestOf(s, held), { reason: 'no' }), ada);
    const denied = { kind: 'refused', hold: held.ticket.id, why: 'denied', reason: 'no' };
    expect(await redeem(s)).toEqual(denied);
    expect(await redeem(s)).toEqual({ kind: 'none' });
    expect(await redeem(s, { hold: held.ticket.id })).toEqual(denied);
  });

  test('as somebody else gets nothing, and learns nothing', async () => {
    const s = await scene();
    const held = await hold(s, 'x', { style: 'pending' });
    await s.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(s, held)), ada);
    expect(await redeem(s, { principal: 'another' })).toEqual({ kind: 'none' });
    expect(await redeem(s, { principal: 'another', hold: held.ticket.id })).toEqual({ kind: 'none' });
    expect(await redeem(s, { hold: 'ho_00000000000000000000000000' })).toEqual({ kind: 'none' });
    expect((await redeem(s)).kind).toBe('answer');
  });

  test('gets what the client that left before did not', async () => {
    const s = await scene();
    const held = await hold(s, 'x');
    expect(await redeem(s)).toEqual({ kind: 'none' });
    held.ticket.leave();
    await settled();
    expect((await redeem(s)).kind).toBe('waiting');
    await s.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(s, held)), ada);
    await settled();
    expect(held.news).toEqual([]);
    expect((await redeem(s)).kind).toBe('answer');
  });

  test('gets what the client that left while it came did not', async () => {
    const s = await scene();
    const held = await hold(s, 'x');
    await s.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(s, held)), ada);
    await settled();
    expect(held.news).toMatchObject([{ kind: 'released' }]);
    held.ticket.leave();
    await settled();
    expect((await redeem(s)).kind).toBe('answer');
  });

  test('is not kept from asking anew by what was never whole', async () => {
    const s = await scene();
    const held = await hold(s, null);
    held.ticket.leave();
    await settled();
    expect(await redeem(s)).toEqual({ kind: 'none' });
    expect(await redeem(s, { hold: held.ticket.id })).toMatchObject({ kind: 'refused', why: 'failed' });
    expect(await s.desk.approvals.decide(held.ticket.id, decision('approve', null), ada)).toMatchObject({ code: 'incomplete' });
    expect(await s.desk.approvals.decide(held.ticket.id, decision('deny', null), ada)).toMatchObject({ kind: 'recorded' });
  });
});

test('what is read to its end after its client left is not decided as if it were whole', async () => {
  const s = await scene();
  const held = await hold(s, null);
  held.ticket.leave();
  held.ticket.complete(content('x'));
  await settled();
  expect(await s.desk.approvals.get(held.ticket.id)).toMatchObject({ reading: 'incomplete', digest: null });
});

test('an exchange that was blocked takes its hold back, and hears no more of it', async () => {
  const s = await scene();
  const held = await hold(s, null);
  held.ticket.cancel();
  await settled();
  expect(await s.desk.approvals.get(held.ticket.id)).toMatchObject({ state: 'cancelled' });
  expect(held.news).toEqual([]);
  expect(s.desk.holds.mayHave(ask.requestKey, null)).toBe(false);
});

test('rules that hold the rest are asked about too', async () => {
  const s = await scene();
  const held = await hold(s, null);
  held.ticket.add([{ ...rule, rule: 'contract', approvers: ['group:legal'] }]);
  held.ticket.complete(content('x'));
  await settled();
  await s.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(s, held)), ada);
  expect(await s.desk.approvals.get(held.ticket.id)).toMatchObject({ state: 'pending', rules: { length: 2 } });
});

test('what more rules hold than can be decided on is refused', async () => {
  const s = await scene({}, { policyRulesMax: 3 });
  const held = await hold(s, null);
  held.ticket.add([1, 2, 3].map(at => ({ ...rule, rule: `rule-${at}` })));
  await settled();
  expect(held.news).toMatchObject([{ kind: 'refused', why: 'failed' }]);
});

test('nobody is asked where policy can not say who is behind the principal', async () => {
  const s = await scene({ policy: { decide: usualVerdict, ownerOf: () => ({ kind: 'failed' }) } });
  expect(s.desk.holds.open(ask, () => {})).toEqual({ kind: 'refused', code: 'hold_unavailable' });
});

test('the owner does not read what is held, which would be to have it, until others have released it', async () => {
  const s = await scene({ policy: { decide: usualVerdict, ownerOf: () => ({ kind: 'owner', owner: 'user:ada' }) } });
  const held = await hold(s, 'x');
  const { isWithheldFrom, decide } = s.desk.approvals;
  expect(await isWithheldFrom(held.ticket.id, ada)).toBe(true);
  expect(await isWithheldFrom(held.ticket.id, bob)).toBe(false);
  await decide(held.ticket.id, decision('approve', await digestOf(s, held)), bob);
  expect(await isWithheldFrom(held.ticket.id, ada)).toBe(false);
});

test('the owner does not decide, and is told so', async () => {
  const s = await scene({ policy: { decide: usualVerdict, ownerOf: () => ({ kind: 'owner', owner: 'user:ada' }) } });
  const held = await hold(s, 'x');
  const digest = await digestOf(s, held);
  expect(await s.desk.approvals.decide(held.ticket.id, decision('approve', digest), ada)).toMatchObject({
    code: 'self_approval',
  });
  expect(await s.desk.approvals.may(held.ticket.id, ada)).toMatchObject({ allow: false, countsAs: [] });
  expect(await s.desk.approvals.may(held.ticket.id, bob)).toMatchObject({ allow: true, countsAs: ['group:security'] });
  expect(await s.desk.approvals.may('ho_00000000000000000000000000', bob)).toBeNull();
  expect(await s.desk.approvals.decide('ho_00000000000000000000000000', decision('deny', null), bob)).toMatchObject({
    code: 'not_found',
  });
});

test('what is over makes room for others', async () => {
  const s = await scene({}, { holdsPendingMax: 2 });
  const held = await hold(s, 'x');
  await hold(s, 'y', { principal: { ...ask.principal, id: 'another' } });
  expect(s.desk.holds.open(ask, () => {}).kind).toBe('refused');
  await s.desk.approvals.decide(held.ticket.id, decision('deny', await digestOf(s, held)), ada);
  await settled();
  expect(s.desk.holds.open(ask, () => {}).kind).toBe('held');
});

test('content is gone after its time', async () => {
  const s = await scene({}, { holdKeptMsMax: 180 * minuteMs });
  const held = await hold(s, 'x');
  await s.clock.advance(10 * minuteMs + s.setting.limits.holdFetchMsMax + 2 * s.setting.limits.holdSweepMs);
  expect(await s.store.getContent(held.ticket.id, 1)).toBeNull();
  expect(await s.desk.approvals.view(held.ticket.id)).toBeNull();
  expect(await s.desk.approvals.get(held.ticket.id)).toMatchObject({ state: 'expired' });
  await s.clock.advance(s.setting.limits.holdKeptMsMax);
  expect(await s.desk.approvals.get(held.ticket.id)).toBeNull();
});
