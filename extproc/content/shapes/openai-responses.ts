// OpenAI's responses. A stream tells each text in deltas and then again as a whole, up to four times; each must be edited alike.
import {
  atom,
  below,
  call,
  complete,
  echo,
  item,
  json,
  jsonOrText,
  payload,
  type Role,
  type RoleTable,
  sealed,
  text,
  token,
  told,
  whole,
} from './shape.ts';

/** What a call is made of, whoever runs it: the caller, the provider, an MCP server of the provider's choice. */
const callParts: RoleTable = {
  call_id: call('call', 'id'),
  name: call('call', 'name'),
  arguments: call('call', 'arguments'),
  input: call('call', 'input'),
  action: call('call', 'object'),
  operation: call('call', 'object'),
};

/** A list of tokens that is told whole. */
const tokenList: RoleTable = {
  'logprobs[].token': token(null),
  'logprobs[].bytes': echo('null'),
  'logprobs[].top_logprobs': echo('[]'),
  'logprobs[].top_logprobs[].token': atom,
};

/** An element of the output: a message, a thought, a call, what a call gave. */
const output: RoleTable = {
  ...callParts,
  'content[].text': whole,
  ...below('content[]', tokenList),
  'summary[].text': whole,
  encrypted_content: sealed,
  code: whole,
  'outputs[].logs': jsonOrText,
  'outputs[].url': payload('image'),
  output: jsonOrText,
  'output[].text': jsonOrText,
  'output[].image_url': payload('image'),
  'output[].file_data': payload('file'),
  'output.image_url': payload('image'),
  'results[].text': whole,
  result: payload('image'),
};

const tokens: RoleTable = {
  'logprobs[].token': token('logprobs'),
  'logprobs[].bytes': echo('null'),
  'logprobs[].top_logprobs': echo('[]'),
  'logprobs[].top_logprobs[].token': atom,
};

export const events: RoleTable = {
  delta: text('delta', true),
  ...tokens,
  ...below('part', tokenList),
  'response.output[]': item('output'),
  ...below('response.output[]', output),
  partial_image_b64: payload('image'),
};

/** What is told again, and what is told of the answer as a whole. */
export const repeats: RoleTable = { response: complete, item: complete, part: complete, annotation: complete };

/** The body of an answer that is not streamed. */
export const body: RoleTable = { 'output[]': item('output'), ...below('output[]', output) };

const argumentsDelta: Role = call('call', 'arguments');

export const typed: Readonly<Record<string, RoleTable>> = {
  'response.created': { 'response.output[]': told },
  'response.queued': { 'response.output[]': told },
  'response.in_progress': { 'response.output[]': told },
  'response.output_item.added': below('item', callParts),
  'response.output_item.done': below('item', output),
  'response.function_call_arguments.delta': { delta: argumentsDelta },
  'response.function_call_arguments.done': { arguments: json },
  'response.mcp_call_arguments.delta': { delta: argumentsDelta },
  'response.mcp_call_arguments.done': { arguments: json },
  'response.custom_tool_call_input.delta': { delta: call('call', 'input') },
  'response.custom_tool_call_input.done': { input: whole },
  'response.shell_call_command.delta': { delta: call('call', 'input') },
  'response.shell_call_command.done': { command: whole },
  'response.apply_patch_call_operation_diff.delta': { delta: call('call', 'input') },
  'response.apply_patch_call_operation_diff.done': { diff: whole },
  'response.code_interpreter_call_code.delta': { delta: text('code') },
  'response.code_interpreter_call_code.done': { code: whole },
  'response.output_text.delta': { delta: text('delta', true) },
  'response.refusal.delta': { delta: text('refusal', true) },
  'response.reasoning_text.delta': { delta: text('reasoning', true) },
  'response.reasoning_summary_text.delta': { delta: text('delta', true) },
  'response.output_text.done': { text: whole, ...tokenList },
  'response.refusal.done': { refusal: whole },
  'response.reasoning_text.done': { text: whole },
  'response.reasoning_summary_text.done': { text: whole },
  'response.content_part.done': { 'part.text': whole, 'part.refusal': whole },
  'response.reasoning_summary_part.done': { 'part.text': whole },
  'response.audio.delta': { delta: payload('audio') },
  'response.audio.transcript.delta': { delta: text('transcript') },
};

/** What a request tells: what was said, what earlier answers were, what tools gave. */
export const request: RoleTable = {
  instructions: whole,
  input: jsonOrText,
  'input[].content': jsonOrText,
  'input[].content[].text': jsonOrText,
  'input[].content[].image_url': payload('image'),
  'input[].content[].file_data': payload('file'),
  'input[].content[].input_audio.data': payload('audio'),
  ...below('input[]', requestItem()),
};

/** Calls of earlier answers are looked through, and are nobody's to judge again. */
function requestItem(): RoleTable {
  const parts = Object.keys(callParts).filter(part => part !== 'arguments');
  return Object.fromEntries(
    Object.entries({ ...output, arguments: json, input: whole }).filter(([part]) => part === 'input' || !parts.includes(part)),
  );
}
