// Approvals that let the like of a hold pass for a while: of one rule, one principal, one session, one connection. Asked from memory, at once.

import type { Hold, HoldAsk, Remembered } from '../words/hold.ts';
import { ulid } from '../words/ulid.ts';
import type { DeskSetting } from './ports.ts';

export interface Remembrance {
  /** Whether what this rule holds passes already. */
  has(ask: Pick<HoldAsk, 'principal' | 'session' | 'connection'>, rule: string): boolean;
  list(): Promise<readonly Remembered[]>;
  /** For each rule of a released hold. */
  add(hold: Hold, by: string, forMs: number): Promise<void>;
  /** False: there is none. */
  revoke(id: string): Promise<boolean>;
  refresh(): Promise<void>;
}

export function openRemembrance({ store, now, chance }: Pick<DeskSetting, 'store' | 'now' | 'chance'>): Remembrance {
  let known: ReadonlyMap<string, readonly Remembered[]> = new Map();
  let reading = 0;

  return {
    has: ({ principal, session, connection }, rule) =>
      (known.get(scope(rule, principal.id, session, connection)) ?? []).some(({ expiresMs }) => now() < expiresMs),
    list,
    async add(hold, by, forMs) {
      const nowMs = now();
      for (const rule of new Set(hold.rules.map(({ rule: name }) => name))) {
        await store.putRemembered({
          id: ulid('gr', nowMs, chance(10)),
          rule,
          principal: hold.principal.id,
          session: hold.session,
          connection: hold.connection,
          hold: hold.id,
          by,
          createdMs: nowMs,
          expiresMs: nowMs + forMs,
          revokedMs: null,
        });
      }
      await refresh();
    },
    async revoke(id) {
      const found = (await list()).find(remembered => remembered.id === id);
      if (found === undefined) return false;
      await store.putRemembered({ ...found, revokedMs: now() });
      await refresh();
      return true;
    },
    refresh,
  };

  async function list(): Promise<readonly Remembered[]> {
    const nowMs = now();
    return (await store.listRemembered(nowMs)).filter(({ expiresMs, revokedMs }) => revokedMs === null && nowMs < expiresMs);
  }

  /** Of readings that overtake each other the one that began last counts. */
  async function refresh(): Promise<void> {
    const turn = ++reading;
    const all = await list();
    if (turn !== reading) return;
    known = Map.groupBy(all, ({ rule, principal, session, connection }) => scope(rule, principal, session, connection));
  }
}

function scope(rule: string, principal: string, session: string, connection: string): string {
  return JSON.stringify([rule, principal, session, connection]);
}
