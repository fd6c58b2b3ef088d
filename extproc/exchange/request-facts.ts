// What policies need to know of a request's body, and how the client will read the answer. Derived from the body, never from headers
// that a caller could set to something else.
import type { Connection } from '../words/access.ts';
import type { Expectation } from './media.ts';

export interface RequestFacts {
  readonly model: string | null;
  readonly stream: boolean | null;
  /** Names of the tools that the model may call. */
  readonly tools: readonly string[];
  readonly messages: number | null;
}

export const noFacts: RequestFacts = { model: null, stream: null, tools: [], messages: null };

export type BodyReading =
  | { readonly kind: 'read'; readonly facts: RequestFacts }
  /** Not JSON by its content type: nothing is known of it. */
  | { readonly kind: 'opaque' }
  | { readonly kind: 'unreadable' };

const namesMax = 128;
const nameCharsMax = 128;

/** Reads a complete body. `ambiguous` tells whether two readers could see two documents in it (a key twice). */
export function readRequestBody(contentType: string | null, body: Buffer, ambiguous: (body: Buffer) => boolean): BodyReading {
  if (body.length === 0) return { kind: 'read', facts: noFacts };
  if (contentType !== null && !/^application\/([a-z0-9.+-]*\+)?json\s*(;|$)/i.test(contentType)) return { kind: 'opaque' };
  if (ambiguous(body)) return { kind: 'unreadable' };
  let document: unknown;
  try {
    document = JSON.parse(body.toString('utf8'));
  } catch {
    return { kind: 'unreadable' };
  }
  return isObject(document) ? { kind: 'read', facts: factsOf(document) } : { kind: 'read', facts: noFacts };
}

function factsOf(document: Readonly<Record<string, unknown>>): RequestFacts {
  const { model, stream, tools, messages, input } = document;
  const turns = messages ?? input;
  return {
    model: typeof model === 'string' ? model.slice(0, nameCharsMax) : null,
    stream: typeof stream === 'boolean' ? stream : null,
    tools: Array.isArray(tools) ? tools.slice(0, namesMax).flatMap(toolName) : [],
    messages: Array.isArray(turns) ? turns.length : null,
  };
}

function toolName(tool: unknown): string[] {
  if (!isObject(tool)) return [];
  const name = isObject(tool.function) ? tool.function.name : (tool.name ?? tool.type);
  return typeof name === 'string' ? [name.slice(0, nameCharsMax)] : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
    case 'mcp':
    case 'generic':
      return facts.stream === true ? 'sse' : 'any';
  }
}
