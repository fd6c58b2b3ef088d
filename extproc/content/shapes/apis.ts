// Which shape the bodies of an API have: the tables that all have in common, with its own over them.
import type { ApiShape } from '../../words/access.ts';
import * as anthropic from './anthropic.ts';
import * as bedrock from './bedrock.ts';
import * as cohere from './cohere.ts';
import * as gemini from './gemini.ts';
import * as generic from './generic.ts';
import { documentOf, documents, events, requests, streamOf } from './generic.ts';
import * as mcp from './mcp.ts';
import * as chat from './openai-chat.ts';
import * as responses from './openai-responses.ts';
import { schemas } from './schemas.ts';
import { complete, type RoleTable, type Shape } from './shape.ts';

export interface Shapes {
  /** Events and lines of a stream. */
  readonly stream: Shape;
  /** An answer's body that is one document. */
  readonly document: Shape;
  /** A request's body. */
  readonly request: Shape;
}

/** What an API says in words of its own. */
export interface OwnTables {
  readonly stream: RoleTable;
  /** What places mean in events of a type only. */
  readonly typed: Readonly<Record<string, RoleTable>>;
  readonly document: RoleTable;
  readonly request: RoleTable;
}

export const ownTables: Readonly<Record<Exclude<ApiShape, 'generic'>, OwnTables>> = {
  // Chat completions and responses: what the one calls `choices` the other calls `output`.
  openai: {
    stream: { ...chat.chunks, ...chat.around, ...responses.events, ...responses.repeats },
    typed: responses.typed,
    document: { ...chat.completion, ...responses.body },
    request: { ...responses.request, ...chat.request },
  },
  anthropic: {
    stream: { error: complete, usage: complete, ...anthropic.events },
    typed: anthropic.typed,
    document: { ...anthropic.message, ...anthropic.withheld },
    request: { ...anthropic.request, ...anthropic.withheldAgain },
  },
  gemini: {
    stream: { ...gemini.around, ...gemini.candidates },
    typed: {},
    document: { ...gemini.around, ...gemini.candidates },
    request: gemini.request,
  },
  bedrock: bedrock.tables,
  cohere: {
    stream: { ...cohere.lines, ...cohere.events },
    typed: {},
    document: cohere.document,
    request: cohere.request,
  },
  mcp: { stream: mcp.messages, typed: {}, document: mcp.messages, request: mcp.requests },
};

const openai = shapesFrom(ownTables.openai);
const anthropicMessages = shapesFrom(ownTables.anthropic);
const geminiContents = shapesFrom(ownTables.gemini);
const cohereChat = shapesFrom(ownTables.cohere);
const converse: Shapes = { stream: bedrock.converse, document: bedrock.document, request: bedrock.request };
const otherModels: Shapes = { ...converse, stream: bedrock.otherModels };
const anyApi: Shapes = { stream: generic.stream, document: generic.document, request: generic.request };

/** Events are messages like any other here, each complete in itself. */
const mcpMessages: Shapes = {
  stream: documentOf({ ...schemas, ...mcp.messages }),
  document: documentOf({ ...schemas, ...mcp.messages }),
  request: documentOf({ ...schemas, ...mcp.requests }, true),
};

/** `path`: the request's, where it tells more than the API does. */
export function shapesOf(api: ApiShape, path = ''): Shapes {
  switch (api) {
    case 'openai':
      return openai;
    case 'anthropic':
      return anthropicMessages;
    case 'gemini':
      return geminiAt(path);
    case 'bedrock':
      return bedrockOf(path);
    case 'cohere':
      return cohereChat;
    case 'mcp':
      return mcpMessages;
    case 'generic':
      return anyApi;
  }
}

/** Vertex has the models of other makers too, each with its maker's words, and both have a path at which they speak OpenAI's. */
function geminiAt(path: string): Shapes {
  if (/\/publishers\/anthropic\//.test(path)) return anthropicMessages;
  return /\/chat\/completions$|\/publishers\/mistralai\//.test(path) ? openai : geminiContents;
}

/** What Converse answers has one shape for all models; what a model itself answers has that of its maker. */
function bedrockOf(path: string): Shapes {
  // Where Bedrock passes on the words of others.
  if (/\/(?:chat\/completions|responses)$/.test(path)) return openai;
  if (/\/v1\/messages$/.test(path)) return anthropicMessages;
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

function shapesFrom({ stream, document, request }: OwnTables): Shapes {
  return {
    stream: streamOf({ ...events, ...stream }),
    document: documentOf({ ...documents, ...document }),
    request: documentOf({ ...requests, ...request }),
  };
}
