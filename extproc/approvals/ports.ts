// What the approvals room needs of others, and what it offers them. Rooms outside fill these in; main.ts puts them together.

import type {
  Approver,
  DecisionAsk,
  DecisionKind,
  HeldContent,
  HeldFinding,
  Hold,
  HoldAsk,
  HoldState,
  Remembered,
  TextEdit,
} from '../words/hold.ts';
import type { Limits } from '../words/limits.ts';
import type { Secret } from '../words/secret.ts';

/** Which holds to list; newest first. Null: any. */
export interface HoldFilter {
  readonly state: HoldState | null;
  readonly connection: string | null;
  readonly principal: string | null;
  readonly rule: string | null;
  /** In ids, rules, reasons, principals and paths; never in content. */
  readonly text: string | null;
  readonly createdAfterMs: number | null;
  readonly createdBeforeMs: number | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; null at the end. Opaque to clients. */
  readonly next: string | null;
}

/** Something in the store changed, at any replica. `lost`: changes may have been missed, so look at everything anew. */
export type StoreChange =
  | { readonly kind: 'hold'; readonly id: string; readonly version: number }
  | { readonly kind: 'remembered'; readonly id: string }
  | { readonly kind: 'lost' };

/**
 * Where holds live: one document each, changed by compare-and-set. Knows no rule of approvals. Content is sealed before it comes here. Every call may
 * reject with a Fault `ERR_STORE_…`; then nothing was changed, or it is not known, and the caller reads again.
 */
export interface HoldStore {
  /** False: this id is there already. */
  create(hold: Hold): Promise<boolean>;
  /** Puts it in place of the version before it; false: the hold has another version by now, or is gone. */
  replace(hold: Hold): Promise<boolean>;
  get(id: string): Promise<Hold | null>;
  list(filter: HoldFilter, cursor: string | null, itemsMax: number): Promise<Page<Hold>>;
  /** Those that still matter: pending ones, and released ones that were not fetched; oldest first. */
  live(itemsMax: number): Promise<readonly Hold[]>;
  byRequest(requestKey: string): Promise<readonly Hold[]>;
  count(filter: Pick<HoldFilter, 'state' | 'principal'>): Promise<number>;
  /** Sealed content of a revision; writing it again with other bytes is a fault. */
  putContent(id: string, revision: number, sealed: Uint8Array, goneMs: number): Promise<void>;
  getContent(id: string, revision: number): Promise<Uint8Array | null>;
  /** Deletes content whose time is over, and holds that ended before `endedBeforeMs`; gives how many of each. */
  sweep(nowMs: number, endedBeforeMs: number): Promise<{ readonly contents: number; readonly holds: number }>;
  putRemembered(remembered: Remembered): Promise<void>;
  listRemembered(nowMs: number): Promise<readonly Remembered[]>;
  /** Hears of changes made here and, with PostgreSQL, at other replicas. Gives what stops it. */
  watch(listener: (change: StoreChange) => void): () => void;
  close(): Promise<void>;
}

/** What `penstock.approval` says of someone who wants to decide. */
export interface ApprovalVerdict {
  readonly allow: boolean;
  /** Of the hold's approvers, those for whom it counts. */
  readonly countsAs: readonly string[];
  readonly reasonRequired: boolean;
  /** Whether the like of it may be let pass for a while. */
  readonly mayRemember: boolean;
  /** For people, when refused. */
  readonly reason: string | null;
}

/** Someone who wants to decide, and what. */
export interface ApprovalQuestion {
  readonly hold: Hold;
  readonly approver: Approver;
  readonly decision: DecisionKind;
  readonly reason: string | null;
  readonly nowMs: number;
}

/** What the policy in force says. Neither throws: what goes wrong is a refusal. */
export interface ApprovalPolicy {
  decide(question: ApprovalQuestion): ApprovalVerdict;
  /** The person behind a principal, if it names one; `failed`: it could not say, and nobody may be asked. */
  ownerOf(ask: HoldAsk, nowMs: number): { readonly kind: 'owner'; readonly owner: string | null } | { readonly kind: 'failed' };
}

/** What was edited, looked through once more. */
export type Rescan =
  /** The body with what had to be masked in it, and rules that hold it now. */
  | {
      readonly kind: 'passed';
      readonly body: Uint8Array;
      readonly findings: readonly HeldFinding[];
      readonly rules: Hold['rules'];
    }
  /** Policy blocks it, or it can't be read. */
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Reads and edits held content, as the content room does. Changes nothing; what they say in words holds no byte of it. They take their time, so that
 * exchanges have their turn meanwhile, and reject with ERR_HOLD_BUSY where too many others wait for theirs.
 */
