// Ollama's own API, one document a line: texts in pieces, tool calls whole, as objects.
import { call, item, payload, type RoleTable, textOrPiece } from './shape.ts';

export const lines: RoleTable = {
  'message.content': textOrPiece('content', true),
  'message.thinking': textOrPiece('thinking', true),
  response: textOrPiece('response', true),
  thinking: textOrPiece('thinking', true),
  'message.tool_calls[]': item('tool_calls'),
  'message.tool_calls[].function.name': call('', 'name'),
  'message.tool_calls[].function.arguments': call('', 'object'),
};

export const request: RoleTable = {
  'images[]': payload('image'),
  'messages[].images[]': payload('image'),
};
