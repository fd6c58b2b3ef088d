// What a decision comes to: block over hold over mask over allow. The one place where the precedence stands.
import type { Decision, HoldRule, MaskRule, Strategy } from '../words/decision.ts';
import { strategies } from '../words/decision.ts';
import { type Block, ruleBlock } from './block.ts';

export type Verdict =
  /** Where there are holds, no further than to those who decide on them. */
  | { readonly kind: 'go'; readonly masks: readonly MaskRule[]; readonly holds: readonly HoldRule[] }
  | { readonly kind: 'block'; readonly block: Block };

/** Masks stand under a hold too; under a block nothing leaves that they could apply to. */
export function verdictOf(decision: Decision): Verdict {
  const [blocked] = decision.blocks;
  if (blocked) return { kind: 'block', block: ruleBlock(blocked) };
  return { kind: 'go', masks: decision.masks, holds: decision.holds };
}

/** The strongest strategy that a rule wants for this finding; null when none wants any. */
export function strategyFor(masks: readonly MaskRule[], finding: number): Strategy | null {
  let strongest = -1;
  for (const mask of masks) if (mask.finding === finding) strongest = Math.max(strongest, strategies.indexOf(mask.with));
  return strategies[strongest] ?? null;
}
