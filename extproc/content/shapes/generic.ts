// Any JSON API: what is told by its protocol is complete in itself, every other string of a stream is taken for a piece of a text.
// Streams of the APIs that name their events are known by those names, whoever speaks them.
import * as anthropic from './anthropic.ts';
import * as gemini from './gemini.ts';
import * as ollama from './ollama.ts';
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
  if (type === 'content_block_start' || type === 'response.output_item.added') return 'fresh';
  if (type === 'message_start') return 'anew';
  if (type === 'message_stop' || /^response\.(completed|failed|incomplete)$/.test(type)) return 'all';
  return /(_stop|[._]done)$/.test(type) ? 'some' : 'none';
}

/** Places that mean the same in every stream, whatever the API. */
export const events: RoleTable = {
  ...schemas,
  tools: complete,
  'response.tools': complete,
  type: { kind: 'type' },
  ...anthropic.events,
  ...gemini.candidates,
  ...ollama.lines,
  ...responses.events,
};

/** Events and lines of a stream. */
export const stream: Shape = shapeFrom({
  table: events,
  typed: responses.typed,
  other: inStream,
  ending: endingOf,
  isStream: true,
  dataMayBeText: true,
});

/** One document: every string in it is complete in itself. */
export const document: Shape = shapeFrom({
  table: { ...schemas, ...anthropic.message, ...asWhole(gemini.candidates), ...asWhole(ollama.lines) },
  other: inDocument,
  ending: () => 'none',
  isStream: false,
  dataMayBeText: false,
});

/** A document in a string of another one: what it has in strings of its own is text. */
export const nested: Shape = shapeFrom({
  table: {},
  other: () => atom,
  ending: () => 'none',
  isStream: false,
  dataMayBeText: false,
});
