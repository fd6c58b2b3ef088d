// What people read in a side of a recorded exchange, by the same transformers that it passed. A recording may begin or end anywhere: at its edges what is no whole
// unit is left out. What can't be read is told as it is.
import type { Format } from '../content/open.ts';
import { type GrownText, readStretches } from '../content/reading.ts';
import type { ApiShape } from '../words/access.ts';
import type { Side } from '../words/finding.ts';
import type { Limits } from '../words/limits.ts';
import type { Piece } from './frames.ts';
import type { RecordedExchange, RecordingEnd } from './ports.ts';

/** A side of an exchange, and what is known of it. */
export interface RecordedSide {
  readonly exchange: Pick<RecordedExchange, 'api' | 'path'>;
  readonly end: Pick<RecordingEnd, 'format'> | null;
  readonly side: Side;
}

/** Which part of the body it is. */
export interface PartPlace {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export function bodyIn(pieces: readonly Piece[], side: Side): Buffer {
  return Buffer.concat(pieces.filter(piece => piece.side === side).map(({ bytes }) => bytes));
}

/** Texts of one part; where it can't be read, the part as one text. */
export function textsOf(body: Buffer, of: RecordedSide, { isFirst, isLast }: PartPlace, limits: Limits): readonly string[] {
  const format = formatOf(of, body);
  const units = body.subarray(isFirst ? 0 : startOfUnit(body, format), isLast ? body.length : endOfUnits(body, format));
  return readSide([units], of, limits)?.map(({ text }) => text) ?? [body.toString()];
}

/** Null where it can't be read. One that breaks off is read up to there. */
export function readSide(stretches: readonly Buffer[], of: RecordedSide, limits: Limits): readonly GrownText[] | null {
  const format = formatOf(of, stretches[0] ?? Buffer.alloc(0));
  if (format === null) return null;
  const kind = { format, api: of.exchange.api as ApiShape, path: of.exchange.path, side: of.side };
  const reading = attempt(() => readStretches(kind, stretches, limits));
  if (reading?.kind === 'read') return reading.texts;
  const cut = upTo(stretches, endOfUnits(Buffer.concat(stretches), format));
  const again = cut.length === 0 ? null : attempt(() => readStretches(kind, cut, limits));
  return again?.kind === 'read' ? again.texts : null;
}

const formats: readonly string[] = ['sse', 'json', 'ndjson', 'text', 'array', 'eventstream'] satisfies Format[];

/** Requests are documents. While an answer runs its format is guessed. */
function formatOf({ end, side }: RecordedSide, beginning: Buffer): Format | null {
  if (side === 'request') return 'json';
  if (end !== null) return formats.includes(end.format ?? '') ? (end.format as Format) : null;
  return /(?:^|\n)(?:data|event|id|retry)?:/.test(beginning.toString('latin1', 0, 4_096)) ? 'sse' : null;
}

/** Ends of units in formats that can be entered in the middle. */
const ends: Readonly<Partial<Record<Format, readonly string[]>>> = {
  sse: ['\n\n', '\r\n\r\n', '\r\r'],
  ndjson: ['\n'],
};

function startOfUnit(body: Buffer, format: Format | null): number {
  const found = (ends[format ?? 'json'] ?? []).map(end => ({ at: body.indexOf(end), end })).filter(({ at }) => at >= 0);
  return Math.min(body.length, ...found.map(({ at, end }) => at + end.length));
}

function endOfUnits(body: Buffer, format: Format | null): number {
  return Math.max(0, ...(ends[format ?? 'json'] ?? []).map(end => body.lastIndexOf(end) + end.length).filter(at => at > 3));
}

function upTo(stretches: readonly Buffer[], length: number): readonly Buffer[] {
  let left = length;
  return stretches.flatMap(bytes => {
    const taken = bytes.subarray(0, Math.max(0, left));
    left -= bytes.length;
    return taken.length === 0 ? [] : [taken];
  });
}

/** What hostile content makes a reader throw must not cost the recording. */
function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}
