// OpenAI's chat completions, and the older completions beside them: chunks of a stream, documents, requests. Azure, Groq, Mistral, DeepSeek, xAI,
// OpenRouter and many more speak the same; what they add stands here too.
import {
  asWhole,
  atom,
  below,
  call,
  complete,
  echo,
  item,
  json,
  jsonOrText,
  payload,
  type RoleTable,
  sealed,
  signedText,
  signedWhole,
  text,
  textOrPiece,
  token,
  whole,
} from './shape.ts';

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

/** Texts below a delta or a message. */
const texts: RoleTable = {
  role: atom,
  channel: atom,
  content: text('content', true),
  // Mistral's lists of chunks: a client joins what is of one kind.
  'content[].text': text('content', true),
  'content[].thinking': text('thinking', true),
  'content[].thinking[].text': text('thinking', true),
  reasoning: text('reasoning', true),
  reasoning_content: text('reasoning_content', true),
  // OpenRouter's, in the words of whoever thought: they go back as they came.
  'reasoning_details[]': item('reasoning_details'),
  'reasoning_details[].text': signedText('text'),
  'reasoning_details[].summary': text('summary', true),
  'reasoning_details[].data': sealed,
  'reasoning_details[].signature': sealed,
  refusal: text('refusal'),
  'audio.id': atom,
  'audio.data': payload('audio'),
  'audio.transcript': text('audio/transcript'),
  'images[].image_url.url': payload('image'),
  annotations: complete,
  citations: complete,
  // Azure's, of an installation's own documents.
  context: complete,
  // Groq's.
  executed_tools: complete,
  'executed_tools[].arguments': json,
  'executed_tools[].output': jsonOrText,
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
  native_finish_reason: atom,
  // Azure's word on the content, not the content.
  content_filter_results: complete,
  content_filter_result: complete,
  error: complete,
  ...tokens,
};

/** What is told of an answer as a whole. */
export const around: RoleTable = {
  error: complete,
  usage: complete,
  x_groq: complete,
  prompt_filter_results: complete,
  prompt_annotations: complete,
  citations: complete,
  search_results: complete,
  provider: atom,
};

export const chunks: RoleTable = {
  ...below('choices[]', choice),
  ...below('choices[].delta', { ...texts, ...calls }),
  // What the pieces so far make together, as some tell it beside them.
  'choices[].message.content': textOrPiece('message/content', true),
};

export const completion: RoleTable = {
  ...below('choices[]', asWhole(choice)),
  ...below('choices[].message', { ...asWhole(texts), ...calls }),
  // Of pictures and of embeddings.
  'data[].b64_json': payload('image'),
  'data[].embedding': payload('file'),
};

/** Texts of a request that it tells whole: what was said, what tools gave, what earlier answers were. */
const said: RoleTable = {
  '': item('messages'),
  ...calls,
  content: jsonOrText,
  'content[].text': jsonOrText,
  'content[].thinking': whole,
  'content[].image_url': payload('image'),
  'content[].image_url.url': payload('image'),
  'content[].document_url': payload('file'),
  'content[].input_audio': payload('audio'),
  'content[].input_audio.data': payload('audio'),
  'content[].file.file_data': payload('file'),
  reasoning: whole,
  reasoning_content: whole,
  'reasoning_details[].text': signedWhole,
  'reasoning_details[].summary': whole,
  'reasoning_details[].data': sealed,
  'reasoning_details[].signature': sealed,
  'images[].image_url.url': payload('image'),
};

export const request: RoleTable = {
  ...below('messages[]', said),
  prompt: whole,
  suffix: whole,
  'prediction.content': whole,
  'prediction.content[].text': whole,
};
