// OpenAI's chat completions, and the older completions beside them: chunks of a stream, and documents.
import { asWhole, atom, below, call, echo, item, type RoleTable, text, token } from './shape.ts';

/** Tool calls below a delta or a message. */
const calls: RoleTable = {
  'tool_calls[]': item('tool_calls'),
  'tool_calls[].id': call('', 'id'),
  'tool_calls[].type': atom,
  'tool_calls[].function.name': call('', 'name'),
  'tool_calls[].function.arguments': call('', 'arguments'),
  'tool_calls[].custom.name': call('', 'name'),
  'tool_calls[].custom.input': call('', 'input'),
  'function_call.name': call('function_call', 'name'),
  'function_call.arguments': call('function_call', 'arguments'),
};

/** Calls of earlier answers, which a request tells again. */
const requestCalls: RoleTable = { '': item('messages'), ...calls };

/** Texts below a delta or a message. */
const texts: RoleTable = {
  role: atom,
  content: text('content', true),
  reasoning: text('reasoning', true),
  reasoning_content: text('reasoning_content', true),
  refusal: text('refusal'),
  'audio.id': atom,
  'audio.data': atom,
  'audio.transcript': text('audio/transcript'),
};

const tokens: RoleTable = {
  'logprobs.content[].token': token('logprobs/content'),
  'logprobs.content[].bytes': echo('null'),
  'logprobs.content[].top_logprobs': echo('[]'),
  'logprobs.content[].top_logprobs[].token': atom,
  'logprobs.refusal[].token': token('logprobs/refusal'),
  'logprobs.refusal[].bytes': echo('null'),
  'logprobs.refusal[].top_logprobs': echo('[]'),
  'logprobs.refusal[].top_logprobs[].token': atom,
  'logprobs.tokens[]': token('logprobs/tokens'),
  'logprobs.top_logprobs': echo('null'),
};

const choice: RoleTable = {
  '': item('choices'),
  text: text('text', true),
  finish_reason: { kind: 'finish' },
  ...tokens,
};

export const chunks: RoleTable = { ...below('choices[]', choice), ...below('choices[].delta', { ...texts, ...calls }) };

/** A completion, or a request for one. */
export const completion: RoleTable = {
  ...below('choices[]', asWhole(choice)),
  ...below('choices[].message', { ...asWhole(texts), ...calls }),
  ...below('messages[]', requestCalls),
};
