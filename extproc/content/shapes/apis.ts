// Which shape the bodies of an API have: put together from the tables of its parts.
import type { ApiShape } from '../../words/access.ts';
import * as anthropic from './anthropic.ts';
import * as bedrock from './bedrock.ts';
import * as generic from './generic.ts';
import * as chat from './openai-chat.ts';
import * as responses from './openai-responses.ts';
import { schemas } from './schemas.ts';
import { payload, type RoleTable, type Shape, shapeFrom } from './shape.ts';

export interface Shapes {
  /** Events and lines of a stream. */
  readonly stream: Shape;
  /** An answer's body that is one document. */
  readonly document: Shape;
  /** A request's body. */
  readonly request: Shape;
}

/** Chat completions and responses: what the one calls `choices` the other calls `output`. */
const openai: Shapes = {
  stream: shapeFrom({
    table: { ...generic.events, ...chat.chunks, ...responses.repeats },
    typed: responses.typed,
    other: generic.inStream,
    ending: generic.endingOf,
    isStream: true,
    dataMayBeText: false,
  }),
  document: documentOf({ ...chat.completion, ...responses.body, 'data[].b64_json': payload('image') }),
  request: generic.document,
};

const anthropicMessages: Shapes = {
  stream: generic.stream,
  document: documentOf(anthropic.message),
  request: generic.document,
};

const anyApi: Shapes = { stream: generic.stream, document: generic.document, request: generic.document };

/** `path`: the request's, where it tells more than the API does. */
export function shapesOf(api: ApiShape, path = ''): Shapes {
  switch (api) {
    case 'openai':
      return openai;
    case 'anthropic':
      return anthropicMessages;
    case 'bedrock':
      return bedrockOf(path);
    case 'gemini':
    case 'cohere':
    case 'mcp':
    case 'generic':
      return anyApi;
  }
}

const converse: Shapes = { stream: bedrock.converse, document: bedrock.document, request: bedrock.document };
const otherModels: Shapes = { stream: bedrock.otherModels, document: bedrock.document, request: bedrock.document };

/** What Converse answers has one shape for all models; what a model itself answers has that of its maker. */
function bedrockOf(path: string): Shapes {
  if (!/\/invoke(?:-with-response-stream)?$/.test(path)) return converse;
  switch (bedrock.familyAt(path)) {
    case 'anthropic':
      return anthropicMessages;
    case 'openai':
      return openai;
    case 'converse':
      return converse;
    case 'other':
      return otherModels;
  }
}

function documentOf(table: RoleTable): Shape {
  return shapeFrom({
    table: { ...schemas, ...table },
    other: generic.inDocument,
    ending: () => 'none',
    isStream: false,
    dataMayBeText: false,
  });
}
