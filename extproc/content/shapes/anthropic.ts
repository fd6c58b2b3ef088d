// Anthropic's messages. Blocks of a stream carry an `index`, and their end is an event of its own; tool calls are blocks too.
// Thoughts are signed: the API takes them back unaltered only.
import {
  below,
  call,
  complete,
  item,
  jsonOrText,
  payload,
  type RoleTable,
  sealed,
  signedText,
  signedWhole,
  text,
  textOrPiece,
  told,
  whole,
} from './shape.ts';

/** Of calls that the caller runs, and of those that the provider does. */
const toolUse: RoleTable = {
  id: call('tool_use', 'id'),
  name: call('tool_use', 'name'),
  input: call('tool_use', 'object'),
};

/** What a tool gave: of the caller's, of a search, of code that was run, of an MCP server. */
const toolResult: RoleTable = {
  content: jsonOrText,
  'content[].text': jsonOrText,
  'content[].source.data': payload('file'),
  'content[].encrypted_content': sealed,
  'content.stdout': jsonOrText,
  'content.stderr': jsonOrText,
  'content.encrypted_stdout': sealed,
  'content.content': jsonOrText,
  'content.content.source.data': payload('file'),
};

/** What nobody but the provider can read. */
const opaque: RoleTable = {
  signature: sealed,
  'citations[].encrypted_index': sealed,
};

export const events: RoleTable = {
  ...below('content_block', {
    '': complete,
    ...toolUse,
    ...toolResult,
    ...opaque,
    data: sealed,
    input: call('tool_use', 'opening'),
  }),
  // What a block begins with and its deltas are one text to the client.
  'content_block.text': text('text', true),
  'content_block.thinking': signedText('thinking'),
  'delta.text': text('text', true),
  'delta.thinking': signedText('thinking'),
  'delta.signature': sealed,
  'delta.partial_json': call('tool_use', 'arguments'),
  'delta.citation': complete,
  'delta.citation.encrypted_index': sealed,
  // Of a conversation that was made shorter.
  'delta.content': textOrPiece('content', true),
};

/** What places mean in events of a type only. */
export const typed: Readonly<Record<string, RoleTable>> = { message_start: { 'message.content[]': told } };

const blocks: RoleTable = { text: whole, thinking: signedWhole, ...toolResult, ...opaque };

export const message: RoleTable = {
  'content[]': item('content'),
  ...below('content[]', { ...toolUse, ...blocks }),
};

/** Of thoughts that were withheld: nobody but the provider can read them. */
export const withheld: RoleTable = { 'content[].data': sealed };
export const withheldAgain: RoleTable = { 'messages[].content[].data': sealed };

export const request: RoleTable = {
  system: whole,
  'system[].text': whole,
  'messages[].content': jsonOrText,
  'messages[].content[].source.data': payload('file'),
  'messages[].content[].source.content': whole,
  'messages[].content[].source.content[].text': whole,
  ...below('messages[].content[]', { ...blocks, text: jsonOrText }),
};
