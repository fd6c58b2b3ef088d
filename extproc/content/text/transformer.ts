// Changes plain text, Markdown and HTML as they pass: every byte is a unit of its own, so what has left when a question is asked is
// exactly what was final at the byte that raised it.
import { Channel } from '../channel.ts';
import { Inspection, type InspectionOptions } from '../inspection.ts';
import type { OriginalTrace } from '../trace.ts';
import type { Emit, Refusal, Transformer } from '../transform.ts';
import { Utf8Check } from './utf8.ts';

const nothing = Buffer.alloc(0);

export class TextTransformer implements Transformer {
  complete = false;
  readonly #inspection: Inspection;
  readonly #emit: Emit;
  readonly #trace: OriginalTrace | undefined;
  readonly #text: Channel;
  readonly #utf8 = new Utf8Check();
  /** Offset below which all has left. */
  #released = 0;

  constructor(options: InspectionOptions, emit: Emit) {
    this.#inspection = new Inspection(options);
    this.#emit = emit;
    this.#trace = options.trace;
    this.#text = new Channel(this.#inspection, 'text', '', { isMarkdown: true, isAlone: false });
  }

  get heldBack(): number {
    return this.#text.position - this.#released;
  }

  push(bytes: Buffer): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    const valid = this.#utf8.take(bytes);
    const text = valid === bytes.length ? bytes : bytes.subarray(0, valid);
    for (let at = 0; at < text.length && !this.#inspection.over; ) {
      at = this.#text.read(this.#heldBackMost(text, at), at);
      this.#decide();
      if (this.heldBack > this.#inspection.limits.heldBackBytesMax) this.#inspection.refuse('held_back_too_large');
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

  /** As much as may be read before it must be seen whether too much is kept back: by position, so that no cut changes it. */
  #heldBackMost(text: Buffer, at: number): Buffer {
    const most = this.#inspection.limits.heldBackBytesMax + 1 - this.heldBack;
    return text.length - at > most ? text.subarray(0, at + most) : text;
  }

  #release(): void {
    const { final } = this.#text;
    let at = this.#released;
    if (final <= at) return;
    for (const cut of this.#text.cuts(at, final)) {
      this.#send(at, cut.start);
      const replacement = cut.start >= this.#released ? Buffer.from(cut.text) : nothing;
      if (replacement.length > 0) this.#emit(replacement);
      const from = Math.max(at, cut.start);
      at = Math.min(cut.end, final);
      this.#trace?.masked(this.#text.slice(from, at), replacement, cut);
    }
    this.#send(at, final);
    this.#released = final;
    this.#text.release(final);
  }

  #send(from: number, to: number): void {
    if (to <= from) return;
    const bytes = this.#text.slice(from, to);
    this.#emit(bytes);
    this.#trace?.kept(bytes);
  }
}
