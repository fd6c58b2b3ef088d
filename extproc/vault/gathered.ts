// Gathers one original on the exchanges' side: writes its layout into a buffer, copied since bytes are only lent, and hands it over when there is enough of
// it. Throws nothing; what there is no room for is the vault's to say.
import { randomFillSync } from 'node:crypto';
import { nonceBytes, type OriginalHead, saltBytes } from '../proof/commitment.ts';
import { frameBytes, headBytes } from '../proof/layout.ts';
import type { Segment } from '../words/evidence.ts';
import { fixedLimits } from '../words/limits.ts';

/** One side's original. Bytes are only lent for the call. */
export interface Sealing {
  add(segment: Segment): void;
  /** It is whole, as far as it came. */
  end(): void;
  /** Nothing of it is kept, and nothing told. */
  drop(): void;
}

/** What one original may ask of its vault. */
export interface Way {
  readonly isOpen: () => boolean;
  readonly reserve: (bytes: number) => boolean;
  readonly piece: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly end: () => void;
  readonly drop: () => void;
}

/** Writes the layout, and hands it over in pieces that are worth a message. What is kept is one frame, however it came. */
export class GatheredOriginal implements Sealing {
  readonly #way: Way;
  /** A buffer of its own: it is handed to the thread, and gone here. */
  #batch = noBatch;
  #length = 0;
  #isInKept = false;
  /** Where the length of the frame stands that goes on; -1: none does. */
  #lengthAt = -1;

  constructor(head: OriginalHead, way: Way) {
    this.#way = way;
    this.#put(headBytes(head));
  }

  add(segment: Segment): void {
    if (segment.kind === 'kept') this.#keep(segment.bytes);
    else this.#mask(segment);
    if (this.#length >= fixedLimits.sealBatchBytesMax) this.#send();
  }

  end(): void {
    this.#close();
    this.#put(frameBytes({ kind: 'end' }));
    this.#send();
    if (this.#way.isOpen()) this.#way.end();
  }

  drop(): void {
    this.#forget();
    this.#way.drop();
  }

  #close(): void {
    this.#isInKept = false;
    this.#lengthAt = -1;
  }

  #mask({ group, findings, delivered, original }: Segment & { kind: 'masked' }): void {
    this.#close();
    this.#put(frameBytes({ kind: 'masked', nonce: chance(nonceBytes), group, findings, delivered, original }));
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (!this.#isInKept) this.#put(frameBytes({ kind: 'kept', salt: chance(saltBytes) }));
    this.#isInKept = true;
    if (this.#lengthAt < 0 && this.#put(frameBytes({ kind: 'bytes', bytes: noBatch }))) this.#lengthAt = this.#length - 4;
    const at = this.#lengthAt;
    if (at < 0 || !this.#makeRoom(bytes.length)) return;
    this.#batch.writeUInt32BE(this.#batch.readUInt32BE(at) + bytes.length, at);
    this.#append(bytes);
  }

  #put(bytes: Uint8Array): boolean {
    if (!this.#makeRoom(bytes.length)) return false;
    this.#append(bytes);
    return true;
  }

  #append(bytes: Uint8Array): void {
    this.#batch.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** False: it is lost, or over. */
  #makeRoom(bytes: number): boolean {
    if (!this.#way.isOpen()) {
      this.#forget();
      return false;
    }
    const needed = this.#length + bytes;
    if (needed <= this.#batch.length) return true;
    const size = Math.max(needed, Math.min(2 * this.#batch.length, fixedLimits.sealBatchBytesMax), firstBytes);
    if (!this.#way.reserve(size - this.#batch.length)) {
      this.#forget();
      return false;
    }
    const larger = Buffer.from(new ArrayBuffer(size));
    larger.set(this.#batch.subarray(0, this.#length));
    this.#batch = larger;
    return true;
  }

  #send(): void {
    if (this.#length === 0) return;
    const batch = this.#batch.subarray(0, this.#length);
    this.#forget();
    this.#way.piece(batch);
  }

  #forget(): void {
    this.#batch = noBatch;
    this.#length = 0;
    this.#lengthAt = -1;
  }
}

const noBatch = Buffer.alloc(0);
const firstBytes = 2 * 1024;

function chance(bytes: number): Uint8Array {
  return randomFillSync(new Uint8Array(bytes));
}
