// Answers that can't be judged, or would be read otherwise than they were judged: an error for the client, and nothing of them.
import { describe, expect, test } from 'vitest';
import type { Got } from '../harness/client.ts';
import type { Header } from '../harness/http1.ts';
import { type Answer, cut } from '../harness/script.ts';
import { ask } from './clients.ts';
import { installation } from './installation.ts';
import { chunk, chunks, completion, done, json, sse } from './openai-says.ts';
import { awsKey, leaks, password } from './samples.ts';

const penstock = installation({
  limits: {
    jsonBodyBytesMax: 65536,
    sseEventBytesMax: 65536,
    ndjsonLineBytesMax: 65536,
    heldBackBytesMax: 65536,
    jsonDepthMax: 32,
  },
});
const whole = JSON.stringify({ model: 'gpt-4o' });
const streamed = JSON.stringify({ model: 'gpt-4o', stream: true });
const text = `The key is ${awsKey} and api_key = "${password}".`;
const big = `${text} ${'and so on '.repeat(10_000)}`;

interface Case {
  readonly what: string;
  readonly code: string;
  readonly answer: Answer;
  readonly stream?: boolean;
  readonly place?: string;
}

const typed = (contentType: string, body: string | Buffer, rest: Partial<Answer> = {}): Answer => ({
  status: 200,
  headers: [['content-type', contentType]],
  pieces: cut(body, { seed: 3 }),
  ...rest,
});
const located = (status: number, location: string): Answer => ({
  ...json({ note: text }, status),
  headers: [
    ['content-type', 'application/json'],
    ['location', location],
  ],
});
const badUtf8 = Buffer.concat([Buffer.from(`{"note":"${text}`), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);

describe('before its first byte is a 403 that says why', () => {
  test.for<Case>([
    { what: 'a part of a document', code: 'response_partial', answer: { ...json(completion(text)), status: 206 } },
    {
      what: 'a range without its status',
      code: 'response_partial',
      answer: typed('text/plain', text, { headers: [['content-range', 'bytes 0-9/99']] }),
      place: 'any',
    },
    { what: 'a redirect to another host', code: 'response_redirect', answer: located(302, 'https://elsewhere.example/v1') },
    {
      what: 'a redirect to another host without a scheme',
      code: 'response_redirect',
      answer: located(307, '//elsewhere.example/v1'),
    },
    { what: 'a redirect with back slashes', code: 'response_redirect', answer: located(308, '\\\\elsewhere.example\\v1') },
    { what: 'a page where a document was asked for', code: 'response_content_type', answer: typed('text/html', text) },
    { what: 'a stream where a document was asked for', code: 'response_content_type', answer: sse([...chunks(text, 4), done]) },
    {
      what: 'a document where a stream was asked for',
      code: 'response_content_type',
      answer: json(completion(text)),
      stream: true,
    },
    {
      what: 'text where a stream was asked for, which the client would parse as one',
      code: 'response_content_type',
      answer: typed('text/plain', chunk({ content: text })),
      stream: true,
    },
    {
      what: 'a content type twice',
      code: 'response_content_type',
      answer: {
        ...json(completion(text)),
        headers: [
          ['content-type', 'application/json'],
          ['content-type', 'text/event-stream'],
        ],
      },
    },
    {
      what: 'bytes that are no text',
      code: 'response_content_type',
      answer: typed('application/octet-stream', text),
      place: 'any',
    },
    {
      what: 'another charset',
      code: 'response_charset',
      answer: typed('application/json; charset=utf-16', Buffer.from(text, 'utf16le')),
    },
    {
      what: 'JSON that is cut short',
      code: 'invalid_json',
      answer: typed('application/json', JSON.stringify(completion(text)).slice(0, -3)),
    },
    {
      what: 'two documents in one body',
      code: 'invalid_json',
      answer: typed('application/json', `{}${JSON.stringify({ text })}`),
    },
    { what: 'invalid UTF-8', code: 'invalid_utf8', answer: typed('application/json', badUtf8), place: 'any' },
    {
      what: 'a key twice, of which readers take the one or the other',
      code: 'duplicate_keys',
      answer: typed('application/json', `{"choices":[],"choices":[{"index":0,"message":{"content":"${awsKey}"}}]}`),
    },
    {
      what: 'a key twice, once in escapes',
      code: 'duplicate_keys',
      answer: typed('application/json', `{"choices":[{"index":0,"message":{"content":"x","cont\\u0065nt":"${awsKey}"}}]}`),
    },
    {
      what: 'nesting that is too deep',
      code: 'json_depth',
      answer: typed('application/json', `${'['.repeat(40)}"${awsKey}"${']'.repeat(40)}`),
      place: 'any',
    },
    { what: 'a document that is too large', code: 'response_too_large', answer: json(completion(big)) },
    {
      what: 'an event that is too large',
      code: 'sse_event_too_large',
      answer: sse([chunk({ content: big }), done]),
      stream: true,
    },
    {
      what: 'a line of NDJSON that is too large',
      code: 'ndjson_line_too_large',
      answer: typed('application/x-ndjson', `${JSON.stringify({ text: big })}\n`),
      place: 'any',
    },
    {
      what: 'a tool call that is too large to be kept back',
      code: 'held_back_too_large',
      answer: sse(largeCall()),
      stream: true,
    },
    {
      what: 'an event whose data is no JSON',
      code: 'invalid_json',
      answer: sse([`data: {"choices":[{"delta":{"content":"${awsKey}\n\n`, done]),
      stream: true,
    },
  ])('$what', async ({ code, answer, stream = false, place = 'openai' }) => {
    const path = place === 'openai' ? '/v1/chat/completions' : '/thing';
    const got = await ask(penstock, penstock.script(answer), { place, path, body: stream ? streamed : whole });
    expect([got.status, codeOf(got)]).toEqual([403, `penstock_${code}`]);
    expect(leaks(got.raw.toString('latin1'))).toEqual([]);
    expect(await penstock.record(got.headers.get('x-penstock-exchange'))).toMatchObject({
      decision: 'block',
      block: code,
      response: { bytes_out: 0 },
    });
  });
});

test.for([
  { what: 'relative', location: '/v1/chat/completions/1' },
  { what: "to the connection's own host", location: 'https://openai.test/v1/chat/completions/1' },
])('a redirect that is $what passes', async ({ location }) => {
  const got = await ask(penstock, penstock.script(located(307, location)), { place: 'openai', body: whole });
  expect([got.status, got.headers.get('location')]).toEqual([307, location]);
  expect(leaks(got.raw.toString())).toEqual([]);
});

test('a switch of protocols by the upstream reaches nobody', async () => {
  const headers: Header[] = [
    ['connection', 'upgrade'],
    ['upgrade', 'websocket'],
  ];
  const script = penstock.script({ status: 101, headers, pieces: [Buffer.from(text)], framing: 'none' });
  const got = await ask(penstock, script, { place: 'openai', body: whole });
  expect(got.status === null || got.status >= 400).toBe(true);
  expect(leaks(got.raw.toString('latin1'))).toEqual([]);
});

describe('in the middle', () => {
  test("of a stream of events is the API's error event and a clean end", async () => {
    const got = await ask(
      penstock,
      penstock.script(sse([...chunks('One moment. ', 4), `data: {"choices":[{"delta":{"content":"${awsKey}\n\n`])),
      {
        place: 'openai',
        body: streamed,
      },
    );
    expect([got.status, got.complete]).toEqual([200, true]);
    const events = got.body.toString().split('\n\n');
    expect(events.slice(-2)).toEqual(['data: [DONE]', '']);
    expect(JSON.parse(events.at(-3)!.slice('data: '.length)).error.code).toBe('penstock_invalid_json');
    expect(leaks(got.raw.toString())).toEqual([]);
  });

  test.for([
    { what: 'text', contentType: 'text/plain', good: 'a line that is fine\n'.repeat(20), bad: Buffer.from([0xc3, 0x28]) },
    {
      what: 'NDJSON',
      contentType: 'application/x-ndjson',
      good: '{"a":"fine"}\n'.repeat(20),
      bad: Buffer.from(`{"a":"${awsKey}\n`),
    },
  ])('of $what is a reset, since a clean end would look whole', async ({ contentType, good, bad }) => {
    for (const http of [1, 2] as const) {
      const pieces = [Buffer.from(good), bad, Buffer.from(text)];
      const script = penstock.script({ status: 200, headers: [['content-type', contentType]], pieces, paceMs: 30 });
      const got = await ask(penstock, script, { place: 'any', path: '/thing', body: '{}', http });
      expect([got.status, got.complete]).toEqual([200, false]);
      // At most the first byte of a sequence that was never completed has left besides.
      expect(good.startsWith(got.body.toString('latin1').slice(0, good.length))).toBe(true);
      expect(got.body.length).toBeGreaterThan(0);
      expect(got.body.length).toBeLessThanOrEqual(good.length + 1);
      expect(leaks(got.raw.toString('latin1'))).toEqual([]);
    }
  });
});

function largeCall(): string[] {
  const part = (args: string) => chunk({ tool_calls: [{ index: 0, id: 'call_1', function: { name: 'save', arguments: args } }] });
  return [part('{"a":"'), ...Array.from({ length: 10 }, () => part(`${text.replaceAll('"', "'")} ${'x '.repeat(5_000)}`))];
}

function codeOf(got: Got): string {
  const body = JSON.parse(got.body.toString());
  return body.error?.code ?? body.code;
}
