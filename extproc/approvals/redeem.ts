// Who comes back for what was held: the same request again, or one that names the hold, of the same principal. What was released is claimed by
// compare-and-set before it is handed over, so that it leaves once.
import type { Hold, HoldDesk, Redemption } from '../words/hold.ts';
import type { Changes } from './changes.ts';
import type { DeskSetting } from './ports.ts';
import { isFetchable } from './rules/life.ts';
import type { Vault } from './vault.ts';

type Request = Parameters<HoldDesk['redeem']>[0];

export type Redeemer = (request: Request) => Promise<Redemption>;

export function redeemer(setting: Pick<DeskSetting, 'store' | 'limits' | 'now'>, changes: Changes, vault: Vault): Redeemer {
  const { store, limits, now } = setting;

  return async request => {
    for (const hold of request.hold === null ? await byKey(request) : await byId(request, request.hold)) {
      const answer = await answerTo(hold, request.hold !== null);
      if (answer !== null) return answer;
    }
    return { kind: 'none' };
  };

  async function byId({ key, principal }: Request, id: string): Promise<readonly Hold[]> {
    const hold = await changes.patiently(() => changes.read(id));
    if (hold === null || hold.principal.id !== principal) return [];
    // People let this request go up, not any that names their word.
    return hold.side === 'request' && hold.requestKey !== key ? [] : [hold];
  }

  /** Of several the one that can be fetched, else the one that people still decide, else what was refused; newest first. */
  async function byKey({ key, principal }: Request): Promise<readonly Hold[]> {
    const holds = (await changes.patiently(() => store.byRequest(key))).filter(hold => hold.principal.id === principal);
    const rank = (hold: Hold): number =>
      isFetchable(hold, now()) ? 0 : hold.state === 'pending' ? 1 : hold.state === 'approved' ? 2 : 3;
    return holds.filter(isLeftOver).toSorted((a, b) => rank(a) - rank(b) || b.createdMs - a.createdMs);
  }

  /**
   * What its own exchange doesn't take: as long as a client waits for it on its connection, the same request of another is one of its own. A
   * replica that died leaves such a hold behind; once it was released for a while, nobody waited.
   */
  function isLeftOver(hold: Hold): boolean {
    if (hold.deliveredMs !== null || hold.state === 'cancelled' || hold.reading === 'incomplete') return false;
    return !hold.waiting || (hold.state !== 'pending' && now() >= (hold.decidedMs ?? 0) + limits.holdClaimMs);
  }

  /** Null: nothing to say of it to who did not name it. */
  async function answerTo(hold: Hold, isNamed: boolean): Promise<Redemption | null> {
    const refused = (why: Extract<Redemption, { kind: 'refused' }>['why'], reason: string | null = null): Redemption => ({
      kind: 'refused',
      hold: hold.id,
      why,
      reason,
    });
    const isOver = now() >= hold.expiresMs;
    switch (hold.state) {
      case 'pending':
        if (isOver) return isNamed || isRecent(hold) ? refused('expired') : null;
        return hold.reading === 'incomplete' ? refused('failed') : waiting(hold, limits.holdRetryMs);
      case 'approved':
        if (hold.deliveredMs !== null) return refused('delivered');
        if (isOver) return isNamed ? refused('expired') : null;
        return isFetchable(hold, now()) ? claim(hold) : waiting(hold, hold.claimedUntilMs - now());
      case 'denied':
      case 'expired':
        return isNamed || isRecent(hold) ? told(hold, refused(hold.state, denialOf(hold))) : null;
      case 'cancelled':
        return refused('failed');
    }
  }

  /** A refusal from long ago says nothing to who asks the same today. */
  function isRecent(hold: Hold): boolean {
    return now() < (hold.decidedMs ?? hold.expiresMs) + limits.holdFetchMsMax;
  }

  function waiting(hold: Hold, retryAfterMs: number): Redemption {
    return { kind: 'waiting', hold: hold.id, reason: hold.rules[0]?.reason ?? '', retryAfterMs: Math.max(1, retryAfterMs) };
  }

  /** From now on the same request is a new one. */
  async function told(hold: Hold, answer: Redemption): Promise<Redemption> {
    await changes.change(hold.id, { kind: 'delivered' });
    return answer;
  }

  async function claim(hold: Hold): Promise<Redemption> {
    const claimed = await changes.change(hold.id, { kind: 'claim', untilMs: now() + limits.holdClaimMs });
    if (claimed?.isChanged !== true) return waiting(hold, limits.holdRetryMs);
    const content = await vault.get(claimed.hold);
    if (content === null) return { kind: 'refused', hold: hold.id, why: 'expired', reason: null };
    const edited = claimed.hold.revision > 1;
    if (hold.side === 'request') return { kind: 'forward', hold: hold.id, body: edited ? content.body : null };
    return { kind: 'answer', hold: hold.id, content, edited };
  }
}

/** What the person who denied it wrote. */
export function denialOf(hold: Hold): string | null {
  return hold.decisions.findLast(({ decision }) => decision === 'deny')?.reason ?? null;
}
