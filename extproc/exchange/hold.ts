// The hold gate: where an exchange that rules hold back asks for people, and hears what they decided. As long as there is nobody to ask, a hold
// is a block, so that nothing leaves undecided.
import type { HeldContent, HoldAsk, HoldNews, Redemption } from '../words/hold.ts';

/** One hold of one exchange, from its side. None of these waits or throws. */
export interface HoldTicket {
  /** Of the hold. */
  readonly id: string;
  /** More rules held while the rest was read. */
  add(rules: HoldAsk['rules']): void;
  /** All was read: people may decide from here on. */
  complete(content: HeldContent): void;
  /** The client is gone. A complete hold stays decidable where its answer can be fetched; one that is not can only be denied. */
  leave(): void;
  /** What was released was handed to the proxy whole. */
  delivered(): void;
}

export type Opening =
  | { readonly kind: 'held'; readonly ticket: HoldTicket }
  /** Nobody to ask, or too many holds already: a block with this code. */
  | { readonly kind: 'refused'; readonly code: 'hold_unavailable' | 'too_many_holds' };

/** Asked at once, from memory: the exchange does not wait for an answer. What takes longer comes as news, exactly once, never before the call returned. */
export interface HoldDesk {
  /** Whether people let the like of this pass already. */
  remembers(ask: Pick<HoldAsk, 'principal' | 'session' | 'connection'>, rule: string): boolean;
  open(ask: HoldAsk, tell: (news: HoldNews) => void): Opening;
  /** Whether something may be waiting for this request: false is certain. */
  mayHave(requestKey: string, hold: string | null): boolean;
  /** `hold`: named by the client, else found by the request's key. */
  redeem(
    request: { readonly key: string; readonly hold: string | null; readonly principal: string },
    tell: (answer: Redemption) => void,
  ): void;
  /** A claimed answer was handed to the proxy whole. */
  delivered(hold: string): void;
}

/** Refuses each hold. */
export const noDesk: HoldDesk = {
  remembers: () => false,
  open: () => ({ kind: 'refused', code: 'hold_unavailable' }),
  mayHave: () => false,
  redeem: (_request, tell) => queueMicrotask(() => tell({ kind: 'none' })),
  delivered: () => {},
};
