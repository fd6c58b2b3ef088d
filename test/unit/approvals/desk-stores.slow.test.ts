// Two desks over one real store, each with a connection of its own, by the real clock: what replicas promise each other.
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nameOf, open, sharedStores } from '../store/stores.ts';
import { ada, ask, bob, content, decision, rule, type Scene, scene } from './scene.ts';

const clock = {
  now: Date.now,
  after(ms: number, act: () => void) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

describe.for(sharedStores.map(kind => ({ kind, name: nameOf(kind) })))('$name', ({ kind }) => {
  async function replicas(): Promise<readonly [Scene, Scene]> {
    const place = await kind.place();
    const both = [
      await scene({ store: await open(place), ...clock }),
      await scene({ store: await open(place), ...clock }),
    ] as const;
    onTestFinished(() => both.forEach(({ desk }) => void desk.close()));
    return both;
  }

  /** When the news of it came, by the clock of the program. */
  async function waiting({ desk }: Scene, at: number, changes: Partial<typeof ask> = {}) {
    const news = Promise.withResolvers<{ readonly kind: string; readonly atMs: number }>();
    const opening = desk.holds.open({ ...ask, exchange: `ex_${at}`, requestKey: `key-${at}`, ...changes }, one =>
      news.resolve({ kind: one.kind, atMs: performance.now() }),
    );
    if (opening.kind === 'refused') throw new Error(opening.code);
    opening.ticket.complete(content(`text ${at}`));
    return { id: opening.ticket.id, news: news.promise };
  }

  async function complete({ store }: Scene, id: string): Promise<string> {
    for (let tries = 0; tries < 200; tries++) {
      const hold = await store.get(id);
      if (hold?.reading === 'complete') return hold.digest!;
      await wait(10);
    }
    throw new Error('it was never complete');
  }

  test.skipIf(kind.missing !== null)('a decision at one reaches the stream that waits in the other within 100 ms', async () => {
    const [here, there] = await replicas();
    const tookMs: number[] = [];
    for (let at = 0; at < 15; at++) {
      const held = await waiting(here, at);
      const digest = await complete(there, held.id);
      const beganMs = performance.now();
      expect(await there.desk.approvals.decide(held.id, decision('approve', digest), ada)).toMatchObject({ kind: 'recorded' });
      const { kind: told, atMs } = await held.news;
      expect(told).toBe('released');
      tookMs.push(atMs - beganMs);
    }
    // The median: others may have the processor now and then.
    expect(tookMs.toSorted((a, b) => a - b)[7]).toBeLessThan(100);
    expect([...here.troubles, ...there.troubles]).toEqual([]);
  });

  test.skipIf(kind.missing !== null)('approvers at once at both count once each, and one of many gets the answer', async () => {
    const [here, there] = await replicas();
    const held = await waiting(here, 1, { style: 'pending', rules: [{ ...rule, quorum: 2 }] });
    const approve = decision('approve', await complete(there, held.id));
    const sayings = [ada, bob, ada, bob].flatMap(who =>
      [here, there].map(({ desk }) => desk.approvals.decide(held.id, approve, who)),
    );
    const outcomes = await Promise.all(sayings);
    expect(outcomes.filter(({ kind: outcome }) => outcome === 'recorded')).toHaveLength(2);
    expect(await here.store.get(held.id)).toMatchObject({ state: 'approved', decisions: { length: 2 } });

    const request = { key: 'key-1', hold: null, principal: ask.principal.id };
    const asked = [here, there, here, there, here, there].map(
      ({ desk }) => new Promise<string>(resolve => desk.holds.redeem(request, answer => resolve(answer.kind))),
    );
    expect((await Promise.all(asked)).toSorted()).toEqual(['answer', ...Array(5).fill('waiting')]);
  });
});
