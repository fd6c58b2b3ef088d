// What is written down of what happens: entries of the ledger, what is recorded of an exchange for replay, and its original in segments. What the rooms that
// write it, keep it and check it tell each other. An entry holds ids, names, places, sizes and digests, and never a value.
import type { Side } from './finding.ts';

export const entryKinds = [
  'exchange.began',
  'exchange.ended',
  'decision',
  'hold.opened',
  'hold.completed',
  'hold.decided',
  'hold.ended',
  'grant.issued',
  'grant.used',
  'grant.revoked',
  'original.sealed',
  'original.opened',
  'recording.deleted',
  'policy.loaded',
  'policy.refused',
  'config.changed',
  'server.started',
  'server.stopped',
  'ledger.trimmed',
] as const;

export type EntryKind = (typeof entryKinds)[number];

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** One leaf of the ledger, as its canonical JSON (RFC 8785) says it. */
export interface LedgerEntry {
  readonly version: 1;
  /** `re_…` */
  readonly id: string;
  readonly kind: EntryKind;
  /** When, by the clock of the replica that wrote it. */
  readonly time_ms: number;
  /** What it is about: `ex_…`, `ho_…`, `gr_…`; null for what is about the server. */
  readonly about: string | null;
  readonly data: { readonly [name: string]: Json };
}

export type EntryDraft = Pick<LedgerEntry, 'kind' | 'about' | 'data'>;

/** Whether an entry is kept for good: told once, never before the call that appended it returned. */
export type Durable = (outcome: 'durable' | 'lost') => void;

/** Where entries are appended. Neither waits nor throws; what can't be kept is told by `durable`, and counted. */
export interface Ledger {
  append(entry: EntryDraft, durable?: Durable): void;
  /** False while the store is full or gone: exchanges of connections that require a record may not begin. */
  readonly isOpen: boolean;
}

/** A record as it is kept: its place in the log, and the canonical JSON that is the leaf. */
export interface KeptRecord {
  readonly index: number;
  readonly leaf: string;
}

/** Records before `leaves` were deleted by retention; `roots`, in base64, are those of the perfect subtrees over them, largest first. */
export interface TrimmedRecords {
  readonly leaves: number;
  readonly roots: readonly string[];
}

/** What identifies a log: its name, the key that signs its checkpoints as C2SP writes verifier keys, and the deployment's signed note about that key. */
export interface LogIdentity {
  readonly origin: string;
  readonly verifier: string;
  readonly certificate: string | null;
}

/** A proof (RFC 6962, 2.1.1) that a record is in the tree of a checkpoint. Hashes in base64. */
export interface RecordProof extends KeptRecord {
  readonly size: number;
  readonly hashes: readonly string[];
  readonly checkpoint: string;
}

/** A proof (RFC 6962, 2.1.2) that the tree of `from` leaves is the beginning of the one of `to`. Hashes in base64. */
export interface GrowthProof {
  readonly from: number;
  readonly to: number;
  readonly hashes: readonly string[];
}

/** Reads what one replica's log has on its disk. Rejects with ERR_LEDGER_BROKEN where that is not what was written. */
export interface LedgerReader {
  readonly identity: LogIdentity;
  /** The newest checkpoint, a signed note; null before the first. */
  readonly checkpoint: string | null;
  trimmed(): Promise<TrimmedRecords>;
  /** From this place on, or from the first that is still there; at most as many as the limits let. Empty at the end. */
  records(from: number, limit: number): Promise<readonly KeptRecord[]>;
  /** Null for a record that is not there (any more), or that no checkpoint has yet. */
  proofOf(record: string): Promise<RecordProof | null>;
  /** Null where the sizes are none of this log, or the older one lies within what was deleted. */
  growth(from: number, to: number): Promise<GrowthProof | null>;
}

/** Facts of an exchange that search and replay know it by. */
export interface TapeFacts {
  readonly exchange: string;
  readonly session: string;
  readonly connection: string;
  readonly api: string;
  readonly principal: string;
  readonly namespace: string | null;
  readonly grant: string | null;
  readonly method: string;
  readonly path: string;
  readonly model: string | null;
  readonly beganMs: number;
  readonly policyRevision: string;
  readonly records: { readonly request: boolean; readonly response: boolean };
  readonly seals: boolean;
}

/** What was found in an exchange, and what became of it: where a value stood and never the value. */
export interface TapeFinding {
  readonly id: number;
  readonly detector: string;
  readonly class: string;
  readonly side: Side;
  readonly channel: string;
  readonly path: string;
  readonly count: number;
  /** As the audit record says it: `mask`, `hold`, `pass`, … */
  readonly action: string;
  /** What replaces it, where it was masked. */
  readonly with: string | null;
  /** The rule that held because of it, where one did. */
  readonly rule: string | null;
}

/** What is known of an exchange when it is over. */
export interface TapeEnd {
  readonly endedMs: number;
  readonly decision: string;
  readonly block: string | null;
  readonly ending: string;
  readonly status: number | null;
  readonly contentType: string | null;
  readonly format: string | null;
  readonly detectors: readonly string[];
  readonly tools: readonly string[];
  readonly holds: readonly string[];
  readonly tokens: number;
  /** As many as are told: for people who look at a recording. */
  readonly findings?: readonly TapeFinding[];
}

/** A stretch of the original as it was decided on, in the order of the original. */
export type Segment =
  | { readonly kind: 'kept'; readonly bytes: Uint8Array }
  /** `group`: places that were masked as one, such as a secret over several events. */
  | {
      readonly kind: 'masked';
      readonly original: Uint8Array;
      readonly delivered: Uint8Array;
      readonly group: number;
      readonly findings: readonly number[];
    };

/** Takes what passes of one exchange, in its order. Neither waits nor throws; bytes are only lent for the call. */
export interface Tape {
  /** As it went up, or down, masked. `atMs`: since the exchange began. */
  delivered(side: Side, bytes: Uint8Array, atMs: number): void;
  /** The same content before masking, after content-decoding. */
  original(side: Side, segment: Segment): void;
  end(end: TapeEnd): void;
}

export interface Recorder {
  begin(facts: TapeFacts): Tape;
}

/** Takes nothing down. */
export const noTape: Tape = { delivered: () => {}, original: () => {}, end: () => {} };
export const noRecorder: Recorder = { begin: () => noTape };
