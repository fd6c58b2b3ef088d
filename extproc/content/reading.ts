// Reads a body as its client would, for people who have to decide on it, and replaces what they choose in it. The body passes the transformer that
// it came through before, under a scanner that only writes down (reading-scan.ts): texts in pieces are joined, what is told twice is one, and
// an edited body keeps its form, lengths and checksums as a masked one does.
import type { ApiShape } from '../words/access.ts';
import type { HostBlockCode } from '../words/blocks.ts';
import type { Side } from '../words/finding.ts';
import type { Limits } from '../words/limits.ts';
import type { Plan } from '../words/plan.ts';
import { type Format, openTransformer } from './open.ts';
import { ReadingScanner, type ScriptedEdit } from './reading-scan.ts';
import type { Hit, Inspector, Ruling, ToolCall } from './transform.ts';

/** A body and what one has to know to read it. */
export interface ReadableBody {
  readonly format: Format;
  readonly api: ApiShape;
  readonly path: string;
  readonly side: Side;
  readonly boundary?: string;
  /** What had left before, whole units; empty where nothing had, or where its beginning is missing. */
  readonly before: Uint8Array;
  readonly body: Uint8Array;
}

export type TextKind = 'text' | 'reasoning' | 'tool_call' | 'other';

/** One text as the client would read it. */
export interface BodyText {
  /** What edits name it by: its channel, with a number behind `#` where there are several. */
  readonly channel: string;
  readonly path: string;
  readonly kind: TextKind;
  /** Of a tool call. */
  readonly name: string | null;
  readonly text: string;
  /** How much of it had left before, in UTF-16 units: that can't be replaced any more. */
  readonly leftChars: number;
  readonly isEditable: boolean;
}

export type Reading =
  | { readonly kind: 'read'; readonly texts: readonly BodyText[] }
  | { readonly kind: 'unreadable'; readonly code: HostBlockCode };

/** By UTF-16 places in a text of the reading. */
export interface BodyEdit {
  readonly channel: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type Editing = { readonly kind: 'edited'; readonly body: Buffer } | { readonly kind: 'refused'; readonly why: string };

/** Gives the texts in the order in which they began; those that tell another one again are left out. */
export function readBody(body: ReadableBody, limits: Limits): Reading {
  const pass = passThrough(body, limits, new Map());
  if (pass.refusal !== null) return { kind: 'unreadable', code: pass.refusal };
  return { kind: 'read', texts: distinct(pass.texts).map(({ shown: _, ...text }) => text) };
}

/** Replaces places in texts, wherever the body tells them. Everything else stays as it is, to the byte. */
export function editBody(body: ReadableBody, edits: readonly BodyEdit[], limits: Limits): Editing {
  const pass = passThrough(body, limits, new Map());
  if (pass.refusal !== null) return refused('the body cannot be read, so that nothing can be replaced in it');
  const byText = new Map<number, ScriptedEdit[]>();
  for (const edit of edits) {
    const problem = place(edit, pass.texts, byText);
    if (problem !== null) return refused(problem);
  }
  for (const places of byText.values()) {
    places.sort((a, b) => a.start - b.start);
    if (places.some(({ start }, at) => at > 0 && start < places[at - 1]!.end)) return refused('two edits overlap');
  }
  const edited = passThrough(body, limits, byText);
  if (edited.refusal !== null || edited.done < edits.length)
    return refused('the text is signed or sealed by its API, and cannot be altered');
  const { before } = body;
  if (!edited.out.subarray(0, before.length).equals(before)) return refused('a part of it has left already');
  return { kind: 'edited', body: edited.out.subarray(before.length) };
}

interface PassedText extends BodyText {
  readonly shown: { readonly ordinal: number; readonly leftBytes: number; readonly headingBytes: number };
}

interface Pass {
  readonly texts: readonly PassedText[];
  readonly out: Buffer;
  /** Places that were replaced. */
  readonly done: number;
  readonly refusal: HostBlockCode | null;
}

/** Both readings and edits: the same questions in the same order, so that a text has the same ordinal in each. */
function passThrough(body: ReadableBody, limits: Limits, edits: ReadonlyMap<number, readonly ScriptedEdit[]>): Pass {
  const scanner = new ReadingScanner(edits);
  const out: Uint8Array[] = [];
  const inspector = new Places(edits);
  const transformer = openTransformer({
    format: body.format,
    shape: body.api,
    path: body.path,
    ...(body.boundary === undefined ? {} : { boundary: body.boundary }),
    passesUnread: true,
    scanner,
    plan: readingPlan,
    limits,
    inspector,
    side: body.side,
    emit: bytes => out.push(bytes),
  });
  const first = body.before.length === 0 ? null : transformer.push(Buffer.from(body.before));
  const left = new Map(scanner.texts.map(text => [text.ordinal, text.position]));
  const refusal = first ?? transformer.push(Buffer.from(body.body)) ?? transformer.end();
  const channels = new Set<string>();
  for (const { ordinal, isChannel } of scanner.texts) if (isChannel) channels.add(inspector.hits.get(ordinal)?.channel ?? '');
  const texts: Omit<PassedText, 'channel'>[] = [];
  const names: string[] = [];
  for (const shown of scanner.texts) {
    const hit = inspector.hits.get(shown.ordinal);
    // Pieces that were looked at alone besides are told with the text that they belong to.
    if (hit === undefined || (!shown.isChannel && channels.has(hit.channel))) continue;
    const all = shown.bytes();
    const bytes = shown.isChannel ? all : Buffer.from(hit.value ?? all);
    const headingBytes = all.length - bytes.length;
    const leftBytes = Math.min(bytes.length, left.get(shown.ordinal) ?? 0);
    names.push(hit.channel);
    texts.push({
      path: hit.path,
      kind: kindOf(hit.channel),
      name: null,
      text: bytes.toString(),
      leftChars: bytes.toString('utf8', 0, leftBytes).length,
      isEditable: !hit.isSigned,
      shown: { ordinal: shown.ordinal, leftBytes, headingBytes },
    });
  }
  const named = numbered(names).map((channel, at) => ({ channel, ...texts[at]! }));
  return {
    texts: [...named, ...inspector.calls.map(callText)],
    out: Buffer.concat(out),
    done: inspector.done,
    refusal: refusal?.code ?? null,
  };
}

/** Asked about all texts and all places to replace. */
class Places implements Inspector {
  readonly hits = new Map<number, Hit>();
  readonly calls: ToolCall[] = [];
  done = 0;
  readonly #edits: ReadonlyMap<number, readonly ScriptedEdit[]>;

