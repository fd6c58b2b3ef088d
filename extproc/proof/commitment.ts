// What an original is committed to: the Merkle root (RFC 6962) over a head and its segments in their order. Pure. docs/proof-format.md describes it for those
// who write a verifier of their own: change neither without the other.
import { createHash, type Hash as Hasher } from 'node:crypto';
import { Frontier, type Hash, leafHash } from '../audit/log/tree.ts';
import { canonicalJson } from '../words/canonical-json.ts';
import type { Side } from '../words/finding.ts';

export const saltBytes = 32;
export const nonceBytes = 32;

/** What an original is of. */
export interface OriginalHead {
  readonly version: 1;
  readonly exchange: string;
  readonly side: Side;
  /** Revision of the policy that decided. */
  readonly policy: string;
}

/** What everybody may know of a masked place. `hidden` hashes what stood there, with a nonce. */
export interface MaskedPlace {
  readonly group: number;
  readonly findings: readonly number[];
  readonly delivered: Uint8Array;
  readonly hidden: Uint8Array;
}

const tags = { head: Buffer.from('H'), kept: Buffer.from('K'), masked: Buffer.from('M') } as const;
const hiddenLabel = Buffer.from('penstock-masked/1\n');
/** Of leaves, as RFC 6962 has it: what is kept is hashed as it passes, and so not by leafHash(). */
const leafPrefix = Buffer.of(0);

/** Canonical, as it is hashed and as it stands in the sealed original. */
export function headText({ version, exchange, side, policy }: OriginalHead): string {
  return canonicalJson({ version, exchange, side, policy }, 1)!;
}

function headLeaf(head: OriginalHead): Hash {
  return leafHash(Buffer.concat([tags.head, Buffer.from(headText(head))]));
}

export function hiddenHash(nonce: Uint8Array, original: Uint8Array): Hash {
  return createHash('sha256').update(hiddenLabel).update(nonce).update(original).digest();
}

function maskedLeaf({ group, findings, delivered, hidden }: MaskedPlace): Hash {
  return leafHash(
    Buffer.concat([tags.masked, numbers(group, findings.length, ...findings, delivered.length), delivered, hidden]),
  );
}

function keptHasher(salt: Uint8Array): Hasher {
  return createHash('sha256').update(leafPrefix).update(tags.kept).update(salt);
}

/** Unsigned, 32 bits each, most significant byte first. */
export function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, 4 * at);
  return bytes;
}

/** Grows with the segments as they come. What is kept may come in pieces, which are one segment up to the next masked place. */
export class Commitment {
  readonly #tree = new Frontier();
  #kept: Hasher | null = null;

  constructor(head: OriginalHead) {
    this.#tree.add(headLeaf(head));
  }

  /** Segments so far, the open one included. */
  get segments(): number {
    return this.#tree.size - 1 + (this.#kept === null ? 0 : 1);
  }

  beginKept(salt: Uint8Array): void {
    this.#close();
    this.#kept = keptHasher(salt);
  }

  /** Only after beginKept(). */
  keep(bytes: Uint8Array): void {
    this.#kept!.update(bytes);
  }

  mask(place: MaskedPlace): void {
    this.#close();
    this.#tree.add(maskedLeaf(place));
  }

  /** Ends it. */
  root(): Hash {
    this.#close();
    return this.#tree.root();
  }

  #close(): void {
    if (this.#kept !== null) this.#tree.add(this.#kept.digest());
    this.#kept = null;
  }
}
