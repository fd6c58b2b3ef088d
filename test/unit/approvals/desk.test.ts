import { describe, expect, test } from 'vitest';
import { ada, ask, bob, decision, digestOf, eve, hold, minuteMs, redeem, rule, scene, settled, textOf } from './scene.ts';

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
    expect(textOf(held.news[0] as never)).toBe('rm -rf /etc');
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
    const answer = await redeem(s);
    expect(answer).toMatchObject({ kind: 'answer', hold: held.ticket.id, edited: false });
    expect(await redeem(s)).toMatchObject({ kind: 'waiting' });
    s.desk.holds.delivered(held.ticket.id);
    await settled();
    expect(await redeem(s)).toEqual({ kind: 'none' });
    expect(s.desk.holds.mayHave(ask.requestKey, null)).toBe(false);
  });
});
