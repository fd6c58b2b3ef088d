// A hold: a response or request that is kept back until people decide. What it is, how it changes, and what its rooms tell each other of it.
import type { ApiShape, Principal } from './access.ts';
import type { HoldRule } from './decision.ts';
import type { Finding, Side } from './finding.ts';
import type { Plan } from './plan.ts';

export const holdStates = ['pending', 'approved', 'denied', 'expired', 'cancelled'] as const;

export type HoldState = (typeof holdStates)[number];

/** `wait`: the client's connection is kept. `pending`: it is told to come back. */
export type HoldStyle = 'wait' | 'pending';

/** `open`: the upstream is still being read. `incomplete`: the client left before the end; such a hold can only be denied. */
export type HoldReading = 'open' | 'complete' | 'incomplete';

/** Who asked, as far as approvers and policies see it. */
export type HeldPrincipal = Pick<Principal, 'id' | 'kind' | 'namespace' | 'service_account' | 'groups' | 'self_declared'>;

/** A finding as approvers see it: what and where, never the value. */
export type HeldFinding = Pick<
  Finding,
  'id' | 'detector' | 'class' | 'severity' | 'confidence' | 'channel' | 'path' | 'key' | 'length' | 'count' | 'destinations'
> & {
  /** Whether a rule held because of it, or it is masked in what is shown. */
  readonly action: 'hold' | 'mask' | 'pass';
};

/** Someone who may decide, as sign-in proved it. */
export interface Approver {
  /** `user:<name>`, stable: from the token's file, or issuer and subject. */
  readonly id: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly roles: readonly ApproverRole[];
  readonly claims: Readonly<Record<string, unknown>>;
}

export const approverRoles = ['approver', 'auditor', 'operator'] as const;

export type ApproverRole = (typeof approverRoles)[number];

