// The texts of one body that are under way: pieces come in, groups of texts end, tool calls become complete.
// Knows which piece belongs to which text; scanning is the channel's business and judging a call is calls.ts's.
import { ToolCallTexts } from './calls.ts';
import { Channel, type ChannelKind, type Tail } from './channel.ts';
import { HeldText } from './held-text.ts';
import type { Inspection } from './inspection.ts';
import { headingBefore } from './json/heading.ts';
import type { Leaf } from './json/leaf.ts';
import { type Frame, pathOf } from './json/place.ts';
import { decodeString, encodeString } from './json/strings.ts';
import { NestedTexts } from './nested.ts';
import { passesAsPayload } from './payload.ts';
import type { Piece } from './queue.ts';
import { below, groupOf, itemsAround, listName, pieceName, type TextNames, textName } from './shapes/naming.ts';
import type { CallPart, Role, Shape } from './shapes/shape.ts';
import type { Splice } from './splice.ts';

interface Group {
  readonly channels: Map<string, Channel>;
  readonly calls: Map<string, ToolCallTexts>;
}

const noEchoes: readonly Splice[] = [];
/** Groups of answers that stand side by side. */
const answerGroup = /^(?:choices|candidates)\/(\d+)$/;
/** What messages are made of that say where they begin: Anthropic's, Bedrock's and Cohere's. */
const ofMessage = /^(?:\d+\/(?:text|thinking|content|reasoning|tool_use|toolUse|tool_calls)|tool_plan)$/;
/** Of texts that one document tells whole, though in tokens. */
const documentGroup = 'document';

export class OpenTexts {
  readonly #inspection: Inspection;
  readonly #nested: NestedTexts;
  readonly #areCallsMade: boolean;
  readonly #isStream: boolean;
  readonly #groups = new Map<string, Group>();
  /** The document that is being read tells calls again that are over. */
  tellsAgain = false;
  #count = 0;
  /** Names of texts and calls that are over. */
  readonly #ended = new Set<string>();
  /** How texts ended that are over and may go on. */
  readonly #tails = new Map<string, Tail>();
  /** Calls that are complete with the document that is being read. */
  #complete: { readonly group: string; readonly id: string }[] = [];

  constructor(inspection: Inspection, { makesCalls, isStream }: Pick<Shape, 'makesCalls' | 'isStream'>) {
    this.#inspection = inspection;
    this.#isStream = isStream;
    this.#areCallsMade = makesCalls || inspection.side === 'response';
    this.#nested = new NestedTexts(inspection);
  }

