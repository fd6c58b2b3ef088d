// Other framings than events and documents, through the real Envoy: Bedrock's binary messages, Gemini's lists, forms, compressed requests; and
// heads that come long before their bodies.
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chunk, event, innerOf, messagesIn } from '../../unit/content/messages.ts';
import { boundary, form, formType } from '../../unit/exchange/form.ts';
import { type Answer, type Cut, cut } from '../harness/script.ts';
import { ask } from './clients.ts';
import { installation } from './installation.ts';
import { completion, json, sse } from './openai-says.ts';
import { awsKey, leaks, password } from './samples.ts';

const penstock = installation({ yaml: 'policies: { config: { request: true } }' });
const mask = '[REDACTED:aws-access-key]';
const cuts: readonly Cut[] = ['whole', 3, { seed: 4 }];
const streamType = 'application/vnd.amazon.eventstream';

function answer(type: string, body: Buffer | string, how: Cut): Answer {
  return { status: 200, headers: [['content-type', type]], pieces: cut(body, how), paceMs: 0 };
}

describe('Bedrock', () => {
  const nova = '/model/amazon.nova-lite-v1%3A0';
  const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: `what is ${awsKey}?` }] }] });
  const text = (piece: string) => event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: piece } });
  const call = (piece: object) => event('contentBlockDelta', { contentBlockIndex: 1, delta: piece });
  const start = event('contentBlockStart', {
    contentBlockIndex: 1,
    start: { toolUse: { toolUseId: 'tooluse_1', name: 'save' } },
  });
  const stop = (contentBlockIndex: number) => event('contentBlockStop', { contentBlockIndex });
  const ended = event('messageStop', { stopReason: 'end_turn' });

  test('a stream of Converse arrives masked, with true checksums, the same bytes however it was cut', async () => {
    const messages = [text(`The key is ${awsKey.slice(0, 9)}`), text(`${awsKey.slice(9)}.`), stop(0), start];
    const input = JSON.stringify({ password, n: 1 });
    messages.push(
      call({ toolUse: { input: input.slice(0, 14) } }),
      call({ toolUse: { input: input.slice(14) } }),
      stop(1),
      ended,
    );
    const arrived = [];
    for (const how of cuts) {
      const script = penstock.script(answer(streamType, Buffer.concat(messages), how));
      const got = await ask(penstock, script, { place: 'bedrock', path: `${nova}/converse-stream`, body });
      expect(got).toMatchObject({ status: 200, complete: true });
      expect(script.seen[0]?.startLine).toContain(`${nova}/converse-stream`);
      expect(script.seen[0]?.body.toString()).toContain(mask);
      arrived.push(got.body.toString('latin1'));
    }
    const said = messagesIn(Buffer.from(arrived[0]!, 'latin1')).map(({ payload }) => JSON.parse(payload).delta);
    expect(said.flatMap(delta => delta?.text ?? []).join('')).toBe(`The key is ${mask}.`);
    const masked = said.flatMap(delta => delta?.toolUse?.input ?? []).join('');
    expect(JSON.parse(masked)).toEqual({ password: '[REDACTED:password]', n: 1 });
    expect(new Set(arrived).size).toBe(1);
  });

  test('a stream of InvokeModel arrives masked inside its base64', async () => {
    const piece = (generation: string) => chunk({ generation, stop_reason: null });
    const script = penstock.script(
      answer(streamType, Buffer.concat([piece(`a ${awsKey.slice(0, 5)}`), piece(`${awsKey.slice(5)} b`)]), 5),
    );
    const path = '/model/meta.llama3-8b-instruct-v1%3A0/invoke-with-response-stream';
    const got = await ask(penstock, script, { place: 'bedrock', path, body: '{"prompt":"x"}' });
    const said = messagesIn(got.body).map(each => JSON.parse(innerOf(each)).generation);
    expect(said.join('')).toBe(`a ${mask} b`);
    const record = await penstock.record(got.headers.get('x-penstock-exchange'));
    expect(record).toMatchObject({
      request: { model: 'meta.llama3-8b-instruct-v1:0', stream: true },
      response: { format: 'eventstream' },
    });
  });

  test('a broken checksum in mid-stream ends it with an exception of Bedrock’s own and a clean end', async () => {
    // What might be the beginning of something would wait.
    const said = 'This has come. ';
    const broken = text('b');
    broken[broken.length - 1]! ^= 1;
    const script = penstock.script({ ...answer(streamType, '', 'whole'), pieces: [text(said), broken, text('c')], paceMs: 30 });
    const got = await ask(penstock, script, { place: 'bedrock', path: `${nova}/converse-stream`, body });
    expect(got).toMatchObject({ status: 200, complete: true });
    const [first, last, ...more] = messagesIn(got.body);
    expect(JSON.parse(first!.payload).delta.text).toBe(said);
    expect(last?.headers).toMatchObject({ ':message-type': 'exception', ':exception-type': 'validationException' });
    expect(JSON.parse(last!.payload).message).toMatch(/^penstock_eventstream_message: /);
    expect(more).toEqual([]);
  });

  test('anything but messages is refused before a byte of it leaves, in the words of Bedrock', async () => {
    const script = penstock.script(sse([`data: ${awsKey}\n\n`]));
    const got = await ask(penstock, script, { place: 'bedrock', path: `${nova}/converse-stream`, body });
    expect([got.status, got.headers.get('x-amzn-errortype')]).toEqual([403, 'AccessDeniedException']);
    expect(JSON.parse(got.body.toString()).message).toMatch(/^penstock_response_content_type: /);
    expect(leaks(got.raw.toString('latin1'))).toEqual([]);
  });

  test('a document of Converse is masked', async () => {
    const said = { output: { message: { role: 'assistant', content: [{ text: `It is ${awsKey}` }] } }, stopReason: 'end_turn' };
    const got = await ask(penstock, penstock.script(json(said)), { place: 'bedrock', path: `${nova}/converse`, body });
    expect(got.body.toString()).toBe(JSON.stringify(said).replace(awsKey, mask));
  });
});

