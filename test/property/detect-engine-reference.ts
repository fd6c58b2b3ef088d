// The meaning of a detector, written down as plainly as possible and without a thought for speed: every start is tried by walking the
// pattern's graph from there. The engine must agree with it on every text and every cut.
import { type Ahead, ahead, type Behind, behind, outside, word } from '../../extproc/detect/engine/context.ts';
import type { Program } from '../../extproc/detect/engine/program.ts';
import { programOf } from '../../extproc/detect/engine/program-building.ts';
import { commitBytesMin } from '../../extproc/detect/engine/search.ts';
import { parsePattern } from '../../extproc/detect/engine/syntax.ts';
import type { Detector } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';

export interface Found {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

export function findAll(detectors: readonly Detector[], text: Uint8Array): Found[] {
  const found = detectors.flatMap(detector => findOne(detector, text));
  return found.sort(byPlace);
}

export function byPlace(a: Found, b: Found): number {
  return a.end - b.end || a.start - b.start || (a.id < b.id ? -1 : 1);
}

function findOne(detector: Detector, text: Uint8Array): Found[] {
  const pattern = programOf(parsePattern(detector.pattern, defaultLimits), defaultLimits);
  const unbounded = pattern.extent.max === Infinity;
  const usual = detector.signal && !detector.accept ? defaultLimits.codeLineBytesMax : defaultLimits.matchCommitBytes;
  const commit = Math.max(commitBytesMin, detector.commit ?? (unbounded ? usual : Infinity));
  const window = Math.min(commit, pattern.extent.max + 1);
  const found: Found[] = [];
  let lastEnd = 0;
  for (const at of startsOf(detector, text, window)) {
    if (at < lastEnd) continue;
    const start = Math.max(lastEnd, detector.back ? beginOfRun(detector.back, text, at) : at);
    if (detector.back && at - start < detector.back.min) continue;
    const run = walk(pattern, text, at);
    const open = run.diesAt - at > commit || (run.diesAt - at === commit && !run.isComplete);
    const end = open ? wholeCharacter(text, run.diesAt) : run.end;
    if (end < 0 || (!open && !isAccepted(detector, text, start, end))) continue;
    found.push({ id: detector.id, start, end });
    lastEnd = end;
  }
  return found;
}

function isAccepted({ accept, context = 0 }: Detector, text: Uint8Array, start: number, end: number): boolean {
  return accept === undefined || accept(text.subarray(start, end), text.subarray(Math.max(0, start - context), start)) !== false;
}

/** All places where the pattern may begin, ascending. */
function startsOf({ lead }: Detector, text: Uint8Array, window: number): number[] {
  if (lead === undefined) return Array.from(text, (_, at) => at);
  const program = programOf(parsePattern(lead, defaultLimits), defaultLimits);
  const starts = new Set<number>();
  for (let from = 0; from < text.length; from += 1) {
    const { ends } = walk(program, text, from);
    for (const [i, end] of ends.entries()) if ((ends[i + 1] ?? Infinity) - end >= window) starts.add(end);
  }
  return [...starts].sort((a, b) => a - b);
}

function beginOfRun(back: NonNullable<Detector['back']>, text: Uint8Array, at: number): number {
  const one = new RegExp(`^${back.class}$`, 'u');
  let from = at;
  // Bytes beyond ASCII are in a class together or not at all.
  while (from > 0 && at - from < back.max && one.test(text[from - 1]! < 0x80 ? String.fromCharCode(text[from - 1]!) : 'é'))
    from -= 1;
  while (from < at && isContinuation(text[from])) from += 1;
  return from;
}

interface Walk {
  /** Everywhere a match could end, ascending. */
  readonly ends: readonly number[];
  /** Where the match that counts ends, or -1. */
  readonly end: number;
  /** Place of the byte that nothing could take, or of the text's end. */
  readonly diesAt: number;
  /** Nothing could take a further byte, whichever it were. */
  readonly isComplete: boolean;
}

function walk(program: Program, text: Uint8Array, start: number): Walk {
  let kernel = [program.start];
  let complete = false;
  const ends: number[] = [];
  let at = start;
  for (; ; at += 1) {
    const before: Behind = at === 0 ? outside : behind[text[at - 1]!]!;
    const after: Ahead = at === text.length ? outside : ahead[text[at]!]!;
    const reach = program.reach(kernel, before, after);
    complete = isComplete(program, kernel, before);
    if (reach.accepts || complete) ends.push(at);
    if (at === text.length || complete) break;
    kernel = [...new Set(reach.bytes.map(node => program.after(node, text[at]!)).filter(next => next !== undefined))];
    if (kernel.length === 0) break;
  }
  return { ends, end: ends.at(-1) ?? -1, diesAt: at, isComplete: complete };
}

function isComplete(program: Program, kernel: number[], before: Behind): boolean {
  return ([0, word, outside] as const).every(after => {
    const { accepts, bytes } = program.reach(kernel, before, after);
    return accepts && bytes.length === 0;
  });
}

function wholeCharacter(text: Uint8Array, at: number): number {
  let end = at;
  while (isContinuation(text[end])) end += 1;
  return end;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte <= 0xbf;
}
