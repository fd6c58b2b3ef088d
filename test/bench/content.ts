// What the content room costs, detection included: one event of a chat, one MiB of JSON, one MiB of text.
import { type Format, openTransformer } from '../../extproc/content/open.ts';
import type { Inspector } from '../../extproc/content/transform.ts';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import { builtInDetectors } from '../../extproc/detect/registry.ts';
import type { Scanner } from '../../extproc/detect/scan.ts';
import type { ApiShape } from '../../extproc/words/access.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import type { Plan } from '../../extproc/words/plan.ts';
import { cpuMillisOf } from './cpu-time.ts';
import { type StreamName, streamOf } from './events.ts';
import { quantile } from './quantile.ts';

export interface ContentNumbers {
  /** One event of about 200 bytes that carries four characters. */
  readonly microsPerEvent: number;
  /** The same for each stream whose events are known. */
  readonly microsByStream: Readonly<Record<StreamName, number>>;
  readonly jsonMegabytesPerSecond: number;
  readonly textMegabytesPerSecond: number;
}

const plan: Plan = {
  detectors: [],
  keys: ['api_key', 'password', 'token'],
  patterns: [],
  mode: 'stream',
  code: 'line',
  request: true,
  decode: [],
  allow: [],
  payload: 'scan',
  signed: 'block',
};

const warmUps = 4;

/** Whose streams they are. */
const apis: Readonly<Record<StreamName, ApiShape>> = {
  chat: 'openai',
  responses: 'openai',
  messages: 'anthropic',
  gemini: 'gemini',
  cohere: 'cohere',
};

const passing: Inspector = { hit: () => ({ kind: 'pass' }), toolCall: () => ({ kind: 'pass' }), ended: () => 'go' };

/** Medians of several runs, CPU time of this thread. */
export function benchContent(): ContentNumbers {
  const scanner = compileScanner(builtInDetectors, defaultLimits);
  const json = Buffer.from(JSON.stringify(completion(1024 * 1024)));
  const text = Buffer.from(prose(1024 * 1024));
  // What is measured is code that is compiled, whichever stream comes first.
  for (const name of Object.keys(apis) as StreamName[])
    for (let i = 0; i < warmUps; i++) transform('sse', streamOf(name, prose(16_000)), scanner, apis[name]);
  const microsByStream = Object.fromEntries(
    (Object.keys(apis) as StreamName[]).map(name => {
      const events = streamOf(name, prose(16_000));
      return [name, (median(() => transform('sse', events, scanner, apis[name])) * 1000) / events.length];
    }),
  ) as ContentNumbers['microsByStream'];
  return {
    microsPerEvent: microsByStream.chat,
    microsByStream,
    jsonMegabytesPerSecond: json.length / 1000 / median(() => transform('json', [json], scanner)),
    textMegabytesPerSecond: text.length / 1000 / median(() => transform('text', [text], scanner)),
  };
}

function transform(format: Format, chunks: readonly Buffer[], scanner: Scanner, shape: ApiShape = 'openai'): void {
  let bytes = 0;
  const emit = (piece: Uint8Array): void => {
    bytes += piece.length;
  };
  const options = {
    format,
    shape,
    scanner,
    plan,
    limits: defaultLimits,
    inspector: passing,
    side: 'response',
    emit,
  } as const;
  const transformer = openTransformer(options);
  for (const chunk of chunks) if (transformer.push(chunk) !== null) throw new Error('the bench sent something that was refused');
  if (transformer.end() !== null || bytes === 0) throw new Error('the bench sent something that was refused');
}

/** Milliseconds of CPU. */
function median(work: () => void): number {
  return quantile(
    Array.from({ length: 15 }, () => cpuMillisOf(work)),
    0.5,
  );
}

const words = 'the server answers when a key was found in the text and nobody asked for more than that because it was late'.split(
  ' ',
);

function prose(bytes: number): string {
  let text = '';
  for (let i = 0; text.length < bytes; i++) text += `${words[(i * 7) % words.length]}${i % 17 === 16 ? '.\n' : ' '}`;
  return text;
}

function completion(bytes: number): object {
  const items: object[] = [];
  for (let size = 0; size < bytes; size += 400) {
    items.push({
      id: `item_${items.length}`,
      title: prose(40),
      body: prose(250).replaceAll('.', '"'),
      score: items.length / 7,
      tags: ['a', 'b'],
      open: true,
    });
  }
  return {
    id: 'chatcmpl-1',
    choices: [{ index: 0, message: { role: 'assistant', content: prose(20_000) }, finish_reason: 'stop' }],
    items,
  };
}

if (import.meta.main) console.log(benchContent());