describe('a list of Gemini', () => {
  const path = '/v1beta/models/gemini-2.0-flash:streamGenerateContent';
  const part = (text: string) =>
    JSON.stringify({ candidates: [{ content: { parts: [{ text }], role: 'model' }, index: 0 }] }, null, 2);
  const body = JSON.stringify({ contents: [{ parts: [{ text: 'hello' }] }] });

  test('arrives masked, the same bytes however it was cut', async () => {
    const list = `[${part(`The key is ${awsKey.slice(0, 9)}`)}\n,\r\n${part(`${awsKey.slice(9)}, and more`)}\n]\n`;
    const wanted = `[${part(`The key is ${mask}`)}\n,\r\n${part(', and more')}\n]\n`;
    for (const how of cuts) {
      const got = await ask(penstock, penstock.script(answer('application/json', list, how)), { place: 'gemini', path, body });
      expect(got).toMatchObject({ status: 200, complete: true });
      expect(got.body.toString()).toBe(wanted);
    }
  });

  test('arrives element by element, and is reset where it is blocked', async () => {
    const pieces = [`[${part('This has come. ')}`, `,\r\n${part('And this. ')}`, ',{"a":1,"a":2}]'].map(piece =>
      Buffer.from(piece),
    );
    const script = penstock.script({ ...answer('application/json', '', 'whole'), pieces, paceMs: 50 });
    const got = await ask(penstock, script, { place: 'gemini', path, body });
    expect([got.status, got.complete, got.body.toString()]).toEqual([200, false, `${pieces[0]}${pieces[1]}`]);
  });
});

describe('a form', () => {
  const said = json({ text: `It says ${awsKey}` });

  test('goes up masked in its parts, and its answer comes back masked', async () => {
    const parts = [
      { name: 'purpose', content: 'assistants' },
      { name: 'file', filename: 'notes.jsonl', content: `{"key":"${awsKey}"}\n{"password":"${password}"}\n` },
    ];
    const script = penstock.script(said);
    const got = await ask(penstock, script, {
      place: 'files',
      path: '/v1/files',
      headers: [['content-type', formType]],
      body: form(parts),
    });
    expect([got.status, got.body.toString()]).toEqual([200, JSON.stringify({ text: `It says ${mask}` })]);
    const up = script.seen[0]!.body.toString();
    expect(up).toBe(form([parts[0]!, { ...parts[1]!, content: `{"key":"${mask}"}\n{"password":"[REDACTED:password]"}\n` }]));
    expect(script.seen[0]!.headers).toContainEqual(['content-length', String(up.length)]);
  });

  test.for([
    {
      name: 'with a sound in it',
      body: form([{ name: 'file', filename: 'a.mp3', type: 'audio/mpeg', content: '\x01\x02' }]),
      status: 415,
    },
    { name: 'whose boundary stands within a part', body: form([{ name: 'a', content: `x--${boundary}` }]), status: 400 },
  ])('$name is refused, and the provider sees nothing', async ({ body, status }) => {
    const script = penstock.script(said);
    const path = '/v1/audio/transcriptions';
    const got = await ask(penstock, script, { place: 'files', path, headers: [['content-type', formType]], body });
    expect([got.status, script.seen]).toEqual([status, []]);
  });
});

