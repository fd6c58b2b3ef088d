// Google's Gemini, by its own address and by Vertex: chunks of a stream and whole answers look alike. A function call comes whole, as an object.
// A candidate's texts end with the stream: some models say `finishReason` in each chunk.
import {
  atom,
  below,
  call,
  complete,
  echo,
  flag,
  item,
  jsonOrText,
  payload,
  type RoleTable,
  signature,
  textOrPiece,
  token,
  whole,
} from './shape.ts';

/** What stands in parts of answers and of requests alike. */
const part: RoleTable = {
  thought: flag('thought'),
  thoughtSignature: signature,
  thought_signature: signature,
  'inlineData.data': payload('file'),
  'inline_data.data': payload('file'),
  'executableCode.code': whole,
  'executable_code.code': whole,
  'codeExecutionResult.output': jsonOrText,
  'code_execution_result.output': jsonOrText,
};

/** A client joins the texts of all parts, and thoughts for themselves. */
const answered: RoleTable = {
  '': item('parts'),
  ...part,
  text: { ...textOrPiece('text', true), across: true },
  'functionCall.id': call('functionCall', 'id'),
  'functionCall.name': call('functionCall', 'name'),
  'functionCall.args': call('functionCall', 'object'),
  // Arguments in pieces: which belong where only their paths tell.
  'functionCall.partialArgs[].stringValue': call('functionCall', 'input'),
  'functionCall.partialArgs[].jsonPath': atom,
};

export const candidates: RoleTable = {
  'candidates[]': item('candidates'),
  ...below('candidates[].content.parts[]', answered),
  'candidates[].finishMessage': atom,
  'candidates[].safetyRatings': complete,
  'candidates[].citationMetadata': complete,
  'candidates[].groundingMetadata': complete,
  'candidates[].urlContextMetadata': complete,
  'candidates[].logprobsResult.chosenCandidates[].token': token('logprobs'),
  'candidates[].logprobsResult.topCandidates': echo('[]'),
};

/** What is told of an answer as a whole. */
export const around: RoleTable = { promptFeedback: complete, usageMetadata: complete, error: complete };

const asked: RoleTable = { '': item('parts'), ...part, text: { ...textOrPiece('text', true), across: true } };

export const request: RoleTable = {
  'contents[]': item('contents'),
  ...below('contents[].parts[]', asked),
  'contents.parts[].text': jsonOrText,
  'systemInstruction.parts[].text': whole,
  'system_instruction.parts[].text': whole,
};
