import { describe, expect, test } from 'vitest';
import type { DecisionAsk } from '../../../extproc/words/hold.ts';
import {
  ada,
  bob,
  content,
  decision,
  digestOf,
  type HeldExchange,
  hold,
  redeem,
  type Scene,
  scene,
  settled,
  textOf,
} from './scene.ts';

const place = (start: number, end: number, text = '') => [{ channel: 'text', start, end, text }];

async function decide(
  s: Scene,
  held: HeldExchange,
  who: typeof ada,
  kind: DecisionAsk['decision'],
  edits: DecisionAsk['edits'] = [],
) {
  const outcome = await s.desk.approvals.decide(held.ticket.id, decision(kind, await digestOf(s, held), { edits }), who);
  await settled();
  return outcome;
}

test('what an approver hides does not leave', async () => {
  const s = await scene();
  const held = await hold(s, 'key is 12345, use it');
  const before = await digestOf(s, held);
  expect(await decide(s, held, ada, 'mask', place(7, 12, 'ignored'))).toMatchObject({
    kind: 'recorded',
    hold: { state: 'approved', revision: 2 },
  });
  expect(held.news).toMatchObject([{ kind: 'released', edited: true }]);
  expect(textOf(held.news[0])).toBe('key is [REDACTED], use it');
  expect(await digestOf(s, held)).not.toBe(before);
});

describe('an edited answer', () => {
  test('leaves once another than its editor approved it', async () => {
    const s = await scene();
    const held = await hold(s, 'rm -rf /');
    expect(await decide(s, held, ada, 'edit', place(0, 8, 'ls /'))).toMatchObject({
      kind: 'recorded',
      hold: { state: 'pending', revision: 2 },
    });
    expect(held.news).toEqual([]);
    expect(await decide(s, held, ada, 'approve')).toMatchObject({ kind: 'refused', code: 'editor_only' });
    expect((await s.desk.approvals.view(held.ticket.id))?.texts[0]?.text).toBe('ls /');
    expect(await decide(s, held, bob, 'approve')).toMatchObject({ kind: 'recorded', hold: { state: 'approved' } });
    expect(textOf(held.news[0])).toBe('ls /');
  });

  test('is not what was approved before it was edited', async () => {
    const s = await scene();
    const held = await hold(s, 'rm -rf /');
    const shown = await digestOf(s, held);
    await decide(s, held, ada, 'edit', place(0, 8, 'ls /'));
    expect(await s.desk.approvals.decide(held.ticket.id, decision('approve', shown), bob)).toMatchObject({
      code: 'digest_mismatch',
    });
  });

  test.for([
    { name: 'that policy blocks', edits: place(0, 1, 'forbidden') },
    { name: 'of a text that is not there', edits: [{ channel: 'none', start: 0, end: 1, text: '' }] },
    { name: 'that changes nothing', edits: place(0, 1, 'r') },
    { name: 'that is too large', edits: place(0, 0, 'x'.repeat(2000)) },
  ])('$name is not taken', async ({ edits }) => {
    const s = await scene({}, { heldBytesMax: 1000 });
    const held = await hold(s, 'rm -rf /');
    expect(await decide(s, held, ada, 'edit', edits)).toMatchObject({ kind: 'refused', code: 'edit_invalid' });
    expect(await s.desk.approvals.get(held.ticket.id)).toMatchObject({ revision: 1, decisions: [] });
  });

  test('is the edit of one of two who edit at once', async () => {
    const s = await scene();
    const held = await hold(s, 'rm -rf /');
    const digest = await digestOf(s, held);
    const outcomes = await Promise.all(
      [ada, bob].map((who, at) =>
        s.desk.approvals.decide(held.ticket.id, decision('edit', digest, { edits: place(0, 2, `x${at}`) }), who),
      ),
    );
    expect(outcomes.map(outcome => (outcome.kind === 'recorded' ? 'recorded' : outcome.code)).toSorted()).toEqual([
      'digest_mismatch',
      'recorded',
    ]);
    const view = await s.desk.approvals.view(held.ticket.id);
    expect(view?.texts[0]?.text).toMatch(/^x[01] -rf \/$/);
  });
});

