// Compressed answers: read, judged and sent on as they are without compression, or blocked where that can't be done.
import { brotliCompressSync, constants, createGzip, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Answer, cut } from '../harness/script.ts';
import { ask, openai } from './clients.ts';
import { installation } from './installation.ts';
import { chunks, completion, done } from './openai-says.ts';
import { all, rejected } from './outcomes.ts';
import { awsKey, leaks } from './samples.ts';

const penstock = installation();
const document = Buffer.from(JSON.stringify(completion(`The key is ${awsKey}. ${'More of it. '.repeat(200)}`)));
const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'hello' }] };
const body = JSON.stringify(question);
const streamed = JSON.stringify({ ...question, stream: true });

function compressed(coding: string, bytes: Buffer, type = 'application/json'): Answer {
  const headers = [
    ['content-type', type],
    ['content-encoding', coding],
    ['vary', 'accept-encoding'],
  ] as const;
  return { status: 200, headers, pieces: cut(bytes, { seed: 9 }), paceMs: 0 };
}

test.for([
  { coding: 'gzip', bytes: gzipSync(document) },
  { coding: 'x-gzip', bytes: gzipSync(document) },
  { coding: 'deflate', bytes: deflateSync(document) },
  { coding: 'deflate', bytes: deflateRawSync(document) },
  { coding: 'br', bytes: brotliCompressSync(document) },
  { coding: 'zstd', bytes: zstdCompressSync(document) },
])('a document in $coding is masked and arrives without compression', async ({ coding, bytes }) => {
  const script = penstock.script(compressed(coding, bytes));
  const got = await ask(penstock, script, { place: 'openai', body });
  expect(got).toMatchObject({ status: 200, complete: true });
  expect(got.body.toString()).toBe(document.toString().replace(awsKey, '[REDACTED:aws-access-key]'));
  expect(got.headers.get('content-encoding')).toBeUndefined();
  expect(got.headers.get('content-length')).toBe(String(got.body.length));
  expect(script.seen[0]?.headers.filter(([name]) => name === 'accept-encoding')).toEqual([['accept-encoding', 'identity']]);
});

test('a stream in gzip reaches the openai client masked, event by event', async () => {
  const events = [...chunks(`The key is ${awsKey}, and more`, 4), done];
  const pieces = await gzippedEach(events);
  const headers = [
    ['content-type', 'text/event-stream'],
    ['content-encoding', 'gzip'],
  ] as const;
  const script = penstock.script({ status: 200, headers, pieces, paceMs: 5 });
  const stream = await openai(penstock, script).chat.completions.create({ ...question, stream: true });
  const got = await all(stream);
  expect(got.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(
    'The key is [REDACTED:aws-access-key], and more',
  );
  expect(got).toHaveLength(events.length - 1);
});

describe('is a 403', () => {
  test.for([
    { what: 'a bomb in gzip', coding: 'gzip', bytes: gzipSync(Buffer.alloc(32 * 1024 * 1024, 0x20)), code: 'inflate_bomb' },
    {
      what: 'a bomb in brotli',
      coding: 'br',
      bytes: brotliCompressSync(Buffer.alloc(32 * 1024 * 1024, 0x20)),
      code: 'inflate_bomb',
    },
    { what: 'gzip that is cut short', coding: 'gzip', bytes: gzipSync(document).subarray(0, -12), code: 'response_encoding' },
    { what: 'gzip with a wrong checksum', coding: 'gzip', bytes: withLast(gzipSync(document), 5), code: 'response_encoding' },
    {
      what: 'gzip with something behind its end',
      coding: 'gzip',
      bytes: Buffer.concat([gzipSync(document), document]),
      code: 'response_encoding',
    },
    {
      what: 'zstd that is cut short',
      coding: 'zstd',
      bytes: zstdCompressSync(document).subarray(0, -8),
      code: 'response_encoding',
    },
    { what: 'bytes that are not what they say', coding: 'gzip', bytes: document, code: 'response_encoding' },
    { what: 'a coding nobody knows', coding: 'lzma', bytes: document, code: 'response_encoding' },
    {
      what: 'one coding on another',
      coding: 'gzip, br',
      bytes: brotliCompressSync(gzipSync(document)),
      code: 'response_encoding',
    },
  ])('$what', async ({ coding, bytes, code }) => {
    const got = await ask(penstock, penstock.script(compressed(coding, bytes)), { place: 'openai', body });
    expect([got.status, JSON.parse(got.body.toString()).error.code]).toEqual([403, `penstock_${code}`]);
    expect(leaks(got.raw.toString('latin1'))).toEqual([]);
  });
});

test('a stream whose gzip is cut short ends with an error behind what was whole', async () => {
  const pieces = await gzippedEach([...chunks('one two three ', 4), done]);
  const headers = [
    ['content-type', 'text/event-stream'],
    ['content-encoding', 'gzip'],
  ] as const;
  const script = penstock.script({ status: 200, headers, pieces: pieces.slice(0, -3), paceMs: 20 });
  const stream = await openai(penstock, script).chat.completions.create({ ...question, stream: true });
  const got: object[] = [];
  expect(await rejected(all(stream, got))).toMatchObject({ code: 'penstock_response_encoding' });
  expect(got.length).toBeGreaterThan(1);
});

test('a request that is compressed in a way nobody undoes is refused, since it could not be read', async () => {
  const script = penstock.script({ status: 200, headers: [], pieces: [] });
  const headers = [
    ['content-encoding', 'compress'],
    ['content-type', 'application/json'],
  ] as const;
  const got = await ask(penstock, script, { place: 'openai', body: gzipSync(streamed), headers });
  expect([got.status, JSON.parse(got.body.toString()).error.code]).toEqual([415, 'penstock_request_encoding']);
  expect(script.seen).toEqual([]);
});

/** Compressed with a flush behind each, the way servers compress streams. */
async function gzippedEach(texts: readonly string[]): Promise<Buffer[]> {
  const gzip = createGzip();
  const pieces: Buffer[] = [];
  for (const text of texts) {
    gzip.write(text);
    await new Promise<void>(resolve => gzip.flush(constants.Z_SYNC_FLUSH, resolve));
    pieces.push((gzip.read() as Buffer | null) ?? Buffer.alloc(0));
  }
  gzip.end();
  for await (const rest of gzip) pieces.push(rest as Buffer);
  return pieces.filter(piece => piece.length > 0);
}

function withLast(bytes: Buffer, back: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[changed.length - back]! ^= 0xff;
  return changed;
}
