// What the Anthropic API says, as documents and as streams of events.

import { pieces } from './openai-says.ts';

const about = { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude' } as const;

export interface Block {
  readonly text?: string;
  readonly tool?: { readonly name: string; readonly input: object };
}

/** A message of these blocks. */
export function message(...blocks: readonly Block[]): object {
  const content = blocks.map(({ text, tool }, at) =>
    tool === undefined ? { type: 'text', text } : { ...toolUse(at, tool.name), input: tool.input },
  );
  return { ...about, content, stop_reason: 'end_turn', stop_sequence: null, usage: { input_tokens: 3, output_tokens: 9 } };
}

/** The same as events, in deltas of so many characters. */
export function messageEvents(blocks: readonly Block[], size: number): readonly string[] {
  return [
    event('message_start', {
      message: { ...about, content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: 3, output_tokens: 1 } },
    }),
    event('ping', {}),
    ...blocks.flatMap((block, index) => blockEvents(block, index, size)),
    event('message_delta', { delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 9 } }),
    event('message_stop', {}),
  ];
}

function blockEvents({ text = '', tool }: Block, index: number, size: number): string[] {
  const content_block = tool === undefined ? { type: 'text', text: '' } : { ...toolUse(index, tool.name), input: {} };
  const deltas =
    tool === undefined
      ? pieces(text, size).map(part => ({ type: 'text_delta', text: part }))
      : pieces(JSON.stringify(tool.input), size).map(partial_json => ({ type: 'input_json_delta', partial_json }));
  return [
    event('content_block_start', { index, content_block }),
    ...deltas.map(delta => event('content_block_delta', { index, delta })),
    event('content_block_stop', { index }),
  ];
}

function toolUse(index: number, name: string): object {
  return { type: 'tool_use', id: `toolu_${index}`, name };
}

function event(type: string, rest: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
}
