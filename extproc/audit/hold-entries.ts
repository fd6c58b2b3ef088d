// What the ledger says of holds, from their documents as they change: each replica hears of all changes, be they its own or not, and tells each once. Pure.
// A change that was made while no replica ran is none of its business; one that several replicas heard of stands in the log of each, under the same version.
// Never a reason that people gave, nor what was held: who decided what, about which digest.
import type { EntryDraft, EntryKind, Json } from '../words/evidence.ts';
import type { Hold } from '../words/hold.ts';
import { fixedLimits } from '../words/limits.ts';
import { fitting, names, short } from './bounded.ts';

/** What was told of a hold. */
interface Told {
  readonly isComplete: boolean;
  readonly decisions: number;
  readonly isOver: boolean;
}

const nothing: Told = { isComplete: false, decisions: 0, isOver: false };

export class HoldNotes {
  readonly #told = new Map<string, Told>();
  readonly #sinceMs: number;

  /** Of holds that are older, what they are when they are first heard of was told before. */
  constructor(sinceMs: number) {
    this.#sinceMs = sinceMs;
  }

  /** The entries that this change makes, in their order; none where it makes none. */
  hear(hold: Hold): readonly EntryDraft[] {
    const now: Told = { isComplete: hold.digest !== null, decisions: hold.decisions.length, isOver: hold.state !== 'pending' };
    const known = this.#told.get(hold.id);
    const isNew = known === undefined && hold.createdMs >= this.#sinceMs;
    const before = known ?? (isNew ? nothing : now);
    this.#remember(hold.id, now);
    const entries: EntryDraft[] = [];
    if (isNew) entries.push(draft('hold.opened', hold, opened(hold)));
    if (now.isComplete && !before.isComplete) entries.push(draft('hold.completed', hold, { digest: hold.digest }));
    for (const decision of hold.decisions.slice(before.decisions)) entries.push(draft('hold.decided', hold, decided(decision)));
    if (now.isOver && !before.isOver) entries.push(draft('hold.ended', hold, { state: hold.state, digest: hold.digest }));
    return entries;
  }

  /** The ones heard of last: a hold that is heard of again after very many others is taken for an old one. */
  #remember(id: string, told: Told): void {
    this.#told.delete(id);
    this.#told.set(id, told);
    if (this.#told.size > fixedLimits.entryHoldsKnownMax) this.#told.delete(this.#told.keys().next().value!);
  }
}

function opened(hold: Hold): { readonly [name: string]: Json } {
  const { side, style, principal, connection, session, method, path, model, policyRevision, joined } = hold;
  return {
    side,
    style,
    exchange: hold.exchanges[0] ?? null,
    session,
    connection,
    principal: short(principal.id),
    method,
    path: short(path),
    model: model === null ? null : short(model),
    policy_revision: policyRevision,
    joined,
    expires_ms: hold.expiresMs,
    rules: fitting(
      hold.rules.map(({ rule, quorum, approvers }) => ({ rule: short(rule), quorum, approvers: names(approvers) })),
      fixedLimits.entryListBytesMax,
    ),
    rules_total: hold.rules.length,
  };
}

function decided({ by, decision, digest, revision, countsAs, rememberMs, reason }: Hold['decisions'][number]): {
  readonly [name: string]: Json;
} {
  return {
    by: short(by),
    decision,
    digest,
    revision,
    counts_as: names(countsAs),
    remember_ms: rememberMs,
    has_reason: reason !== null,
  };
}

function draft(kind: EntryKind, { id, version }: Hold, data: { readonly [name: string]: Json }): EntryDraft {
  return { kind, about: id, data: { version, ...data } };
}
