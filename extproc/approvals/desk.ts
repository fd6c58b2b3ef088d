// The desk: what exchanges and approvers meet. Puts the parts of this room together over a store, in which all that counts stands; other replicas
// do the same over the same store. Time, timers, chance, policy and the reading of content are given to it.
import { deriveKey } from '../words/derive.ts';
import type { Hold, HoldDesk } from '../words/hold.ts';
import { ulid } from '../words/ulid.ts';
import { holdChanges } from './changes.ts';
import { openDecisions } from './decisions.ts';
import { keepExpiring } from './expiry.ts';
import { Figures } from './figures.ts';
import { Mirror } from './mirror.ts';
import type { Approvals, DeskSetting } from './ports.ts';
import { redeemer } from './redeem.ts';
import { openRemembrance } from './remembered.ts';
import { newHold } from './rules/life.ts';
import { likeKeyOf } from './rules/likeness.ts';
import { keepInSync } from './sync.ts';
import { openTickets } from './tickets.ts';
import { openVault } from './vault.ts';

export interface Desk {
  /** For exchanges. */
  readonly holds: HoldDesk;
  /** For people. */
  readonly approvals: Approvals;
  /** Tells all who wait that it failed. The store stays open: it is not the desk's. */
  close(): void;
}

/** Opens once the store was read, or could not be: then it goes on trying. */
export async function openDesk(setting: DeskSetting): Promise<Desk> {
  const { store, limits, now, after, chance, policy, reader, onTrouble } = setting;
  const likeKey = deriveKey(setting.master, 'alike holds');
  const mirror = new Mirror(limits, now);
  const changes = holdChanges(setting, mirror);
  const vault = openVault(setting, changes);
  const remembrance = openRemembrance(setting);
  const tickets = openTickets(setting, mirror, changes, vault);
  const decisions = openDecisions(setting, changes, vault, remembrance);
  const redeem = redeemer(setting, changes, vault);
  const figures = new Figures(limits);
  mirror.listen(hold => figures.hear(hold));
  const stopExpiring = keepExpiring(setting, mirror, changes, hold => tickets.expire(hold));
  const sync = keepInSync(setting, mirror, remembrance, changes);
  let isClosed = false;
  let stopSweeping = after(limits.holdSweepMs, sweep);
  await sync.ready;

  return {
    holds: {
      // Cut off from the store, it could not know that somebody took it back.
      remembers: (ask, rule) => sync.isWhole && remembrance.has(ask, rule),
      open(ask, tell) {
        const nowMs = now();
        if (isClosed) return { kind: 'refused', code: 'hold_unavailable' };
        if (isFull(ask.principal.id)) return { kind: 'refused', code: 'too_many_holds' };
        const owner = policy.ownerOf(ask, nowMs);
        if (owner.kind === 'failed') return { kind: 'refused', code: 'hold_unavailable' };
        const given = { id: ulid('ho', nowMs, chance(10)), owner: owner.owner, likeKey: likeKeyOf(likeKey, ask) };
        return { kind: 'held', ticket: tickets.issue(newHold(ask, given, nowMs), tell) };
      },
      mayHave: (requestKey, hold) => hold !== null || !sync.isWhole || mirror.hasRequest(requestKey),
      redeem(request, tell) {
        const failed = { kind: 'refused', hold: request.hold ?? '', why: 'failed', reason: null } as const;
        const answer = redeem(request).catch(cause => {
          onTrouble({ kind: 'store', hold: request.hold, cause });
          return failed;
        });
        answer.then(tell).catch(cause => onTrouble({ kind: 'listener', hold: request.hold, cause }));
      },
      delivered: hold => inBackground(hold, changes.change(hold, { kind: 'delivered' })),
    },
    approvals: {
      async list(filter, cursor, itemsMax) {
        const { items, next } = await store.list(filter, cursor, itemsMax);
        // People decide the one that others are joined to.
        return { items: items.filter(({ joined }) => joined === null), next };
      },
      get: id => store.get(id),
      async view(id) {
        const hold = await decisions.leaderOf(id);
        if (hold === null || hold.digest === null) return null;
        const content = await vault.get(hold);
        if (content === null) return null;
        const texts = await reader.read(content);
        return { digest: hold.digest, revision: hold.revision, texts, beforeIsCut: content.beforeIsCut, content };
      },
      isWithheldFrom: decisions.isWithheldFrom,
      may: decisions.may,
      decide: decisions.decide,
      remembered: () => remembrance.list(),
      forget: async (id, { roles }) => (roles.includes('approver') || roles.includes('operator')) && remembrance.revoke(id),
      watch: listener => mirror.listen(hold => hear(listener, hold)),
      stats: async () => figures.stats(mirror.all().filter(isInInbox).length, now()),
    },
    close() {
      isClosed = true;
      stopSweeping();
      stopExpiring();
      sync.close();
      tickets.close();
    },
  };

  function isFull(principal: string): boolean {
    return mirror.pendingInAll >= limits.holdsPendingMax || mirror.pendingOf(principal) >= limits.holdsPendingPerPrincipalMax;
  }

  function sweep(): void {
    mirror.prune();
    inBackground(null, store.sweep(now(), now() - limits.holdKeptMsMax));
    if (!isClosed) stopSweeping = after(limits.holdSweepMs, sweep);
  }

  function inBackground(hold: string | null, work: Promise<unknown>): void {
    work.catch(cause => onTrouble({ kind: 'store', hold, cause }));
  }

  function hear(listener: (hold: Hold) => void, hold: Hold): void {
    try {
      listener(hold);
    } catch (cause) {
      onTrouble({ kind: 'listener', hold: hold.id, cause });
    }
  }
}

function isInInbox({ state, joined }: Hold): boolean {
  return state === 'pending' && joined === null;
}
