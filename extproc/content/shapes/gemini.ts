// Google's Gemini: chunks of a stream and whole answers look alike. A function call comes whole, as an object.
// A candidate's texts end with the stream: some models say `finishReason` in each chunk.
import { call, item, type RoleTable, textOrPiece } from './shape.ts';

export const candidates: RoleTable = {
  'candidates[]': item('candidates'),
  'candidates[].content.parts[]': item('parts'),
  'candidates[].content.parts[].text': textOrPiece('text', true),
  'candidates[].content.parts[].functionCall.id': call('functionCall', 'id'),
  'candidates[].content.parts[].functionCall.name': call('functionCall', 'name'),
  'candidates[].content.parts[].functionCall.args': call('functionCall', 'object'),
};
