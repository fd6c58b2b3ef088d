// The Merkle tree of RFC 6962 (section 2.1): hashes of leaves and nodes, a root that grows leaf by leaf, and proofs that a leaf is in it and that a
// smaller tree is the beginning of it. Pure.
import { hash } from 'node:crypto';

export type Hash = Buffer;

export const hashBytes = 32;

/** Of a tree without leaves. */
export function emptyRoot(): Hash {
  return sha256(Buffer.alloc(0));
}

export function leafHash(leaf: Uint8Array): Hash {
  return sha256(Buffer.concat([leafPrefix, leaf]));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Hash {
  return sha256(Buffer.concat([nodePrefix, left, right]));
}

/** In one call: a hash that is made piece by piece costs three times as much, and there is one for each record. */
function sha256(bytes: Uint8Array): Hash {
  return hash('sha256', bytes, 'buffer');
}

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

/**
 * A tree that only grows, told by the roots of its perfect subtrees, largest first: as many as its size has ones in binary. Enough for the root, and to go
 * on from a checkpoint without the leaves before it.
 */
export class Frontier {
  #size: number;
  readonly #roots: Hash[];

  constructor(size = 0, roots: readonly Hash[] = []) {
    if (!Number.isSafeInteger(size) || size < 0 || roots.length !== ones(size))
      throw new RangeError('a frontier has a root for each one of its size');
    this.#size = size;
    this.#roots = [...roots];
  }

  get size(): number {
    return this.#size;
  }

  get roots(): readonly Hash[] {
    return this.#roots;
  }

  add(leaf: Hash): void {
    let hash = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) hash = nodeHash(this.#roots.pop()!, hash);
    this.#roots.push(hash);
    this.#size++;
  }

  root(): Hash {
    const last = this.#roots.at(-1);
    if (last === undefined) return emptyRoot();
    return this.#roots.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
  }
}

/** Gives the hash of the subtree over leaves `from` (included) to `to` (not included), for ranges that the tree has as a node. */
export type NodeReader = (from: number, to: number) => Hash;

/** Reads nodes from the hashes of all leaves: for small trees, and for tests. */
export function nodesOf(leaves: readonly Hash[]): NodeReader {
  const read = (from: number, to: number): Hash => {
    if (to - from === 1) return leaves[from]!;
    const middle = from + splitOf(to - from);
    return nodeHash(read(from, middle), read(middle, to));
  };
  return (from, to) => (from === to ? emptyRoot() : read(from, to));
}

/** The audit path of a leaf in a tree of `size` leaves (2.1.1). Throws RangeError for a leaf that is not in it. */
export function inclusionProof(index: number, size: number, node: NodeReader): readonly Hash[] {
  if (!(index >= 0 && index < size)) throw new RangeError('the leaf is not in the tree');
  const path = (at: number, from: number, to: number): Hash[] => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return at < middle ? [...path(at, from, middle), node(middle, to)] : [...path(at, middle, to), node(from, middle)];
  };
  return path(index, 0, size);
}

/** The proof that the tree of `older` leaves is the beginning of the one of `size` (2.1.2). Throws RangeError where it can't be. */
export function consistencyProof(older: number, size: number, node: NodeReader): readonly Hash[] {
  if (!(older >= 1 && older <= size)) throw new RangeError('the older tree is no beginning of the tree');
  const proof = (from: number, to: number, known: number, isWhole: boolean): Hash[] => {
    if (known === to) return isWhole ? [] : [node(from, to)];
    const middle = from + splitOf(to - from);
    return known <= middle
      ? [...proof(from, middle, known, isWhole), node(middle, to)]
      : [...proof(middle, to, known, false), node(from, middle)];
  };
  return proof(0, size, older, true);
}

/** The largest power of two below the size, which is 2 or more. */
function splitOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

function ones(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
