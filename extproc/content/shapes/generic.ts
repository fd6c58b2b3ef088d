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

/** Where APIs take or tell JSON schemas: of tools, and of answers. */
export const schemas: Readonly<Record<string, Role>> = Object.fromEntries(
  [
    'tools[].function.parameters',
    'tools[].parameters',
    'tools[].input_schema',
    'tools[].function_declarations[].parameters',
    'tools[].functionDeclarations[].parameters',
    'functions[].parameters',
    'response_format.json_schema.schema',
    'text.format.schema',
    'generationConfig.responseSchema',
    'response.tools[].parameters',
    'response.text.format.schema',
    'result.tools[].inputSchema',
  ].map(pattern => [pattern, { kind: 'schema' }]),
);

/** Places that mean the same in every stream, whatever the API. */
export const blocks: Readonly<Record<string, Role>> = {
  ...schemas,
  type: { kind: 'type' },
  // Texts of Anthropic's messages, of OpenAI's responses, and of those who do as they do.
  'delta.text': { kind: 'text', name: 'text', markdown: true },
  'delta.thinking': { kind: 'text', name: 'thinking', markdown: true },
  delta: { kind: 'text', name: 'delta', markdown: true },
  'logprobs[].token': { kind: 'token', name: 'logprobs' },
  'logprobs[].bytes': { kind: 'echo', replacement: 'null' },
  'logprobs[].top_logprobs': { kind: 'echo', replacement: '[]' },
  'logprobs[].top_logprobs[].token': atom,
  // A tool call as Anthropic streams it.
  'content_block.id': { kind: 'call', name: 'tool_use', part: 'id' },
  'content_block.name': { kind: 'call', name: 'tool_use', part: 'name' },
  'delta.partial_json': { kind: 'call', name: 'tool_use', part: 'arguments' },
};

/** Events and lines of a stream. */
export const stream: Shape = shapeFrom({ table: blocks, other: inStream, ending: endingOf, isStream: true, dataMayBeText: true });

/** One document: every string in it is complete in itself. */
export const document: Shape = shapeFrom({
  table: schemas,
  other: () => atom,
  ending: () => 'none',
  isStream: false,
  dataMayBeText: false,
});
