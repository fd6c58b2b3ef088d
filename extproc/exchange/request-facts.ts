// What policies need to know of a request's body, and how the client will read the answer. Derived from the body, never from headers
// that a caller could set to something else.
import { outlineOf } from '../content/json/outline.ts';
import type { Connection } from '../words/access.ts';
import type { Limits } from '../words/limits.ts';
import type { Expectation } from './media.ts';

export interface RequestFacts {
  readonly model: string | null;
  readonly stream: boolean | null;
  /** Names of the tools that the model may call. */
  readonly tools: readonly string[];
  readonly messages: number | null;
  /** Answers that were asked for side by side; null where that is not known. */
  readonly choices: number | null;
}

export const noFacts: RequestFacts = { model: null, stream: null, tools: [], messages: null, choices: null };

export type BodyReading =
  | { readonly kind: 'read'; readonly facts: RequestFacts }
  /** Not JSON by its content type: nothing is known of it. */
  | { readonly kind: 'opaque' }
  | { readonly kind: 'unreadable' };

const namesMax = 128;
const nameCharsMax = 128;

/** Reads a complete body. Unreadable: no JSON, or two readers could see two documents in it (a key twice). */
export function readRequestBody(contentType: string | null, body: Buffer, limits: Limits): BodyReading {
  if (body.length === 0) return { kind: 'read', facts: noFacts };
  if (contentType !== null && !/^application\/([a-z0-9.+-]*\+)?json\s*(;|$)/i.test(contentType)) return { kind: 'opaque' };
  const outline = outlineOf(body, namesMax, limits);
  if (outline === null) return { kind: 'unreadable' };
  const short = (name: string): string => name.slice(0, nameCharsMax);
  const { model, tools } = outline;
  return { kind: 'read', facts: { ...outline, model: model === null ? null : short(model), tools: tools.map(short) } };
}

/** How the client will read a successful answer: these APIs' clients go by what they asked for, whatever the content type says. */
export function expectationOf(
  api: Connection['api'],
  target: { readonly path: string; readonly queryKeys: readonly string[] },
  facts: RequestFacts,
): Expectation {
  switch (api) {
    case 'openai':
    case 'anthropic':
      return facts.stream === true ? 'sse' : 'json';
    case 'gemini':
      return !target.path.endsWith(':streamGenerateContent') ? 'json' : target.queryKeys.includes('alt') ? 'sse' : 'json';
    case 'bedrock':
    case 'cohere':
    case 'mcp':
    case 'generic':
      return facts.stream === true ? 'sse' : 'any';
  }
}
