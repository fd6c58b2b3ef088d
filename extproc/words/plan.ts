// The plan: what to look for in one exchange. Rego gives it at the request head (`penstock.plan`).
import type { Severity } from './finding.ts';

/** A pattern of the user's own, RE2 syntax without look-around and back-references. */
export interface PlanPattern {
  readonly id: string;
  readonly pattern: string;
  readonly class: string;
  readonly severity: Severity;
}

/** What is let through although a detector found it. */
export type Allowance =
  | { readonly kind: 'fingerprint'; readonly fingerprint: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'path'; readonly path: string };

/** Encodings that can be looked through. */
export const decodings = ['base64', 'hex', 'html', 'look-alikes', 'unicode', 'url', 'zero-width'] as const;

export type Decoding = (typeof decodings)[number];

export interface Plan {
  /** Ids of detectors, and of groups of them; sorted. */
  readonly detectors: readonly string[];
  /** Field names whose values are findings; sorted. */
  readonly keys: readonly string[];
  /** Sorted by id. */
  readonly patterns: readonly PlanPattern[];
  /** `buffer`: nothing leaves before the whole response was decided on. */
  readonly mode: 'stream' | 'buffer';
  /** How much of a fenced code block waits for its decision. */
  readonly code: 'line' | 'block' | 'off';
  /** Whether the request's body is inspected too. */
  readonly request: boolean;
  /** Encodings to look through, e.g. `base64`. */
  readonly decode: readonly string[];
  readonly allow: readonly Allowance[];
  /**
   * Images, sounds and files in base64, where APIs have them. `scan`: as text; `pass`: not looked into, which the record says; `block`: there may
   * be none.
   */
  readonly payload: 'scan' | 'pass' | 'block';
  /** Text that its API has signed or sealed can't be altered. Where a mask is wanted in it: a block, or it passes and the record says so. */
  readonly signed: 'block' | 'pass';
}

/** Looks for nothing and lets everything pass, but for what would alter signed text: for those who read a body by rules of their own. */
export const readingPlan: Plan = {
  detectors: [],
  keys: [],
  patterns: [],
  mode: 'stream',
  code: 'off',
  request: true,
  decode: [],
  allow: [],
  payload: 'pass',
  signed: 'block',
};
