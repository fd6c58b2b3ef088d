// Reads a body as its client would, for people who have to decide on it, and replaces what they choose in it. The body passes the transformer that
// it came through before, under a scanner that only writes down (reading-scan.ts): texts in pieces are joined, what is told twice is one, and
// an edited body keeps its form, lengths and checksums as a masked one does.
import type { HostBlockCode } from '../words/blocks.ts';
import type { Limits } from '../words/limits.ts';
import { type BodyKind, type BodyText, type Late, type PassedText, passThrough } from './reading-pass.ts';
import type { ScriptedEdit } from './reading-scan.ts';

export type { BodyKind, BodyText, Late, TextKind } from './reading-pass.ts';

/** A body and what one has to know to read it. */
export interface ReadableBody extends BodyKind {
  /** What had left before, whole units; empty where nothing had, or where its beginning is missing. */
  readonly before: Uint8Array;
  readonly body: Uint8Array;
}

/** A text, and how many of its UTF-16 units had come when each of the stretches that brought some was read. */
export interface GrownText extends BodyText {
  readonly grew: readonly { readonly stretch: number; readonly chars: number }[];
}

export type GrownReading =
  | { readonly kind: 'read'; readonly texts: readonly GrownText[] }
  | { readonly kind: 'unreadable'; readonly code: HostBlockCode };

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
  return atOnce(readingBody(body, limits, never));
}

/** The same, with pauses in which others can have their turn. */
export function* readingBody(body: ReadableBody, limits: Limits, late: Late): Generator<void, Reading> {
  const pass = yield* passThrough(body, [body.before, body.body], limits, new Map(), late);
  if (pass.refusal !== null) return { kind: 'unreadable', code: pass.refusal };
  return { kind: 'read', texts: distinct(pass.texts).map(({ shown: _, ...text }) => text) };
}

/** Reads a body that came in stretches, and tells what each of them brought. */
export function readStretches(body: BodyKind, stretches: readonly Uint8Array[], limits: Limits): GrownReading {
  const pass = atOnce(passThrough(body, stretches, limits, new Map(), never));
  if (pass.refusal !== null) return { kind: 'unreadable', code: pass.refusal };
  return { kind: 'read', texts: distinct(pass.texts).map(({ shown, ...text }) => ({ ...text, grew: grewOf(text.text, shown) })) };
}

/** Replaces places in texts, wherever the body tells them. Everything else stays as it is, to the byte. */
export function editBody(body: ReadableBody, edits: readonly BodyEdit[], limits: Limits): Editing {
  return atOnce(editingBody(body, edits, limits, never));
}

/** The same, with pauses in which others can have their turn. */
export function* editingBody(
  body: ReadableBody,
  edits: readonly BodyEdit[],
  limits: Limits,
  late: Late,
): Generator<void, Editing> {
  const pass = yield* passThrough(body, [body.before, body.body], limits, new Map(), late);
  if (pass.refusal !== null) return refused('the body cannot be read, so that nothing can be replaced in it');
  const byText = new Map<number, ScriptedEdit[]>();
  for (const edit of edits) {
    const problem = place(edit, pass.texts, byText);
    if (problem !== null) return refused(problem);
    yield;
  }
  for (const places of byText.values()) {
    places.sort((a, b) => a.start - b.start);
    if (places.some(({ start }, at) => at > 0 && start < places[at - 1]!.end)) return refused('two edits overlap');
  }
  const edited = yield* passThrough(body, [body.before, body.body], limits, byText, late);
  if (edited.refusal !== null || edited.done < edits.length)
    return refused('the text is signed or sealed by its API, and cannot be altered');
  const { before } = body;
  if (!edited.out.subarray(0, before.length).equals(before)) return refused('a part of it has left already');
  return { kind: 'edited', body: edited.out.subarray(before.length) };
}

const never: Late = () => false;

function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

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

/** Places in bytes of what was shown, as places in the text: each stretch's bytes are decoded once. */
function grewOf(text: string, { growth, headingBytes }: PassedText['shown']): GrownText['grew'] {
  const bytes = Buffer.from(text);
  const grew: { readonly stretch: number; readonly chars: number }[] = [];
  let [from, chars] = [0, 0];
  for (const { stretch, bytes: to } of growth) {
    const end = Math.max(from, Math.min(bytes.length, to - headingBytes));
    chars += bytes.toString('utf8', from, end).length;
    from = end;
    grew.push({ stretch, chars });
  }
  // What was shown is not always what is told; at its end all of it is there.
  const last = grew.at(-1);
  if (last !== undefined) grew[grew.length - 1] = { stretch: last.stretch, chars: text.length };
  return grew;
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

function refused(why: string): Editing {
  return { kind: 'refused', why };
}
