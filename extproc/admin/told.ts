// A hold as the API tells it: the store's document in the API's names, times as ISO 8601, nothing that is for replicas alone.
import type { z } from 'zod';
import type { ApprovalVerdict, HeldView } from '../approvals/ports.ts';
import type { Hold, Remembered } from '../words/hold.ts';
import type { contentSchema, holdSchema, rememberedSchema, verdictSchema } from './schemas.ts';

export function toldHold(hold: Hold): z.infer<typeof holdSchema> {
  const [first] = hold.rules;
  return {
    id: hold.id,
    state: hold.state,
    digest: hold.digest,
    revision: hold.revision,
    reading: hold.reading,
    side: hold.side,
    style: hold.style,
    rule: first?.rule ?? '',
    reason: first?.reason ?? '',
    rules: hold.rules.map(({ rule, reason, approvers, quorum, remember }) => ({
      rule,
      reason,
      approvers: [...approvers],
      quorum,
      remember,
    })),
    quorum: Math.max(1, ...hold.rules.map(({ quorum }) => quorum)),
    findings: hold.findings.map(({ destinations, ...finding }) => ({
      ...finding,
      destinations: destinations?.map(({ host, port, scheme }) => ({ host, port, scheme })) ?? null,
    })),
    principal: { ...hold.principal, groups: [...hold.principal.groups] },
    owner: hold.owner,
    connection: hold.connection,
    api: hold.api,
    session: hold.session,
    exchange: hold.exchanges[0] ?? '',
    exchanges: [...hold.exchanges],
    method: hold.method,
    path: hold.path,
    model: hold.model,
    policyRevision: hold.policyRevision,
    createdAt: time(hold.createdMs),
    completedAt: timeOrNull(hold.completedMs),
    expiresAt: time(hold.expiresMs),
    decidedAt: timeOrNull(hold.decidedMs),
    deliveredAt: timeOrNull(hold.deliveredMs),
    decisions: hold.decisions.map(({ countsAs, atMs, selves: _, ...decision }) => ({
      ...decision,
      counts_as: [...countsAs],
      at: time(atMs),
    })),
    like: hold.likeKey,
    joined: hold.joined,
  };
}

export function toldVerdict(verdict: ApprovalVerdict): z.infer<typeof verdictSchema> {
  const { allow, countsAs, reasonRequired, mayRemember, reason } = verdict;
  return { allow, counts_as: [...countsAs], reason_required: reasonRequired, may_remember: mayRemember, reason };
}

export function toldContent({ digest, revision, texts, beforeIsCut, content }: HeldView): z.infer<typeof contentSchema> {
  return {
    digest,
    revision,
    format: content.format,
    contentType: content.contentType,
    status: content.status,
    bytes: content.body.length,
    beforeIsCut,
    texts: texts.map(({ channel, kind, name, text, leftChars, isEditable, marks }) => ({
      channel,
      kind,
      name,
      text,
      leftChars,
      editable: isEditable,
      marks: [...marks],
    })),
  };
}

export function toldRemembered(remembered: Remembered): z.infer<typeof rememberedSchema> {
  const { createdMs, expiresMs, revokedMs, ...rest } = remembered;
  return { ...rest, createdAt: time(createdMs), expiresAt: time(expiresMs), revokedAt: timeOrNull(revokedMs) };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

function timeOrNull(ms: number | null): string | null {
  return ms === null ? null : time(ms);
}
