// Whether all clients join the pieces of a stream alike. Some go by an event's name, some by the type in its document, some by the order in which
// blocks begin, some by where an answer stands in its list. An event that one of them takes for a part of a text and another does not would hide
// the halves of a secret from each other: it is refused.
// Knows what the clients of OpenAI, Anthropic, Google and Cohere go by; the texts themselves are for others.
import type { HostBlockCode } from '../../words/blocks.ts';
import type { Leaf } from './leaf.ts';
import type { Frame } from './place.ts';
import { decodeString } from './strings.ts';

/** What stands around a document in a stream of server-sent events. */
export interface Framing {
  /** The event's name; null where it has none. */
  readonly name: string | null;
  /** Something else than its data comes first: Google's client passes over the event. */
  readonly isBehind: boolean;
}

export interface Said {
  readonly doc: Buffer;
  readonly eventType: string;
  readonly leaves: readonly Leaf[];
  readonly outermost: Frame | null;
}

/** Events that are named as their documents say: Anthropic's, and those of OpenAI's responses. */
const namedByType = /^(?:message_|content_block_|response\.)/;
/** What a delta of Anthropic's must say that it is; all others are passed over. */
const deltaTypes = new Map([
  ['delta.text', 'text_delta'],
  ['delta.thinking', 'thinking_delta'],
  ['delta.partial_json', 'input_json_delta'],
]);
/** The events of Cohere's that tell what stands here. */
const cohereTypes: readonly (readonly [string, RegExp])[] = [
  ['delta.message.content.', /^content-(?:start|delta)$/],
  ['delta.message.tool_plan', /^tool-plan-delta$/],
  ['delta.message.tool_calls.', /^tool-call-(?:start|delta)$/],
];
const messageText = 'choices[].message.content';

export class Agreement {
  /** Whether events that say their type have names too; null before the first one. */
  #areNamed: boolean | null = null;
  /** An event of Anthropic's was seen. */
  #isAnthropic = false;
  /** Blocks that have begun in Anthropic's message. */
  #blocks = 0;
  /** Texts of these were told as they stand: a client adds to them what comes in pieces. By output, or by choice. */
  readonly #told = new Set<string>();

  /** Looked at for every event, be it like another one or not. */
  framed(framing: Framing, eventType: string, leaves: readonly Leaf[]): HostBlockCode | null {
    const { name, isBehind } = framing;
    if (namedByType.test(eventType)) {
      this.#areNamed ??= name !== null;
      if (this.#areNamed !== (name !== null) || (name !== null && name !== eventType)) return 'sse_ambiguous';
    }
    // OpenAI's clients hand on such an event as something else.
    if (name?.startsWith('thread.') && leaves.some(leaf => isBelow(leaf, 'choices'))) return 'sse_ambiguous';
    return isBehind && leaves.some(leaf => isBelow(leaf, 'candidates')) ? 'sse_ambiguous' : null;
  }

  /** Looked at for each event that is not like an earlier one. */
  read(said: Said): HostBlockCode | null {
    const { eventType, outermost } = said;
    if (/^(?:message|content_block)_/.test(eventType)) this.#isAnthropic = true;
    if (eventType === 'message_start') this.#blocks = 0;
    // Clients put a block behind those that they have, whatever its index: what it begins with would go on with another's deltas.
    if (eventType === 'content_block_start' && outermost?.index !== this.#blocks++ && said.leaves.some(isBlockText))
      return 'text_index';
    return this.#wrongType(said) ? 'text_index' : this.#goesOn(said) ? 'text_after_end' : null;
  }

  /** Of an output: its text was told, and is no piece of one. Tells whether that is news. */
  told(output: string): boolean {
    if (this.#told.has(output)) return false;
    this.#told.add(output);
    return true;
  }

  #wrongType({ doc, eventType, leaves }: Said): boolean {
    return leaves.some(({ place, frame, start, end }) => {
      if (start === end) return false;
      const pattern = place.pattern ?? '';
      const want = deltaTypes.get(pattern);
      if (want !== undefined) return eventType === 'content_block_delta' ? typeIn(doc, frame) !== want : this.#isAnthropic;
      const cohere = cohereTypes.find(([start]) => pattern.startsWith(start));
      return cohere !== undefined && eventType !== '' && !cohere[1].test(eventType);
    });
  }

  #goesOn({ doc, leaves, outermost }: Said): boolean {
    if (this.#told.size === 0) return false;
    return leaves.some(leaf => {
      if (leaf.start === leaf.end) return false;
      const { pattern } = leaf.place;
      if (pattern === 'delta') return this.#told.has(outputName(outermost));
      if (!pattern?.startsWith('choices[].delta.content') || !this.#told.has(choiceName(leaf))) return false;
      // Some tell with each piece what it makes whole: then the piece is the end of it.
      const whole = leaves.find(each => each.place.pattern === messageText && choiceName(each) === choiceName(leaf));
      return whole === undefined || !textOf(doc, whole).endsWith(textOf(doc, leaf));
    });
  }
}

export function outputName(outermost: Frame | null): string {
  return `output/${outermost?.slots?.[0] ?? -1}`;
}

/** The name of the choice whose text a document tells as it stands; null where it is no such leaf. */
export function toldChoice(leaf: Leaf): string | null {
  return leaf.place.pattern === messageText && leaf.end > leaf.start ? choiceName(leaf) : null;
}

/** Whether the leaf is the text of an item, or of its parts, that an event tells as it begins. */
export function isToldEarly({ place, start, end }: Leaf): boolean {
  return end > start && /^(?:part\.|item\.(?:content|summary)\[\])/.test(place.pattern ?? '');
}

function choiceName({ frame }: Leaf): string {
  for (let at = frame; at !== null; at = at.up) if (at.place.role.kind === 'item') return `choice/${at.index}`;
  return 'choice/-1';
}

function isBlockText({ place, start, end }: Leaf): boolean {
  return end > start && (place.pattern === 'content_block.text' || place.pattern === 'content_block.thinking');
}

function isBelow({ frame }: Leaf, list: string): boolean {
  for (let at = frame; at !== null; at = at.up) if (at.place.role.kind === 'item' && at.place.role.name === list) return true;
  return false;
}

function typeIn(doc: Buffer, frame: Frame | null): string {
  if (frame === null || frame.typeStart < 0) return '';
  return Buffer.from(decodeString(doc, frame.typeStart, frame.typeEnd, true)).toString();
}

function textOf(doc: Buffer, { start, end, isEscaped }: Leaf): string {
  return Buffer.from(decodeString(doc, start, end, isEscaped)).toString();
}
