// What an installation sets in penstock.yaml under `policies.config`, which policies read as `data.config`.
// Knows the shipped settings by type, and any others by the default that a bundle brings for them. A setting that no policy reads, or
// one of another type than its policy compares with, would make a rule silently false; both are refused.
import { z } from 'zod';
import { strategies } from '../words/decision.ts';

const name = z.string().min(1).max(256);

/** The shipped settings; `policies/config/data.json` has the defaults. */
export const policySettings = z.strictObject({
  /** Topics that are left out of every plan and decision. */
  topics_off: z.array(name),
  /** Whether requests are inspected too. */
  request: z.boolean(),
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
  /** Hosts that are not outside; `.internal` stands for all names that end so. */
  internal_hosts: z.array(z.string().regex(/^\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/)),
  internal_cidrs: z.array(z.union([z.cidrv4(), z.cidrv6()])),
  /** A body above this is a large one. */
  webhook_body_bytes: z.int().min(0),
  privileged_approvers: z.array(z.string().regex(/^(group|user):\S+$/)).min(1),
  privileged_quorum: z.int().min(1),
  privileged_ttl: z.string().regex(/^[1-9][0-9]{0,6}[smhd]$/),
});

export type PolicySettings = Readonly<Record<string, unknown>>;

export type SettingsOutcome =
  | { readonly kind: 'settings'; readonly settings: PolicySettings }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Puts what penstock.yaml says over a bundle's defaults, setting by setting: a list replaces a list. */
export function mergeSettings(defaults: PolicySettings, chosen: PolicySettings): SettingsOutcome {
  const problems = Object.entries(chosen).flatMap(([key, value]) => problemsOf(key, value, defaults));
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'settings', settings: { ...defaults, ...chosen } };
}

/** The JSON Schema of `data.config`; a bundle's further defaults are taken as they are. */
export function policySettingsSchema(further: readonly string[] = []): unknown {
  const schema = z.toJSONSchema(policySettings, { target: 'draft-7', io: 'input' });
  const properties = { ...schema.properties, ...Object.fromEntries(further.map(key => [key, {}])) };
  return { ...schema, properties };
}

function problemsOf(key: string, value: unknown, defaults: PolicySettings): readonly string[] {
  if (!Object.hasOwn(defaults, key)) {
    return [`policies.config.${key}: no policy of this bundle reads it; there are ${Object.keys(defaults).sort().join(', ')}`];
  }
  const shipped = Object.hasOwn(policySettings.shape, key)
    ? policySettings.shape[key as keyof typeof policySettings.shape]
    : null;
  if (shipped === null) {
    const [is, wants] = [kindOf(value), kindOf(defaults[key])];
    return is === wants ? [] : [`policies.config.${key}: must be a ${wants}, as the bundle's default is; got a ${is}`];
  }
  const parsed = shipped.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map(issue => `policies.config.${[key, ...issue.path].join('.')}: ${issue.message}`);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
