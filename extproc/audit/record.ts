// The record of one exchange: what happened, in ids, names, places and sizes. Never a value.
import type { Grant, Principal } from '../words/access.ts';
import type { Finding, PayloadKind, Side } from '../words/finding.ts';
import type { HoldStyle } from '../words/hold.ts';

export type Decided = 'allow' | 'mask' | 'block' | 'hold';

/** What became of a finding: `signed` would have been masked, and passed because it can't be altered and the plan says so. */
export type FindingRecord = Pick<
  Finding,
  'id' | 'detector' | 'class' | 'side' | 'channel' | 'path' | 'key' | 'length' | 'fingerprint' | 'count'
> & { readonly action: 'mask' | 'pass' | 'hold' | 'allowed' | 'signed' | 'stop' };

/** What became of a hold, as far as this exchange saw it. */
export interface HoldRecord {
  readonly id: string;
  readonly side: Side;
  readonly style: HoldStyle;
  /** Names of the rules; none where an earlier exchange was held. */
  readonly rules: readonly string[];
  /**
   * `pending`: the client was told to come back. `left`: it had gone. `fetched`: what an earlier exchange was held for was handed over.
   * `blocked`: the exchange was blocked for another reason.
   */
  readonly ended:
    | 'released'
    | 'edited'
    | 'denied'
    | 'expired'
    | 'delivered'
    | 'failed'
    | 'too_many'
    | 'pending'
    | 'left'
    | 'blocked'
    | 'fetched';
  readonly waited_ms: number;
}

/** Base64 that the plan lets through without a look into it. */
export interface UnscannedRecord {
  readonly side: Side;
  /** Null for all that found no place of its own in the record. */
  readonly path: string | null;
  readonly kind: PayloadKind;
  /** As they are spelled. */
  readonly bytes: number;
  readonly count: number;
}

export interface ExchangeRecord {
  readonly event: 'exchange';
  readonly version: 1;
  readonly exchange: string;
  /** Null where Envoy answered before anybody was known. */
  readonly session: string | null;
  readonly grant: Grant | null;
  readonly principal: Pick<Principal, 'id' | 'kind' | 'namespace' | 'service_account' | 'self_declared'> | null;
  readonly connection: string | null;
  /** Policy that decided, from the exchange's first message to its last. */
  readonly policy_revision: string | null;
  readonly began_ms: number;
  readonly decision: Decided;
  /** Stable code of the block, without `penstock_`. */
  readonly block: string | null;
  readonly request: {
    readonly method: string | null;
    readonly path: string | null;
    readonly model: string | null;
    readonly stream: boolean | null;
    readonly bytes: number;
    /** Why it passed unread: the code of the block that it would have been, had the operator not let it pass. Null: it was read. */
    readonly unread: string | null;
  };
  readonly response: {
    readonly status: number | null;
    readonly content_type: string | null;
    readonly format: string | null;
    /** Likewise. */
    readonly unread: string | null;
    /** From the upstream, after content-decoding. */
    readonly bytes_in: number;
    /** Handed to Envoy. */
    readonly bytes_out: number;
  };
  readonly findings: readonly FindingRecord[];
  readonly unscanned: readonly UnscannedRecord[];
  readonly holds: readonly HoldRecord[];
  /** Rules that did not hold, since people let the like of it pass. */
  readonly remembered: readonly string[];
  readonly tool_calls: number;
  /** Rules in shadow that would have acted, by kind. */
  readonly observed: Readonly<Record<'block' | 'hold' | 'mask', number>>;
  readonly policy_evaluations: number;
  readonly policy_ms: number;
  readonly first_byte_ms: number | null;
  readonly elapsed_ms: number;
  /** `delivered`: the final bytes were handed to Envoy. */
  readonly ending: 'delivered' | 'blocked' | 'cancelled' | 'failed';
}

/** Takes records; must not wait and must not throw. */
export type Recorder = (record: ExchangeRecord) => void;
