// How the client will read a successful answer: worked out from its own request, since clients go by what they asked for, whatever the content
// type says.
import type { Connection } from '../words/access.ts';
import type { Expectation } from './media.ts';
import { queryValues } from './query.ts';
import type { RequestFacts } from './request-facts.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Path and query, as they go upstream. */
  readonly forwarded: string;
}

/** Null where the request says two things at once: two clients would read the answer in two ways. */
export function expectationOf(
  api: Connection['api'],
  asked: Asked,
  facts: Pick<RequestFacts, 'stream' | 'isForm'>,
): Expectation | null {
  switch (api) {
    case 'openai':
    case 'anthropic':
      return ofOpenai(asked, facts);
    case 'gemini':
      return speaksAsOthers(asked.path) ? (facts.stream === true ? 'sse' : 'json') : ofGemini(asked);
    case 'bedrock':
      return ofBedrock(asked, facts.stream);
    case 'cohere':
      // Version 1 answers in lines, or in events, as the client's headers ask.
      return facts.stream !== true ? 'json' : asked.path.startsWith('/v1/') ? 'any' : 'sse';
    case 'mcp':
    case 'generic':
      return facts.stream === true ? 'sse' : 'any';
  }
}

/** A stored answer is asked for by its path, and as a stream by its query. A form may ask for text: its client goes by the type. */
function ofOpenai({ method, forwarded }: Asked, { stream, isForm }: Pick<RequestFacts, 'stream' | 'isForm'>): Expectation | null {
  if (stream === true) return 'sse';
  if (isForm) return 'any';
  if (method !== 'GET') return 'json';
  const said = queryValues(forwarded, 'stream');
  if (said.length > 1) return null;
  return said[0] === undefined || said[0] === 'false' ? 'json' : said[0] === 'true' ? 'sse' : null;
}

/** Where Gemini and Vertex pass on the words of others: Anthropic's and OpenAI's. They ask for a stream in the body. */
function speaksAsOthers(path: string): boolean {
  return /:(?:streamRawPredict|rawPredict)$|\/openapi\/chat\/completions$|\/openai\/chat\/completions$/.test(path);
}

/** Without `alt=sse` a stream is one JSON list whose elements come one after another. */
function ofGemini({ path, forwarded }: Asked): Expectation | null {
  const said = [...queryValues(forwarded, 'alt'), ...queryValues(forwarded, '$alt')];
  if (said.length > 1) return null;
  const [alt = 'json'] = said;
  if (alt === 'sse') return path.endsWith(':streamGenerateContent') ? 'sse' : 'any';
  if (alt !== 'json') return null;
  return path.endsWith(':streamGenerateContent') ? 'array' : 'json';
}

function ofBedrock({ path }: Asked, stream: boolean | null): Expectation {
  if (/\/(?:converse-stream|invoke-with-response-stream)$/.test(path)) return 'eventstream';
  if (/\/(?:converse|invoke)$/.test(path)) return 'json';
  return stream === true ? 'sse' : 'any';
}
