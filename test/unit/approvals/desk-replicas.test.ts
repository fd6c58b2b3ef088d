import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../../extproc/store/memory.ts';
import {
  ada,
  ask,
  bob,
  Clock,
  decision,
  digestOf,
  FlakyStore,
  hold,
  minuteMs,
  redeem,
  rule,
  scene,
  settled,
  textOf,
} from './scene.ts';

async function twoReplicas() {
  const clock = new Clock();
  const store = await memoryStore();
  const { store: proxy, line } = await FlakyStore.over(store);
  return { clock, line, here: await scene({ store: proxy }, {}, clock), there: await scene({ store }, {}, clock) };
}

describe('two replicas', () => {
  test('a decision at one reaches the stream that waits in the other, without a timer', async () => {
    const { here, there } = await twoReplicas();
    const held = await hold(here, 'x');
    await there.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(there, held)), ada);
    await settled();
    expect(held.news).toMatchObject([{ kind: 'released' }]);
  });

  test('two approvers at once, one at each, count once each', async () => {
    const { here, there } = await twoReplicas();
    const held = await hold(here, 'x', { rules: [{ ...rule, quorum: 2 }] });
    const approve = decision('approve', await digestOf(here, held));
    const outcomes = await Promise.all([
      here.desk.approvals.decide(held.ticket.id, approve, ada),
      there.desk.approvals.decide(held.ticket.id, approve, bob),
      there.desk.approvals.decide(held.ticket.id, approve, ada),
    ]);
    await settled();
    const final = await here.store.get(held.ticket.id);
    expect(final).toMatchObject({ state: 'approved', decisions: { length: 2 } });
    expect(outcomes.filter(({ kind }) => kind === 'recorded').length).toBe(2);
    expect(held.news).toHaveLength(1);
  });

  test('an approver twice at once counts once', async () => {
    const { here, there } = await twoReplicas();
    const held = await hold(here, 'x', { rules: [{ ...rule, quorum: 2 }] });
    const approve = decision('approve', await digestOf(here, held));
    await Promise.all([here, there, here, there].map(({ desk }) => desk.approvals.decide(held.ticket.id, approve, ada)));
    expect(await here.store.get(held.ticket.id)).toMatchObject({ state: 'pending', decisions: { length: 1 } });
  });

  test('an answer is fetched from one of them only', async () => {
    const { here, there } = await twoReplicas();
    const held = await hold(here, 'x', { style: 'pending' });
    await there.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(there, held)), ada);
    const answers = await Promise.all([here, there, here, there].map(one => redeem(one)));
    expect(answers.filter(({ kind }) => kind === 'answer')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'waiting')).toHaveLength(3);
  });

  test('what one of them never heard of it asks the store about before it does nothing', async () => {
    const { here, there, line } = await twoReplicas();
    const held = await hold(here, 'x', { style: 'pending' });
    line.isSilent = true;
    await there.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(there, held)), ada);
    here.desk.holds.delivered(held.ticket.id);
    await settled();
    expect(await there.store.get(held.ticket.id)).toMatchObject({ state: 'approved', deliveredMs: here.clock.nowMs });
  });

  test('what one of them never heard of it learns when it looks anew', async () => {
    const { here, there, line } = await twoReplicas();
    const held = await hold(here, 'x');
    line.isSilent = true;
    await there.desk.approvals.decide(held.ticket.id, decision('deny', await digestOf(there, held)), ada);
    await settled();
    expect(held.news).toEqual([]);
    line.lose();
    await settled();
    expect(held.news).toMatchObject([{ kind: 'refused', why: 'denied' }]);
  });
});

test('a hold that was joined follows the other though the replica that decided ended in between', async () => {
  const { here, there, clock } = await twoReplicas();
  const first = await hold(here, 'the same', { style: 'pending' });
  const second = await hold(here, 'the same', { style: 'pending', exchange: 'ex_2', requestKey: 'key-2' });
  const digest = await digestOf(here, first);
  here.desk.close();
  there.desk.close();
  await there.desk.approvals.decide(first.ticket.id, decision('approve', digest), ada);
  expect(await here.store.get(second.ticket.id)).toMatchObject({ state: 'pending', joined: first.ticket.id });
  const again = await scene({ store: here.store }, {}, clock);
  expect(await redeem(again, { key: 'key-2' })).toMatchObject({ kind: 'answer', hold: second.ticket.id });
});

