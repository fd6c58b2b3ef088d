// The configuration as the rest of the program sees it: checked, complete, every path absolute, no secret inside.
import type { Connection } from '../words/access.ts';
import type { Strategy } from '../words/decision.ts';
import type { Severity } from '../words/finding.ts';
import type { ApproverRole } from '../words/hold.ts';
import type { Limits } from '../words/limits.ts';
import type { Decoding, Plan } from '../words/plan.ts';

export interface Config {
  /** The file it came from; null when it was made in memory. */
  readonly file: string | null;
  readonly listen: Listen;
  readonly data: DataFolder;
  readonly store: StoreChoice;
  /** Null: `keys/master.key` in the data folder, made on first start. */
  readonly masterKey: SecretReference | null;
  readonly policies: Policies;
  readonly connections: readonly ConnectionConfig[];
  readonly identity: Identity;
  readonly approvals: Approvals;
  readonly ledger: LedgerConfig;
  readonly observe: Observe;
  readonly limits: Limits;
}

export type Address =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

export interface Listen {
  readonly extproc: Address;
  readonly admin: Address;
  /** For both addresses; null: plain, for loopback and Unix sockets. */
  readonly tls: TlsFiles | null;
}

export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
  /** Clients must show a certificate of these authorities. */
  readonly clientCa: string | null;
}

export interface DataFolder {
  readonly folder: string;
  readonly database: string;
  readonly ledger: string;
  readonly recordings: string;
  readonly vault: string;
  readonly keys: string;
}

export type StoreChoice =
  | { readonly kind: 'memory' }
  | { readonly kind: 'sqlite' }
  | { readonly kind: 'postgres'; readonly url: SecretReference };

/** Where a secret is to be found. The configuration never holds one. */
export type SecretReference =
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'environment'; readonly name: string };

export interface Policies {
  /** A bundle's folder or file; null: the one that is shipped. */
  readonly bundle: string | null;
  /** What penstock.yaml sets of `data.config`, over the defaults in the bundle. */
  readonly config: PolicyConfig;
}

/** What is let through although a detector finds it. */
export type AllowedValue = { readonly fingerprint: string } | { readonly pattern: string } | { readonly path: string };

/** Hours in UTC on some days of the week. */
export interface Shift {
  readonly days: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** Only what was set is there. */
export interface PolicyConfig {
  readonly topics_off?: readonly string[];
  readonly request?: boolean;
  readonly decode?: readonly Decoding[];
  readonly payloads?: Plan['payload'];
  readonly signed_thinking?: Plan['signed'];
  readonly allow?: readonly AllowedValue[];
  readonly secrets?: Readonly<Record<string, Strategy>>;
  readonly secrets_off?: readonly string[];
  readonly secrets_confidence?: number;
  readonly fields?: readonly string[];
  readonly patterns?: readonly ConfiguredPattern[];
  readonly personal?: Readonly<Record<string, Strategy>>;
  readonly personal_also?: readonly string[];
  readonly personal_off?: readonly string[];
  readonly personal_confidence?: number;
  readonly personal_fields?: readonly string[];
  readonly internal_hosts?: readonly string[];
  readonly internal_cidrs?: readonly string[];
  readonly webhook_body_bytes?: number;
  readonly exfiltration_any_size?: readonly string[];
  readonly privileged_risks?: readonly string[];
  readonly privileged_severity?: Severity;
  readonly privileged_confidence?: number;
  readonly privileged_approvers?: readonly string[];
  readonly privileged_quorum?: number;
  readonly privileged_mandatory?: readonly string[];
  readonly privileged_ttl?: string;
  readonly privileged_style?: 'wait' | 'pending';
  readonly privileged_remember?: boolean;
  readonly privileged_notice?: string;
  readonly approval_reason_required?: readonly ('approve' | 'deny' | 'mask' | 'edit')[];
  readonly approval_hours?: Readonly<Record<string, Shift>>;
  readonly approval_owners?: Readonly<Record<string, string>>;
  readonly approval_remember_never?: readonly string[];
  /** What the installation's own topics read; any JSON. */
  readonly [setting: string]: unknown;
}

export interface ConfiguredPattern {
  readonly id: string;
  readonly pattern: string;
  readonly class?: string;
  readonly severity?: Severity;
  readonly with?: Strategy;
}

export interface ConnectionConfig extends Connection {
  /** The provider's URL; for rendering Envoy's own configuration. */
  readonly upstream: string;
  /** The file with the provider's key, for Envoy. The server itself never reads it. */
  readonly credential: string | null;
  readonly recording: { readonly response: boolean; readonly request: boolean; readonly days: number };
  readonly seal: SealChoice | null;
}

/** To whom originals are sealed. */
export interface SealChoice {
  /** Any of these age recipients opens them. */
  readonly recipients: readonly string[];
  /** Null, or what is sealed to those is sealed to these once more: it takes one of each. */
  readonly both: readonly string[] | null;
  readonly days: number;
}

export interface Identity {
  /** SPIFFE ids whose word about the client's certificate is taken. */
  readonly trustedProxies: readonly string[];
  readonly issuers: readonly Issuer[];
}

export interface Issuer {
  readonly name: string;
  readonly issuer: string;
  readonly audience: string;
  /** A URL, or a file's absolute path. */
  readonly jwks: string;
}

export interface Approvals {
  readonly oidc: OidcClient | null;
  /** Where people reach the admin port; null: on this machine alone. */
  readonly url: string | null;
  /** File with the hashes of approvers' tokens. */
  readonly tokens: string | null;
  readonly notify: readonly Webhook[];
}

export interface OidcClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretFile: string | null;
  readonly groupsClaim: string;
  /** Whom access tokens must be for; null: the client. */
  readonly audience: string | null;
  /** Groups that give a role. */
  readonly roles: Readonly<Record<ApproverRole, readonly string[]>>;
}

export const webhookForms = ['standard', 'slack', 'teams'] as const;

export type WebhookForm = (typeof webhookForms)[number];

export interface Webhook {
  readonly webhook: string;
  /** Null where the form has no signatures. */
  readonly secretFile: string | null;
  readonly form: WebhookForm;
  /** Whether it may be on this machine or in a private network. */
  readonly inner: boolean;
}

export interface LedgerConfig {
  /** Null: made by chance on first start. */
  readonly origin: string | null;
  /** The file with the key that certifies the replica's own. */
  readonly deploymentKey: string | null;
  /** Null: records are kept for good. */
  readonly days: number | null;
  /** Where checkpoints are sent. */
  readonly publish: readonly CheckpointPlace[];
  /** Whether copies of records go to the standard output. */
  readonly stdout: boolean;
  /** A file that copies go to as well, which is rotated. */
  readonly copies: { readonly file: string; readonly bytesMax: number; readonly files: number } | null;
}

export type CheckpointPlace = { readonly file: string } | { readonly webhook: string; readonly inner: boolean };

export interface Observe {
  readonly logs: 'stdout' | 'none';
  /** An OTLP endpoint. */
  readonly otlp: string | null;
  readonly metrics: boolean;
}
