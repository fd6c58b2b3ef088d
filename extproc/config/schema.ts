// What penstock.yaml may say: every key, its shape and its default. docs/configuration.md documents each; a test compares.
import { z } from 'zod';
import { apiShapes } from '../words/access.ts';
import { strategies } from '../words/decision.ts';
import { defaultLimits } from '../words/limits.ts';
import { decodings } from '../words/plan.ts';
import { webhookForms } from './config.ts';
import {
  address,
  ageRecipient,
  allowRule,
  approver,
  cidr,
  duration,
  host,
  hostOrSuffix,
  httpsUrl,
  line,
  name,
  path,
  secretReference,
  spiffeId,
  upstreamUrl,
  urlOrPath,
} from './values.ts';

const days = z.int().min(1).max(36_500);
const text = z.string().min(1).max(256);

const listen = z.strictObject({
  extproc: address.default('127.0.0.1:9000'),
  admin: address.default('127.0.0.1:9080'),
  tls: z.strictObject({ cert: path, key: path, clientCa: path.optional() }).optional(),
});

const dataFolder = z.strictObject({
  folder: path.default('./data'),
  database: path.optional(),
  ledger: path.optional(),
  recordings: path.optional(),
  vault: path.optional(),
  keys: path.optional(),
});

const pattern = z.strictObject({
  id: name,
  pattern: z.string().min(1).max(defaultLimits.patternBytesMax),
  class: text.optional(),
  severity: z.enum(['low', 'medium', 'high', 'critical']).optional(),
  with: z.enum(strategies).optional(),
});

const allowed = z.union([
  z.strictObject({ fingerprint: text }),
  z.strictObject({ pattern: text }),
  z.strictObject({ path: text }),
]);

