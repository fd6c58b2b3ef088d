// The hold gate: where an exchange that rules hold back asks for people, and hears what they decided. As long as there is nobody to ask, a hold
// is a block, so that nothing leaves undecided.
import type { HoldDesk } from '../words/hold.ts';

export type { HoldDesk, HoldTicket, Opening } from '../words/hold.ts';

/** Refuses each hold. */
export const noDesk: HoldDesk = {
  remembers: () => false,
  open: () => ({ kind: 'refused', code: 'hold_unavailable' }),
  mayHave: () => false,
  redeem: (_request, tell) => queueMicrotask(() => tell({ kind: 'none' })),
  delivered: () => {},
};
