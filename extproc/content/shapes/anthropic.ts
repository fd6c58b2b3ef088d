// Anthropic's messages. Blocks of a stream carry an `index`, and their end is an event of its own; tool calls are blocks too.
import { below, call, item, type RoleTable, text, whole } from './shape.ts';

const toolUse: RoleTable = {
  id: call('tool_use', 'id'),
  name: call('tool_use', 'name'),
  input: call('tool_use', 'object'),
};

export const events: RoleTable = {
  ...below('content_block', { ...toolUse, input: call('tool_use', 'opening') }),
  // What a block begins with and its deltas are one text to the client.
  'content_block.text': text('text', true),
  'content_block.thinking': text('thinking', true),
  'delta.text': text('text', true),
  'delta.thinking': text('thinking', true),
  'delta.partial_json': call('tool_use', 'arguments'),
};

export const message: RoleTable = {
  'content[]': item('content'),
  ...below('content[]', { ...toolUse, text: whole, thinking: whole }),
};
