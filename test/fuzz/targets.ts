// What is fuzzed: each format under the shapes that read it differently, and the decoder of Envoy's messages.
import { readdirSync, readFileSync } from 'node:fs';
import { compileScanner } from '../../extproc/detect/engine/scanner.ts';
import type { Detector } from '../../extproc/detect/scan.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { chunk, eventHeaders, message } from '../unit/content/messages.ts';
import type { RunOptions } from '../unit/content/run.ts';
import * as readers from './readers.ts';

export interface Target {
  readonly name: string;
  readonly options: RunOptions;
  /** As clients read what leaves. */
  readonly read: readers.Read;
  readonly seeds: readonly Buffer[];
  /** Bytes on the wire from an input: checksums that no chance would find. */
  readonly encode: (input: Buffer) => Buffer;
}

/** What must not leave: the canary that seeds and mutations are full of. */
export const canary = /KEY-[A-Z0-9]{8}/;

const facts = { group: 'test', class: 'secret', severity: 'high', confidence: 1 } as const;
const detectors: readonly Detector[] = [
  { ...facts, id: 'key', title: 'the canary', pattern: 'KEY-[A-Z0-9]{8}' },
  { ...facts, id: 'tok', title: 'a long one', pattern: 'TOK-[a-z0-9]{4,200}', commit: 24 },
  { ...facts, id: 'card', title: 'a number', pattern: '4111[0-9]{12}' },
  { ...facts, id: 'risk', class: 'risk', title: 'a risk', pattern: 'RISK[!?]', signal: true },
];
const scanner = compileScanner(detectors, defaultLimits);
const limits = {
  jsonDepthMax: 24,
  sseEventBytesMax: 1024,
  ndjsonLineBytesMax: 1024,
  arrayElementBytesMax: 1024,
  heldBackBytesMax: 1500,
};

const plain = (input: Buffer): Buffer => input;
const goldens = (folder: string, name: RegExp): Buffer[] =>
  readdirSync(new URL(`../golden/${folder}/`, import.meta.url))
    .filter(file => name.test(file))
    .map(file => readFileSync(new URL(`../golden/${folder}/${file}`, import.meta.url)).subarray(0, 2000));
const texts = (...all: string[]): Buffer[] => all.map(each => Buffer.from(each));

const sse = [
  ...goldens('content', /\.in\.sse$/),
  ...texts('data: {"choices":[{"index":0,"delta":{"content":"a KEY-ABCD1234"}}]}\n\n'),
];
const bodies = goldens('content', /\.in\.body$/);
const form =
  '--fuzz\r\ncontent-disposition: form-data; name="a"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\nKEY-ABCD1234\r\n--fuzz--\r\n';

export const targets: readonly Target[] = [
  target('events of OpenAI', { format: 'sse', shape: 'openai' }, readers.events, sse),
  target('events of Anthropic', { format: 'sse', shape: 'anthropic' }, readers.events, sse),
  target('events of any API', { format: 'sse', shape: 'generic' }, readers.events, sse),
  target('a document of OpenAI', { format: 'json', shape: 'openai' }, readers.json, bodies),
  target('a document of any API', { format: 'json', shape: 'generic' }, readers.json, [
    ...bodies,
    ...texts('{"a":["KEY-ABCD1234"]}'),
  ]),
  target('lines', { format: 'ndjson', shape: 'generic' }, readers.lines, goldens('content', /\.in\.ndjson$/)),
  target('text', { format: 'text', shape: 'generic' }, readers.text, goldens('content', /\.in\.(?:md|body)$/)),
  target('a list', { format: 'array', shape: 'gemini' }, readers.list, goldens('frames', /\.in\.list$/)),
  target(
    'messages of Converse',
    { format: 'eventstream', shape: 'bedrock', path: '/model/m/converse-stream' },
    readers.messages,
    goldens('frames', /^converse\.in\.messages$/),
    written,
  ),
  target(
    'messages of a model',
    { format: 'eventstream', shape: 'bedrock', path: '/model/anthropic.m/invoke-with-response-stream' },
    readers.messages,
    goldens('frames', /^invoke.*\.in\.messages$/),
    written,
  ),
  target('bytes for messages', { format: 'eventstream', shape: 'bedrock', path: '/' }, readers.messages, [
    written(Buffer.from('messageStop {"a":"KEY-ABCD1234"}')),
  ]),
  target('a form', { format: 'form', shape: 'openai', side: 'request', boundary: 'fuzz' }, readers.text, texts(form)),
];

function target(
  name: string,
  options: RunOptions,
  read: readers.Read,
  seeds: readonly Buffer[],
  encode: Target['encode'] = plain,
): Target {
  if (seeds.length === 0) throw new Error(`there are no seeds for "${name}"`);
  return { name, options: { ...options, scanner, limits }, read, seeds, encode };
}

/** A message a line: a name and a payload; behind `chunk` the model's own event. */
function written(input: Buffer): Buffer {
  const messages = input
    .toString('latin1')
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const at = line.indexOf(' ') < 0 ? line.length : line.indexOf(' ');
      const name = line.slice(0, at).slice(0, 64);
      const payload = Buffer.from(line.slice(at + 1), 'latin1');
      if (name === 'chunk') return chunk(payload.toString());
      const headers = name.endsWith('Exception')
        ? { ':exception-type': name, ':content-type': 'application/json', ':message-type': 'exception' }
        : eventHeaders(name);
      return message({ headers, payload: payload.toString() });
    });
  return Buffer.concat(messages);
}
