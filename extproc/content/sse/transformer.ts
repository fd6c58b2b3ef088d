// Changes a stream of server-sent events, one event at a time. Events keep their number and their order; those in which nothing is
// replaced leave byte for byte. Pairs the grammar of events (split.ts, event.ts) with JSON documents (documents.ts).
import { isUtf8 } from 'node:buffer';
import type { HostBlockCode } from '../../words/blocks.ts';
import type { Channel } from '../channel.ts';
import { Inspection, type InspectionOptions } from '../inspection.ts';
import type { Framing } from '../json/agreement.ts';
import { Documents, type ReadDocument } from '../json/documents.ts';
import type { Form } from '../json/form.ts';
import { startsWithMark } from '../json/space.ts';
import { type Unit, UnitQueue } from '../queue.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Splice } from '../splice.ts';
import type { Emit, Refusal, Transformer } from '../transform.ts';
import { judgeWhole, matchesIn } from '../whole.ts';
import {
  type EventData,
  type EventLines,
  endsPlainly,
  eventName,
  hidesData,
  isBlank,
  joinedData,
  linesOf,
  type Range,
} from './event.ts';
import { EventFrame } from './frame.ts';
import { EventSplitter } from './split.ts';

const cleanLineBytesMax = 128;
const backslash = 0x5c;
const noSplices: readonly Splice[] = [];
const nothing = Buffer.alloc(0);

export class SseTransformer implements Transformer {
  complete = false;
  readonly #inspection: Inspection;
  readonly #shape: Shape;
  readonly #splitter: EventSplitter;
  readonly #queue: UnitQueue;
  readonly #documents: Documents;
  #isFirst = true;
  /** Nothing came yet but lines of white space. */
  #isBlank = true;
  /** The last event is not over for those clients that know fewer ends than the grammar does. */
  #isHanging = false;
  /** A line without data in which nothing was found: streams name their events again and again. */
  #cleanLine = nothing;
  /** That of the last event with a document, where nothing in it has to be looked at again. */
  #frame: EventFrame | null = null;

  constructor(options: InspectionOptions, shape: Shape, emit: Emit) {
    this.#inspection = new Inspection(options);
    this.#shape = shape;
    this.#splitter = new EventSplitter(options.limits.sseEventBytesMax);
    this.#queue = new UnitQueue(emit, options.trace);
    this.#documents = new Documents(this.#inspection, shape);
  }

  get heldBack(): number {
    return this.#queue.heldBack + this.#splitter.unfinishedBytes;
  }

