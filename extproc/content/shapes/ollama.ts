// Ollama's own API, one document a line: texts in pieces, tool calls whole, as objects.
import { call, item, payload, type RoleTable, soleText } from './shape.ts';

export const lines: RoleTable = {
  'message.content': soleText('content'),
  'message.thinking': soleText('thinking'),
  response: soleText('response'),
  thinking: soleText('thinking'),
  'message.tool_calls[]': item('tool_calls'),
  'message.tool_calls[].function.name': call('', 'name'),
  'message.tool_calls[].function.arguments': call('', 'object'),
};

export const request: RoleTable = {
  'images[]': payload('image'),
  'messages[].images[]': payload('image'),
};
