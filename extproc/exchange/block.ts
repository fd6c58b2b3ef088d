// A block as the exchange carries it from where it was decided to where it is answered.
import { type HostBlockCode, hostBlocks } from '../words/blocks.ts';
import type { BlockRule } from '../words/decision.ts';

export interface Block {
  /** Without `penstock_`. */
  readonly code: string;
  /** What clients get before the first byte. */
  readonly status: number;
  readonly message: string;
}

/** A block by Penstock itself. */
export function hostBlock(code: HostBlockCode): Block {
  const [status, message] = hostBlocks[code];
  return { code, status, message };
}

/** A block by a policy: the first of the rules that blocked, which are sorted. */
export function ruleBlock(rule: BlockRule): Block {
  return { code: rule.code, status: rule.status, message: rule.message };
}
