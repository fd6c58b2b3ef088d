// What a Rego author sees: version 1 of the policy input, as a schema that gives the TypeScript type and the JSON Schema.
// Knows shapes only. Every field is always there and null when absent, for a reference to a missing field is undefined in Rego,
// and undefined allows in silence. Never a value of a finding; `arguments` of a tool call is what the model wrote and may lie.
import { z } from 'zod';
import { apiShapes } from '../words/access.ts';
import { weekdays } from './input-time.ts';

export const count = z.int().min(0);
const text = z.string();

/** Where something would be sent. */
export const destination = z.strictObject({
  url_host: text,
  host: text,
  ip: text.nullable(),
  port: count.nullable(),
  scheme: text.nullable(),
});

const finding = z.strictObject({
  id: z.int().min(1),
  detector: text,
  group: text,
  class: text,
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  confidence: z.number(),
  side: z.enum(['request', 'response']),
  channel: text,
  path: text,
  key: text.nullable(),
  length: count.nullable(),
  shape: text.nullable(),
  fingerprint: text.nullable(),
  count: count,
  destinations: z.array(destination).readonly().nullable(),
  unit_bytes: count.nullable(),
});

export const time = z.strictObject({
  ms: z.int(),
  weekday: z.enum(weekdays),
  hour: count,
  minute: count,
  zone: text,
});

const usage = z.strictObject({ requests: count, bytes: count, tokens: count, findings: count });

/** Version 1 of the policy input. */
export const policyInput = z.strictObject({
  version: z.literal(1),
  point: z.enum(['request_head', 'request', 'finding', 'tool_call', 'response_end']),
  time,
  exchange: z.strictObject({
    id: text,
    session: text.nullable(),
    stream: z.boolean(),
    bytes_in: count,
    bytes_out: count,
    elapsed_ms: z.number(),
  }),
  principal: z.strictObject({
    id: text,
    kind: z.enum(['mtls', 'service-account', 'grant', 'anonymous', 'none']),
    namespace: text.nullable(),
    service_account: text.nullable(),
    groups: z.array(text).readonly(),
    claims: z.record(text, z.unknown()).readonly(),
    self_declared: z.boolean(),
  }),
  connection: z.strictObject({
    name: text,
    host: text.nullable(),
    api: z.enum(apiShapes),
  }),
  grant: z.strictObject({ id: text, purpose: text.nullable(), implicit: z.boolean() }).nullable(),
  request: z
    .strictObject({
      method: text,
      path: text,
      query_keys: z.array(text).readonly(),
      headers: z.record(text, text).readonly(),
      bytes: count,
      model: text.nullable(),
      stream: z.boolean().nullable(),
      tools: z.array(text).readonly(),
      messages: count.nullable(),
    })
    .nullable(),
  response: z.strictObject({ status: count, content_type: text.nullable() }).nullable(),
  /** The finding that this point is about; null at the other points. */
  finding: z.int().min(1).nullable(),
  findings: z.array(finding).readonly(),
  /** Occurrences in all: more than the counts in `findings` add up to when the document had no room for some. */
  findings_total: count,
  tool_call: z
    .strictObject({
      name: text,
      id: text.nullable(),
      /** The text that its arguments stand in, as in a finding's `channel`. */
      channel: text,
      arguments: z.unknown(),
      arguments_valid: z.boolean(),
      bytes: count,
      destinations: z.array(destination).readonly(),
    })
    .nullable(),
  usage: z.strictObject({ session: usage, principal: z.record(text, usage).readonly() }).nullable(),
});

type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** What Rego is given at one point of an exchange. */
export type PolicyInput = DeepReadonly<z.infer<typeof policyInput>>;

/** The JSON Schema of the input, as `policies/schemas/input.json` has it and `opa check --schema` reads it. */
export function policyInputSchema(): unknown {
  return jsonSchema(policyInput);
}

/** In the draft that OPA reads, without the marks of TypeScript's `readonly`. */
export function jsonSchema(shape: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(shape, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
}
