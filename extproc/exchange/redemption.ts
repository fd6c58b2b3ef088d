// What the desk's word about an earlier hold means for the exchange that asked.
import type { HeldContent, Redemption } from '../words/hold.ts';
import { type Block, holdBlock, hostBlock } from './block.ts';
import { refusalBlock } from './holding.ts';
import { type Expectation, isReadAsHeld } from './media.ts';

export type Redeemed =
  /** Nothing was held for it: it goes the usual way. */
  | { readonly kind: 'none' }
  | { readonly kind: 'block'; readonly block: Block }
  /** The request goes up, with this body in place of its own where there is one. */
  | { readonly kind: 'forward'; readonly hold: string; readonly body: Uint8Array | null }
  | { readonly kind: 'answer'; readonly hold: string; readonly content: HeldContent };

/** A client that would read the answer as something else than it was looked through as does not get it. */
export function redeemedAs(answer: Redemption, expectation: Expectation): Redeemed {
  switch (answer.kind) {
    case 'none':
    case 'forward':
      return answer;
    case 'waiting':
      return { kind: 'block', block: holdBlock('held', answer.hold, answer.reason, answer.retryAfterMs) };
    case 'refused':
      return { kind: 'block', block: refusalBlock(answer.why, answer.hold, answer.reason) };
    case 'answer':
      // A stream from somewhere in its middle would look whole.
      if (answer.content.beforeIsCut) return { kind: 'block', block: holdBlock('held_too_large', answer.hold, null) };
      if (isReadAsHeld(answer.content, expectation)) return answer;
      return { kind: 'block', block: hostBlock('response_content_type') };
  }
}