describe('a request that was held', () => {
  const request = { side: 'request', style: 'pending' } as const;
  test('goes up as it came, once it was released', async () => {
    const s = await scene();
    const held = await hold(s, 'send it', request);
    await decide(s, held, ada, 'approve');
    expect(await redeem(s)).toEqual({ kind: 'forward', hold: held.ticket.id, body: null });
  });

  test('goes up as it was edited', async () => {
    const s = await scene();
    const held = await hold(s, 'send it', request);
    await decide(s, held, ada, 'mask', place(5, 7));
    const forward = await redeem(s);
    expect(textOf(forward)).toBe('send [REDACTED]');
  });

  test('lets no other request go up in its name', async () => {
    const s = await scene();
    const held = await hold(s, 'send it', request);
    await decide(s, held, ada, 'approve');
    expect(await redeem(s, { key: 'another', hold: held.ticket.id })).toEqual({ kind: 'none' });
  });
});

describe('held content at rest', () => {
  test('tells nothing', async () => {
    const s = await scene();
    const held = await hold(s, 'a canary of forty letters, to be found');
    const sealed = await s.store.getContent(held.ticket.id, 1);
    expect(sealed!.length).toBeGreaterThan(40);
    expect(Buffer.from(sealed!).includes('canary')).toBe(false);
    expect(Buffer.from(sealed!).includes('chat/completions')).toBe(false);
    expect(JSON.stringify(await s.store.get(held.ticket.id))).not.toContain('canary');
  });

  test.for([
    { name: 'changed by a bit', alter: (sealed: Buffer) => sealed.fill(sealed.at(-1)! ^ 1, sealed.length - 1) },
    { name: 'cut short', alter: (sealed: Buffer) => sealed.subarray(0, 20) },
    { name: 'gone', alter: () => null },
  ])('is not released where it is $name', async ({ alter }) => {
    let isAltered = false;
    const inner = (await scene()).store;
    const store = new Proxy(inner, {
      get(target, name: keyof typeof inner) {
        if (name !== 'getContent') return (target[name] as (...args: unknown[]) => unknown).bind(target);
        return async (id: string, revision: number) => {
          const sealed = await target.getContent(id, revision);
          return isAltered ? alter(Buffer.from(sealed!)) : sealed;
        };
      },
    });
    const s = await scene({ store });
    const held = await hold(s, 'x');
    const digest = await digestOf(s, held);
    isAltered = true;
    expect(await s.desk.approvals.decide(held.ticket.id, decision('approve', digest), ada)).toMatchObject({ kind: 'recorded' });
    await settled();
    expect(held.news).toMatchObject([{ kind: 'refused', why: 'failed' }]);
  });

  test("is not released in another hold's place", async () => {
    const inner = (await scene()).store;
    let instead: string | null = null;
    const store = new Proxy(inner, {
      get(target, name: keyof typeof inner) {
        if (name !== 'getContent') return (target[name] as (...args: unknown[]) => unknown).bind(target);
        return (id: string, revision: number) => target.getContent(instead ?? id, revision);
      },
    });
    const s = await scene({ store });
    const [harmless, harmful] = [await hold(s, 'harmless'), await hold(s, 'harmful')];
    const digest = await digestOf(s, harmless);
    instead = harmful.ticket.id;
    await s.desk.approvals.decide(harmless.ticket.id, decision('approve', digest), ada);
    await settled();
    expect(harmless.news).toMatchObject([{ kind: 'refused', why: 'failed' }]);
  });

  test('is not released under a digest that is not its own', async () => {
    const s = await scene();
    const held = await hold(s, 'x');
    const there = (await s.store.get(held.ticket.id))!;
    await s.store.replace({ ...there, digest: `sha256:${'0'.repeat(64)}`, version: there.version + 1 });
    await settled();
    await s.desk.approvals.decide(held.ticket.id, decision('approve', `sha256:${'0'.repeat(64)}`), ada);
    await settled();
    expect(held.news).toMatchObject([{ kind: 'refused', why: 'failed' }]);
  });

  test('that is too large is not held, but refused', async () => {
    const s = await scene({}, { heldBytesMax: 10, heldBeforeBytesMax: 10 });
    const held = await hold(s, null);
    held.ticket.complete(content('x'.repeat(21)));
    await settled();
    expect(held.news).toMatchObject([{ kind: 'refused', why: 'failed' }]);
  });
});
