// What a ledger is to whoever checks it, wherever it comes from: what it says of itself, its checkpoints, and its records in their order.

export interface Told {
  readonly note: string;
  /** For people: the file, or the line. */
  readonly where: string;
}

/** The root of a perfect subtree of 2^height records. */
export interface Subtree {
  readonly height: number;
  readonly root: Buffer;
}

export type Part =
  /** Records before the first that is there were deleted; these are the roots over them, in their order. */
  | { readonly kind: 'trimmed'; readonly subtrees: readonly Subtree[] }
  | { readonly kind: 'record'; readonly leaf: Buffer; readonly where: string }
  /** The root that was written down for the last 2^height records before this place. */
  | ({ readonly kind: 'subtree'; readonly where: string } & Subtree)
  /** The place itself shows that something is wrong. Nothing follows. */
  | { readonly kind: 'problem'; readonly problem: string; readonly where: string };

export interface Source {
  /** The verifier key that it calls its own: believed only where nobody says better. */
  readonly key: string | null;
  readonly certificate: string | null;
  readonly checkpoints: readonly Told[];
  parts(): AsyncIterable<Part> | Iterable<Part>;
}

/** A source that can't be read at all. */
export class Unreadable extends Error {}