  push(bytes: Buffer): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    this.#splitter.push(bytes);
    for (let event = this.#splitter.next(); event !== null; event = this.#splitter.next()) {
      this.#take(event);
      if (this.#inspection.over) return this.#inspection.refusal;
    }
    if (this.#splitter.isTooLong) this.#inspection.refuse('sse_event_too_large');
    return this.#inspection.refusal;
  }

  end(): Refusal | null {
    if (this.#inspection.over) return this.#inspection.refusal;
    const rest = this.#splitter.rest();
    // Without its empty line an event does not count for most clients; some take it.
    if (rest.length > 0) this.#take(rest);
    if (!this.#inspection.over) this.#documents.texts.finishAll();
    if (!this.#inspection.over) this.#inspection.ended();
    if (!this.#inspection.over) this.#queue.drain();
    return this.#inspection.refusal;
  }

  #take(raw: Buffer): void {
    this.#queue.admit(this.#unitOf(raw), this.#inspection);
  }

  #unitOf(raw: Buffer): Unit | null {
    const form = this.#formIn(raw);
    return form === null ? this.#unitAnew(raw) : this.#documentUnit(raw, this.#documents.readAs(form, raw, this.#frame!.framing));
  }

  /** The form of an event that differs from earlier ones in nothing but texts and counts: all else in it was looked at. Null where it is not sure. */
  #formIn(raw: Buffer): Form | null {
    const frame = this.#frame;
    if (frame === null || this.#isHanging || !frame.isAround(raw)) return null;
    const [start, end] = [frame.start, frame.endIn(raw)];
    const form = this.#documents.formOf(raw, start, end);
    if (form === null || !form.isOneLine) return null;
    return form.isAscii || (isUtf8(raw) && !hidesData(raw, { data: [{ start, end }], others: [] })) ? form : null;
  }

  #documentUnit(raw: Buffer, read: ReadDocument | HostBlockCode): Unit | null {
    if (this.#inspection.over) return null;
    if (typeof read === 'string') return this.#refuse(read);
    return { raw, doc: raw, origin: null, rawSplices: noSplices, splices: read.splices, pieces: read.pieces };
  }

  #unitAnew(raw: Buffer): Unit | null {
    if (!isUtf8(raw)) return this.#refuse('invalid_utf8');
    if ((!this.#isFirst && startsWithMark(raw)) || hidesLines(raw)) return this.#refuse('sse_ambiguous');
    const from = this.#isFirst && startsWithMark(raw) ? 3 : 0;
    const lines = linesOf(raw, from);
    this.#isFirst = false;
    if (lines.others.length + lines.data.length > 0 && hidesData(raw, lines)) return this.#refuse('sse_ambiguous');
    if (this.#isBlank && this.#beginsAsJson(raw, lines)) return this.#refuse('response_content_type');
    const splices = lines.others.length > 0 ? this.#otherLines(raw, lines.others) : noSplices;
    if (this.#inspection.over) return null;
    const [first] = lines.data;
    const wasHanging = this.#isHanging;
    const isBehind = wasHanging || lines.others.some(({ start }) => first === undefined || start < first.start);
    if (isBehind || first !== undefined) this.#isHanging = !endsPlainly(raw);
    if (first === undefined) return { raw, doc: raw, origin: null, rawSplices: splices, splices: noSplices, pieces: [] };
    const framing = { name: eventName(raw, lines.others), isBehind };
    const canRecur =
      from === 0 && !wasHanging && !this.#isHanging && lines.data.length === 1 && this.#areClean(raw, lines.others);
    this.#frame = canRecur ? new EventFrame(raw, first.start, first.end, framing) : null;
    return this.#dataUnit(raw, joinedData(raw, lines.data), splices, framing);
  }

  /** Whether nothing stands beside the data but a line in which nothing was found. */
  #areClean(raw: Buffer, [line, ...more]: readonly Range[]): boolean {
    if (line === undefined) return true;
    return more.length === 0 && raw.subarray(line.start, line.end).equals(this.#cleanLine);
  }

  /** Clients that don't look at the type, as most do with errors, would read it as a document, escapes and all. */
  #beginsAsJson(raw: Buffer, { data, others }: EventLines): boolean {
    const first = others.find(({ start, end }) => !isSpace(raw, start, end));
    if (first === undefined && data.length === 0) return false;
    this.#isBlank = false;
    if (first === undefined || (data.length > 0 && data[0]!.start < first.start)) return false;
    // In UTF-16 or UTF-32, which clients that ask for JSON know by its zeros.
    if (raw.subarray(first.start, first.start + 4).includes(0)) return true;
    return mayBeJson({ doc: raw, start: first.start, end: first.end, origin: null });
  }

  #dataUnit(raw: Buffer, data: EventData, rawSplices: readonly Splice[], framing: Framing): Unit | null {
    const { doc, start, end, origin } = data;
    if (isDone(data)) {
      this.#documents.texts.finishAll();
      this.#ended();
      return { raw, doc, origin, rawSplices, splices: noSplices, pieces: [] };
    }
    if (beginsHidden(data)) return this.#refuse('sse_ambiguous');
    if (!mayBeJson(data)) return this.#textUnit(raw, data, rawSplices);
    // Some clients read what is not quite JSON (NaN, say): what it spells by escapes they would see, and a scan of the text would not.
    const read = this.#documents.read(doc, start, end, framing);
    if (this.#inspection.over) return null;
    if (typeof read === 'string') {
      const isText =
        read === 'invalid_json' && this.#shape.dataMayBeText && doc.indexOf(backslash, start) < 0 && !looksWhole(data);
      return isText ? this.#textUnit(raw, data, rawSplices) : this.#refuse(read);
    }
    if (read.isLast) this.#ended();
    return { raw, doc, origin, rawSplices, splices: read.splices, pieces: read.pieces };
  }

  /** Data that is not JSON: pieces of one text. */
  #textUnit(raw: Buffer, { doc, start, end, origin }: EventData, rawSplices: readonly Splice[]): Unit | null {
    const text: Channel | null = this.#documents.texts.plain('data');
    if (text === null) return null;
    const from = text.position;
    text.feed(doc.subarray(start, end));
    const piece = { text, from, to: text.position, start, end, isEscaped: false, spell: spellOnLine, echoes: noSplices };
    return { raw, doc, origin, rawSplices, splices: noSplices, pieces: [piece] };
  }

  /** The stream says that it is complete: what came before may leave, this event only after the question. */
  #ended(): void {
    if (this.#inspection.over) return;
    this.#queue.drain();
    this.#inspection.ended();
    this.complete = true;
  }

  /** Names of events, ids, comments: each complete in itself. */
  #otherLines(raw: Buffer, lines: readonly Range[]): readonly Splice[] {
    const splices: Splice[] = [];
    for (const { start, end } of lines) {
      const line = raw.subarray(start, end);
      if (line.equals(this.#cleanLine)) continue;
      const found = matchesIn(this.#inspection, line);
      if (found.length === 0) {
        if (line.length <= cleanLineBytesMax) this.#cleanLine = Buffer.from(line);
        continue;
      }
      const cuts = judgeWhole(this.#inspection, line, found, null, { channel: 'event', path: '', isMarkdown: false });
      if (this.#inspection.over) return noSplices;
      for (const cut of cuts)
        splices.push({ start: start + cut.start, end: start + cut.end, bytes: spellOnLine(cut.text), cause: cut });
    }
    return splices;
  }

  #refuse(code: Refusal['code']): null {
    this.#inspection.refuse(code);
    return null;
  }
}

const byteOrderMark = Buffer.of(0xef, 0xbb, 0xbf);

/**
 * A byte order mark at the beginning of a line, but for the stream's first: the grammar reads another field name there, while clients that
 * decode line by line (OpenAI's, Anthropic's) take it away and read data. Nothing can be scanned as both.
 */
function hidesLines(raw: Buffer): boolean {
  for (let at = raw.indexOf(byteOrderMark); at >= 0; at = raw.indexOf(byteOrderMark, at + 3)) {
    if (at > 0 ? raw[at - 1] === 0x0a || raw[at - 1] === 0x0d : false) return true;
  }
  return false;
}

/** `[DONE]`, with nothing but spaces around. */
function isDone({ doc, start, end }: EventData): boolean {
  return end - start >= 6 && end - start <= 64 && doc.toString('latin1', start, end).trim() === '[DONE]';
}

/** Whether the first byte is one that a JSON object, list or string begins with. */
function mayBeJson({ doc, start, end }: EventData): boolean {
  let at = start;
  while (at < end && (doc[at] === 0x20 || doc[at] === 0x09 || doc[at] === 0x0a)) at++;
  return at < end && (doc[at] === 0x7b || doc[at] === 0x5b || doc[at] === 0x22);
}

/** Whether JSON stands behind white space that is none to JSON: some clients take it away. */
function beginsHidden({ doc, start, end }: EventData): boolean {
  const at = doc.subarray(start, end).findIndex(byte => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a);
  const first = at < 0 ? 0x20 : doc[start + at]!;
  // Of ASCII's letters and signs none is white space.
  if (first >= 0x20 && first < 0x80) return false;
  const text = doc.toString('utf8', start + at, end);
  let behind = 0;
  while (behind < text.length && isBlank(text.charCodeAt(behind))) behind++;
  return /^[{["]/.test(text.slice(behind, behind + 1));
}

/** What begins and ends as an object or a list does is one to some clients, NaN and all. */
function looksWhole({ doc, start, end }: EventData): boolean {
  const text = doc.toString('latin1', start, end);
  return /^\s*(?:\{\s*["}]|\[\s*[{["\]])/.test(text) && /[}\]]\s*$/.test(text.slice(-16));
}

function isSpace(raw: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (raw[at] !== 0x20 && raw[at] !== 0x09) return false;
  return true;
}

/** A line break in a replacement would end the line. */
function spellOnLine(text: string): Buffer {
  return Buffer.from(text.replaceAll(/[\r\n]+/g, ' '));
}
