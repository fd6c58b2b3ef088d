// Streams without end in constant memory: what is kept after many megabytes is no more than after a few. `PENSTOCK_ENDLESS_MIB` says how many.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { type Format, openTransformer } from '../../../extproc/content/open.ts';
import type { Inspector } from '../../../extproc/content/transform.ts';
import { compileScanner } from '../../../extproc/detect/engine/scanner.ts';
import { builtInDetectors } from '../../../extproc/detect/registry.ts';
import type { ApiShape } from '../../../extproc/words/access.ts';
import { defaultLimits } from '../../../extproc/words/limits.ts';
import { chunk, event } from './messages.ts';
import { plan } from './run.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const MiB = 1024 * 1024;
const bytesMin = Number(process.env.PENSTOCK_ENDLESS_MIB ?? 16) * MiB;
/** What caches, buffers that double and the collector's own moods may come to. */
const growthBytesMax = 3 * MiB;
/** A few detectors of each kind: all of them would take their time, and keep no more. */
const few = new Set(['aws-access-key', 'github-token', 'jwt', 'private-key', 'email', 'payment-card', 'privileged-write']);
const scanner = compileScanner(
  builtInDetectors.filter(({ id }) => few.has(id)),
  defaultLimits,
);
const key = ['AKIA', 'Q4ZX7R', 'T2MNBV8LPC'].join('');

const vocabulary = ['the', 'answer', 'token', 'of', 'a', 'model', 'is', 'never', 'key', 'twice', 'alike', 'and', 'goes', 'on'];

/** Words in an order that does not come again soon, with a secret now and then. */
const words = (nth: number): string => {
  const some = Array.from(
    { length: 600 },
    (_, at) => vocabulary[(nth * 31 + at * at + (nth >>> 4) * at) % vocabulary.length],
  ).join(' ');
  return nth % 16 === 0 ? `${some} ${key} ${nth} ` : `${some} ${nth} `;
};
const delta = (nth: number) => JSON.stringify({ id: `c-${nth}`, choices: [{ index: 0, delta: { content: words(nth) } }] });
const candidate = (nth: number) =>
  JSON.stringify({ candidates: [{ content: { parts: [{ text: words(nth) }] }, index: 0 }], responseId: `r-${nth}` });

interface Endless {
  readonly name: string;
  readonly format: Format;
  readonly shape: ApiShape;
  readonly path?: string;
  /** The nth piece of the stream. */
  readonly piece: (nth: number) => Buffer | string;
}

test.for<Endless>([
  { name: 'events', format: 'sse', shape: 'openai', piece: nth => `: ${nth}\n\nid: ${nth}\ndata: ${delta(nth)}\n\n` },
  { name: 'events of any API', format: 'sse', shape: 'generic', piece: nth => `data: ${words(nth)}\r\ndata: and\r\n\r\n` },
  {
    name: 'lines of JSON',
    format: 'ndjson',
    shape: 'generic',
    piece: nth => `{"n":${nth},"response":${JSON.stringify(words(nth))}}\n`,
  },
  { name: 'text', format: 'text', shape: 'generic', piece: nth => `${words(nth)}\n${nth % 9 === 0 ? '```\n' : ''}` },
  { name: 'a list', format: 'array', shape: 'gemini', piece: nth => `${nth === 0 ? '[' : ',\r\n'}${candidate(nth)}` },
  {
    name: 'messages of Converse',
    format: 'eventstream',
    shape: 'bedrock',
    path: '/model/m/converse-stream',
    piece: nth => event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: words(nth) } }, 'x'.repeat(nth % 40)),
  },
  {
    name: 'messages of a model',
    format: 'eventstream',
    shape: 'bedrock',
    path: '/model/meta.llama3/invoke-with-response-stream',
    piece: nth => chunk({ generation: words(nth), generation_token_count: nth }),
  },
])('$name without end', { timeout: 600_000 }, ({ format, shape, path = '', piece }) => {
  let out = 0;
  let hits = 0;
  const transformer = openTransformer({
    format,
    shape,
    path,
    scanner,
    plan,
    limits: defaultLimits,
    side: 'response',
    inspector: {
      hit: ({ detector }) => {
        hits++;
        return { kind: 'mask', text: `[${detector.id}]`, opaque: 'x' };
      },
      toolCall: () => ({ kind: 'pass' }),
      ended: () => 'go',
    },
    emit: bytes => {
      out += bytes.length;
    },
  });
  const pushUntil = (bytes: number, from: number): number => {
    let nth = from;
    while (out < bytes) {
      const refusal = transformer.push(Buffer.from(piece(nth++) as string));
      if (refusal !== null) throw new Error(`it was refused: ${refusal.code}`);
      if (transformer.heldBack > 64 * 1024) throw new Error(`${transformer.heldBack} bytes wait`);
    }
    return nth;
  };
  const nth = pushUntil(bytesMin / 4, 0);
  const before = kept();
  pushUntil(bytesMin, nth);
  expect(kept() - before).toBeLessThan(growthBytesMax);
  expect(hits).toBeGreaterThan(bytesMin / MiB);
});

test('a document is kept up to its limit and no further', () => {
  const limits = { ...defaultLimits, jsonBodyBytesMax: 4 * MiB };
  const inspector: Inspector = { hit: () => ({ kind: 'pass' }), toolCall: () => ({ kind: 'pass' }), ended: () => 'go' as const };
  const transformer = openTransformer({
    format: 'json',
    shape: 'openai',
    scanner,
    plan,
    limits,
    side: 'response',
    inspector,
    emit: () => {},
  });
  const part = Buffer.from(' '.repeat(MiB));
  const before = kept();
  let refused: string | null = null;
  for (let count = 0; count < 64 && refused === null; count++) refused = transformer.push(part)?.code ?? null;
  for (let count = 0; count < 64; count++) transformer.push(part);
  expect(refused).toBe('response_too_large');
  expect(transformer.heldBack).toBe(0);
  expect(kept() - before).toBeLessThan(growthBytesMax);
});

function kept(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
