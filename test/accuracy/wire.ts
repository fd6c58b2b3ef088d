// The bodies in which a text reaches the guard, and the text again from what left: a chat that streams it in small pieces, a chat that has it whole,
// a text of its own, a document, a tool call.
import type { Format } from '../../extproc/content/open.ts';
import type { ApiShape } from '../../extproc/words/access.ts';
import type { Door } from './carriers/carrier.ts';
import type { Chance } from './chance.ts';

/** `stream`: a chat that streams; `whole`: a chat in one document; `text`: as it is, of its own type. A document is always as it is. */
export type View = 'stream' | 'whole' | 'text';

export interface Body {
  readonly format: Format;
  readonly shape: ApiShape;
  readonly chunks: readonly Buffer[];
}

export function bodyOf(text: string, door: Door, view: View, chance: Chance): Body {
  if (door === 'json') return { format: 'json', shape: 'generic', chunks: cut(text, chance) };
  if (view === 'text' && door === 'markdown') return { format: 'text', shape: 'generic', chunks: cut(text, chance) };
  if (view === 'stream') return { format: 'sse', shape: 'openai', chunks: cut(eventsOf(text, door, chance), chance) };
  return { format: 'json', shape: 'openai', chunks: cut(JSON.stringify(completionOf(text, door)), chance) };
}

/** Bytes in pieces of up to 900. */
function cut(text: string, chance: Chance): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = chance.int(1, 900);
    chunks.push(bytes.subarray(at, at + length));
    at += length;
  }
  return chunks;
}

function eventsOf(text: string, door: Door, chance: Chance): string {
  const events: string[] = [];
  const say = (delta: object, finish: string | null): void => {
    events.push(
      `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`,
    );
  };
  const call = (inner: object): object => ({ tool_calls: [{ index: 0, ...inner }] });
  if (door === 'call') say(call({ id: 'call_1', type: 'function', function: { name: 'use', arguments: '' } }), null);
  const letters = [...text];
  for (let at = 0; at < letters.length; ) {
    const length = chance.int(1, 7);
    const piece = letters.slice(at, at + length).join('');
    say(door === 'call' ? call({ function: { arguments: piece } }) : { content: piece }, null);
    at += length;
  }
  say({}, door === 'call' ? 'tool_calls' : 'stop');
  return `${events.join('')}data: [DONE]\n\n`;
}

function completionOf(text: string, door: Door): object {
  const message =
    door === 'call'
      ? {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'use', arguments: text } }],
        }
      : { role: 'assistant', content: text };
  return { id: 'chatcmpl-1', object: 'chat.completion', model: 'm', choices: [{ index: 0, message, finish_reason: 'stop' }] };
}

interface Delta {
  readonly content?: string;
  readonly tool_calls?: readonly { readonly function?: { readonly arguments?: string } }[];
}

function messages(body: string, view: View): readonly Delta[] {
  if (view === 'whole') return [JSON.parse(body).choices[0].message];
  return body
    .split('\n')
    .filter(line => line.startsWith('data: {'))
    .map(line => JSON.parse(line.slice(6)).choices[0].delta);
}

export function contentOf(body: string, view: View): string {
  return messages(body, view)
    .map(({ content }) => content ?? '')
    .join('');
}

export function argumentsOf(body: string, view: View): string {
  return messages(body, view)
    .map(({ tool_calls }) => tool_calls?.[0]?.function?.arguments ?? '')
    .join('');
}