  /** Takes a string of a document as the next piece of its text. Null once it is over. */
  take(doc: Buffer, leaf: Leaf): Piece | null {
    const bytes = decodeString(doc, leaf.start, leaf.end, leaf.isEscaped);
    const { role } = leaf;
    if (role.kind === 'call') return this.#takeCall(doc, bytes, leaf, role.name, role.part);
    if (role.kind !== 'text' && role.kind !== 'token' && role.kind !== 'complete') return this.#takeWhole(bytes, leaf, role);
    const channel = this.#channelOf(leaf);
    if (channel === null) return null;
    const from = channel.position;
    const isSigned = role.kind === 'text' && (role.signed || (leaf.frame?.isSigned ?? false));
    if (isSigned && bytes.length > 0 && !channel.sign(bytes.length)) this.#inspection.refuse('signed_text');
    if (mayBeAlone(role)) channel.feedBoth(bytes, headingBefore(doc, leaf));
    else if (from > 0 || bytes.length === 0 || !this.#goesOn(channel.id)) channel.feed(bytes);
    const echoes = role.kind === 'token' ? echoesOf(leaf) : noEchoes;
    return this.#inspection.over ? null : pieceOf(leaf, channel, from, channel.position, echoes);
  }

  /** A text that has no place in a document. Null when there is no room for it. */
  plain(id: string): Channel | null {
    return this.#channel('', id, () => '', { isMarkdown: true, isAlone: false });
  }

  /** The document is over: calls that it told whole are complete, and so are texts that it told in tokens. */
  finishDocument(): void {
    this.#finishGroup(documentGroup);
    const complete = this.#complete;
    this.#complete = [];
    for (const { group, id } of complete) {
      const calls = this.#groups.get(group)?.calls;
      const call = calls?.get(id);
      if (call === undefined || this.#inspection.over) continue;
      calls!.delete(id);
      this.#count--;
      call.complete();
    }
  }

  /** The texts of the item around, or with the same indexes, are over. */
  finish(frame: Frame | null): void {
    this.#finishGroup(groupOf(frame));
  }

  finishAll(): void {
    for (const name of [...this.#groups.keys()]) if (!this.#inspection.over) this.#finishGroup(name);
  }

  #finishGroup(name: string): void {
    const group = this.#groups.get(name);
    if (group === undefined) return;
    this.#groups.delete(name);
    this.#count -= group.channels.size + group.calls.size;
    for (const [id, channel] of group.channels) {
      channel.finish();
      if (channel.isAlone) this.#keepTail(id, channel.tail());
      if (channel.position > 0 && !channel.isAlone && name !== documentGroup) this.#end(id);
      if (this.#inspection.over) return;
    }
    for (const [id, call] of group.calls) {
      call.complete();
      if (call.hasArguments) this.#end(id);
      if (this.#inspection.over) return;
    }
  }

  /**
   * A new message begins: blocks of the last one may be told again. Other texts are not those of messages that begin, and their clients pass
   * over such an event: they are over, or go on.
   */
  beginAnew(): void {
    this.finishAll();
    for (const ids of [this.#ended, this.#tails]) for (const id of ids.keys()) if (ofMessage.test(id)) ids.delete(id);
  }

  /** What a text ended with that may go on all the same: whoever joins them must not find in them what was found in neither. */
  #keepTail(id: string, tail: Tail): void {
    if (tail.bytes.length === 0) return;
    if (!this.#tails.has(id) && this.#tails.size >= this.#inspection.limits.channelsMax)
      return this.#inspection.refuse('too_many_channels');
    this.#tails.set(id, tail);
  }

  #end(id: string): void {
    if (this.#ended.size >= this.#inspection.limits.endedTextsMax) return this.#inspection.refuse('too_many_channels');
    this.#ended.add(id);
  }

  /**
   * More of a text that is over. Its end was judged and has left, while many clients add what comes to what they have: a secret in two parts
   * would be whole again there.
   */
  #goesOn(id: string): boolean {
    if (!this.#ended.has(id)) return false;
    this.#inspection.refuse('text_after_end');
    return true;
  }

  #channelOf(leaf: Leaf): Channel | null {
    const { place, role, frame, ordinal } = leaf;
    leaf.names ??= namesOf(leaf);
    const known = this.#groups.get(leaf.names.group)?.channels.get(leaf.names.id);
    if (known !== undefined) return known;
    const kind = { isMarkdown: role.kind === 'complete' || (role.kind === 'text' && role.markdown), isAlone: mayBeAlone(role) };
    return this.#channel(leaf.names.group, leaf.names.id, () => pathOf(place, frame, ordinal), kind);
  }

  #channel(groupName: string, id: string, path: () => string, kind: ChannelKind): Channel | null {
    const { channels } = this.#group(groupName);
    const known = channels.get(id);
    if (known !== undefined) return known;
    if (!this.#hasRoom()) return null;
    const channel = new Channel(this.#inspection, id, path(), kind, this.#tails.get(id));
    channels.set(id, channel);
    return channel;
  }

  #takeCall(doc: Buffer, bytes: Uint8Array, leaf: Leaf, name: string, part: CallPart): Piece | null {
    const { place, frame, ordinal } = leaf;
    leaf.names ??= { group: groupOf(frame), id: below(itemsAround(frame) || groupOf(frame), name) };
    const { group, id } = leaf.names;
    const { calls } = this.#group(group);
    let call = calls.get(id);
    if (call === undefined) {
      if (!this.#hasRoom()) return null;
      call = new ToolCallTexts(this.#inspection, this.#nested, id, this.#areCallsMade);
      calls.set(id, call);
    }
    if (part === 'object') {
      this.#complete.push({ group, id });
      call.kind ??= typeOf(doc, frame);
    }
    const text = call.text(part);
    const from = text.position;
    // Told again as a whole it is a call of its own, judged as one.
    const isPiece = part !== 'object' && place.up?.isComplete !== true && !this.tellsAgain;
    if (isPiece && from === 0 && bytes.length > 0 && this.#goesOn(id)) return null;
    call.take(part, bytes, () => pathOf(place, frame, ordinal));
    return this.#inspection.over ? null : pieceOf(leaf, text, from, text.position, noEchoes);
  }

  /** A text that is there as a whole, though others at this place come in pieces. */
  #takeWhole(bytes: Uint8Array, leaf: Leaf, role: Role): Piece | null {
    const { place, frame, ordinal } = leaf;
    const channel = textName(null, place, frame, ordinal);
    const isMarkdown = (role.kind === 'atom' || role.kind === 'json') && role.markdown;
    const isSigned = role.kind === 'atom' && role.signed;
    const where = { channel, path: pathOf(place, frame, ordinal), isMarkdown, isSigned, isRepeat: this.#isStream };
    const text = new HeldText();
    text.append(bytes);
    if (role.kind === 'json' && (!role.markdown || looksLikeJson(bytes))) this.#nested.judgeJson(text, where);
    else if (role.kind !== 'payload' || !passesAsPayload(this.#inspection, bytes, role.payload, () => where.path))
      this.#nested.judgeText(text, where);
    text.settle();
    return this.#inspection.over ? null : pieceOf(leaf, text, 0, text.position, noEchoes);
  }

  #group(name: string): Group {
    let group = this.#groups.get(name);
    if (group === undefined) {
      // A client that asked for one answer joins whatever comes, and so would a secret that is cut over two.
      const answer = answerGroup.exec(name)?.[1];
      if (answer !== undefined && Number(answer) >= this.#inspection.choices) this.#inspection.refuse('text_index');
      group = { channels: new Map(), calls: new Map() };
      this.#groups.set(name, group);
    }
    return group;
  }

  #hasRoom(): boolean {
    if (this.#count >= this.#inspection.limits.channelsMax) {
      this.#inspection.refuse('too_many_channels');
      return false;
    }
    this.#count++;
    return true;
  }
}

/** What begins like an object, a list or a string; a number that stands alone is read as text. */
function looksLikeJson(text: Uint8Array): boolean {
  return /^[ \t\r\n]*[{["]/.test(Buffer.from(text.buffer, text.byteOffset, Math.min(text.length, 64)).toString('latin1'));
}

/** Whether a piece may as well be a text of its own. */
function mayBeAlone(role: Role): boolean {
  return role.kind === 'text' ? role.alone : role.kind === 'complete';
}

function namesOf({ place, role, frame, ordinal }: Leaf): TextNames {
  if (role.kind === 'token' && role.name === null) return { group: documentGroup, id: listName(frame, ordinal) };
  if (role.kind === 'text' && role.sole) return { group: '', id: role.name ?? '' };
  if (role.kind === 'text') return { group: groupOf(frame), id: pieceName(role, place, frame, ordinal) };
  return { group: groupOf(frame), id: textName(role.kind === 'token' ? role.name : null, place, frame, ordinal) };
}

function pieceOf(leaf: Leaf, text: Piece['text'], from: number, to: number, echoes: readonly Splice[]): Piece {
  const { start, end, isEscaped } = leaf;
  return { text, from, to, start, end, isEscaped, spell: encodeString, echoes };
}

/** What tells the token again: beside it, or beside a list that it stands in. */
function echoesOf({ frame }: Leaf): readonly Splice[] {
  const echoes: Splice[] = [];
  for (let at = frame; at !== null; at = at.up)
    for (const { start, end, replacement } of at.echoes ?? []) echoes.push({ start, end, bytes: Buffer.from(replacement) });
  return echoes;
}

/** What the object says that it is. */
function typeOf(doc: Buffer, frame: Frame | null): string | null {
  return frame === null || frame.typeStart < 0 ? null : doc.toString('utf8', frame.typeStart, frame.typeEnd);
}
