// Text that its API has signed: scanned, and never edited.
import { describe, expect, test } from 'vitest';
import type { ApiShape } from '../../../extproc/words/access.ts';
import { bytewise, run } from './run.ts';

const sse = (...documents: readonly object[]) => documents.map(each => `data: ${JSON.stringify(each)}\n\n`).join('');
const part = (more: object) => ({ candidates: [{ content: { parts: [more] } }] });
const thinking = (text: string) => ({ type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: text } });
const details = (text: string) => ({
  choices: [{ index: 0, delta: { reasoning_details: [{ index: 0, text, signature: null }] } }],
});
const secret = 'KEY-ABCD1234';

describe('a mask in signed text is refused, and none of what it is wanted in leaves', () => {
  test.for<{ name: string; api: ApiShape; events: readonly object[] }>([
    { name: "Anthropic's thoughts", api: 'anthropic', events: [thinking('so KEY-'), thinking('ABCD1234')] },
    {
      name: 'the beginning of one',
      api: 'anthropic',
      events: [{ type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: secret } }],
    },
    {
      name: 'a thought that was withheld',
      api: 'anthropic',
      events: [{ type: 'content_block_start', index: 0, content_block: { type: 'redacted_thinking', data: secret } }],
    },
    { name: 'a signature', api: 'anthropic', events: [{ type: 'content_block_delta', index: 0, delta: { signature: secret } }] },
    { name: 'thoughts by OpenRouter', api: 'openai', events: [details('KEY-'), details('ABCD1234')] },
    {
      name: 'what OpenAI has encrypted',
      api: 'openai',
      events: [{ type: 'response.output_item.done', output_index: 0, item: { type: 'reasoning', encrypted_content: secret } }],
    },
    { name: 'a part with a signature', api: 'gemini', events: [part({ text: secret, thoughtSignature: 'c2ln' })] },
    { name: 'a part whose signature comes first', api: 'gemini', events: [part({ thoughtSignature: 'c2ln', text: secret })] },
    {
      name: 'a part that ends what an unsigned one began',
      api: 'gemini',
      events: [part({ text: 'KEY-AB' }), part({ text: 'CD1234', thoughtSignature: 'c2ln' })],
    },
    {
      name: 'a part that begins what an unsigned one ends',
      api: 'gemini',
      events: [part({ text: 'KEY-AB', thoughtSignature: 'c2ln' }), part({ text: 'CD1234' })],
    },
    {
      name: 'a part in which a long mask would go on',
      api: 'gemini',
      events: [part({ text: `TOK-${'a'.repeat(30)}` }), part({ text: 'aaaa', thoughtSignature: 'c2ln' })],
    },
    { name: 'a signature of Gemini itself', api: 'gemini', events: [part({ text: 'x', thoughtSignature: secret })] },
  ])('$name', ({ api, events }) => {
    const input = sse(...events);
    for (const chunks of [[input], bytewise(input)]) {
      const { output, refusal } = run(chunks, { format: 'sse', shape: api });
      expect(refusal).toBe('signed_text');
      expect(output).not.toMatch(/1234|aaaa/);
    }
  });

  test.for<{ name: string; api: ApiShape; side: 'request' | 'response'; document: object }>([
    {
      name: 'an answer of Anthropic',
      api: 'anthropic',
      side: 'response',
      document: { content: [{ type: 'thinking', thinking: secret, signature: 's' }] },
    },
    {
      name: 'a request to Anthropic',
      api: 'anthropic',
      side: 'request',
      document: { messages: [{ content: [{ type: 'thinking', thinking: secret, signature: 's' }] }] },
    },
    { name: 'an answer of Gemini', api: 'gemini', side: 'response', document: part({ text: secret, thoughtSignature: 's' }) },
    {
      name: 'a request to Gemini',
      api: 'gemini',
      side: 'request',
      document: { contents: [{ parts: [{ text: secret, thoughtSignature: 's' }] }] },
    },
    {
      name: 'a request to Bedrock',
      api: 'bedrock',
      side: 'request',
      document: { messages: [{ content: [{ reasoningContent: { reasoningText: { text: secret } } }] }] },
    },
  ])('in one document: $name', ({ api, side, document }) => {
    expect(run([JSON.stringify(document)], { format: 'json', shape: api, side })).toMatchObject({
      output: '',
      refusal: 'signed_text',
    });
  });
});

describe('what is not signed is masked beside it', () => {
  test.for<{ name: string; api: ApiShape; events: readonly object[]; want: string }>([
    {
      name: 'an empty signature',
      api: 'gemini',
      events: [part({ text: secret, thoughtSignature: '' })],
      want: '"text":"[key:12]"',
    },
    {
      name: 'the part before',
      api: 'gemini',
      events: [part({ text: `${secret} ` }), part({ text: 'x', thoughtSignature: 's' })],
      want: '"text":"[key:12] "',
    },
    {
      name: 'the part behind',
      api: 'gemini',
      events: [part({ text: 'x ', thoughtSignature: 's' }), part({ text: secret })],
      want: '"text":"[key:12]"',
    },
    {
      name: 'an empty part that has the signature',
      api: 'gemini',
      events: [part({ text: 'TOK-abcdefghijklmnopqrstuvwxyz' }), part({ text: '', thoughtSignature: 's' })],
      want: '"text":"[tok]"',
    },
    {
      name: 'a call with a signature',
      api: 'gemini',
      events: [part({ functionCall: { name: 'f', args: { a: secret } }, thoughtSignature: 's' })],
      want: '"a":"[key:12]"',
    },
    {
      name: "the text behind Anthropic's thought",
      api: 'anthropic',
      events: [
        thinking('so'),
        { type: 'content_block_stop', index: 0 },
        { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: secret } },
      ],
      want: '"text":"[key:12]"',
    },
  ])('$name', ({ api, events, want }) => {
    const { output, refusal } = run([sse(...events)], { format: 'sse', shape: api });
    expect([refusal, output]).toEqual([null, expect.stringContaining(want)]);
  });
});

test('where the policy lets it pass, it leaves byte for byte', () => {
  const input = sse(thinking('so KEY-'), thinking('ABCD1234'), { type: 'content_block_stop', index: 0 });
  const { output, refusal, hits } = run([input], { format: 'sse', shape: 'anthropic', plan: { signed: 'pass' } });
  expect([output, refusal]).toEqual([input, null]);
  expect(hits.map(({ isSigned }) => isSigned)).toEqual([true]);
});

test('a mask that a ruling gives all the same is a refusal: no judge may alter it', () => {
  const rule = () => ({ kind: 'mask', text: '', opaque: '' }) as const;
  expect(run([sse(thinking(secret))], { format: 'sse', shape: 'anthropic', rule }).refusal).toBe('signed_text');
});
