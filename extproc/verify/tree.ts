// Roots of Merkle trees as RFC 6962 defines them, and its proofs, for whoever checks a log. Written apart from the writer's own, so that a mistake there is not
// repeated here.
import { hash } from 'node:crypto';

export function leafOf(record: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([Buffer.of(0), record]), 'buffer');
}

function above(left: Uint8Array, right: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer');
}

/** Grows leaf by leaf. Keeps subtrees with their height, smallest last. */
export class GrowingTree {
  readonly #subtrees: { readonly height: number; readonly hash: Buffer }[] = [];
  /** The last perfect subtree of each height. */
  readonly #last: Buffer[] = [];
  size = 0;

  /** Adds a leaf, or the root of a perfect subtree of 2^height leaves where one may begin. False: none may. */
  add(hash: Buffer, height = 0): boolean {
    if (this.size % 2 ** height !== 0) return false;
    this.size += 2 ** height;
    let node = { height, hash };
    for (let last = this.#subtrees.at(-1); last?.height === node.height; last = this.#subtrees.at(-1)) {
      this.#subtrees.pop();
      this.#last[node.height] = node.hash;
      node = { height: node.height + 1, hash: above(last.hash, node.hash) };
    }
    this.#last[node.height] = node.hash;
    this.#subtrees.push(node);
    return true;
  }

  root(): Buffer {
    let root: Buffer | null = null;
    for (const { hash } of this.#subtrees.toReversed()) root = root === null ? hash : above(hash, root);
    return root ?? hash('sha256', '', 'buffer');
  }

  /** The root of the perfect subtree of that height that ended last. */
  lastOf(height: number): Buffer | null {
    return this.#last[height] ?? null;
  }

  /** In base64, largest first. */
  subtrees(): readonly string[] {
    return this.#subtrees.map(({ hash }) => hash.toString('base64'));
  }
}

/** Whether the proof shows a leaf at its place in a tree. After RFC 9162, 2.1.3.2. */
export function isIncluded(leaf: Buffer, index: number, size: number, proof: readonly Buffer[], root: Buffer): boolean {
  if (index >= size) return false;
  let place = BigInt(index);
  let last = BigInt(size) - 1n;
  let hash = leaf;
  for (const other of proof) {
    if (last === 0n) return false;
    if (place % 2n === 1n || place === last) {
      hash = above(other, hash);
      while (place % 2n === 0n && place !== 0n) {
        place /= 2n;
        last /= 2n;
      }
    } else hash = above(hash, other);
    place /= 2n;
    last /= 2n;
  }
  return last === 0n && hash.equals(root);
}

/** Whether the proof shows that the older tree is the beginning of the newer. After RFC 9162, 2.1.4.2. */
export function isBeginning(
  [older, olderRoot]: readonly [number, Buffer],
  [newer, newerRoot]: readonly [number, Buffer],
  proof: readonly Buffer[],
): boolean {
  if (older === 0 || older > newer) return false;
  if (older === newer) return proof.length === 0 && olderRoot.equals(newerRoot);
  const isPower = Number.isInteger(Math.log2(older));
  const [start, ...rest] = isPower ? [olderRoot, ...proof] : proof;
  if (start === undefined) return false;
  let place = BigInt(older) - 1n;
  let last = BigInt(newer) - 1n;
  for (; place % 2n === 1n; place /= 2n) last /= 2n;
  let before = start;
  let after = start;
  for (const other of rest) {
    if (last === 0n) return false;
    if (place % 2n === 1n || place === last) {
      before = above(other, before);
      after = above(other, after);
      while (place % 2n === 0n && place !== 0n) {
        place /= 2n;
        last /= 2n;
      }
    } else after = above(after, other);
    place /= 2n;
    last /= 2n;
  }
  return last === 0n && before.equals(olderRoot) && after.equals(newerRoot);
}