  constructor(edits: ReadonlyMap<number, readonly ScriptedEdit[]>) {
    this.#edits = edits;
  }

  hit(hit: Hit): Ruling {
    const [, what, ordinal, at] = /^(text|edit)-(\d+)(?:-(\d+))?$/.exec(hit.detector.id) ?? [];
    if (what === 'text') {
      this.hits.set(Number(ordinal), hit);
      return { kind: 'pass' };
    }
    const edit = this.#edits.get(Number(ordinal))?.[Number(at)];
    if (edit === undefined) return { kind: 'pass' };
    this.done++;
    return { kind: 'mask', text: edit.text, opaque: edit.text };
  }

  toolCall(call: ToolCall): { readonly kind: 'pass' } {
    this.calls.push(call);
    return { kind: 'pass' };
  }

  ended(): 'go' {
    return 'go';
  }
}

/** Looks for nothing of its own and lets everything pass. */
const readingPlan: Plan = {
  detectors: [],
  keys: [],
  patterns: [],
  mode: 'stream',
  code: 'off',
  request: true,
  decode: [],
  allow: [],
  payload: 'pass',
  signed: 'block',
};

/** Longer texts that end alike are the same text, one of them told from its beginning. */
const sameEndCharsMin = 32;

/** Notes an edit for each text that tells the place; gives what is wrong with it, or null. */
function place(edit: BodyEdit, texts: readonly PassedText[], byText: Map<number, ScriptedEdit[]>): string | null {
  const { channel, start, end, text } = edit;
  const target = texts.find(one => one.channel === channel);
  if (target === undefined) return 'there is no such text';
  if (!target.isEditable) return 'this text cannot be altered';
  if (!(start >= 0 && start < end && end <= target.text.length)) return 'the place is not inside of the text, or is empty';
  if (isHalf(target.text, start) || isHalf(target.text, end)) return 'the place begins or ends inside of a character';
  if (start < target.leftChars) return 'a part of it has left already';
  for (const other of texts) {
    const skipped = other.text.length - target.text.length;
    const isSame = skipped === 0 || (skipped > 0 && target.text.length >= sameEndCharsMin);
    if (!isSame || !other.isEditable || !other.text.endsWith(target.text)) continue;
    const { ordinal, headingBytes } = other.shown;
    const bytesTo = (chars: number): number => headingBytes + Buffer.byteLength(other.text.slice(0, skipped + chars));
    const places = byText.get(ordinal) ?? [];
    places.push({ start: bytesTo(start), end: bytesTo(end), text });
    byText.set(ordinal, places);
  }
  return null;
}

/** The second half of a pair stands here. */
function isHalf(text: string, at: number): boolean {
  return at > 0 && at < text.length && /[\ud800-\udbff]/.test(text[at - 1]!) && /[\udc00-\udfff]/.test(text[at]!);
}

/** A stream that tells a text in pieces and then whole tells people one text, and its protocol's words are told once. */
function distinct(texts: readonly PassedText[]): readonly PassedText[] {
  const told = new Set<string>();
  return texts.filter(({ kind, name, channel, text }) => {
    const key = JSON.stringify([kind === 'other' ? channel.replace(/#\d+$/, '') : kind, name, text]);
    return told.has(key) ? false : told.add(key);
  });
}

/** `a`, `a#2`, `a#3` for names that are there more than once. */
function numbered(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return names.map(name => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

function callText({ channel, name, argumentsText }: ToolCall): PassedText {
  const text = Buffer.from(argumentsText).toString();
  const shown = { ordinal: -1, leftBytes: 0, headingBytes: 0 };
  return { channel: `${channel}#call`, path: '', kind: 'tool_call', name, text, leftChars: 0, isEditable: false, shown };
}

/** Last names of what APIs call the text of an answer. */
const textNames = /(?:^|\/)(?:content|text|refusal|output_text|delta|response|message|transcript|summary|completion|data)(?:#|$)/;

function kindOf(channel: string): TextKind {
  if (/reasoning|thinking|thought/.test(channel)) return 'reasoning';
  return textNames.test(channel) && !/(?:arguments|input)\//.test(channel) ? 'text' : 'other';
}

function refused(why: string): Editing {
  return { kind: 'refused', why };
}
