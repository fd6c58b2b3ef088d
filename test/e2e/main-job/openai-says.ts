// What the OpenAI API says, as documents and as streams of chunks.
import { type Answer, type Cut, cut } from '../harness/script.ts';

const about = { id: 'chatcmpl-1', created: 1_795_500_000, model: 'gpt-4o' } as const;
export const done = 'data: [DONE]\n\n';

/** A chat completion with one choice for each text. */
export function completion(...texts: readonly string[]): object {
  return completionOf(...texts.map(content => ({ message: { role: 'assistant', content, refusal: null } })));
}

/** A chat completion with these choices. */
export function completionOf(...choices: readonly object[]): object {
  return {
    ...about,
    object: 'chat.completion',
    choices: choices.map((choice, index) => ({ index, logprobs: null, finish_reason: 'stop', ...choice })),
    usage: { prompt_tokens: 3, completion_tokens: 9, total_tokens: 12 },
  };
}

export function chunk(
  delta: object,
  rest: { readonly index?: number; readonly finish?: string; readonly logprobs?: object } = {},
): string {
  const { index = 0, finish = null, logprobs = null } = rest;
  const choices = [{ index, delta, logprobs, finish_reason: finish }];
  return `data: ${JSON.stringify({ ...about, object: 'chat.completion.chunk', choices })}\n\n`;
}

/** A text in deltas of so many characters, from its role to its end. */
export function chunks(text: string, size: number, index = 0): readonly string[] {
  return [
    chunk({ role: 'assistant', content: '' }, { index }),
    ...pieces(text, size).map(content => chunk({ content }, { index })),
    chunk({}, { index, finish: 'stop' }),
  ];
}

/** A tool call in deltas of so many characters of its arguments. */
export function callChunks(
  call: { readonly at: number; readonly name: string; readonly arguments: object },
  size: number,
): readonly string[] {
  const delta = (index: number, rest: object) => chunk({ tool_calls: [{ index, ...rest }] });
  return [
    delta(call.at, { id: `call_${call.at}`, type: 'function', function: { name: call.name, arguments: '' } }),
    ...pieces(JSON.stringify(call.arguments), size).map(part => delta(call.at, { function: { arguments: part } })),
  ];
}

export function pieces(text: string, size: number): readonly string[] {
  return text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'gu')) ?? [];
}

export function json(body: object, status = 200): Answer {
  return {
    status,
    headers: [['content-type', 'application/json']],
    pieces: cut(JSON.stringify(body), 'whole'),
    framing: 'length',
  };
}

/** A stream, an event in each piece unless said otherwise. */
export function sse(events: readonly string[], how: Cut = 'event', paceMs?: number): Answer {
  return {
    status: 200,
    headers: [['content-type', 'text/event-stream; charset=utf-8']],
    pieces: cut(events.join(''), how),
    ...(paceMs === undefined ? {} : { paceMs }),
  };
}
