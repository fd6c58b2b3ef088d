// Exchanges that are held: opens a hold for each, brings what they say into the store in its order, and tells each what became of its hold, once.
// What fails is told as `failed`: nobody waits for news that can't come. Knows the life of a hold; who may decide is not asked here.
import { Fault } from '../words/fault.ts';
import type { HeldContent, Hold, HoldNews, HoldTicket } from '../words/hold.ts';
import type { Changes } from './changes.ts';
import type { Mirror } from './mirror.ts';
import type { DeskSetting } from './ports.ts';
import { denialOf } from './redeem.ts';
import { digestOf, foremost } from './rules/content.ts';
import { type HoldEvent, isOpenToOthers } from './rules/life.ts';
import { identityOf } from './rules/likeness.ts';
import type { Vault } from './vault.ts';

export interface Tickets {
  issue(hold: Hold, tell: (news: HoldNews) => void): HoldTicket;
  /** Tells whoever waits for it that its time is over, though the store does not know. */
  expire(hold: Hold): void;
  close(): void;
}

interface Held {
  readonly id: string;
  readonly exchange: string;
  readonly tell: (news: HoldNews) => void;
  /** Whether it is told at its release: else its client comes back for it. */
  waits: boolean;
  isStored: boolean;
  /** Its news were told, are on their way, or are not wanted any more. */
  isOver: boolean;
  hasClaim: boolean;
  work: Promise<void>;
}

