// Any JSON API: what is told by its protocol is complete in itself, every other string of a stream is taken for a piece of a text.
// The APIs that are known are known here too, by what their documents say, whoever speaks them: their places don't contradict each other.
import * as anthropic from './anthropic.ts';
import * as cohere from './cohere.ts';
import * as gemini from './gemini.ts';
import * as mcp from './mcp.ts';
import * as ollama from './ollama.ts';
import * as chat from './openai-chat.ts';
import * as responses from './openai-responses.ts';
import { schemas } from './schemas.ts';
import {
  asWhole,
  atom,
  complete,
  type Ending,
  json,
  type Role,
  type RoleTable,
  type Shape,
  shapeFrom,
  soleText,
  textOrPiece,
} from './shape.ts';

/** What protocols say of themselves, under these keys wherever they stand. */
const protocolKeys = new Set([
  'type',
  'id',
  'object',
  'model',
  'role',
  'event',
  'status',
  'finish_reason',
  'finishReason',
  'stop_reason',
  'stop_sequence',
  'item_id',
  'response_id',
  'call_id',
  'tool_use_id',
  'request_id',
  'system_fingerprint',
  'service_tier',
  'created_at',
  'obfuscation',
  'signature',
  'version',
  'modelVersion',
  'responseId',
  'logprobs',
  'done_reason',
  'mime_type',
  'mimeType',
  'jsonrpc',
  'method',
]);

const piece = textOrPiece(null);

export function inStream(label: string | null): Role {
  return label !== null && protocolKeys.has(label) ? atom : piece;
}

/** Arguments are JSON in a string wherever they are a string. */
export function inDocument(label: string | null): Role {
  return label === 'arguments' ? json : atom;
}

/** Of the types of events: which end texts. */
export function endingOf(type: string): Ending {
  switch (type) {
    case 'content_block_start':
    case 'response.output_item.added':
    case 'content-start':
    case 'tool-call-start':
      return 'fresh';
    case 'response.output_item.done':
      return 'again';
    case 'content-end':
    case 'tool-call-end':
      return 'some';
    case 'message_start':
    case 'message-start':
      return 'anew';
    case 'message_stop':
    case 'message-end':
    case 'stream-end':
    case 'response.completed':
    case 'response.failed':
    case 'response.incomplete':
      return 'all';
    default:
      return /(_stop|[._]done)$/.test(type) ? 'some' : 'none';
  }
}

/** Places that mean the same in every stream, whatever the API. */
export const events: RoleTable = {
  ...schemas,
  tools: complete,
  'response.tools': complete,
  type: { kind: 'type' },
  // Of servers that count their tokens.
  'token.text': soleText('token'),
  ...ollama.lines,
  ...cohere.events,
  ...anthropic.events,
  ...gemini.candidates,
  ...chat.chunks,
  ...responses.events,
};

/** Places of answers that are one document. */
export const documents: RoleTable = {
  ...schemas,
  ...asWhole(ollama.lines),
  ...cohere.document,
  ...mcp.messages,
  ...anthropic.message,
  ...gemini.candidates,
  ...chat.completion,
  ...responses.body,
};

/** Places of requests. */
export const requests: RoleTable = {
  ...schemas,
  ...mcp.messages,
  ...cohere.request,
  ...ollama.request,
  ...gemini.request,
  ...responses.request,
  ...chat.request,
  ...anthropic.request,
};

/** Events and lines of a stream. */
export const stream: Shape = streamOf(events, true);

/** One document: every string in it is complete in itself. */
export const document: Shape = documentOf(documents);

export const request: Shape = documentOf(requests);

/** A document in a string of another one: what it has in strings of its own is text. */
export const nested: Shape = shapeFrom({
  table: {},
  other: () => atom,
  ending: () => 'none',
  isStream: false,
  dataMayBeText: false,
});

/** `dataMayBeText`: events of an API that is known have JSON for their data, always. */
export function streamOf(table: RoleTable, dataMayBeText = false): Shape {
  return shapeFrom({
    table,
    typed: { ...responses.typed, ...anthropic.typed },
    other: inStream,
    ending: endingOf,
    isStream: true,
    dataMayBeText,
  });
}

export function documentOf(table: RoleTable, makesCalls = false): Shape {
  return shapeFrom({ table, other: inDocument, ending: () => 'none', isStream: false, dataMayBeText: false, makesCalls });
}
