// The code in one text: how far the scan may read before a unit of code is complete, and what was found in the unit meanwhile.
// Inside a fence nothing of a unit leaves before all risks in it were ruled on; outside nothing waits for them.
import { type CodeUnit, FenceTracker } from '../detect/fence.ts';
import type { Match } from '../detect/scan.ts';
import type { Inspection } from './inspection.ts';

const lf = 0x0a;
const cr = 0x0d;
const backtick = 0x60;
const tilde = 0x7e;

/** Null where no code is judged: the plan does not want it, or nothing that it looks for is a risk of code. */
export function codeIn(inspection: Inspection): Code | null {
  return inspection.plan.code !== 'off' && inspection.hasSignals ? new Code(inspection) : null;
}

/** The units of code in a text that is complete. */
export function unitsIn(inspection: Inspection, text: Uint8Array): readonly CodeUnit[] {
  if (inspection.plan.code === 'off') return [];
  const fence = new FenceTracker(inspection.plan.code, inspection.limits);
  fence.advance(text, 0, text.length);
  fence.finish();
  if (fence.overflow) inspection.refuse('code_unit_too_large');
  return fence.take();
}

/** What was looked for in these bytes, and where it is. */
interface Reach {
  readonly bytes: Uint8Array;
  readonly end: number;
}

export class Code {
  readonly #inspection: Inspection;
  readonly #fence: FenceTracker;
  readonly #unitBytesMax: number;
  #risks: Match[] = [];
  /** The line that is under way outside of fences has a mark in it. */
  #mayOpen = false;
  #line: Reach = { bytes: new Uint8Array(0), end: 0 };
  #mark: Reach = this.#line;

  constructor(inspection: Inspection) {
    const { limits, plan } = inspection;
    this.#inspection = inspection;
    this.#fence = new FenceTracker(plan.code, limits);
    this.#unitBytesMax = plan.code === 'block' ? limits.codeBlockBytesMax : limits.codeLineBytesMax;
  }

  /** Nothing from here on may leave; Infinity outside of fences. */
  get bound(): number {
    return this.#fence.inFence ? this.#fence.unitStart : Infinity;
  }

  /**
   * Up to where the scan may read at once: the end of the line, or where the unit passes its limit. Prose without a mark of a fence is read
   * in one go.
   */
  limit(bytes: Uint8Array, from: number): number {
    if (!this.#fence.inFence && !this.#mayOpen) {
      const mark = this.#nextMark(bytes, from);
      if (mark > from) return mark;
      this.#mayOpen = true;
    }
    const lineEnd = this.#lineEnd(bytes, from);
    if (!this.#fence.inFence) return lineEnd;
    return Math.min(lineEnd, from + this.#fence.unitStart + this.#unitBytesMax + 1 - this.#fence.position);
  }

  /** Whether the risk waits for the end of its unit. */
  postpones(match: Match): boolean {
    if (match.detector.signal !== true || !this.#fence.inFence) return false;
    this.#risks.push(match);
    return true;
  }

  /** The scan has read so far; gives the units that are complete now. */
  advance(bytes: Uint8Array, from: number, to: number): readonly CodeUnit[] {
    this.#fence.advance(bytes, from, to);
    if (isLineEnd(bytes[to - 1]!)) this.#mayOpen = false;
    return this.#units();
  }

  finish(): readonly CodeUnit[] {
    this.#fence.finish();
    return this.#units();
  }

  /** The risks that waited for the unit. */
  takeRisks(): readonly Match[] {
    const risks = this.#risks;
    this.#risks = [];
    return risks;
  }

  /** Looked for once a line: the scan may stop in it many times. */
  #lineEnd(bytes: Uint8Array, from: number): number {
    if (bytes === this.#line.bytes && from < this.#line.end) return this.#line.end;
    let end = from;
    while (end < bytes.length && !isLineEnd(bytes[end]!)) end++;
    end = Math.min(end + 1, bytes.length);
    this.#line = { bytes, end };
    return end;
  }

  /** Where the next byte is that a fence may be made of; looked for once, likewise. */
  #nextMark(bytes: Uint8Array, from: number): number {
    if (bytes === this.#mark.bytes && from <= this.#mark.end) return this.#mark.end;
    let end = from;
    while (end < bytes.length && bytes[end] !== backtick && bytes[end] !== tilde) end++;
    this.#mark = { bytes, end };
    return end;
  }

  #units(): readonly CodeUnit[] {
    if (this.#fence.overflow) this.#inspection.refuse('code_unit_too_large');
    return this.#fence.take();
  }
}

function isLineEnd(byte: number): boolean {
  return byte === lf || byte === cr;
}