export function openTickets(
  setting: Pick<DeskSetting, 'limits' | 'now' | 'onTrouble'>,
  mirror: Mirror,
  changes: Changes,
  vault: Vault,
): Tickets {
  const { limits, now, onTrouble } = setting;
  const held = new Map<string, Held>();
  /** By identity: those that were read to their end at the same moment find each other one after the other. */
  const turns = new Map<string, Promise<void>>();
  const unlisten = [mirror.listen(hear), mirror.listenForDrops(id => over(id, 'failed'))];

  return {
    issue(hold, tell) {
      const one: Held = {
        id: hold.id,
        exchange: hold.exchanges[0]!,
        tell,
        waits: hold.style === 'wait',
        isStored: false,
        isOver: false,
        hasClaim: false,
        work: Promise.resolve(),
      };
      held.set(one.id, one);
      mirror.reserve(hold.principal.id);
      then(one, async () => {
        await changes.create(hold).finally(() => mirror.unreserve(hold.principal.id));
        one.isStored = true;
      });
      return {
        id: hold.id,
        add: rules => onceStored(one, () => add(one, rules)),
        complete: content => onceStored(one, () => complete(one, content)),
        leave: () => quit(one, () => ({ kind: 'leave', gaveBack: one.hasClaim })),
        cancel: () => quit(one, () => ({ kind: 'cancel' })),
        delivered: () => onceStored(one, () => changed(one, { kind: 'delivered' })),
      };
    },
    expire: hold => over(hold.id, 'expired'),
    close() {
      for (const stop of unlisten) stop();
      for (const id of [...held.keys()]) over(id, 'failed');
    },
  };

  /** What never got into the store has failed already. */
  function onceStored(one: Held, act: () => Promise<unknown>): void {
    then(one, async () => void (one.isStored && (await act())));
  }

  /** One after the other. */
  function then(one: Held, act: () => Promise<unknown>): void {
    one.work = one.work.then(act).then(
      () => {},
      cause => fail(one, cause),
    );
  }

  function fail(one: Held, cause: unknown): void {
    onTrouble({ kind: cause instanceof Fault && cause.code === 'ERR_HOLD_CONTENT' ? 'content' : 'store', hold: one.id, cause });
    over(one.id, 'failed');
  }

  /** What is gone from the store can't be decided any more. */
  async function changed(one: Held, event: HoldEvent): Promise<Hold> {
    const outcome = await changes.change(one.id, event);
    if (outcome === null) throw new Fault('ERR_HOLD_CONTENT', 'the hold is not in the store any more');
    return outcome.hold;
  }

  async function add(one: Held, more: Hold['rules']): Promise<void> {
    const { rules } = await changed(one, { kind: 'add', rules: more });
    if (rules.length <= limits.policyRulesMax) return;
    throw new Fault('ERR_HOLD_CONTENT', `${rules.length} rules hold it; at most ${limits.policyRulesMax} can be decided on`);
  }

  async function complete(one: Held, content: HeldContent): Promise<void> {
    if (content.body.length + content.before.length > limits.heldBytesMax + limits.heldBeforeBytesMax) {
      throw new Fault('ERR_HOLD_CONTENT', `what is held has more than the ${limits.heldBytesMax} bytes of limits.heldBytesMax`);
    }
    const digest = digestOf(content);
    const hold = await changes.patiently(() => changes.read(one.id));
    if (hold === null) throw new Fault('ERR_HOLD_CONTENT', 'the hold is not in the store any more');
    if (hold.state !== 'pending') return;
    await inTurn(identityOf(hold, digest), async () => {
      if (await joinAnother(one, hold, digest)) return;
      await vault.put(one.id, hold.revision, content, hold.expiresMs + limits.holdFetchMsMax);
      await changed(one, { kind: 'complete', digest, findings: foremost(content, limits.findingsInInputMax) });
    });
  }

  async function joinAnother(one: Held, hold: Hold, digest: string): Promise<boolean> {
    const identity = identityOf(hold, digest);
    const isSame = (other: Hold) =>
      other.digest === digest && isOpenToOthers(other, now()) && identityOf(other, digest) === identity;
    const leader = mirror.all().find(other => other.id !== one.id && other.revision === 1 && isSame(other));
    if (leader === undefined) return false;
    const joined = await changes.change(leader.id, { kind: 'joined', exchange: one.exchange });
    if (joined === null || !isSame(joined.hold) || !joined.hold.exchanges.includes(one.exchange)) return false;
    await changed(one, { kind: 'join', leader: joined.hold });
    // It may have been decided since; then its news went by before anybody followed it.
    const after = await changes.patiently(() => changes.read(leader.id));
    if (after !== null && after.state !== 'pending') await changed(one, { kind: 'follow', leader: after });
    return true;
  }

  async function inTurn(identity: string, act: () => Promise<void>): Promise<void> {
    const before = turns.get(identity) ?? Promise.resolve();
    const turn = before.then(act);
    const settled = turn.catch(() => {});
    turns.set(identity, settled);
    await turn.finally(() => {
      if (turns.get(identity) === settled) turns.delete(identity);
    });
  }

  /** The hold itself changed, or the one that others are joined to. */
  function hear(hold: Hold): void {
    if (hold.state === 'pending') return;
    const one = held.get(hold.id);
    if (one !== undefined) end(one, hold);
    if (hold.joined !== null) return;
    for (const other of hold.exchanges.length > 1 ? mirror.all() : []) {
      if (other.joined !== hold.id || other.state !== 'pending') continue;
      changes
        .change(other.id, { kind: 'follow', leader: hold })
        .catch(cause => onTrouble({ kind: 'store', hold: other.id, cause }));
    }
  }

  function end(one: Held, hold: Hold): void {
    if (one.isOver) return;
    one.isOver = true;
    if (hold.state === 'approved') {
      if (one.waits) then(one, () => release(one));
      else held.delete(one.id);
      return;
    }
    const reason = denialOf(hold);
    const why = hold.state === 'denied' ? 'denied' : hold.state === 'expired' ? 'expired' : 'failed';
    const { waits } = one;
    finish(one, { kind: 'refused', hold: hold.id, why, reason });
    // Told here: who asks the same again asks anew.
    if (waits) then(one, () => changed(one, { kind: 'delivered' }));
  }

  /** Claimed first, so that nobody else who comes for it gets it too; who leaves meanwhile gives it back. */
  async function release(one: Held): Promise<void> {
    const claim = await changes.change(one.id, { kind: 'claim', untilMs: now() + limits.holdClaimMs });
    if (claim?.isChanged !== true) throw new Fault('ERR_HOLD_CONFLICT', 'the released content was claimed by someone else');
    one.hasClaim = true;
    const content = await vault.get(claim.hold);
    if (content === null) throw new Fault('ERR_HOLD_CONTENT', 'the held content is gone');
    finish(one, { kind: 'released', hold: one.id, body: content.body, edited: claim.hold.revision > 1 });
  }

  /** No news from here on. */
  function quit(one: Held, event: () => HoldEvent): void {
    one.waits = false;
    one.isOver = true;
    held.delete(one.id);
    onceStored(one, () => changed(one, event()));
  }

  /** News that come from here and not from the store. */
  function over(id: string, why: 'failed' | 'expired'): void {
    const one = held.get(id);
    if (one === undefined) return;
    one.isOver = true;
    finish(one, { kind: 'refused', hold: id, why, reason: null });
  }

  /** Once: who has left the list was told, or wants no news. */
  function finish(one: Held, news: HoldNews): void {
    if (!held.delete(one.id)) return;
    try {
      one.tell(news);
    } catch (cause) {
      onTrouble({ kind: 'listener', hold: one.id, cause });
    }
  }
}