/** Text to replace inside of a held answer: in one of the texts that its reading shows, by UTF-16 places in it. */
export interface TextEdit {
  /** As the reading names it, e.g. `choices/0/content`. */
  readonly channel: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type DecisionKind = 'approve' | 'deny' | 'mask' | 'edit';

/** A decision as someone asks for it. */
export interface DecisionAsk {
  readonly decision: DecisionKind;
  /** Of the content that was shown; null only to deny what has none yet. */
  readonly digest: string | null;
  readonly reason: string | null;
  /** For `edit`; for `mask` the texts are ignored: each place becomes a placeholder. */
  readonly edits: readonly TextEdit[];
  /** Lets what the same rule holds of the same principal in this session pass, for so long. Null: only this one. */
  readonly rememberMs: number | null;
}

/** A decision that counted, as the hold and the record keep it. */
export interface HoldDecision {
  readonly by: string;
  /** All ids by which sign-in knows this person, `by` among them: who has one of them is the same person. */
  readonly selves: readonly string[];
  readonly name: string;
  readonly decision: DecisionKind;
  readonly digest: string | null;
  /** Revision of the content that it was about, from 1. */
  readonly revision: number;
  readonly reason: string | null;
  /** Approvers of the rules (`group:…`, `user:…`) for whom it counts. */
  readonly countsAs: readonly string[];
  /** For how long this person lets the like of it pass; null: not at all. */
  readonly rememberMs: number | null;
  readonly atMs: number;
}

/** A hold as the store keeps it, whole: one document, exchanged by compare-and-set on its version. */
export interface Hold {
  /** `ho_…` */
  readonly id: string;
  /** Grows by one with each change. */
  readonly version: number;
  readonly state: HoldState;
  readonly side: Side;
  readonly style: HoldStyle;
  /** Whether a client waits for it on its connection; what nobody waits for is there for who asks again. */
  readonly waiting: boolean;
  readonly reading: HoldReading;
  /** `sha256:…` of the content that would be released; null while it is being read. */
  readonly digest: string | null;
  /** Of the content: 1, and one more with each edit. */
  readonly revision: number;
  /** At least one. */
  readonly rules: readonly HoldRule[];
  readonly findings: readonly HeldFinding[];
  readonly principal: HeldPrincipal;
  /** The person (or `group:…`) whom policy takes to be behind the principal; null when it names none. */
  readonly owner: string | null;
  readonly connection: string;
  readonly api: ApiShape;
  readonly session: string;
  /** The exchange that was held first, and others with the same content since. */
  readonly exchanges: readonly string[];
  readonly method: string;
  readonly path: string;
  readonly model: string | null;
  readonly policyRevision: string;
  readonly createdMs: number;
  readonly completedMs: number | null;
  /** When this state ends by itself: of a pending hold the time to decide, of an approved one the time to fetch it. */
  readonly expiresMs: number;
  readonly decidedMs: number | null;
  readonly decisions: readonly HoldDecision[];
  /** Keyed: the same request of the same principal has the same. */
  readonly requestKey: string;
  /** Keyed: what is alike (principal, session, rules) has the same. */
  readonly likeKey: string;
  /** Of the identical hold that it was joined to: people decide that one, and its content is released for this one too. Null else. */
  readonly joined: string | null;
  /** When a released answer was handed over whole, or a refusal told, which happens once; null before. */
  readonly deliveredMs: number | null;
  /** Until when a replica is handing it over; 0 when none is. */
  readonly claimedUntilMs: number;
}

/** A remembered approval: what this rule holds of this principal in this session passes until it expires. */
export interface Remembered {
  readonly id: string;
  readonly rule: string;
  readonly principal: string;
  readonly session: string;
  readonly connection: string;
  readonly hold: string;
  readonly by: string;
  readonly createdMs: number;
  readonly expiresMs: number;
  readonly revokedMs: number | null;
}

/** What an exchange asks for when rules hold it. */
export interface HoldAsk {
  readonly side: Side;
  readonly style: HoldStyle;
  readonly rules: readonly HoldRule[];
  readonly principal: HeldPrincipal;
  readonly connection: string;
  readonly api: ApiShape;
  readonly session: string;
  readonly exchange: string;
  readonly method: string;
  readonly path: string;
  readonly model: string | null;
  readonly policyRevision: string;
  /** Keyed, by `requestKeyOf`. */
  readonly requestKey: string;
}

/** What was held back, once it was read to its end, masked as policy says. */
export interface HeldContent {
  readonly side: Side;
  readonly api: ApiShape;
  readonly path: string;
  /** The content room's name of the body's format. */
  readonly format: string;
  readonly status: number | null;
  readonly contentType: string | null;
  /** Set on the answer when it is released; edited already. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Of the answer; people see them, and who waits gets them behind the body. Empty where there were none. */
  readonly trailers: readonly (readonly [name: string, value: string])[];
  /** What had left before the hold began, for people to read on from; its beginning may be missing. */
  readonly before: Uint8Array;
  readonly beforeIsCut: boolean;
  /** What an approval releases. */
  readonly body: Uint8Array;
  readonly findings: readonly HeldFinding[];
  /** Under which it was looked through: an edited body is looked through under it again. */
  readonly plan: Plan;
  /** The policy input of the exchange, without findings: an edited body's findings are decided on with it. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the desk tells an exchange that waits. */
export type HoldNews =
  /** The body may leave: as it was held, or edited. */
  | { readonly kind: 'released'; readonly hold: string; readonly body: Uint8Array; readonly edited: boolean }
  | {
      readonly kind: 'refused';
      readonly hold: string;
      readonly why: 'denied' | 'expired' | 'failed' | 'too_many';
      readonly reason: string | null;
    };

/** What the desk tells an exchange that asks again for what was held. */
export type Redemption =
  | { readonly kind: 'none' }
  /** `retryAfterMs`: when it is worth to ask again. */
  | { readonly kind: 'waiting'; readonly hold: string; readonly reason: string; readonly retryAfterMs: number }
  /** The request itself was held and may now go upstream: as it came (null), or with this body in place of its own. Claimed like an answer. */
  | { readonly kind: 'forward'; readonly hold: string; readonly body: Uint8Array | null }
  /** Claimed for this exchange: `delivered` must follow, else another may have it after a while. */
  | { readonly kind: 'answer'; readonly hold: string; readonly content: HeldContent; readonly edited: boolean }
  | {
      readonly kind: 'refused';
      readonly hold: string;
      readonly why: 'denied' | 'expired' | 'delivered' | 'failed';
      readonly reason: string | null;
    };

/** One hold of one exchange, from its side. None of these waits or throws. */
export interface HoldTicket {
  /** Of the hold. */
  readonly id: string;
  /** More rules held while the rest was read. */
  add(rules: HoldAsk['rules']): void;
  /** All was read: people may decide from here on. */
  complete(content: HeldContent): void;
  /** The client is gone, or was told to come back: no news from here on. A complete hold stays decidable where its answer can be fetched; one that is not can only be denied. */
  leave(): void;
  /** The exchange was blocked for another reason: there is nothing left to decide. No news from here on. */
  cancel(): void;
  /** What was released was handed to the proxy whole. */
  delivered(): void;
}

export type Opening =
  | { readonly kind: 'held'; readonly ticket: HoldTicket }
  /** Nobody to ask, or too many holds already: a block with this code. */
  | { readonly kind: 'refused'; readonly code: 'hold_unavailable' | 'too_many_holds' };

/** Asked at once, from memory: the exchange does not wait for an answer. What takes longer comes as news, exactly once, never before the call returned. */
export interface HoldDesk {
  /** Whether people let the like of this pass already. */
  remembers(ask: Pick<HoldAsk, 'principal' | 'session' | 'connection'>, rule: string): boolean;
  open(ask: HoldAsk, tell: (news: HoldNews) => void): Opening;
  /** Whether something may be waiting for this request: false is certain. */
  mayHave(requestKey: string, hold: string | null): boolean;
  /** `hold`: named by the client, else found by the request's key. */
  redeem(
    request: { readonly key: string; readonly hold: string | null; readonly principal: string },
    tell: (answer: Redemption) => void,
  ): void;
  /** A claimed answer was handed to the proxy whole. */
  delivered(hold: string): void;
}
