// Changes plain text, Markdown and HTML as they pass: every byte is a unit of its own, so what has left when a question is asked is
// exactly what was final at the byte that raised it.
import { Channel } from '../channel.ts';
import { Inspection, type InspectionOptions } from '../inspection.ts';
import type { Emit, Refusal, Transformer } from '../transform.ts';
import { HeldBytes } from './held-bytes.ts';
import { Utf8Check } from './utf8.ts';

export class TextTransformer implements Transformer {
  complete = false;
  readonly #inspection: Inspection;
  readonly #emit: Emit;
  readonly #text: Channel;
  readonly #utf8 = new Utf8Check();
  readonly #held = new HeldBytes();
  /** Offset below which all has left. */
  #released = 0;

  constructor(options: InspectionOptions, emit: Emit) {
    this.#inspection = new Inspection(options);
    this.#emit = emit;
    this.#text = new Channel(this.#inspection, 'text', '', true);
  }

  get heldBack(): number {
    return this.#held.length;
  }

  push(bytes: Buffer): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    const valid = this.#utf8.take(bytes);
    const text = valid === bytes.length ? bytes : bytes.subarray(0, valid);
    this.#held.push(text);
    for (let at = 0; at < text.length && !this.#inspection.over; ) {
      at = this.#text.read(text, at);
      this.#decide();
    }
    if (valid < bytes.length) this.#inspection.refuse('invalid_utf8');
    return this.#inspection.refusal;
  }

  end(): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    if (!this.#utf8.isComplete) {
      this.#inspection.refuse('invalid_utf8');
      return this.#inspection.refusal;
    }
    this.#text.close();
    this.#decide();
    if (!this.#inspection.over) this.#inspection.ended();
    if (this.#inspection.over) return this.#inspection.refusal;
    this.#release();
    this.complete = true;
    return null;
  }

  /** What is final leaves before the question. */
  #decide(): void {
    this.#release();
    this.#text.decide();
    if (!this.#inspection.over) this.#release();
  }

  #release(): void {
    const { final } = this.#text;
    if (final <= this.#released) return;
    let at = this.#released;
    for (const { start, end, text } of this.#text.cuts(at, final)) {
      if (start > at) this.#held.release(start - at, this.#emit);
      if (start >= this.#released && text !== '') this.#emit(Buffer.from(text));
      at = Math.min(end, final);
      this.#held.drop(at - Math.max(start, this.#released));
    }
    this.#held.release(final - at, this.#emit);
    this.#released = final;
    this.#text.release(final);
  }
}
