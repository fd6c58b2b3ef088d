// What `penstock.approval` sees: version 1 of its input, as a schema that gives the TypeScript type and the JSON Schema. Every field is always there and
// null when absent. Never a value of a finding, nor a byte of what is held.
import { z } from 'zod';
import { apiShapes } from '../words/access.ts';
import type { HoldRule } from '../words/decision.ts';
import { type Approver, approverRoles, type DecisionKind, type HeldPrincipal, type Hold, type HoldAsk } from '../words/hold.ts';
import { count, destination, jsonSchema, time } from './input.ts';
import { timeOf } from './input-time.ts';

const text = z.string();
const texts = z.array(text).readonly();
const decision = z.enum(['approve', 'deny', 'mask', 'edit']);

const hold = z.strictObject({
  id: text.nullable(),
  side: z.enum(['request', 'response']),
  style: z.enum(['wait', 'pending']),
  reading: z.enum(['open', 'complete', 'incomplete']),
  revision: z.int().min(1),
  rules: z
    .array(
      z.strictObject({
        rule: text,
        reason: text,
        approvers: texts,
        mandatory: texts,
        quorum: z.int().min(1),
        remember: z.boolean(),
      }),
    )
    .readonly(),
  findings: z
    .array(
      z.strictObject({
        id: z.int().min(1),
        detector: text,
        class: text,
        severity: z.enum(['low', 'medium', 'high', 'critical']),
        confidence: z.number(),
        channel: text,
        path: text,
        key: text.nullable(),
        length: count.nullable(),
        count: count,
        destinations: z.array(destination).readonly().nullable(),
        action: z.enum(['hold', 'mask', 'pass']),
      }),
    )
    .readonly(),
  principal: z.strictObject({
    id: text,
    kind: z.enum(['mtls', 'service-account', 'grant', 'anonymous', 'none']),
    namespace: text.nullable(),
    service_account: text.nullable(),
    groups: texts,
    self_declared: z.boolean(),
  }),
  owner: text.nullable(),
  connection: text,
  api: z.enum(apiShapes),
  session: text,
  method: text,
  path: text,
  model: text.nullable(),
  created_ms: z.int(),
  expires_ms: z.int().nullable(),
  decisions: z.array(z.strictObject({ by: text, decision, revision: z.int().min(1), counts_as: texts })).readonly(),
});

/** Version 1 of the input of `penstock.approval`. */
export const approvalInput = z.strictObject({
  version: z.literal(1),
  /** `approval`: somebody wants to decide. `opening`: who is behind the principal? */
  point: z.enum(['approval', 'opening']),
  time,
  hold,
  approver: z
    .strictObject({
      id: text,
      name: text,
      groups: texts,
      roles: z.array(z.enum(approverRoles)).readonly(),
      claims: z.record(text, z.unknown()).readonly(),
    })
    .nullable(),
  decision: decision.nullable(),
  reason: text.nullable(),
});

export type ApprovalInput = z.infer<typeof approvalInput>;

/** The JSON Schema, as `policies/schemas/approval.json` has it. */
export function approvalInputSchema(): unknown {
  return jsonSchema(approvalInput);
}

export interface ApprovalAbout {
  readonly hold: Hold;
  readonly approver: Approver;
  readonly decision: DecisionKind;
  readonly reason: string | null;
  readonly nowMs: number;
}

/** The document for somebody who wants to decide. */
export function approvalInputOf({ hold, approver, decision: kind, reason, nowMs }: ApprovalAbout): ApprovalInput {
  const { id, name, groups, roles, claims } = approver;
  return {
    ...frame(nowMs, 'approval'),
    hold: {
      ...common(hold),
      id: hold.id,
      reading: hold.reading,
      revision: hold.revision,
      findings: hold.findings.map(finding => ({ ...finding, destinations: finding.destinations ?? null })),
      owner: hold.owner,
      created_ms: hold.createdMs,
      expires_ms: hold.expiresMs,
      decisions: hold.decisions.map(one => ({
        by: one.by,
        decision: one.decision,
        revision: one.revision,
        counts_as: one.countsAs,
      })),
    },
    approver: { id, name, groups, roles, claims },
    decision: kind,
    reason,
  };
}

/** The document for a hold that is being opened. */
export function openingInputOf(ask: HoldAsk, nowMs: number): ApprovalInput {
  return {
    ...frame(nowMs, 'opening'),
    hold: {
      ...common(ask),
      id: null,
      reading: 'open',
      revision: 1,
      findings: [],
      owner: null,
      created_ms: nowMs,
      expires_ms: null,
      decisions: [],
    },
    approver: null,
    decision: null,
    reason: null,
  };
}

function frame(nowMs: number, point: ApprovalInput['point']) {
  return { version: 1 as const, point, time: timeOf(nowMs) };
}

function common({ side, style, rules, principal, connection, api, session, method, path, model }: Hold | HoldAsk) {
  return {
    side,
    style,
    rules: rules.map(ruleOf),
    principal: principalOf(principal),
    connection,
    api,
    session,
    method,
    path,
    model,
  };
}

function ruleOf({ rule, reason, approvers, mandatory, quorum, remember }: HoldRule) {
  return { rule, reason, approvers, mandatory, quorum, remember };
}

function principalOf({ id, kind, namespace, service_account, groups, self_declared }: HeldPrincipal) {
  return { id, kind, namespace, service_account, groups, self_declared };
}
