// What the ledger says of exchanges, as drafts of its entries: from what happened, to ids, names, places, sizes and digests. docs/entries.md describes each.
// Pure. Never a value; every list and text is bounded, since an entry that is too long for the ledger would be lost.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../words/canonical-json.ts';
import type { EntryDraft, EntryKind, Json } from '../words/evidence.ts';
import { fixedLimits } from '../words/limits.ts';
import { fitting, names, short } from './bounded.ts';
import type { ExchangeRecord, FindingRecord } from './record.ts';

/** What is known of an exchange when it begins. */
export type ExchangeBeginning = Pick<
  ExchangeRecord,
  'exchange' | 'session' | 'grant' | 'principal' | 'connection' | 'policy_revision' | 'began_ms'
> &
  Pick<ExchangeRecord['request'], 'method' | 'path'>;

/** What rules decided at one point of an exchange: names and codes. */
export interface DecisionNote {
  readonly point: 'request_head' | 'request' | 'finding' | 'tool_call' | 'response_end';
  /** The finding that was asked about; null elsewhere. */
  readonly finding: number | null;
  readonly tool: string | null;
  readonly blocks: readonly string[];
  /** Names of the rules. */
  readonly holds: readonly string[];
  readonly masks: readonly { readonly finding: number; readonly with: string }[];
  /** What rules in shadow would have done. */
  readonly observed: readonly string[];
}

/** A body as it came, or as it left: null where there was none. */
export type BodyDigest = `sha256:${string}` | null;

export interface ExchangeDigests {
  readonly request: { readonly came: BodyDigest; readonly left: BodyDigest };
  readonly response: { readonly came: BodyDigest; readonly left: BodyDigest };
}

export function exchangeBegan(beginning: ExchangeBeginning, isRequired: boolean): EntryDraft {
  const { exchange, session, grant, principal, connection, policy_revision, began_ms, method, path } = beginning;
  return draft('exchange.began', exchange, {
    session,
    grant: grant?.id ?? null,
    principal: principal === null ? null : { ...principal, id: short(principal.id) },
    connection,
    policy_revision,
    began_ms,
    method,
    path,
    audit: isRequired ? 'required' : 'best-effort',
  });
}

/** `decided`: how many decisions there were, those that have no entry of their own among them. */
export function exchangeEnded(record: ExchangeRecord, digests: ExchangeDigests, decided: number): EntryDraft {
  const { event, version, exchange, principal, grant, findings, holds, remembered, ...rest } = record;
  const told = fitting(findings, fixedLimits.entryFindingsBytesMax);
  return draft('exchange.ended', exchange, {
    ...rest,
    principal: principal === null ? null : short(principal.id),
    grant: grant?.id ?? null,
    digests: { request: { ...digests.request }, response: { ...digests.response } },
    findings: told.map(finding => ({ ...finding })),
    findings_total: findings.length,
    findings_untold: byDetector(findings.slice(told.length)),
    findings_digest: digestOf(findings),
    holds: fitting(holds, fixedLimits.entryListBytesMax).map(hold => ({ ...hold })),
    holds_total: holds.length,
    remembered: names(remembered),
    unscanned: fitting(record.unscanned, fixedLimits.entryListBytesMax).map(place => ({ ...place })),
    unscanned_total: record.unscanned.length,
    observed: { ...record.observed },
    decisions_total: decided,
  });
}

export function decisionMade(exchange: string, note: DecisionNote): EntryDraft {
  return draft('decision', exchange, {
    point: note.point,
    finding: note.finding,
    tool: note.tool,
    blocks: names(note.blocks),
    holds: names(note.holds),
    masks: note.masks.slice(0, fixedLimits.entryItemsMax).map(mask => ({ ...mask })),
    masks_total: note.masks.length,
    observed: names(note.observed),
  });
}

/** Of the grant of one exchange. `used`: its request went to the upstream. */
export function grantChanged(kind: 'issued' | 'used' | 'revoked', { grant, ...of }: ExchangeBeginning): EntryDraft | null {
  if (grant === null) return null;
  const data = {
    exchange: of.exchange,
    principal: of.principal === null ? null : short(of.principal.id),
    connection: of.connection,
  };
  return draft(
    `grant.${kind}`,
    grant.id,
    kind === 'issued' ? { ...data, purpose: grant.purpose, implicit: grant.implicit } : data,
  );
}

/** Bytes that pass, one side in one direction, on their way to a digest. */
export class BodyHash {
  #hash = createHash('sha256');
  #isEmpty = true;

  add(bytes: Uint8Array): this {
    if (bytes.length === 0) return this;
    this.#hash.update(bytes);
    this.#isEmpty = false;
    return this;
  }

  /** Another one, which goes on from here. */
  copy(): BodyHash {
    const copy = new BodyHash();
    copy.#hash = this.#hash.copy();
    copy.#isEmpty = this.#isEmpty;
    return copy;
  }

  get digest(): BodyDigest {
    return this.#isEmpty ? null : `sha256:${this.#hash.copy().digest('hex')}`;
  }
}

function byDetector(findings: readonly FindingRecord[]): { readonly [detector: string]: number } {
  const counts: Record<string, number> = {};
  for (const { detector } of findings) {
    const name = detector in counts || Object.keys(counts).length < fixedLimits.entryItemsMax ? short(detector) : 'others';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** All of them, as the whole list in canonical JSON, so that a copy of it elsewhere can be checked. */
function digestOf(findings: readonly FindingRecord[]): BodyDigest {
  const text = findings.length === 0 ? null : canonicalJson(findings, fixedLimits.ledgerEntryDepthMax);
  return text === null ? null : new BodyHash().add(Buffer.from(text)).digest;
}

function draft(kind: EntryKind, about: string | null, data: { readonly [name: string]: Json }): EntryDraft {
  return { kind, about, data };
}
