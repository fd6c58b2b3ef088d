// The law behind the rules of approvals: whatever people and time do, in whatever order, what is released is what a full quorum of others approved, and
// no decision counts twice or late. The judge here keeps its own books, by people and digests, and shares nothing with the rules.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decided, refusalOf } from '../../extproc/approvals/rules/deciding.ts';
import { type HoldEvent, newHold, step } from '../../extproc/approvals/rules/life.ts';
import { selvesOf } from '../../extproc/approvals/rules/people.ts';
import type { HoldRule } from '../../extproc/words/decision.ts';
import type { Approver, DecisionKind, Hold } from '../../extproc/words/hold.ts';
import { defaultLimits as limits } from '../../extproc/words/limits.ts';
import { ask, beganMs, decision, minuteMs, person, rule, usualVerdict } from '../unit/approvals/scene.ts';

const groups = ['security', 'legal', 'ops'];

/** The first is who asked. */
const people: readonly Approver[] = [
  person('asker', ...groups),
  person('ada', 'security'),
  person('bob', 'security', 'legal'),
  person('cyd', 'legal', 'ops'),
  person('dan', ...groups),
  person('eve'),
];

const rules: fc.Arbitrary<readonly HoldRule[]> = fc.array(
  fc
    .record({
      of: fc.subarray(groups, { minLength: 1 }),
      mandatory: fc.subarray(groups, { maxLength: 1 }),
      quorum: fc.integer({ min: 1, max: 3 }),
      name: fc.constantFrom('a', 'b', 'c'),
    })
    .map(({ of, mandatory, quorum, name }) => {
      const named = [...new Set([...of, ...mandatory])].map(group => `group:${group}`);
      return { ...rule, rule: name, approvers: named, mandatory: mandatory.map(group => `group:${group}`), quorum };
    }),
  { minLength: 1, maxLength: 3 },
);

type Act =
  | { readonly kind: 'decide'; readonly who: number; readonly what: DecisionKind; readonly seen: 'now' | 'before' | 'none' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'life'; readonly event: HoldEvent };

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('decide' as const),
        who: fc.nat({ max: people.length - 1 }),
        what: fc.constantFrom<DecisionKind>('approve', 'approve', 'approve', 'approve', 'mask', 'edit', 'deny'),
        seen: fc.constantFrom('now' as const, 'now' as const, 'now' as const, 'before' as const, 'none' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat({ max: 4 * minuteMs }) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('life' as const),
        event: fc.constantFrom<HoldEvent>(
          { kind: 'complete', digest: 'd1', findings: [] },
          { kind: 'leave', gaveBack: false },
          { kind: 'leave', gaveBack: true },
          { kind: 'expire' },
          { kind: 'joined', exchange: 'ex_2' },
          { kind: 'claim', untilMs: beganMs + minuteMs },
          { kind: 'delivered' },
        ),
      }),
    },
  ),
  { maxLength: 40 },
);

/** What an honest clerk writes down. */
class Books {
  digest: string | null = null;
  approvals = new Map<string, Approver>();
  readonly editors = new Set<string>();
  isDenied = false;

  mayRelease(all: readonly HoldRule[]): boolean {
    return !this.isDenied && this.digest !== null && all.every(one => this.#has(one));
  }

  #has({ approvers, mandatory, quorum }: HoldRule): boolean {
    const belongs = (who: Approver, names: readonly string[]) => who.groups.some(group => names.includes(`group:${group}`));
    const those = [...this.approvals.values()].filter(who => who.id !== 'user:asker' && belongs(who, approvers));
    const others = those.filter(who => !this.editors.has(who.id));
    const isCovered = mandatory.every(name => those.some(who => belongs(who, [name])));
    return those.length >= quorum && (others.length > 0 || those.length > 1) && isCovered;
  }
}

