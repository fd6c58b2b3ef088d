// What the exchange sees of the content room: a transformer per body, and the questions that it asks.
import type { HostBlockCode } from '../words/blocks.ts';
import type { DetectorFacts, PayloadKind } from '../words/finding.ts';

/** One occurrence of something found, with its value: for the inspector's eyes only, never for records. */
export interface Hit {
  readonly detector: DetectorFacts;
  /** 0 to 1: what this occurrence deserves, which may differ from what its detector deserves in general. */
  readonly confidence: number;
  readonly channel: string;
  readonly path: string;
  /** The field name that made it a hit, else null. */
  readonly key: string | null;
  /** Decoded UTF-8; null when the match was committed before its end was seen. */
  readonly value: Uint8Array | null;
  /** The line (or block) of code that it stands in; null outside of fences and for other detectors than code risks. */
  readonly unit: Uint8Array | null;
  /** It stands in text that its API has signed or sealed: a mask there would break it, and is taken for a stop. */
  readonly isSigned: boolean;
}

/** A tool call whose arguments are complete. */
export interface ToolCall {
  readonly channel: string;
  readonly name: string;
  readonly id: string | null;
  /** Parsed; the text itself when it is not JSON. */
  readonly arguments: unknown;
  readonly argumentsValid: boolean;
  readonly argumentsText: Uint8Array;
}

/** What becomes of a hit or a tool call. `stop`: nothing of this unit leaves, and the transformer takes nothing more. */
export type Ruling =
  | { readonly kind: 'pass' }
  /** `text` replaces a string's value or the matched part of it; numbers become 0, booleans false, whatever the text is. */
  | {
      readonly kind: 'mask';
      readonly text: string;
      /** What replaces it where it overlaps another match: `text` may show a part of the value that belongs to the other one too. */
      readonly opaque: string;
      /** What it is replaced for; told where the original is traced. */
      readonly finding?: number;
    }
  | { readonly kind: 'stop' };

export type TokenPart = 'total' | 'input' | 'output';

/** The exchange's side: asked synchronously, in the order in which things are confirmed in the input. */
export interface Inspector {
  hit(hit: Hit): Ruling;
  toolCall(call: ToolCall): Exclude<Ruling, { kind: 'mask' }>;
  /**
   * Asked once, when the text says that it is complete (`[DONE]`) or the body is over, before the bytes that say so leave: a client takes
   * what it has as whole from then on.
   */
  ended(): 'go' | 'stop';
  /** Told what the text says of the tokens that it cost; sums in a stream grow, so that the largest counts. */
  used?(part: TokenPart, tokens: number): void;
  /** Told of base64 that passed without being looked into, with its bytes as they are spelled; for the record. */
  unscanned?(path: string, bytes: number, kind: PayloadKind): void;
  /** Asked on the way through long texts: true when all of this has taken so long that others should have their turn; the transformer gives up. */
  readonly late?: () => boolean;
}

/** Why a transformer gave up; the exchange makes a block of it. */
export interface Refusal {
  readonly code: HostBlockCode;
  /** All of the body so far, where none of it was read and none has left: it may pass where an operator wrote so. */
  readonly unread?: Buffer;
}

/**
 * Changes one body on its way. After any cut of the input, the bytes given to `emit` joined are the same; each call to `emit` comes
 * before the inspector is asked about anything later in the input, so what left before a decision does not depend on the cut.
 */
export interface Transformer {
  /** Takes bytes; gives what is final to `emit`. Returns a refusal when the content can't be read or passes a limit. */
  push(bytes: Buffer): Refusal | null;
  /** The body is over. */
  end(): Refusal | null;
  /** Bytes that are kept back at the moment. */
  readonly heldBack: number;
  /** True once the stream itself said that it is complete (`[DONE]`, a final event). */
  readonly complete: boolean;
}

export type Emit = (bytes: Uint8Array) => void;
