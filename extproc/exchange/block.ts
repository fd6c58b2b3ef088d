// A block as the exchange carries it from where it was decided to where it is answered.
import { type HostBlockCode, hostBlocks } from '../words/blocks.ts';
import type { BlockRule } from '../words/decision.ts';
import type { Side } from '../words/finding.ts';

export interface Block {
  /** Without `penstock_`. */
  readonly code: string;
  /** What clients get before the first byte. */
  readonly status: number;
  readonly message: string;
  /** The hold that it is about. */
  readonly hold?: {
    readonly id: string;
    /** When it is worth to ask again; null: it is not. */
    readonly retryAfterMs: number | null;
  };
}

/** A block by Penstock itself. */
export function hostBlock(code: HostBlockCode): Block {
  const [status, message] = hostBlocks[code];
  return { code, status, message };
}

const undecodable = {
  request: { broken: 'request_encoding', bomb: 'request_too_large' },
  response: { broken: 'response_encoding', bomb: 'inflate_bomb' },
} as const;

/** A body whose coding could not be undone. */
export function undecodableBlock(side: Side, why: 'broken' | 'bomb'): Block {
  return hostBlock(undecodable[side][why]);
}

/** What people decided, or did not yet: the sentence of the code with what they or the rule gave as their reason. */
export function holdBlock(code: HostBlockCode, id: string, reason: string | null, retryAfterMs: number | null = null): Block {
  const block = hostBlock(code);
  const why = reason === null || reason === '' ? '' : `: ${reason}`;
  return { ...block, message: `${block.message}${why} (hold ${id})`, hold: { id, retryAfterMs } };
}

const peoples: ReadonlySet<string> = new Set([
  'held',
  'hold_denied',
  'hold_expired',
  'hold_failed',
  'hold_delivered',
] satisfies HostBlockCode[]);

/** Whether the code says what people decided, or did not yet; else it is a block by policy or by Penstock. */
export function decidedBy(code: string): 'hold' | 'block' {
  return peoples.has(code) ? 'hold' : 'block';
}

/** A block by a policy: the first of the rules that blocked, which are sorted. */
export function ruleBlock(rule: BlockRule): Block {
  return { code: rule.code, status: rule.status, message: rule.message };
}