export interface ContentReader {
  /** All that is there, whatever it is: what can't be read as its format is one text, as it is written. */
  read(content: HeldContent): Promise<readonly ReadText[]>;
  edit(
    content: HeldContent,
    edits: readonly TextEdit[],
  ): Promise<{ readonly kind: 'edited'; readonly body: Uint8Array } | { readonly kind: 'refused'; readonly why: string }>;
  rescan(content: HeldContent): Promise<Rescan>;
}

/** What went wrong and is not an answer to anybody; for the log. */
export interface DeskTrouble {
  readonly kind: 'store' | 'content' | 'policy' | 'listener';
  readonly hold: string | null;
  readonly cause: unknown;
}

/** What the desk works with. */
export interface DeskSetting {
  readonly store: HoldStore;
  /** The installation's master key. */
  readonly master: Secret;
  readonly policy: ApprovalPolicy;
  readonly reader: ContentReader;
  readonly limits: Limits;
  /** Milliseconds since 1970, the same at all replicas. */
  readonly now: () => number;
  /** Does something later; gives what calls it off. */
  readonly after: (ms: number, act: () => void) => () => void;
  readonly chance: (bytes: number) => Uint8Array;
  readonly onTrouble: (trouble: DeskTrouble) => void;
}

/** Why a decision did not count; stable, in the API's problems as `type`. */
export const refusals = [
  'not_found',
  'not_pending',
  'expired',
  'incomplete',
  'digest_mismatch',
  'not_allowed',
  'self_approval',
  'already_decided',
  'reason_required',
  'editor_only',
  'edit_invalid',
  'remember_forbidden',
  'conflict',
] as const;

export type DecisionRefusal = (typeof refusals)[number];

export type DecisionOutcome =
  | { readonly kind: 'recorded'; readonly hold: Hold }
  | { readonly kind: 'refused'; readonly code: DecisionRefusal; readonly message: string };

/** One text of a held answer as the client would read it. */
export interface ReadText {
  /** What edits name it by. */
  readonly channel: string;
  readonly kind: 'text' | 'reasoning' | 'tool_call' | 'other';
  /** Of a tool call. */
  readonly name: string | null;
  readonly text: string;
  /** How much of it had left before the hold, in UTF-16 units. */
  readonly leftChars: number;
  /** Whether places in it can be replaced. */
  readonly isEditable: boolean;
  /** Places of findings that approvers should look at, with the finding's id where it is known. */
  readonly marks: readonly {
    readonly start: number;
    readonly end: number;
    readonly finding: number | null;
    readonly detector: string;
    readonly action: 'hold' | 'mask';
  }[];
}

/** What people look at. */
export interface HeldView {
  readonly digest: string;
  readonly revision: number;
  readonly texts: readonly ReadText[];
  readonly beforeIsCut: boolean;
  /** The bytes that an approval releases, as they are, for those who want to see them. */
  readonly content: HeldContent;
}

/** What the admin room, the command line and chat work with. */
export interface Approvals {
  list(filter: HoldFilter, cursor: string | null, itemsMax: number): Promise<Page<Hold>>;
  get(id: string): Promise<Hold | null>;
  /** Null: there is none, or its time is over. */
  view(id: string): Promise<HeldView | null>;
  /** Whether they asked for it themselves and nobody has released it yet: to read it would be to have it. */
  isWithheldFrom(id: string, approver: Approver): Promise<boolean>;
  /** Whether this person could decide now; for the page to show what can be done. */
  may(id: string, approver: Approver): Promise<ApprovalVerdict | null>;
  decide(id: string, ask: DecisionAsk, approver: Approver): Promise<DecisionOutcome>;
  remembered(): Promise<readonly Remembered[]>;
  forget(id: string, approver: Approver): Promise<boolean>;
  /** Hears each hold that is new or changed, those too that were joined to another just now and are listed no more. Gives what stops it. */
  watch(listener: (hold: Hold) => void): () => void;
  stats(): Promise<HoldStats>;
}

export interface HoldStats {
  readonly pending: number;
  /** Of the last hour. */
  readonly opened: number;
  readonly decided: number;
  readonly waitMsP50: number | null;
  readonly waitMsP99: number | null;
}
