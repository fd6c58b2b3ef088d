// Cohere's chat: events of version 2, lines of version 1, documents of both. Texts and calls carry an `index` each, counted apart.
import { atom, below, call, complete, item, jsonOrText, payload, type RoleTable, soleText, text, whole } from './shape.ts';

/** Below the message that each event tells a part of. */
const told: RoleTable = {
  role: atom,
  'content.text': text('content', true),
  'content.thinking': text('thinking', true),
  tool_plan: text('tool_plan', true),
  'tool_calls.id': call('tool_calls', 'id'),
  'tool_calls.type': atom,
  'tool_calls.function.name': call('tool_calls', 'name'),
  'tool_calls.function.arguments': call('tool_calls', 'arguments'),
  citations: complete,
};

export const events: RoleTable = below('delta.message', told);

/** Lines of version 1, and what is told of an answer as a whole. */
export const lines: RoleTable = {
  event_type: { kind: 'type' },
  generation_id: atom,
  text: soleText('text'),
  'tool_call_delta.name': call('tool_call', 'name'),
  'tool_call_delta.parameters': call('tool_call', 'arguments'),
  'tool_calls[]': item('tool_calls'),
  'tool_calls[].name': call('', 'name'),
  'tool_calls[].parameters': call('', 'object'),
  citations: complete,
  documents: complete,
  search_results: complete,
  search_queries: complete,
  response: complete,
  'delta.error': atom,
  'delta.usage': complete,
};

export const document: RoleTable = {
  'message.content[].text': whole,
  'message.content[].thinking': whole,
  'message.tool_calls[]': item('tool_calls'),
  'message.tool_calls[].id': call('', 'id'),
  'message.tool_calls[].function.name': call('', 'name'),
  'message.tool_calls[].function.arguments': call('', 'arguments'),
  text: whole,
  'tool_calls[]': item('tool_calls'),
  'tool_calls[].name': call('', 'name'),
  'tool_calls[].parameters': call('', 'object'),
};

export const request: RoleTable = {
  message: whole,
  preamble: whole,
  'messages[].content[].document.data': jsonOrText,
  'images[]': payload('image'),
  'inputs[].content[].image_url.url': payload('image'),
};
