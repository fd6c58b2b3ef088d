// The Model Context Protocol over HTTP: JSON-RPC messages, one a document or event, or several in a list. Each is complete in itself: no text
// goes on in the next. Calls of tools are requests here: what a pod sends is a call that is being made.
import { below, call, jsonOrText, payload, type RoleTable, whole } from './shape.ts';

const content: RoleTable = {
  text: jsonOrText,
  data: payload('file'),
  'resource.text': jsonOrText,
  'resource.blob': payload('file'),
};

/** What a server gives, and what a client gives to a server that asks. */
const result: RoleTable = {
  ...below('content[]', content),
  ...below('content', content),
  'contents[].text': jsonOrText,
  'contents[].blob': payload('file'),
  ...below('messages[].content', content),
  instructions: whole,
  'tools[].inputSchema': { kind: 'schema' },
  'tools[].outputSchema': { kind: 'schema' },
};

const params: RoleTable = {
  message: whole,
  data: jsonOrText,
  ...below('messages[].content', content),
  ...below('messages[].content[]', content),
  systemPrompt: whole,
  requestedSchema: { kind: 'schema' },
};

const message: RoleTable = { ...below('result', result), ...below('params', params) };

/** What comes from a server. */
export const messages: RoleTable = { ...message, ...below('[]', message) };

const made: RoleTable = { 'params.name': call('params', 'name'), 'params.arguments': call('params', 'object') };

/** What goes to it. */
export const requests: RoleTable = { ...messages, ...made, ...below('[]', made) };
