// What has left of a stream, kept so that people can read a hold from before its beginning. Bounded, and let go of where memory is short: it is
// for reading only, and no exchange may be refused for it.
import { BudgetShare, type ByteBudget } from './budget.ts';

export class Before {
  readonly #share: BudgetShare;
  readonly #bytesMax: number;
  #pieces: Uint8Array[] = [];
  /** Pieces before this one are gone. */
  #first = 0;
  #bytes = 0;
  #isCut = false;
  /** The last that left, whatever is kept of it. */
  last: Buffer | null = null;

  constructor(budget: ByteBudget, bytesMax: number) {
    this.#share = new BudgetShare(budget);
    this.#bytesMax = bytesMax;
  }

  keep(piece: Uint8Array): void {
    this.last = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    while (this.#bytes > this.#bytesMax) this.#cut();
    if (!this.#share.hold(this.#bytes)) this.forget();
  }

  /** Whole pieces, as they left. */
  get content(): { readonly before: Uint8Array; readonly beforeIsCut: boolean } {
    return { before: Buffer.concat(this.#pieces.slice(this.#first)), beforeIsCut: this.#isCut };
  }

  forget(): void {
    this.#isCut ||= this.#pieces.length > 0;
    this.#pieces = [];
    this.#first = 0;
    this.#bytes = 0;
    this.#share.hold(0);
  }

  #cut(): void {
    this.#isCut = true;
    this.#bytes -= this.#pieces[this.#first++]!.length;
    // Only now and then: to move all the others up for each piece would be quadratic.
    if (this.#first * 2 < this.#pieces.length) return;
    this.#pieces = this.#pieces.slice(this.#first);
    this.#first = 0;
  }
}
