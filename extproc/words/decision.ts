// What Rego decided at one point of an exchange (`penstock.decision`), parsed and checked.

/** What replaces a value, weakest first. Two masks on one finding: the strongest wins. */
export const strategies = ['partial', 'format', 'pseudonym', 'hash', 'placeholder', 'drop'] as const;
export type Strategy = (typeof strategies)[number];

export interface BlockRule {
  /** Without the `penstock_` that clients see before it. */
  readonly code: string;
  readonly message: string;
  /** 400 to 499. */
  readonly status: number;
}

export interface HoldRule {
  readonly rule: string;
  readonly reason: string;
  readonly approvers: readonly string[];
  /** Of the approvers, those that can't be done without: somebody who counts for each of them must approve. */
  readonly mandatory: readonly string[];
  readonly quorum: number;
  readonly ttlMs: number;
  readonly style: 'wait' | 'pending' | null;
  /** Whether approvers may let the like of it pass for a while. */
  readonly remember: boolean;
  /** A line for the client of a stream, as a comment: that a review is under way. Null: none. */
  readonly notice: string | null;
}

export interface MaskRule {
  /** Id of the finding. */
  readonly finding: number;
  readonly with: Strategy;
}

/** A rule in shadow: recorded, changes nothing. */
export interface ObservedRule {
  readonly would: 'block' | 'hold' | 'mask';
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Each list sorted; the host applies block over hold over mask over allow, and masks always. */
export interface Decision {
  readonly blocks: readonly BlockRule[];
  readonly holds: readonly HoldRule[];
  readonly masks: readonly MaskRule[];
  readonly observed: readonly ObservedRule[];
}
