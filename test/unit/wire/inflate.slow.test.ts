// Decoding of content-encodings: whatever a client could read on after the place where we stop is refused.

import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContentCoding } from '../../../extproc/exchange/events.ts';
import { Inflater } from '../../../extproc/wire/inflate.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';

/** At its best, which is its default, it takes seconds for the bomb. */
const brotliQuickly = (bytes: Uint8Array) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });

const codings = [
  { name: 'gzip', coding: 'gzip', encode: gzipSync },
  { name: 'deflate with its zlib header', coding: 'deflate', encode: deflateSync },
  { name: 'deflate without a header', coding: 'deflate', encode: deflateRawSync },
  { name: 'br', coding: 'br', encode: brotliQuickly },
  { name: 'zstd', coding: 'zstd', encode: zstdCompressSync },
] as const;

const text = Buffer.from('a stream of words, words and words. '.repeat(100));

test.for(codings)('$name: after any cut the same bytes come out', async ({ coding, encode }) => {
  const encoded = encode(text);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(encoded.length), { maxLength: 20 }), async places => {
      expect(await inflate(coding, cutAt(encoded, places))).toEqual({ end: 'end', bytes: text });
    }),
    { numRuns: 20 },
  );
  expect(await inflate(coding, cutAt(encoded, [...encoded.keys()]))).toEqual({ end: 'end', bytes: text });
});

test.for(codings)('$name: a body that is cut short anywhere is broken', async ({ coding, encode }) => {
  const encoded = encode(text);
  for (let length = 1; length < encoded.length; length++) {
    expect(await inflate(coding, [encoded.subarray(0, length)])).toMatchObject({ end: 'broken' });
  }
});

test.for(codings)('$name: bytes behind the end are broken, however they come', async ({ coding, encode }) => {
  const encoded = encode(text);
  for (const rest of [Buffer.from('and more'), Buffer.alloc(1), Buffer.alloc(8)]) {
    expect(await inflate(coding, [Buffer.concat([encoded, rest])])).toMatchObject({ end: 'broken' });
    expect(await inflate(coding, [encoded, rest])).toMatchObject({ end: 'broken' });
  }
});

test.for(codings)('$name: what is not of the coding is broken', async ({ coding }) => {
  expect(await inflate(coding, [Buffer.from('{"plain": "text that was never encoded"}')])).toMatchObject({ end: 'broken' });
});

test.for(codings)('$name: an empty body decodes to an empty one', async ({ coding }) => {
  expect(await inflate(coding, [])).toEqual({ end: 'end', bytes: Buffer.alloc(0) });
  expect(await inflate(coding, [Buffer.alloc(0)])).toEqual({ end: 'end', bytes: Buffer.alloc(0) });
});

test('a lone first byte of deflate is broken, not taken for an empty body', async () => {
  expect(await inflate('deflate', [Buffer.from([0x78])])).toMatchObject({ end: 'broken' });
});

test('the two members of a gzip body are read as one, as clients do', async () => {
  const encoded = Buffer.concat([gzipSync('one '), gzipSync('two')]);
  expect(await inflate('gzip', [encoded])).toEqual({ end: 'end', bytes: Buffer.from('one two') });
});

test.for(codings)('$name: a bomb is stopped by its ratio, long before it is out', async ({ coding, encode }) => {
  const bomb = encode(Buffer.alloc(64 * 1024 * 1024));
  const got = await inflate(coding, [bomb], { inflateRatioMax: 100 });
  expect(got.end).toBe('bomb');
  expect(got.bytes.length).toBeLessThanOrEqual(Math.max(1024 * 1024, bomb.length * 100));
});

test('what shrinks well and is small is no bomb', async () => {
  const spaces = Buffer.alloc(1024 * 1024, ' ');
  expect(await inflate('gzip', [gzipSync(spaces)], { inflateRatioMax: 1 })).toEqual({ end: 'end', bytes: spaces });
});

test('the size in all is bounded too, whatever the ratio', async () => {
  const got = await inflate('gzip', [gzipSync(text)], { inflateBytesMax: text.length - 1 });
  expect(got).toMatchObject({ end: 'bomb' });
  expect(got.bytes.length).toBeLessThan(text.length);
});

test('a zstd frame that asks for a window above 8 MiB is broken: it would cost that much memory each', async () => {
  const params = { [constants.ZSTD_c_windowLog]: 24 };
  const encoded = zstdCompressSync(Buffer.alloc(20 * 1024 * 1024), { params, pledgedSrcSize: 20 * 1024 * 1024 } as never);
  expect(await inflate('zstd', [encoded], { inflateRatioMax: 1e9 })).toMatchObject({ end: 'broken' });
});

test('what was flushed comes out before the body ends: a stream stays a stream', async () => {
  const first = gzipSync('data: one\n\n', { finishFlush: constants.Z_SYNC_FLUSH });
  const seen: string[] = [];
  await new Promise<void>(resolve => {
    const inflater = new Inflater('gzip', defaultLimits, {
      onBytes: bytes => seen.push(bytes.toString()),
      onIdle: resolve,
      onEnd: resolve,
      onBroken: () => resolve(),
    });
    inflater.push(first);
    expect(inflater.busy).toBe(true);
  });
  expect(seen).toEqual(['data: one\n\n']);
});

function inflate(
  coding: ContentCoding,
  pieces: readonly Buffer[],
  limits: Partial<typeof defaultLimits> | object = {},
): Promise<{ end: string; bytes: Buffer }> {
  return new Promise(resolve => {
    const found: Buffer[] = [];
    const done = (end: string) => resolve({ end, bytes: Buffer.concat(found) });
    const inflater = new Inflater(
      coding,
      { ...defaultLimits, ...limits },
      {
        onBytes: bytes => found.push(bytes),
        onIdle: () => {},
        onEnd: () => done('end'),
        onBroken: done,
      },
    );
    for (const piece of pieces) inflater.push(piece);
    inflater.end();
  });
}

function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.toSorted((a, b) => a - b), bytes.length];
  return ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
}