describe('a compressed request', () => {
  const plain = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: `use ${awsKey} ${'x'.repeat(40_000)}` }] });
  const send = (coding: string, bytes: Buffer, http: 1 | 2 = 1) => {
    const script = penstock.script(json(completion('fine')));
    const headers = [
      ['content-encoding', coding],
      ['content-type', 'application/json'],
    ] as const;
    return { script, got: ask(penstock, script, { place: 'openai', body: bytes, headers, http }) };
  };

  test.for([
    { coding: 'gzip', bytes: gzipSync(plain) },
    { coding: 'deflate', bytes: deflateSync(plain) },
    { coding: 'br', bytes: brotliCompressSync(plain) },
    { coding: 'zstd', bytes: zstdCompressSync(plain) },
  ])('in $coding goes up masked, whole and without its coding', async ({ coding, bytes }) => {
    for (const http of [1, 2] as const) {
      const { script, got } = send(coding, bytes, http);
      expect((await got).status).toBe(200);
      const up = script.seen[0]!;
      expect(up.body.toString()).toBe(plain.replace(awsKey, mask));
      expect(up.headers.filter(([name]) => name === 'content-encoding' || name === 'content-length')).toEqual([
        ['content-length', String(up.body.length)],
      ]);
    }
  });

  test.for([
    { name: 'that is cut short', coding: 'gzip', bytes: gzipSync(plain).subarray(0, -6), status: 415 },
    {
      name: 'with something behind its end',
      coding: 'gzip',
      bytes: Buffer.concat([gzipSync(plain), Buffer.from('{}')]),
      status: 415,
    },
    { name: 'that is no such thing', coding: 'br', bytes: Buffer.from(plain), status: 415 },
    { name: 'in a coding nobody knows', coding: 'lzma', bytes: Buffer.from(plain), status: 415 },
    { name: 'that is a bomb', coding: 'gzip', bytes: gzipSync(Buffer.alloc(32 * 1024 * 1024, 0x20)), status: 413 },
  ])('$name is refused, and the provider sees nothing', async ({ coding, bytes, status }) => {
    const { script, got } = send(coding, bytes);
    expect([(await got).status, script.seen]).toEqual([status, []]);
  });
});

test.for([
  { name: 'by its query', path: '/v1/responses/resp_1?stream=true&starting_after=4', headers: [] },
  { name: 'by a header', path: '/v1/responses/resp_1', headers: [['last-event-id', '4']] as const },
])('the rest of a stored stream can not be asked for $name', async ({ path, headers }) => {
  const script = penstock.script(sse([`data: {"delta":"${awsKey.slice(4)}"}\n\n`]));
  const got = await ask(penstock, script, { place: 'files', path, headers });
  expect([got.status, JSON.parse(got.body.toString()).error.code, script.seen]).toEqual([403, 'penstock_resume_refused', []]);
});

test.for([
  { name: 'a document', type: 'application/json', stream: false, body: JSON.stringify(completion(`It is ${awsKey}`)) },
  {
    name: 'a stream',
    type: 'text/event-stream',
    stream: true,
    body: `data: {"choices":[{"index":0,"delta":{"content":"${awsKey}"}}]}\n\ndata: [DONE]\n\n`,
  },
])('$name whose head comes long before its body, and that in two reads, is masked', async ({ type, stream, body }) => {
  const led = penstock.live(async upstream => {
    upstream.writeHead(200, { 'content-type': type });
    upstream.flushHeaders();
    await sleep(150);
    const at = body.indexOf(awsKey) + 7;
    upstream.write(body.slice(0, at));
    await sleep(150);
    upstream.end(body.slice(at));
  });
  const got = await ask(penstock, led, { place: 'live', body: JSON.stringify({ model: 'gpt-4o', stream }) });
  expect([got.status, got.body.toString()]).toEqual([200, body.replace(awsKey, mask)]);
});
