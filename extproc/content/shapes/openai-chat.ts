// OpenAI's chat completions, and the older completions beside them: streams of chunks, and documents.
// Other strings of a chunk are taken as the generic shape takes them.
import { stream as anyStream, blocks, endingOf, schemas } from './generic.ts';
import { atom, type Role, type Shape, shapeFrom } from './shape.ts';

const text = (name: string, markdown = false): Role => ({ kind: 'text', name, markdown });
const call = (name: string, part: 'name' | 'id' | 'arguments' | 'input'): Role => ({ kind: 'call', name, part });
const item = (name: string): Role => ({ kind: 'item', name });
const token = (name: string): Role => ({ kind: 'token', name });
const echo = (replacement: string): Role => ({ kind: 'echo', replacement });

/** Tool calls below a delta or a message. */
const calls: Readonly<Record<string, Role>> = {
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
const requestCalls: Readonly<Record<string, Role>> = { '': item('messages'), ...calls };

/** Texts below a delta or a message. */
const texts: Readonly<Record<string, Role>> = {
  role: atom,
  content: text('content', true),
  reasoning: text('reasoning', true),
  reasoning_content: text('reasoning_content', true),
  refusal: text('refusal'),
  'audio.id': atom,
  'audio.data': atom,
  'audio.transcript': text('audio/transcript'),
};

const tokens: Readonly<Record<string, Role>> = {
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

const choice: Readonly<Record<string, Role>> = {
  '': item('choices'),
  text: text('text', true),
  finish_reason: { kind: 'finish' },
  ...tokens,
};

/** Chunks of a stream. */
export const stream: Shape = shapeFrom({
  table: { ...blocks, ...below('choices[]', choice), ...below('choices[].delta', { ...texts, ...calls }) },
  other: label => anyStream.role(null, label),
  ending: endingOf,
  isStream: true,
  dataMayBeText: false,
});

/** One completion, or a request for one. */
export const document: Shape = shapeFrom({
  table: {
    ...schemas,
    ...below('choices[]', whole(choice)),
    ...below('choices[].message', { ...whole(texts), ...calls }),
    ...below('messages[]', requestCalls),
  },
  other: () => atom,
  ending: () => 'none',
  isStream: false,
  dataMayBeText: false,
});

/** In a document a text is there as a whole. */
function whole(table: Readonly<Record<string, Role>>): Readonly<Record<string, Role>> {
  return Object.fromEntries(
    Object.entries(table).map(([pattern, role]) => [pattern, role.kind === 'text' ? { ...role, kind: 'atom' } : role]),
  );
}

function below(prefix: string, table: Readonly<Record<string, Role>>): Readonly<Record<string, Role>> {
  return Object.fromEntries(
    Object.entries(table).map(([pattern, role]) => [pattern === '' ? prefix : `${prefix}.${pattern}`, role]),
  );
}
