// What is replaced in one text, worked out so that the result does not depend on how the text was cut.
// Knows offsets of decoded bytes only; where they stand in JSON or in a stream is for others.
// Overlapping spans are replaced once, as a whole, by what the leftmost of them says (on a tie, the one added first). So a replacement may
// not leave before it is sure that no further span can join: below the scan's `safe`, every span is known that starts there.
import type { Cause } from './trace.ts';

/** Where a span stands. `end` is Infinity while it is open, and becomes known later on the same object. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A part of the text that goes, and what stands in its place, once. */
export interface Cut extends Extent, Cause {
  readonly text: string;
}

interface Span extends Cause {
  readonly extent: Extent;
  readonly text: string;
  readonly opaque: string;
}

const none: readonly Cut[] = [];
const noFindings: readonly number[] = [];

/** What a mask is for, as its ruling says it. */
export function findingsOf({ finding }: { readonly finding?: number }): readonly number[] {
  return finding === undefined ? noFindings : [finding];
}

export class EditList {
  /** By start. */
  #pending: Span[] = [];
  /** In order, not overlapping. The last one may still grow. */
  #unions: Union[] = [];

  /** `opaque` is used in place of `text` where the span is merged with another, or where its end was not known when it was added. */
  add(extent: Extent, text: string, opaque: string, findings = noFindings): void {
    const span = { extent, text: extent.end === Infinity ? opaque : text, opaque, findings };
    let at = this.#pending.length;
    while (at > 0 && this.#pending[at - 1]!.extent.start > extent.start) at--;
    this.#pending.splice(at, 0, span);
  }

  /** Whether a span goes on that has no end yet. */
  get isOpen(): boolean {
    return this.#pending.some(({ extent }) => extent.end === Infinity) || this.#unions.at(-1)?.end === Infinity;
  }

  /** Takes note that no span that is still to come starts below `safe`; gives the offset below which the result is final. */
  settle(safe: number): number {
    if (this.#unions.length === 0 && this.#pending.length === 0) return safe;
    let taken = 0;
    for (; taken < this.#pending.length; taken++) {
      const span = this.#pending[taken]!;
      const last = this.#unions.at(-1);
      if (last !== undefined && span.extent.start < last.end) last.join(span);
      else if (span.extent.start < safe) this.#unions.push(new Union(span));
      else break;
    }
    if (taken > 0) this.#pending.splice(0, taken);
    const last = this.#unions.at(-1);
    // A union whose end is seen but not safe yet may still be merged, which changes its text. An open one was given its text for good.
    return last === undefined || last.end <= safe || last.isOpaque ? safe : Math.min(last.start, safe);
  }

  /** Cuts that touch the bytes from `from` up to `to`, in order. Only for what settle() called final. */
  within(from: number, to: number): readonly Cut[] {
    if (this.#unions.length === 0) return none;
    let at = this.#firstBeyond(from);
    const cuts: Cut[] = [];
    for (; at < this.#unions.length && this.#unions[at]!.start < to; at++) cuts.push(this.#unions[at]!);
    return cuts;
  }

  /** Forgets what only concerns bytes below `offset`. */
  forget(offset: number): void {
    let count = 0;
    while (count < this.#unions.length && this.#unions[count]!.end <= offset) count++;
    if (count > 0) this.#unions.splice(0, count);
  }

  /** By halves: a tool call of many pieces may have many cuts. */
  #firstBeyond(offset: number): number {
    let low = 0;
    let high = this.#unions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#unions[middle]!.end > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Spans that overlap, from the leftmost start to the rightmost end. */
class Union implements Cut {
  readonly #lead: Span;
  #closedEnd: number;
  #open: Extent[] = [];
  /** Its text can't change any more. */
  isOpaque: boolean;
  findings: readonly number[];

  constructor(lead: Span) {
    this.#lead = lead;
    this.findings = lead.findings;
    this.isOpaque = lead.extent.end === Infinity || lead.text === lead.opaque;
    this.#closedEnd = lead.extent.start;
    this.#include(lead.extent);
  }

  get start(): number {
    return this.#lead.extent.start;
  }

  get end(): number {
    if (this.#open.some(extent => extent.end !== Infinity)) {
      const extents = this.#open;
      this.#open = [];
      for (const extent of extents) this.#include(extent);
    }
    return this.#open.length > 0 ? Infinity : this.#closedEnd;
  }

  get text(): string {
    return this.isOpaque ? this.#lead.opaque : this.#lead.text;
  }

  join({ extent, findings }: Span): void {
    this.isOpaque = true;
    if (findings.length > 0) this.findings = [...new Set([...this.findings, ...findings])];
    this.#include(extent);
  }

  #include(extent: Extent): void {
    if (extent.end === Infinity) this.#open.push(extent);
    else this.#closedEnd = Math.max(this.#closedEnd, extent.end);
  }
}
