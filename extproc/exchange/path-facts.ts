// What a path says of a request: some APIs name the model and ask for a stream there, and not in the body.
import { modelAt } from '../content/shapes/bedrock.ts';
import type { ApiShape } from '../words/access.ts';
import type { Expectation } from './media.ts';
import { type RequestFacts, short } from './request-facts.ts';

/** Gives the facts with what the path adds to them. */
export function withPath(facts: RequestFacts, api: ApiShape, path: string, expectation: Expectation): RequestFacts {
  if (api !== 'gemini' && api !== 'bedrock') return facts;
  const model = facts.model ?? (api === 'bedrock' ? modelAt(path) : geminiModelAt(path));
  const stream = facts.stream ?? (expectation === 'any' ? null : expectation !== 'json');
  return { ...facts, model: model === null ? null : short(model), stream };
}

/** `/v1beta/models/gemini-x:streamGenerateContent`, and Vertex's longer ones. */
function geminiModelAt(path: string): string | null {
  return /\/(?:models|tunedModels|endpoints)\/([^/:]+):[A-Za-z]+$/.exec(path)?.[1] ?? null;
}
