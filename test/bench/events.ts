// Events of a stream as each API sends them, four characters at a time.

export type StreamName = 'chat' | 'responses' | 'messages' | 'gemini' | 'cohere';

/** What one API's stream says of a piece of text, the `at`-th. */
const eventOf: Readonly<Record<StreamName, (text: string, at: number) => object>> = {
  chat: content => ({
    id: 'chatcmpl-AbCdEfGhIjKlMnOpQrStUv',
    object: 'chat.completion.chunk',
    created: 1795500000,
    model: 'gpt-4o-2024-08-06',
    choices: [{ index: 0, delta: { content }, logprobs: null, finish_reason: null }],
  }),
  responses: (delta, at) => ({
    type: 'response.output_text.delta',
    sequence_number: at,
    item_id: 'msg_67c9fdcf37fc8190ba82116e33fb28c501b8b0ad29c64b15',
    output_index: 0,
    content_index: 0,
    delta,
    logprobs: [],
    obfuscation: 'x'.repeat(4 + (at % 11)),
  }),
  messages: text => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
  gemini: (text, at) => ({
    candidates: [{ content: { parts: [{ text }], role: 'model' }, index: 0 }],
    usageMetadata: { promptTokenCount: 4, candidatesTokenCount: at, totalTokenCount: 4 + at },
    modelVersion: 'gemini-2.5-flash',
    responseId: 'abcdefgh',
  }),
  cohere: text => ({ type: 'content-delta', index: 0, delta: { message: { content: { text } } } }),
};

/** `text` in events, as they stand on the wire. */
export function streamOf(name: StreamName, text: string): Buffer[] {
  const pieces = text.match(/[\s\S]{1,4}/g) ?? [];
  return pieces.map((piece, at) => {
    const event = eventOf[name](piece, at);
    const type = 'type' in event ? `event: ${event.type}\n` : '';
    return Buffer.from(`${type}data: ${JSON.stringify(event)}\n\n`);
  });
}

/** An event of a chat as an upstream sends it to the benches that go through Envoy. */
export function chatEvent(delta: object, finish_reason: string | null = null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason }];
  const chunk = { id: 'chatcmpl-AbCdEfGhIj', object: 'chat.completion.chunk', created: 1_795_500_000, model: 'gpt-4o', choices };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

/** The last events of such a stream. */
export const chatEnd = `${chatEvent({}, 'stop')}data: [DONE]\n\n`;
