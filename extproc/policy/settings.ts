// What an installation sets in penstock.yaml under `policies.config`, which policies read as `data.config`.
// Knows the shipped settings by type, and those of a user's own topics by the defaults that they bring. A setting that no policy reads, or
// one of another type than its policy compares with, would make a rule silently false; both are refused.
import { z } from 'zod';
import { strategies } from '../words/decision.ts';
import { decodings } from '../words/plan.ts';
import { jsonSchema } from './input.ts';
import { weekdays } from './input-time.ts';

const name = z.string().min(1).max(256);
const approver = z.string().regex(/^(group|user):\S+$/);

/** The shipped settings; `policies/config/data.json` has the defaults. */
export const policySettings = z.strictObject({
  /** Topics that are left out of every plan and decision. */
  topics_off: z.array(name),
  /** Whether requests are inspected too. */
  request: z.boolean(),
  /** Encodings that are looked through for what is looked for. */
  decode: z.array(z.enum(decodings)),
  /** What becomes of images, sounds and files in base64: read as text, let through unread (the record says so), or refused. */
  payloads: z.enum(['scan', 'pass', 'block']),
  /** What becomes of signed thoughts in which something is to be masked: they can't be altered. */
  signed_thinking: z.enum(['block', 'pass']),
  /** What is let through although a detector finds it: by keyed fingerprint, by pattern over the whole value, by place. */
  allow: z.array(
    z.union([z.strictObject({ fingerprint: name }), z.strictObject({ pattern: name }), z.strictObject({ path: name })]),
  ),
  /** What replaces secrets, by detector; a placeholder where nothing is said. */
  secrets: z.record(name, z.enum(strategies)),
  /** Detectors of secrets whose findings are recorded and not replaced. */
  secrets_off: z.array(name),
  /** What is less sure is recorded and not replaced. */
  secrets_confidence: z.number().min(0).max(1),
  /** Names of fields whose values are masked. */
  fields: z.array(name),
  /** The installation's own patterns, RE2 syntax. */
  patterns: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
      pattern: name,
      class: z.string().optional(),
      severity: z.enum(['low', 'medium', 'high', 'critical']).optional(),
      with: z.enum(strategies).optional(),
    }),
  ),
  /** What replaces personal data, by detector. */
  personal: z.record(name, z.enum(strategies)),
  /** Detectors of personal data, or all by the group's name, that are looked for beside the usual ones, and those that are not. */
  personal_also: z.array(name),
  personal_off: z.array(name),
  /** What is less sure is recorded and not replaced. */
  personal_confidence: z.number().min(0).max(1),
  /** Names of fields that are about a person: their values are masked whatever they are. */
  personal_fields: z.array(name),
  /** Hosts that are not outside; `.internal` stands for all names that end so. */
  internal_hosts: z.array(z.string().regex(/^\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/)),
  internal_cidrs: z.array(z.union([z.cidrv4(), z.cidrv6()])),
  /** A body above this is a large one. */
  webhook_body_bytes: z.int().min(0),
  /** Ways of sending data outside that are refused however little they send. */
  exfiltration_any_size: z.array(name),
  /** Risks of code that are looked for; those of this severity and confidence at least are held. */
  privileged_risks: z.array(name),
  privileged_severity: z.enum(['low', 'medium', 'high', 'critical']),
  privileged_confidence: z.number().min(0).max(1),
  privileged_approvers: z.array(approver).min(1),
  privileged_quorum: z.int().min(1),
  /** Of the approvers, those that can't be done without. */
  privileged_mandatory: z.array(approver),
  privileged_ttl: z.string().regex(/^[1-9][0-9]{0,6}[smhd]$/),
  /** Null: as the connection says. */
  privileged_style: z.enum(['wait', 'pending']).nullable(),
  /** Whether people may let the like of it pass for a while. */
  privileged_remember: z.boolean(),
  /** One line for clients of a stream. */
  privileged_notice: z
    .string()
    .regex(/^[^\r\n\0]{1,200}$/)
    .nullable(),
  /** Decisions that need a reason. */
  approval_reason_required: z.array(z.enum(['approve', 'deny', 'mask', 'edit'])),
  /** Hours in UTC at which approvers count; the others always do. Where `to` is not after `from` it is over midnight. */
  approval_hours: z.record(
    approver,
    z.strictObject({ days: z.array(z.enum(weekdays)).min(1), from: z.int().min(0).max(23), to: z.int().min(0).max(24) }),
  ),
  /** Who is behind a principal, by its id, `namespace/service-account` or namespace. */
  approval_owners: z.record(name, approver),
  /** Rules whose like is asked about each time. */
  approval_remember_never: z.array(name),
});

export type PolicySettings = Readonly<Record<string, unknown>>;

export type SettingsOutcome =
  | { readonly kind: 'settings'; readonly settings: PolicySettings }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/**
 * Puts what penstock.yaml says over a bundle's defaults, setting by setting: a list replaces a list. With `topics`, those of the
 * bundle, it is refused to turn others off.
 */
export function mergeSettings(defaults: PolicySettings, chosen: PolicySettings, topics?: readonly string[]): SettingsOutcome {
  const problems = [
    ...Object.entries(chosen).flatMap(([key, value]) => problemsOf(key, value, defaults)),
    ...(topics === undefined ? [] : unknownTopics(chosen.topics_off, topics)),
  ];
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'settings', settings: { ...defaults, ...chosen } };
}

/** The JSON Schema of `data.config`, with the settings that topics of the user's own bring. */
export function policySettingsSchema(own: readonly string[] = []): unknown {
  const schema = jsonSchema(policySettings);
  return { ...schema, properties: { ...schema.properties, ...Object.fromEntries(own.map(key => [key, {}])) } };
}

/** Names of the shipped settings. */
export const shippedSettings: readonly string[] = Object.keys(policySettings.shape);

function problemsOf(key: string, value: unknown, defaults: PolicySettings): readonly string[] {
  const at = `policies.config.${key}`;
  if (!Object.hasOwn(defaults, key)) {
    return [`${at}: no policy of this bundle reads it; there are ${Object.keys(defaults).sort().join(', ') || 'none'}`];
  }
  if (!Object.hasOwn(policySettings.shape, key)) return ownProblems(at, value, defaults[key]);
  const parsed = policySettings.shape[key as keyof typeof policySettings.shape].safeParse(value);
  return parsed.success ? [] : parsed.error.issues.map(issue => `${[at, ...issue.path].join('.')}: ${issue.message}`);
}

/** Of these nothing is known but the default; a value of another type would make comparisons with it false. */
function ownProblems(at: string, value: unknown, byDefault: unknown): readonly string[] {
  const [is, wants] = [kindOf(value), kindOf(byDefault)];
  return is === wants ? [] : [`${at}: must be a ${wants}, as its default is; got a ${is}`];
}

function unknownTopics(off: unknown, topics: readonly string[]): readonly string[] {
  const unknown = Array.isArray(off) ? off.filter(topic => !topics.includes(topic)) : [];
  return unknown.map(
    () => `policies.config.topics_off: names a topic that this bundle doesn't have; there are ${topics.join(', ')}`,
  );
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