const shift = z.strictObject({
  days: z
    .array(z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']))
    .min(1)
    .max(7),
  from: z.int().min(0).max(23),
  to: z.int().min(0).max(24),
});

// The settings of the shipped topics. Others belong to topics of the installation's own: the bundle has a default for each, against
// which the policy room checks them.
const policyConfig = z
  .object({
    topics_off: z.array(text).optional(),
    request: z.boolean().optional(),
    decode: z.array(z.enum(decodings)).max(16).optional(),
    payloads: z.enum(['scan', 'pass', 'block']).optional(),
    signed_thinking: z.enum(['block', 'pass']).optional(),
    allow: z.array(allowed).max(defaultLimits.planItemsMax).optional(),
    secrets: z.record(name, z.enum(strategies)).optional(),
    secrets_off: z.array(name).max(1024).optional(),
    secrets_confidence: z.number().min(0).max(1).optional(),
    fields: z.array(text).max(1024).optional(),
    patterns: z.array(pattern).max(defaultLimits.planPatternsMax).optional(),
    personal: z.record(name, z.enum(strategies)).optional(),
    personal_also: z.array(name).max(256).optional(),
    personal_off: z.array(name).max(256).optional(),
    personal_confidence: z.number().min(0).max(1).optional(),
    personal_fields: z.array(text).max(1024).optional(),
    internal_hosts: z.array(hostOrSuffix).max(1024).optional(),
    internal_cidrs: z.array(cidr).max(1024).optional(),
    webhook_body_bytes: z.int().min(0).optional(),
    exfiltration_any_size: z.array(name).max(256).optional(),
    privileged_risks: z.array(name).max(256).optional(),
    privileged_severity: z.enum(['low', 'medium', 'high', 'critical']).optional(),
    privileged_confidence: z.number().min(0).max(1).optional(),
    privileged_approvers: z.array(approver).min(1).optional(),
    privileged_quorum: z.int().min(1).max(16).optional(),
    privileged_mandatory: z.array(approver).max(defaultLimits.holdApproversMax).optional(),
    privileged_ttl: duration.optional(),
    privileged_style: z.enum(['wait', 'pending']).optional(),
    privileged_remember: z.boolean().optional(),
    privileged_notice: line.optional(),
    approval_reason_required: z
      .array(z.enum(['approve', 'deny', 'mask', 'edit']))
      .max(4)
      .optional(),
    approval_hours: z.record(approver, shift).optional(),
    approval_owners: z.record(text, approver).optional(),
    approval_remember_never: z.array(text).max(1024).optional(),
  })
  .catchall(z.json());

const ageRecipients = z.array(ageRecipient).min(1).max(16);

const connection = z.strictObject({
  name,
  hosts: z.array(host).min(1).max(64),
  api: z.enum(apiShapes),
  allow: z.array(allowRule).min(1).max(256).optional(),
  identity: z
    .array(z.enum(['mtls', 'service-account', 'grant', 'anonymous']))
    .min(1)
    .optional(),
  upstream: upstreamUrl.optional(),
  credential: path.optional(),
  hold: z
    .strictObject({ style: z.enum(['wait', 'pending']).default('wait'), maxMinutes: z.int().min(1).max(10_080).default(10) })
    .prefault({}),
  audit: z.enum(['required', 'best-effort']).default('required'),
  recording: z
    .strictObject({ response: z.boolean().default(true), request: z.boolean().default(true), days: days.default(30) })
    .prefault({}),
  seal: z.strictObject({ recipients: ageRecipients, both: ageRecipients.optional(), days: days.default(365) }).optional(),
  onUnreadable: z.enum(['block', 'pass']).default('block'),
});

const identity = z.strictObject({
  trustedProxies: z.array(spiffeId).max(64).default([]),
  issuers: z
    .array(z.strictObject({ name, issuer: httpsUrl, audience: text.default('penstock'), jwks: urlOrPath }))
    .max(16)
    .default([]),
});

const groups = z.array(text).max(256);

const approvals = z.strictObject({
  url: httpsUrl.optional(),
  oidc: z
    .strictObject({
      issuer: httpsUrl,
      clientId: text,
      clientSecretFile: path.optional(),
      groupsClaim: text.default('groups'),
      audience: text.optional(),
      roles: z
        .strictObject({ approver: groups.default([]), auditor: groups.default([]), operator: groups.default([]) })
        .prefault({}),
    })
    .optional(),
  tokens: path.optional(),
  notify: z
    .array(
      z.strictObject({
        webhook: httpsUrl,
        secretFile: path.optional(),
        form: z.enum(webhookForms).default('standard'),
        inner: z.boolean().default(false),
      }),
    )
    .max(16)
    .default([]),
});

const ledger = z.strictObject({
  origin: z
    .string()
    .regex(/^[^\s+]{1,128}$/)
    .optional(),
  deploymentKey: path.optional(),
  days: days.optional(),
  publish: z
    .array(
      z
        .strictObject({ file: path.optional(), webhook: httpsUrl.optional(), inner: z.boolean().default(false) })
        .refine(({ file, webhook }) => (file === undefined) !== (webhook === undefined), {
          error: 'must have a file or a webhook',
        }),
    )
    .max(16)
    .default([]),
  stdout: z.boolean().default(false),
  file: path.optional(),
  fileMegabytes: z.int().min(1).max(100_000).default(100),
  files: z.int().min(1).max(1_000).default(5),
});

const observe = z.strictObject({
  logs: z.enum(['stdout', 'none']).default('stdout'),
  otlp: upstreamUrl.optional(),
  metrics: z.boolean().default(true),
});

// Upper bound: a limit that no number of a computer's reaches is none.
const limit = z
  .int()
  .min(1)
  .max(2 ** 40);
const limits = z.strictObject(
  Object.fromEntries(Object.keys(defaultLimits).map(key => [key, limit.optional()])) as Record<
    keyof typeof defaultLimits,
    z.ZodOptional<typeof limit>
  >,
);

export const document = z.strictObject({
  listen: listen.prefault({}),
  data: z.union([path, dataFolder], { error: 'must be a folder, or the paths one by one' }).default('./data'),
  store: z
    .union([z.enum(['memory', 'sqlite']), secretReference], {
      error: 'must be `memory`, `sqlite`, or where the postgres URL is: `file:/path` or `env:NAME`',
    })
    .default('sqlite'),
  masterKey: secretReference.optional(),
  policies: z.strictObject({ bundle: path.optional(), config: policyConfig.prefault({}) }).prefault({}),
  connections: z.array(connection).min(1).max(1024),
  identity: identity.prefault({}),
  approvals: approvals.prefault({}),
  ledger: ledger.prefault({}),
  observe: observe.prefault({}),
  limits: limits.prefault({}),
});

export type Document = z.output<typeof document>;
