import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import { blockBody, errorEvent } from '../../../extproc/content/errors.ts';
import { apiShapes as apis } from '../../../extproc/words/access.ts';

const told = { code: 'exfiltration', message: 'large body to an external host', exchange: 'ex_1', status: 403 };

describe.for(apis)('a block on %s', api => {
  test('says why, with a code and the exchange', () => {
    const text = blockBody(api, told).toString();
    expect(JSON.parse(text)).toBeTypeOf('object');
    for (const part of ['penstock_exfiltration', told.message, 'ex_1']) expect(text).toContain(part);
  });

  test('in a stream is one event (and the mark of its end)', () => {
    const text = errorEvent(api, told).toString();
    expect(text).toMatch(/\n\n$/);
    expect(text.split('\n\n').length - 1).toBe(api === 'openai' ? 2 : 1);
    expect(text).toContain('penstock_exfiltration');
  });

  test('stays one line whatever a policy says', () => {
    const text = errorEvent(api, { ...told, message: 'a\n\ndata: "b"' }).toString();
    expect(text.split('\n').filter(line => line.startsWith('data:')).length).toBe(api === 'openai' ? 2 : 1);
  });
});

describe('real clients', () => {
  const chunk = 'data: {"id":"1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"hi"}}]}\n\n';
  const start =
    'event: message_start\ndata: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[],"model":"c","usage":{"input_tokens":1,"output_tokens":1}}}\n\n';

  test('openai throws what the block says, before the first byte and in a stream', async () => {
    await using server = await answering(403, 'application/json', blockBody('openai', told));
    const client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
    const ask = { model: 'm', messages: [{ role: 'user' as const, content: 'x' }] };
    await expect(client.chat.completions.create(ask)).rejects.toMatchObject({
      status: 403,
      code: 'penstock_exfiltration',
      type: 'penstock_blocked',
    });
    await using streaming = await answering(
      200,
      'text/event-stream',
      Buffer.concat([Buffer.from(chunk), errorEvent('openai', told)]),
    );
    const stream = await new OpenAI({ baseURL: streaming.url, apiKey: 'none', maxRetries: 0 }).chat.completions.create({
      ...ask,
      stream: true,
    });
    const seen: unknown[] = [];
    const read = async () => {
      for await (const each of stream) seen.push(each);
    };
    await expect(read()).rejects.toMatchObject({ code: 'penstock_exfiltration' });
    expect(seen).toHaveLength(1);
  });

  test('anthropic throws what the block says, before the first byte and in a stream', async () => {
    await using server = await answering(403, 'application/json', blockBody('anthropic', told));
    const ask = { model: 'm', max_tokens: 1, messages: [{ role: 'user' as const, content: 'x' }] };
    const client = new Anthropic({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
    await expect(client.messages.create(ask)).rejects.toThrow('penstock_exfiltration');
    await using streaming = await answering(
      200,
      'text/event-stream',
      Buffer.concat([Buffer.from(start), errorEvent('anthropic', told)]),
    );
    const stream = await new Anthropic({ baseURL: streaming.url, apiKey: 'none', maxRetries: 0 }).messages.create({
      ...ask,
      stream: true,
    });
    const read = async () => {
      for await (const _ of stream);
    };
    await expect(read()).rejects.toThrow('penstock_exfiltration');
  });
});

async function answering(status: number, contentType: string, body: Buffer): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(body);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, [Symbol.asyncDispose]: async () => void server.close() };
}
