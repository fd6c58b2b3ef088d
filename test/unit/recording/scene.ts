// A recorder with its thread and a store, driven as an exchange would drive it, and what reads it again.
import { onTestFinished } from 'vitest';
import { openLibrary } from '../../../extproc/recording/library.ts';
import type { ExchangeSearch, RecordingStore, Recordings, Replay } from '../../../extproc/recording/ports.ts';
import { openPress, type Press, recordingKeys } from '../../../extproc/recording/press.ts';
import { type OpenRecorder, openRecorder } from '../../../extproc/recording/recorder.ts';
import { openRecordings, type Place } from '../../../extproc/store/open.ts';
import type { TapeEnd, TapeFacts, TapeFinding } from '../../../extproc/words/evidence.ts';
import type { Side } from '../../../extproc/words/finding.ts';
import { defaultLimits, type Limits } from '../../../extproc/words/limits.ts';
import { Secret } from '../../../extproc/words/secret.ts';

export const master = new Secret(Buffer.alloc(32, 9));
export const beganMs = 1_795_500_000_000;

export interface Scene {
  readonly store: RecordingStore;
  readonly press: Press;
  readonly recorder: OpenRecorder;
  readonly library: Recordings;
  readonly troubles: { readonly exchange: string; readonly cause: unknown }[];
  /** What a whole exchange delivers, as it is read again. */
  record(wish: Wish): Promise<Replay | null>;
}

export interface Wish {
  readonly facts?: Partial<TapeFacts>;
  readonly end?: Partial<TapeEnd>;
  readonly pieces: readonly (readonly [side: Side, text: string | Uint8Array, atMs?: number])[];
}

export interface SceneWish {
  readonly place?: Place;
  readonly limits?: Partial<Limits>;
  readonly keep?: RecordingStore['keep'];
  readonly pack?: Press['pack'];
}

export async function scene({ place = { kind: 'memory' }, limits = {}, keep, pack }: SceneWish = {}): Promise<Scene> {
  const all = { ...defaultLimits, ...limits };
  const keys = recordingKeys(master);
  const store = await openRecordings(place);
  const press = openPress(keys, all);
  const troubles: { exchange: string; cause: unknown }[] = [];
  const recorder = openRecorder({
    store: keep === undefined ? store : { keep },
    press: pack === undefined ? press : { pack },
    daysOf: () => 30,
    limits: all,
    after: (ms, act) => {
      const timer = setTimeout(act, Math.min(ms, 5));
      return () => clearTimeout(timer);
    },
    onTrouble: (exchange, cause) => troubles.push({ exchange, cause }),
  });
  onTestFinished(async () => {
    await recorder.flushed();
    await press.close();
    await store.close();
  });
  const library = openLibrary(store, press, keys.tags);
  return {
    store,
    press,
    recorder,
    library,
    troubles,
    async record({ facts = {}, end = {}, pieces }) {
      const about = factsOf(facts);
      const tape = recorder.begin(about);
      for (const [at, [side, text, atMs]] of pieces.entries()) tape.delivered(side, bytesOf(text), atMs ?? at * 20);
      tape.end(endOf(end));
      await recorder.flushed();
      const exchange = await library.get(about.exchange);
      const json = exchange === null ? null : await library.replay(exchange);
      return json === null ? null : (JSON.parse(Buffer.from(json).toString()) as Replay);
    },
  };
}

export function factsOf(facts: Partial<TapeFacts> = {}): TapeFacts {
  return {
    exchange: 'ex_A',
    session: 'se_A',
    connection: 'chatgpt',
    api: 'openai',
    principal: 'spiffe://mesh/a',
    namespace: 'team-a',
    grant: null,
    method: 'POST',
    path: '/v1/chat/completions',
    model: 'gpt-4o',
    beganMs,
    policyRevision: 'r1',
    records: { request: true, response: true },
    seals: false,
    ...facts,
  };
}

export function endOf(end: Partial<TapeEnd> = {}): TapeEnd {
  return {
    endedMs: beganMs + 1_000,
    decision: 'mask',
    block: null,
    ending: 'delivered',
    status: 200,
    contentType: 'text/event-stream',
    format: 'sse',
    detectors: [],
    tools: [],
    holds: [],
    tokens: 12,
    ...end,
  };
}

/** A key that was masked in an answer. */
export const maskedKey: TapeFinding = {
  id: 1,
  detector: 'aws-access-key',
  class: 'secret',
  side: 'response',
  channel: 'choices/0/content',
  path: 'choices[0].delta.content',
  count: 1,
  action: 'mask',
  with: 'placeholder',
  rule: null,
};

export function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === 'string' ? Buffer.from(text) : text;
}

/** An event of a stream as OpenAI's chat sends it. */
export function event(content: string): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: null }];
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model: 'gpt-4o', choices })}\n\n`;
}

export const done = 'data: [DONE]\n\n';
export const ask = JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'How are you?' }] });

/** The bytes of a side, joined. */
export function joined(replay: Replay | null, side: Side): Buffer {
  return Buffer.concat(
    (replay?.pieces ?? []).filter(piece => piece.side === side).map(({ bytes }) => Buffer.from(bytes, 'base64')),
  );
}

/** What of a side people read. */
export function read(replay: Replay | null, side: Side): string {
  const texts = (replay?.pieces ?? []).filter(piece => piece.side === side).flatMap(piece => piece.texts);
  return texts.map(({ text }) => text).join('');
}

export const anything: ExchangeSearch = {
  session: null,
  grant: null,
  connection: null,
  principal: null,
  decision: null,
  createdAfterMs: null,
  createdBeforeMs: null,
  detector: null,
  tool: null,
  hold: null,
  text: null,
};
