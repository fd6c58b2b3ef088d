import { describe, expect, test } from 'vitest';
import type { HoldFilter } from '../../../extproc/approvals/ports.ts';
import type { Hold } from '../../../extproc/words/hold.ts';
import { ada, ask, bob, decision, digestOf, eve, hold, minuteMs, redeem, rule, scene, settled, textOf } from './scene.ts';

const everything: HoldFilter = {
  state: null,
  connection: null,
  principal: null,
  rule: null,
  text: null,
  createdAfterMs: null,
  createdBeforeMs: null,
};

describe('identical holds', () => {
  test('are decided once, and each exchange gets its answer', async () => {
    const s = await scene();
    const [first, second, third] = await Promise.all(
      [1, 2, 3].map(at =>
        hold(s, 'the same', { exchange: `ex_${at}`, requestKey: `key-${at}`, style: at === 3 ? 'pending' : 'wait' }),
      ),
    );
    const { items } = await s.desk.approvals.list(everything, null, 10);
    expect(items).toMatchObject([{ exchanges: { length: 3 } }]);
    expect(await s.desk.approvals.stats()).toMatchObject({ pending: 1, opened: 1 });
    await s.desk.approvals.decide(items[0]!.id, decision('approve', await digestOf(s, first!)), ada);
    await settled();
    expect([first, second].map(one => textOf(one!.news[0]))).toEqual(['the same', 'the same']);
    expect(textOf(await redeem(s, { key: 'key-3' }))).toBe('the same');
    s.desk.holds.delivered(third!.ticket.id);
    await settled();
    expect(await redeem(s, { key: 'key-3' })).toEqual({ kind: 'none' });
    expect(s.troubles).toEqual([]);
  });

  test('can be decided by the id of any of them', async () => {
    const s = await scene();
    const first = await hold(s, 'the same');
    const second = await hold(s, 'the same', { exchange: 'ex_2' });
    await s.desk.approvals.decide(second.ticket.id, decision('deny', await digestOf(s, second), { reason: 'no' }), ada);
    await settled();
    expect([first, second].map(({ news }) => news)).toMatchObject([
      [{ why: 'denied', reason: 'no' }],
      [{ why: 'denied', reason: 'no' }],
    ]);
  });

  test('leave as they were edited, all of them', async () => {
    const s = await scene();
    const first = await hold(s, 'the same');
    const second = await hold(s, 'the same', { exchange: 'ex_2' });
    const edits = [{ channel: 'text', start: 0, end: 3, text: '' }];
    await s.desk.approvals.decide(first.ticket.id, decision('mask', await digestOf(s, first), { edits }), ada);
    await settled();
    expect([first, second].map(({ news }) => textOf(news[0]))).toEqual(['[REDACTED] same', '[REDACTED] same']);
  });

  test('end with the time of the first', async () => {
    const s = await scene();
    const first = await hold(s, 'the same');
    await s.clock.advance(minuteMs);
    const second = await hold(s, 'the same', { exchange: 'ex_2' });
    await s.clock.advance(9 * minuteMs);
    await settled();
    expect([first, second].map(({ news }) => news[0])).toMatchObject([{ why: 'expired' }, { why: 'expired' }]);
  });

  test.for([
    { name: 'another principal', changes: { principal: { ...ask.principal, id: 'another' } } },
    { name: 'another rule', changes: { rules: [{ ...rule, rule: 'contract' }] } },
    { name: 'another quorum', changes: { rules: [{ ...rule, quorum: 2 }] } },
    { name: 'another connection', changes: { connection: 'claude' } },
  ])('are not those of $name', async ({ changes }) => {
    const s = await scene();
    await hold(s, 'the same');
    await hold(s, 'the same', { exchange: 'ex_2', ...changes });
    expect((await s.desk.approvals.list(everything, null, 10)).items).toHaveLength(2);
  });
});

test('alike ones have the same key, others another', async () => {
  const s = await scene();
  const keys = [];
  const others = [
    {},
    {},
    { session: 'se_2' },
    { rules: [{ ...rule, rule: 'contract' }] },
    { principal: { ...ask.principal, id: 'another' } },
  ];
  for (const [at, changes] of others.entries()) {
    const held = await hold(s, `text ${at}`, changes);
    keys.push((await s.desk.approvals.get(held.ticket.id))?.likeKey);
  }
  expect(keys[0]).toBe(keys[1]);
  expect(new Set(keys).size).toBe(4);
});

