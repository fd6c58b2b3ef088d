// A desk that the test sits at: it keeps what it was told, and tells what the test wants.
import type { HeldContent, HoldAsk, HoldDesk, HoldNews, Redemption } from '../../../extproc/words/hold.ts';

export interface OpenedHold {
  readonly id: string;
  readonly ask: HoldAsk;
  /** What it was told, in order. */
  readonly told: string[];
  readonly added: string[];
  content: HeldContent | null;
  tell(news: HoldNews): void;
  /** Lets go what was held, or this in its place. */
  release(edited?: string): void;
  refuse(why?: 'denied' | 'expired' | 'failed' | 'too_many', reason?: string | null): void;
}

export interface FakeDesk extends HoldDesk {
  readonly holds: readonly OpenedHold[];
  /** The last one. */
  readonly hold: OpenedHold;
  readonly redeemed: { readonly key: string; readonly hold: string | null; readonly principal: string }[];
  readonly handedOver: string[];
}

export interface DeskSetting {
  readonly refuses?: 'hold_unavailable' | 'too_many_holds';
  readonly remembers?: (rule: string) => boolean;
  /** What is found for a request that is asked for again; undefined: the test answers by `redeemed`. */
  readonly finds?: (request: { readonly key: string; readonly hold: string | null }) => Redemption;
}

/** Ids that look like real ones. */
export const holdId = (number: number): string => `ho_${String(number).padStart(26, '0')}`;

export function fakeDesk(setting: DeskSetting = {}): FakeDesk {
  const holds: OpenedHold[] = [];
  const redeemed: { key: string; hold: string | null; principal: string }[] = [];
  const handedOver: string[] = [];
  return {
    holds,
    get hold() {
      return holds.at(-1)!;
    },
    redeemed,
    handedOver,
    remembers: (_about, rule) => setting.remembers?.(rule) ?? false,
    open(ask, tell) {
      if (setting.refuses !== undefined) return { kind: 'refused', code: setting.refuses };
      const id = holdId(holds.length + 1);
      const told: string[] = [];
      const added: string[] = [];
      const hold: OpenedHold = {
        id,
        ask,
        told,
        added,
        content: null,
        tell,
        release: edited =>
          tell({
            kind: 'released',
            hold: id,
            body: edited === undefined ? hold.content!.body : Buffer.from(edited),
            edited: edited !== undefined,
          }),
        refuse: (why = 'denied', reason = null) => tell({ kind: 'refused', hold: id, why, reason }),
      };
      holds.push(hold);
      return {
        kind: 'held',
        ticket: {
          id,
          add: rules => void added.push(...rules.map(({ rule }) => rule)),
          complete: content => {
            told.push('complete');
            hold.content = content;
          },
          leave: () => void told.push('leave'),
          cancel: () => void told.push('cancel'),
          delivered: () => void told.push('delivered'),
        },
      };
    },
    mayHave: (key, hold) => setting.finds !== undefined && setting.finds({ key, hold }).kind !== 'none',
    redeem(request, tell) {
      redeemed.push(request);
      const answer = setting.finds!(request);
      queueMicrotask(() => tell(answer));
    },
    delivered: hold => void handedOver.push(hold),
  };
}
