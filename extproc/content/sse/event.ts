// Reads the lines of one server-sent event: where its data stands, and its other lines. Follows the WHATWG grammar; knows nothing of
// what the data says.
import { isAscii } from 'node:buffer';
import type { Origin } from '../queue.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface EventLines {
  /** The values of `data:` lines. */
  readonly data: readonly Range[];
  /** All other lines that are not empty, whole. */
  readonly others: readonly Range[];
}

const lf = 0x0a;
const cr = 0x0d;
const colon = 0x3a;
const space = 0x20;

/** Reads the event from `from` on. */
export function linesOf(raw: Buffer, from: number): EventLines {
  const data: Range[] = [];
  const others: Range[] = [];
  const hasCr = raw.indexOf(cr) >= 0;
  for (let start = from; start < raw.length; ) {
    const end = hasCr ? lineEnd(raw, start) : endOr(raw.indexOf(lf, start), raw.length);
    if (end > start) {
      const value = dataValue(raw, start, end);
      if (value >= 0) data.push({ start: value, end });
      else others.push({ start, end });
    }
    start = end + (raw[end] === cr && raw[end + 1] === lf ? 2 : 1);
  }
  return { data, others };
}

function lineEnd(raw: Buffer, start: number): number {
  let end = start;
  while (end < raw.length && raw[end] !== lf && raw[end] !== cr) end++;
  return end;
}

function endOr(found: number, end: number): number {
  return found < 0 ? end : found;
}

/** Where the value of a `data` line begins; -1 for other lines. */
function dataValue(raw: Buffer, start: number, end: number): number {
  const name = start + 4;
  if (name > end || raw[start] !== 0x64 || raw[start + 1] !== 0x61 || raw[start + 2] !== 0x74 || raw[start + 3] !== 0x61)
    return -1;
  if (name === end) return end;
  if (raw[name] !== colon) return -1;
  return raw[name + 1] === space && name + 1 < end ? name + 2 : name + 1;
}

/** The last name that the event has; null where it has none. */
export function eventName(raw: Buffer, others: readonly Range[]): string | null {
  let name: string | null = null;
  for (const { start, end } of others) {
    const line = raw.toString('latin1', start, Math.min(end, start + nameCharsMax));
    if (/^event(?::|$)/.test(line)) name = line.slice(line[6] === ' ' ? 7 : 6);
  }
  return name;
}

/** Longer ones are no names that anybody knows. */
const nameCharsMax = 128;

/** Whether the event ends as all clients see it: some know no empty line whose end is another one than that of the line before. */
export function endsPlainly(raw: Buffer): boolean {
  return /(?:\n\n|\r\r|\r\n\r\n)$/.test(raw.toString('latin1', Math.max(0, raw.length - 4)));
}

/** Whether some clients read data in a line that is none to the grammar. */
export function hidesData(raw: Buffer, { data, others }: EventLines): boolean {
  if (others.some(({ start, end }) => holdsData(raw.toString('utf8', start, end), true))) return true;
  return !isAscii(raw) && data.some(({ start, end }) => holdsData(raw.toString('utf8', start, end), false));
}

/**
 * Python's clients that go by its `splitlines` know more ends of lines than the grammar does, and Google's take white space away from the
 * beginning of an event. `isLine`: what begins here begins a line.
 */
function holdsData(text: string, isLine: boolean): boolean {
  for (let at = text.indexOf('data:'); at >= 0; at = text.indexOf('data:', at + 1)) {
    let from = at;
    for (; from > 0 && isBlank(text.charCodeAt(from - 1)); from--) if (endsLine(text.charCodeAt(from - 1))) return true;
    if (from === 0 && isLine) return true;
  }
  return false;
}

function endsLine(code: number): boolean {
  return (code >= 0x0b && code <= 0x0d) || (code >= 0x1c && code <= 0x1e) || code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** White space of JavaScript's and of Python's, with the byte order mark, which JavaScript takes for one. */
export function isBlank(code: number): boolean {
  return endsLine(code) || code === 0x1f || /\s/.test(String.fromCharCode(code));
}

/** An event's data as its client reads it: the lines joined by LF. */
export interface EventData extends Range {
  readonly doc: Buffer;
  readonly origin: Origin | null;
}

export function joinedData(raw: Buffer, data: readonly Range[]): EventData {
  if (data.length === 1) return { doc: raw, start: data[0]!.start, end: data[0]!.end, origin: null };
  const parts: Buffer[] = [];
  for (const { start, end } of data) {
    if (parts.length > 0) parts.push(Buffer.of(lf));
    parts.push(raw.subarray(start, end));
  }
  const doc = Buffer.concat(parts);
  return { doc, start: 0, end: doc.length, origin: new LineOrigin(data) };
}

/** Where the bytes of joined lines stand in the event. */
class LineOrigin implements Origin {
  readonly #lines: readonly Range[];
  /** Where each line begins in the joined text. */
  readonly #starts: readonly number[];

  constructor(lines: readonly Range[]) {
    this.#lines = lines;
    let next = 0;
    this.#starts = lines.map(({ start, end }) => {
      const at = next;
      next += end - start + 1;
      return at;
    });
  }

  at(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#lines[low]!.start + offset - this.#starts[low]!;
  }
}
