// The OpenAI API's shapes, as far as the stand-in needs them: chat completions whole and as a stream, the list of models, errors.
import { z } from 'zod';
import type { Reply } from './answers.ts';

const content = z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() })), z.null()]).optional();

/** What the stand-in reads of a request; the rest is ignored. */
export const chatRequest = z.looseObject({
  model: z.string().max(200).default('gpt-4o'),
  messages: z.array(z.looseObject({ role: z.string(), content })).min(1),
  n: z.int().min(1).max(8).default(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }).optional() })).default([]),
});

export type ChatRequest = z.infer<typeof chatRequest>;

export const models = ['gpt-4o', 'gpt-4o-mini'].map(id => ({
  id,
  object: 'model',
  created: 1_700_000_000,
  owned_by: 'stand-in',
}));

/** The text of the last message that a person wrote. */
export function promptOf(request: ChatRequest): string {
  const last = request.messages.findLast(message => message.role === 'user')?.content ?? '';
  return typeof last === 'string' ? last : (last ?? []).map(part => part.text ?? '').join(' ');
}

export function toolsOf(request: ChatRequest): readonly string[] {
  return request.tools.flatMap(tool => (tool.function === undefined ? [] : [tool.function.name]));
}

/** What one answer is called and when it was made. */
export interface Stamp {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
}

export function completion(request: ChatRequest, reply: Reply, stamp: Stamp): object {
  const choices = Array.from({ length: request.n }, (_, index) => ({
    index,
    message: { role: 'assistant', refusal: null, ...messageOf(reply, stamp) },
    logprobs: null,
    finish_reason: finishOf(reply),
  }));
  return { ...stamp, object: 'chat.completion', model: request.model, choices, usage: usageOf(request, reply) };
}

/** The payloads of a stream's events, in order; `[DONE]` included. */
export function* streamed(request: ChatRequest, reply: Reply, stamp: Stamp): Generator<string> {
  const base = { ...stamp, object: 'chat.completion.chunk', model: request.model };
  const withUsage = request.stream_options?.include_usage === true;
  const chunk = (index: number, delta: object, finish: string | null = null) =>
    JSON.stringify({
      ...base,
      choices: [{ index, delta, logprobs: null, finish_reason: finish }],
      ...(withUsage ? { usage: null } : {}),
    });
  const indexes = Array.from({ length: request.n }, (_, index) => index);
  for (const index of indexes) yield chunk(index, openingOf(reply, stamp));
  for (const piece of tokens(reply.kind === 'text' ? reply.text : reply.arguments)) {
    for (const index of indexes) yield chunk(index, pieceOf(reply, piece));
  }
  for (const index of indexes) yield chunk(index, {}, finishOf(reply));
  if (withUsage) yield JSON.stringify({ ...base, choices: [], usage: usageOf(request, reply) });
  yield '[DONE]';
}

/** In the API's error shape. */
export function errorBody(message: string, type: string, code: string | null): object {
  return { error: { message, type, param: null, code } };
}

/** Pieces about as long as a model's tokens; joined they are the text. */
export function tokens(text: string): readonly string[] {
  return text.match(/\s?[A-Za-z]{1,5}|\s?[0-9]{1,3}|\s?[^\sA-Za-z0-9]{1,2}|\s/g) ?? [];
}

function messageOf(reply: Reply, { id }: Stamp): object {
  if (reply.kind === 'text') return { content: reply.text };
  return {
    content: null,
    tool_calls: [{ id: `call_${id}`, type: 'function', function: { name: reply.name, arguments: reply.arguments } }],
  };
}

function openingOf(reply: Reply, { id }: Stamp): object {
  if (reply.kind === 'text') return { role: 'assistant', content: '', refusal: null };
  const call = { index: 0, id: `call_${id}`, type: 'function', function: { name: reply.name, arguments: '' } };
  return { role: 'assistant', content: null, tool_calls: [call] };
}

function pieceOf(reply: Reply, piece: string): object {
  return reply.kind === 'text' ? { content: piece } : { tool_calls: [{ index: 0, function: { arguments: piece } }] };
}

function finishOf(reply: Reply): string {
  return reply.kind === 'text' ? 'stop' : 'tool_calls';
}

function usageOf(request: ChatRequest, reply: Reply): object {
  const asked = tokens(promptOf(request)).length;
  const said = tokens(reply.kind === 'text' ? reply.text : reply.arguments).length * request.n;
  return { prompt_tokens: asked, completion_tokens: said, total_tokens: asked + said };
}
