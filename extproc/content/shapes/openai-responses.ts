// OpenAI's responses. A stream tells each text in deltas and then again as a whole, up to four times; each must be edited alike.
import { atom, below, call, complete, echo, item, json, type Role, type RoleTable, text, token, whole } from './shape.ts';

const callParts: RoleTable = {
  call_id: call('call', 'id'),
  name: call('call', 'name'),
  arguments: call('call', 'arguments'),
  input: call('call', 'input'),
};

/** An element of the output: a message, a thought, a call. */
const output: RoleTable = { ...callParts, 'content[].text': whole, 'summary[].text': whole };

const tokens: RoleTable = {
  'logprobs[].token': token('logprobs'),
  'logprobs[].bytes': echo('null'),
  'logprobs[].top_logprobs': echo('[]'),
  'logprobs[].top_logprobs[].token': atom,
};

export const events: RoleTable = {
  delta: text('delta', true),
  ...tokens,
  'response.output[]': item('output'),
  ...below('response.output[]', output),
};

/** What is told again, and what is told of the answer as a whole. */
export const repeats: RoleTable = { response: complete, item: complete, part: complete };

/** The body of an answer that is not streamed. */
export const body: RoleTable = { 'output[]': item('output'), ...below('output[]', output) };

const argumentsDelta: Role = call('call', 'arguments');

export const typed: Readonly<Record<string, RoleTable>> = {
  'response.output_item.added': below('item', callParts),
  'response.output_item.done': below('item', output),
  'response.function_call_arguments.delta': { delta: argumentsDelta },
  'response.function_call_arguments.done': { arguments: json },
  'response.mcp_call_arguments.delta': { delta: argumentsDelta },
  'response.mcp_call_arguments.done': { arguments: json },
  'response.custom_tool_call_input.delta': { delta: call('call', 'input') },
  'response.custom_tool_call_input.done': { input: whole },
  'response.output_text.done': { text: whole },
  'response.refusal.done': { refusal: whole },
  'response.reasoning_text.done': { text: whole },
  'response.reasoning_summary_text.done': { text: whole },
  'response.content_part.done': { 'part.text': whole },
  'response.reasoning_summary_part.done': { 'part.text': whole },
};
