// What the API takes and gives, as schemas: requests are checked against them, answers are cut to them, and the OpenAPI document is made of them.
import { z } from 'zod';
import { approverRoles, holdStates } from '../words/hold.ts';

const time = z.string().meta({ format: 'date-time' });
const text = z.string();
const holdId = z
  .string()
  .regex(/^ho_[0-9A-Z]{26}$/)
  .meta({ description: 'id of a hold' });

export const holdParams = z.object({ id: holdId });

export const ruleSchema = z.object({
  rule: text,
  reason: text,
  approvers: z.array(text),
  quorum: z.int(),
  remember: z.boolean(),
});

export const findingSchema = z.object({
  id: z.int(),
  detector: text,
  class: text,
  severity: text,
  confidence: z.number(),
  channel: text,
  path: text,
  key: text.nullable(),
  length: z.int().nullable(),
  count: z.int(),
  action: z.enum(['hold', 'mask', 'pass']),
  destinations: z.array(z.object({ host: text, port: z.int().nullable(), scheme: text.nullable() })).nullable(),
});

export const decisionSchema = z.object({
  by: text,
  name: text,
  decision: z.enum(['approve', 'deny', 'mask', 'edit']),
  digest: text.nullable(),
  revision: z.int(),
  reason: text.nullable(),
  counts_as: z.array(text),
  at: time,
});

export const holdSchema = z
  .object({
    id: text,
    state: z.enum(holdStates),
    /** Of the content that a decision is bound to; null while the answer is being read. */
    digest: text.nullable(),
    revision: z.int(),
    reading: z.enum(['open', 'complete', 'incomplete']),
    side: z.enum(['request', 'response']),
    style: z.enum(['wait', 'pending']),
    rule: text,
    reason: text,
    rules: z.array(ruleSchema),
    quorum: z.int(),
    findings: z.array(findingSchema),
    principal: z.object({
      id: text,
      kind: text,
      namespace: text.nullable(),
      service_account: text.nullable(),
      groups: z.array(text),
      self_declared: z.boolean(),
    }),
    owner: text.nullable(),
    connection: text,
    api: text,
    session: text,
    exchange: text,
    exchanges: z.array(text),
    method: text,
    path: text,
    model: text.nullable(),
    policyRevision: text,
    createdAt: time,
    completedAt: time.nullable(),
    expiresAt: time,
    decidedAt: time.nullable(),
    deliveredAt: time.nullable(),
    decisions: z.array(decisionSchema),
    /** Alike ones (principal, session, rules) have the same. */
    like: text,
    /** The identical hold that this one was joined to. */
    joined: text.nullable(),
  })
  .meta({ id: 'Hold' });

export const verdictSchema = z.object({
  allow: z.boolean(),
  counts_as: z.array(text),
  reason_required: z.boolean(),
  may_remember: z.boolean(),
  reason: text.nullable(),
});

export const holdDetailSchema = holdSchema.extend({ may: verdictSchema.nullable() }).meta({ id: 'HoldDetail' });

export const listQuery = z.object({
  state: z.enum(holdStates).optional(),
  connection: text.max(64).optional(),
  principal: text.max(512).optional(),
  rule: text.max(64).optional(),
  q: text.max(256).optional(),
  after: z.iso.datetime({ offset: true }).optional(),
  before: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: text.max(512).optional(),
});

export const holdsPage = z.object({ items: z.array(holdSchema), next: text.nullable() });

export const contentSchema = z
  .object({
    digest: text,
    revision: z.int(),
    format: text,
    contentType: text.nullable(),
    status: z.int().nullable(),
    bytes: z.int(),
    /** The beginning of what had left before the hold is not there any more. */
    beforeIsCut: z.boolean(),
    texts: z.array(
      z.object({
        channel: text,
        kind: z.enum(['text', 'reasoning', 'tool_call', 'other']),
        name: text.nullable(),
        text,
        leftChars: z.int(),
        editable: z.boolean(),
        marks: z.array(
          z.object({
            start: z.int(),
            end: z.int(),
            finding: z.int().nullable(),
            detector: text,
            action: z.enum(['hold', 'mask']),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'HeldContent' });

const duration = z
  .string()
  .regex(/^[1-9][0-9]{0,6}[smhd]$/)
  .meta({ description: 'a time such as 90s, 10m, 2h or 1d' });

export const decisionBody = z
  .strictObject({
    decision: z.enum(['approve', 'deny', 'mask', 'edit']),
    digest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/)
      .nullish(),
    reason: z.string().max(2000).nullish(),
    edits: z
      .array(
        z.strictObject({
          channel: text.max(512),
          start: z.int().min(0),
          end: z.int().min(0),
          text: text.max(100_000).default(''),
        }),
      )
      .max(256)
      .default([]),
    remember: duration.nullish(),
  })
  .meta({ id: 'Decision' });

export const rememberedSchema = z
  .object({
    id: text,
    rule: text,
    principal: text,
    session: text,
    connection: text,
    hold: text,
    by: text,
    createdAt: time,
    expiresAt: time,
    revokedAt: time.nullable(),
  })
  .meta({ id: 'Remembered' });

export const meSchema = z.object({
  id: text,
  name: text,
  groups: z.array(text),
  roles: z.array(z.enum(approverRoles)),
});

export const statsSchema = z.object({
  pending: z.int(),
  opened: z.int(),
  decided: z.int(),
  waitMsP50: z.number().nullable(),
  waitMsP99: z.number().nullable(),
});

export const deadLetterSchema = z
  .object({ target: text, hold: text, occasion: text, attempts: z.int(), why: text, at: time })
  .meta({ id: 'DeadLetter' });

/** `10m` → milliseconds. */
export function durationMs(written: string): number {
  const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000 }[written.at(-1) as 's' | 'm' | 'h' | 'd'];
  return Number.parseInt(written, 10) * unitMs;
}
