// Reads what left the way a client does, without the code under test: whether it is well-formed, and the texts that a client would see.
import { innerOf, messagesIn } from '../unit/content/messages.ts';

export interface Seen {
  readonly texts: readonly string[];
  /** Events, lines, messages, elements. */
  readonly units: number;
}

export type Read = (bytes: Buffer) => Seen;

/** Throws where it is no JSON. */
export const json: Read = bytes => ({ texts: stringsIn(JSON.parse(textOf(bytes))), units: 1 });

export const text: Read = bytes => ({ texts: [textOf(bytes)], units: 1 });

export const list: Read = bytes => {
  const elements = JSON.parse(textOf(bytes)) as unknown[];
  return { texts: stringsIn(elements), units: elements.length };
};

export const lines: Read = bytes => {
  const all = textOf(bytes)
    .split('\n')
    .filter(line => line.trim() !== '');
  return { texts: all.flatMap(line => stringsIn(JSON.parse(line))), units: all.length };
};

/** Server-sent events, by the WHATWG grammar; chats are put together by choice. */
export const events: Read = bytes => {
  const contents = new Map<unknown, string>();
  const texts: string[] = [];
  const blocks = textOf(bytes).split(/\r\n\r\n|\n\n|\r\r(?!\n)|\r\n\n|\n\r\n/);
  for (const block of blocks) {
    const data: string[] = [];
    for (const line of block.split(/\r\n|\n|\r/)) {
      const value = /^data(?:: ?(.*))?$/.exec(line);
      if (value === null) texts.push(line);
      else data.push(value[1] ?? '');
    }
    const document = parsed(data.join('\n'));
    if (document === undefined) texts.push(data.join('\n'));
    else texts.push(...stringsIn(document));
    for (const { index, delta } of choicesOf(document)) {
      if (typeof delta?.content === 'string') contents.set(index, (contents.get(index) ?? '') + delta.content);
    }
  }
  return { texts: [...texts, ...contents.values()], units: blocks.length };
};

/** Amazon's messages: checksums, and the texts of blocks put together. */
export const messages: Read = bytes => {
  const all = messagesIn(bytes);
  const texts: string[] = [];
  const blocks = new Map<unknown, string>();
  for (const each of all) {
    texts.push(...Object.values(each.headers));
    if (each.payload === '') continue;
    const type = each.headers[':event-type'];
    const document = JSON.parse(type === 'chunk' ? innerOf(each) : each.payload) as Record<string, unknown>;
    texts.push(...stringsIn(document));
    if (type === 'messageStart' || type === 'contentBlockStart') blocks.clear();
    const piece = (document?.delta as Record<string, unknown> | undefined)?.text;
    if (type !== 'contentBlockDelta' || typeof piece !== 'string') continue;
    blocks.set(document.contentBlockIndex, (blocks.get(document.contentBlockIndex) ?? '') + piece);
  }
  return { texts: [...texts, ...blocks.values()], units: all.length };
};

function choicesOf(document: unknown): { index?: unknown; delta?: { content?: unknown } }[] {
  const { choices } = (document ?? {}) as { choices?: unknown };
  return Array.isArray(choices) ? choices.filter(choice => typeof choice === 'object' && choice !== null) : [];
}

function parsed(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...stringsIn(each)]);
}

function textOf(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
}
