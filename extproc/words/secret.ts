// A value that must not be printed. It leaves only through reveal(), which asks for the reason so that each use can be found.
import { createHash, timingSafeEqual } from 'node:crypto';
import { inspect } from 'node:util';

/** Wraps secret bytes: prints as `[secret]` wherever it lands, compares in constant time. */
export class Secret {
  readonly #bytes: Buffer;

  constructor(bytes: Uint8Array | string) {
    this.#bytes = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : Buffer.from(bytes);
  }

  /** Gives the bytes; `why` is for the reader of the code. */
  reveal(_why: string): Buffer {
    return this.#bytes;
  }

  /** Compares in a time that tells nothing of the content or the length. */
  equals(other: Uint8Array): boolean {
    return timingSafeEqual(digest(this.#bytes), digest(other));
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