describe('a remembered approval', () => {
  const kept = { rules: [{ ...rule, remember: true }] };
  async function remembering() {
    const s = await scene();
    const held = await hold(s, 'x', kept);
    const asked = decision('approve', await digestOf(s, held), { rememberMs: 5 * minuteMs });
    expect(await s.desk.approvals.decide(held.ticket.id, asked, ada)).toMatchObject({ kind: 'recorded' });
    return { s, held };
  }

  test('lets what is alike pass, and nothing else', async () => {
    const { s } = await remembering();
    expect(s.desk.holds.remembers(ask, rule.rule)).toBe(true);
    expect(s.desk.holds.remembers(ask, 'contract')).toBe(false);
    expect(s.desk.holds.remembers({ ...ask, session: 'se_2' }, rule.rule)).toBe(false);
    expect(s.desk.holds.remembers({ ...ask, connection: 'claude' }, rule.rule)).toBe(false);
    expect(s.desk.holds.remembers({ ...ask, principal: { ...ask.principal, id: 'another' } }, rule.rule)).toBe(false);
  });

  test('ends with its time', async () => {
    const { s } = await remembering();
    await s.clock.advance(5 * minuteMs - 1);
    expect(s.desk.holds.remembers(ask, rule.rule)).toBe(true);
    await s.clock.advance(1);
    expect(s.desk.holds.remembers(ask, rule.rule)).toBe(false);
  });

  test('can be taken back, by who may decide', async () => {
    const { s, held } = await remembering();
    const [one] = await s.desk.approvals.remembered();
    expect(one).toMatchObject({ rule: rule.rule, hold: held.ticket.id, by: 'user:ada', session: ask.session });
    expect(await s.desk.approvals.forget(one!.id, { ...eve, roles: ['auditor'] })).toBe(false);
    expect(await s.desk.approvals.forget(one!.id, bob)).toBe(true);
    expect(s.desk.holds.remembers(ask, rule.rule)).toBe(false);
    expect(await s.desk.approvals.forget(one!.id, bob)).toBe(false);
  });

  test('is known at other replicas', async () => {
    const { s } = await remembering();
    const other = await scene({ store: s.store }, {}, s.clock);
    expect(other.desk.holds.remembers(ask, rule.rule)).toBe(true);
    const [one] = await other.desk.approvals.remembered();
    await other.desk.approvals.forget(one!.id, ada);
    await settled();
    expect(s.desk.holds.remembers(ask, rule.rule)).toBe(false);
  });

  test('comes of a whole quorum only', async () => {
    const s = await scene();
    const held = await hold(s, 'x', { rules: [{ ...rule, remember: true, quorum: 2 }] });
    const approve = decision('approve', await digestOf(s, held), { rememberMs: minuteMs });
    await s.desk.approvals.decide(held.ticket.id, approve, ada);
    expect(s.desk.holds.remembers(ask, rule.rule)).toBe(false);
    await s.desk.approvals.decide(held.ticket.id, { ...approve, rememberMs: null }, bob);
    expect(await s.desk.approvals.get(held.ticket.id)).toMatchObject({ state: 'approved' });
    expect(s.desk.holds.remembers(ask, rule.rule)).toBe(false);
  });
});

test('those who watch hear of each change, and that a hold was joined to another', async () => {
  const s = await scene();
  const heard: Hold[] = [];
  const stop = s.desk.approvals.watch(one => heard.push(one));
  const first = await hold(s, 'the same');
  const second = await hold(s, 'the same', { exchange: 'ex_2' });
  await s.desk.approvals.decide(first.ticket.id, decision('deny', await digestOf(s, first)), ada);
  await settled();
  const of = (id: string) =>
    heard.filter(one => one.id === id).map(({ state, reading, joined }) => `${state} ${reading} ${joined !== null}`);
  expect(of(first.ticket.id).slice(0, 4)).toEqual([
    'pending open false',
    'pending complete false',
    'pending complete false',
    'denied complete false',
  ]);
  expect(of(second.ticket.id).slice(0, 3)).toEqual(['pending open false', 'pending complete true', 'denied complete true']);
  stop();
  const before = heard.length;
  await hold(s, 'another');
  expect(heard).toHaveLength(before);
});

test('the last hour’s figures are told', async () => {
  const s = await scene();
  for (const [at, minutes] of [1, 2, 4].entries()) {
    const held = await hold(s, `text ${at}`);
    await s.clock.advance(minutes * minuteMs);
    await s.desk.approvals.decide(held.ticket.id, decision('deny', await digestOf(s, held)), ada);
  }
  await hold(s, 'undecided');
  expect(await s.desk.approvals.stats()).toEqual({
    pending: 1,
    opened: 4,
    decided: 3,
    waitMsP50: 2 * minuteMs,
    waitMsP99: 4 * minuteMs,
  });
  await s.clock.advance(61 * minuteMs);
  expect(await s.desk.approvals.stats()).toMatchObject({ opened: 0, decided: 0, waitMsP50: null });
});
