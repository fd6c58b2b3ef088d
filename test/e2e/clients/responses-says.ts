// What OpenAI's Responses API says, as a document and as a stream that tells the text again in ever larger wholes.
import { pieces } from '../main-job/openai-says.ts';

const about = {
  id: 'resp_1',
  object: 'response',
  created_at: 1_795_500_000,
  model: 'gpt-4o',
  error: null,
  incomplete_details: null,
};
const usage = { input_tokens: 3, output_tokens: 9, total_tokens: 12 };
const part = (text: string) => ({ type: 'output_text', text, annotations: [], logprobs: [] });
const item = (text: string) => ({ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [part(text)] });

/** A response with one message. */
export function responded(text: string): object {
  return { ...about, status: 'completed', output: [item(text)], usage };
}

/** The same in deltas of so many characters. */
export function respondedEvents(text: string, size: number): readonly string[] {
  const place = { item_id: 'msg_1', output_index: 0, content_index: 0 };
  const started = { ...about, status: 'in_progress', output: [], usage: null };
  const events: readonly (readonly [type: string, rest: object])[] = [
    ['response.created', { response: started }],
    ['response.in_progress', { response: started }],
    ['response.output_item.added', { output_index: 0, item: { ...item(''), status: 'in_progress', content: [] } }],
    ['response.content_part.added', { ...place, part: part('') }],
    ...pieces(text, size).map(delta => ['response.output_text.delta', { ...place, delta, logprobs: [] }] as const),
    ['response.output_text.done', { ...place, text, logprobs: [] }],
    ['response.content_part.done', { ...place, part: part(text) }],
    ['response.output_item.done', { output_index: 0, item: item(text) }],
    ['response.completed', { response: responded(text) }],
  ];
  return events.map(
    ([type, rest], sequence_number) => `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number, ...rest })}\n\n`,
  );
}