function play(
  all: readonly HoldRule[],
  script: readonly Act[],
): { readonly hold: Hold; readonly books: Books; released: string | null } {
  let hold = newHold({ ...ask, rules: all }, { id: 'ho_1', owner: 'user:asker', likeKey: 'l' }, beganMs);
  let nowMs = beganMs;
  let edits = 1;
  const books = new Books();
  const shown: (string | null)[] = [null];
  let released: string | null = null;
  for (const act of script) {
    const before = hold;
    if (act.kind === 'wait') nowMs += act.ms;
    else if (act.kind === 'life') {
      const change = step(hold, act.event, nowMs);
      if (change.kind === 'changed') hold = change.hold;
      if (hold.digest !== before.digest) books.digest = hold.digest;
    } else {
      const who = people[act.who]!;
      const digest = act.seen === 'none' ? null : act.seen === 'before' ? shown[0]! : hold.digest;
      const edit = { channel: 'text', start: 0, end: 1, text: '' };
      const asked = decision(act.what, digest, { edits: act.what === 'mask' || act.what === 'edit' ? [edit] : [] });
      const verdict = usualVerdict({ hold, approver: who, decision: act.what, reason: null, nowMs });
      const refusal = refusalOf(hold, asked, { approver: who, verdict }, nowMs, limits);
      if (refusal === null) {
        expect(nowMs).toBeLessThan(beganMs + rule.ttlMs);
        expect(digest).toBe(hold.digest);
        expect(who.id).not.toBe('user:asker');
        const remakes = act.what === 'mask' || act.what === 'edit';
        const remade = remakes ? { digest: `d${++edits}`, revision: edits, findings: [], rules: [] } : null;
        const about = act.what === 'mask' ? remade! : hold;
        const one = {
          by: who.id,
          selves: selvesOf(who),
          name: who.name,
          decision: act.what,
          digest: about.digest,
          revision: about.revision,
          reason: null,
        };
        hold = decided(hold, { ...one, countsAs: verdict.countsAs, rememberMs: null, atMs: nowMs }, remade, nowMs, limits);
        if (remade !== null) {
          books.digest = remade.digest;
          books.approvals = new Map();
        }
        if (act.what === 'edit') books.editors.add(who.id);
        if (act.what === 'approve' || act.what === 'mask') books.approvals.set(who.id, who);
        if (act.what === 'deny') books.isDenied = true;
      }
    }
    shown.push(hold.digest);
    if (shown.length > 3) shown.shift();
    expect(hold.version).toBeGreaterThanOrEqual(before.version);
    if (hold.state === 'approved' && before.state !== 'approved') {
      expect(before.state).toBe('pending');
      expect(books.mayRelease(hold.rules)).toBe(true);
      expect(hold.digest).toBe(books.digest);
      released = hold.digest;
    }
    if (before.state !== 'pending') expect(['pending', 'denied'].includes(hold.state) && hold.state !== before.state).toBe(false);
    if (before.state === 'approved') expect(hold.digest).toBe(released);
    if (hold.deliveredMs !== null && before.deliveredMs === null) expect(hold.state).not.toBe('pending');
  }
  return { hold, books, released };
}

describe('approvals', () => {
  test('release nothing but what a full quorum of others approved, whatever happens', () => {
    const begin: Act = { kind: 'life', event: { kind: 'complete', digest: 'd1', findings: [] } };
    let releases = 0;
    fc.assert(
      fc.property(rules, acts, fc.boolean(), (all, script, isRead) => {
        const { hold, books, released } = play(all, isRead ? [begin, ...script] : script);
        if (released !== null) releases++;
        // The other way round: what people agreed on is not kept from those who wait for it.
        if (hold.state === 'pending' && hold.reading === 'complete') expect(books.mayRelease(hold.rules)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
    expect(releases).toBeGreaterThan(100);
  });

  test('count one person once, however often and in however many ways they say yes', () => {
    const approve: Act = { kind: 'decide', who: 4, what: 'approve', seen: 'now' };
    const begin: Act = { kind: 'life', event: { kind: 'complete', digest: 'd1', findings: [] } };
    const two = [{ ...rule, quorum: 2 }];
    expect(play(two, [begin, ...Array<Act>(9).fill(approve)]).hold).toMatchObject({ state: 'pending', decisions: { length: 1 } });
    expect(play(two, [begin, approve, { ...approve, who: 1 }]).hold.state).toBe('approved');
  });
});
