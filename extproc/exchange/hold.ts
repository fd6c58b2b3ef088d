// The hold gate: where a hold asks for people. As long as there is nobody to ask, a hold is a block, so that nothing leaves undecided.
import type { HostBlockCode } from '../words/blocks.ts';
import type { HoldRule } from '../words/decision.ts';

export type HoldOutcome = { readonly kind: 'refused'; readonly code: HostBlockCode };

export type HoldGate = (holds: readonly HoldRule[]) => HoldOutcome;

/** Refuses each hold. */
export const noApprovers: HoldGate = () => ({ kind: 'refused', code: 'hold_unavailable' });
