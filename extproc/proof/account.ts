// What may be told of an original, worked out of its frames: the root that commits to it, and for each segment what a reader needs who has the delivered
// content but not the original. Pure. The same for whoever seals and for whoever opens, so that both come to the same root.
import { z } from 'zod';
import type { Hash } from '../audit/log/tree.ts';
import { Commitment, hiddenHash, type OriginalHead } from './commitment.ts';
import { type Frame, LayoutReader } from './layout.ts';

const count = z.int().min(0).max(0xffff_ffff);
const bytes32 = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/)
  .refine(text => Buffer.from(text, 'base64').toString('base64') === text);

/** A segment as it is told. `kept` and `masked` are bytes of the delivered content; of the original's length nothing is told. */
export const toldSegment = z.union([
  z.strictObject({ kept: count, salt: bytes32 }),
  z.strictObject({ masked: count, group: count, findings: z.array(count).max(4096), hidden: bytes32 }),
]);

export type ToldSegment = z.output<typeof toldSegment>;

export interface Account {
  readonly head: OriginalHead;
  readonly root: Hash;
  readonly segments: readonly ToldSegment[];
}

/** Takes a sealed original's inside piece by piece; throws ERR_VAULT_CONTENT for what is none. */
export class AccountReader {
  readonly #layout = new LayoutReader();
  readonly #segments: ToldSegment[] = [];
  #commitment: Commitment | null = null;
  #kept = 0;

  get segments(): number {
    return this.#commitment?.segments ?? 0;
  }

  /** Gives the frames that were read, for those who want the original itself. */
  push(bytes: Uint8Array): readonly Frame[] {
    const frames = this.#layout.push(bytes);
    if (this.#layout.head !== null) this.#commitment ??= new Commitment(this.#layout.head);
    for (const frame of frames) this.#take(this.#commitment!, frame);
    return frames;
  }

  end(): Account {
    this.#layout.end();
    return { head: this.#layout.head!, root: this.#commitment!.root(), segments: this.#segments };
  }

  #take(commitment: Commitment, frame: Frame): void {
    switch (frame.kind) {
      case 'kept':
        commitment.beginKept(frame.salt);
        this.#kept = 0;
        this.#segments.push({ kept: 0, salt: base64(frame.salt) });
        break;
      case 'bytes':
        commitment.keep(frame.bytes);
        this.#kept += frame.bytes.length;
        this.#segments[this.#segments.length - 1] = { ...this.#segments.at(-1)!, kept: this.#kept } as ToldSegment;
        break;
      case 'masked': {
        const { group, findings, delivered } = frame;
        const hidden = hiddenHash(frame.nonce, frame.original);
        commitment.mask({ group, findings, delivered, hidden });
        this.#segments.push({ masked: delivered.length, group, findings: [...findings], hidden: base64(hidden) });
        break;
      }
      case 'end':
    }
  }
}

/** The root that these segments have with this delivered content. Null: they do not cover it exactly. */
export function rootOf(head: OriginalHead, segments: readonly ToldSegment[], delivered: Uint8Array): Hash | null {
  const commitment = new Commitment(head);
  let at = 0;
  for (const segment of segments) {
    const length = 'kept' in segment ? segment.kept : segment.masked;
    const bytes = delivered.subarray(at, at + length);
    if (bytes.length !== length) return null;
    at += length;
    if ('kept' in segment) {
      commitment.beginKept(Buffer.from(segment.salt, 'base64'));
      commitment.keep(bytes);
    } else {
      const { group, findings, hidden } = segment;
      commitment.mask({ group, findings, delivered: bytes, hidden: Buffer.from(hidden, 'base64') });
    }
  }
  return at === delivered.length ? commitment.root() : null;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
