// Any JSON API: what is told by its protocol is complete in itself, every other string of a stream is taken for a piece of a text.
// Anthropic's messages stream well through it: its blocks carry an `index`, and their end is an event of its own.
import { atom, type Role, type Shape, shapeFrom } from './shape.ts';

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

const text: Role = { kind: 'text', name: null, markdown: false };

function inStream(label: string | null): Role {
  return label !== null && protocolKeys.has(label) ? atom : text;
}

/** Of the types of events: which end texts. */
export function endingOf(type: string): 'none' | 'some' | 'all' {
  if (type === 'message_stop' || /^response\.(completed|failed|incomplete)$/.test(type)) return 'all';
  return /(_stop|[._]done)$/.test(type) ? 'some' : 'none';
}

/** Places that mean the same in every stream, whatever the API. */
export const blocks: Readonly<Record<string, Role>> = {
  type: { kind: 'type' },
  // Texts of Anthropic's messages, of OpenAI's responses, and of those who do as they do.
  'delta.text': { kind: 'text', name: 'text', markdown: true },
  'delta.thinking': { kind: 'text', name: 'thinking', markdown: true },
  delta: { kind: 'text', name: 'delta', markdown: true },
  // A tool call as Anthropic streams it.
  'content_block.id': { kind: 'call', name: 'tool_use', part: 'id' },
  'content_block.name': { kind: 'call', name: 'tool_use', part: 'name' },
  'delta.partial_json': { kind: 'call', name: 'tool_use', part: 'arguments' },
};

/** Events and lines of a stream. */
export const stream: Shape = shapeFrom({ table: blocks, other: inStream, ending: endingOf, dataMayBeText: true });

/** One document: every string in it is complete in itself. */
export const document: Shape = shapeFrom({ table: {}, other: () => atom, ending: () => 'none', dataMayBeText: false });
