import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { cut } from '../harness/script.ts';
import { openPenstock } from './penstock.ts';
import { awsKey, completion } from './samples.ts';

test('the openai client gets a masked completion, whatever the pieces in which it came', async () => {
  for (const pieces of [1, 7, 'whole', { seed: 4 }] as const) {
    const body = JSON.stringify(completion(`The key is ${awsKey}.`));
    const penstock = await openPenstock({
      upstream: () => ({ status: 200, headers: [['content-type', 'application/json']], pieces: cut(body, pieces) }),
    });
    const client = new OpenAI({ apiKey: 'pod-key', baseURL: `http://127.0.0.1:${penstock.port}/v1`, maxRetries: 0 });
    const answer = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] });
    expect(answer.choices[0]?.message.content).toBe('The key is [REDACTED:aws-access-key].');
    expect(penstock.told()).not.toContain(awsKey);
  }
});