describe('a store that is cut off', () => {
  test('for a while keeps nobody from being held', async () => {
    const { here, line, clock } = await twoReplicas();
    line.isDown = true;
    const held = await hold(here, 'x');
    await clock.advance(100);
    line.isDown = false;
    await clock.advance(1_000);
    expect(held.news).toEqual([]);
    await here.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(here, held)), ada);
    await settled();
    expect(held.news).toMatchObject([{ kind: 'released' }]);
  });

  test('for long is told as a failure, once', async () => {
    const { here, line, clock } = await twoReplicas();
    line.isDown = true;
    const held = await hold(here, 'x');
    await clock.advance(minuteMs);
    expect(held.news).toMatchObject([{ kind: 'refused', why: 'failed' }]);
    expect(here.troubles.length).toBeGreaterThan(0);
    await clock.advance(20 * minuteMs);
    expect(held.news).toHaveLength(1);
  });

  test('after it heard keeps nobody from knowing that they decided', async () => {
    const { here, line, clock } = await twoReplicas();
    const held = await hold(here, 'x', { rules: [{ ...rule, quorum: 2 }] });
    const approve = decision('approve', await digestOf(here, held));
    const outcome = here.desk.approvals.decide(held.ticket.id, approve, ada);
    line.deafTo = 'replace';
    await clock.advance(5_000);
    expect(await outcome).toMatchObject({ kind: 'recorded' });
    expect(await here.store.get(held.ticket.id)).toMatchObject({ state: 'pending', decisions: { length: 1 } });
  });

  test('does not keep a hold from expiring', async () => {
    const { here, line, clock } = await twoReplicas();
    const held = await hold(here, 'x');
    line.isDown = true;
    await clock.advance(11 * minuteMs);
    expect(held.news).toMatchObject([{ kind: 'refused', why: 'expired' }]);
    line.isDown = false;
    await clock.advance(minuteMs);
    expect(await here.store.get(held.ticket.id)).toMatchObject({ state: 'expired' });
    expect(held.news).toHaveLength(1);
  });

  test('lets nobody conclude that nothing waits for them', async () => {
    const { here, line, clock } = await twoReplicas();
    expect(here.desk.holds.mayHave('key', null)).toBe(false);
    line.isDown = true;
    line.lose();
    await settled();
    expect(here.desk.holds.mayHave('key', null)).toBe(true);
    line.isDown = false;
    await clock.advance(5_000);
    expect(here.desk.holds.mayHave('key', null)).toBe(false);
  });

  test('lets nothing pass that somebody may have taken back', async () => {
    const { here, line } = await twoReplicas();
    const held = await hold(here, 'x', { rules: [{ ...rule, remember: true }] });
    const asked = decision('approve', await digestOf(here, held), { rememberMs: minuteMs });
    await here.desk.approvals.decide(held.ticket.id, asked, ada);
    expect(here.desk.holds.remembers(ask, rule.rule)).toBe(true);
    line.isDown = true;
    line.lose();
    expect(here.desk.holds.remembers(ask, rule.rule)).toBe(false);
  });

  test('is told to who comes back', async () => {
    const { here, line, clock } = await twoReplicas();
    await hold(here, 'x', { style: 'pending' });
    line.isDown = true;
    const answer = redeem(here);
    await clock.advance(minuteMs);
    expect(await answer).toMatchObject({ kind: 'refused', why: 'failed' });
  });
});

test('a desk that closes while it releases tells once', async () => {
  const { here, there, line, clock } = await twoReplicas();
  const held = await hold(here, 'x');
  const digest = await digestOf(there, held);
  const stop = here.desk.approvals.watch(() => {
    line.isDown = true;
    stop();
  });
  await there.desk.approvals.decide(held.ticket.id, decision('approve', digest), ada);
  await settled();
  here.desk.close();
  line.isDown = false;
  await clock.advance(5_000);
  expect(held.news).toMatchObject([{ kind: 'refused', why: 'failed' }]);
});

describe('a restart', () => {
  test('takes nothing from what was held, and its answer can be fetched', async () => {
    const { here, clock } = await twoReplicas();
    const held = await hold(here, 'x', { style: 'pending' });
    here.desk.close();
    const again = await scene({ store: here.store }, {}, clock);
    expect(again.desk.holds.mayHave(ask.requestKey, null)).toBe(true);
    await again.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(again, held)), ada);
    expect(textOf(await redeem(again))).toBe('x');
  });

  test('fails those who wait, and what they waited for can be fetched', async () => {
    const { here, clock } = await twoReplicas();
    const held = await hold(here, 'x');
    here.desk.close();
    expect(held.news).toMatchObject([{ kind: 'refused', why: 'failed' }]);
    const again = await scene({ store: here.store }, {}, clock);
    await again.desk.approvals.decide(held.ticket.id, decision('approve', await digestOf(again, held)), ada);
    expect(await redeem(again, { hold: held.ticket.id })).toMatchObject({ kind: 'answer' });
  });

  test('with another master key releases nothing', async () => {
    const { here, clock } = await twoReplicas();
    const held = await hold(here, 'x', { style: 'pending' });
    const digest = await digestOf(here, held);
    const { Secret } = await import('../../../extproc/words/secret.ts');
    const again = await scene({ store: here.store, master: new Secret(Buffer.alloc(32, 8)) }, {}, clock);
    await again.desk.approvals.decide(held.ticket.id, decision('approve', digest), ada);
    expect(await redeem(again)).toMatchObject({ kind: 'refused', why: 'failed' });
    await expect(again.desk.approvals.view(held.ticket.id)).rejects.toMatchObject({ code: 'ERR_HOLD_CONTENT' });
  });
});
