// Packs parts of recordings for the store, and makes of packed ones what is replayed. Knows how bodies are read, and neither the store nor the clock;
// runs in a thread of its own (thread.ts), since both cost time.
import { createHash, randomBytes } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Limits } from '../words/limits.ts';
import { fixedLimits } from '../words/limits.ts';
import { nonceBytes, seal, unseal } from '../words/sealed.ts';
import type { Secret } from '../words/secret.ts';
import { type Piece, readFrames } from './frames.ts';
import type { RecordedExchange, RecordingPart, Replay } from './ports.ts';
import { bodyIn, textsOf } from './reading.ts';
import { replayed } from './replayed.ts';
import { addWords, type Facet, tagOf } from './words.ts';

/** Keys of the room, each for one use. */
export interface RecordingKeys {
  readonly seal: Secret;
  readonly tags: Secret;
}

/** What a part is packed with. Of an exchange that runs, `end` is null. */
export interface PackJob {
  readonly exchange: Pick<RecordedExchange, 'id' | 'api' | 'path' | 'model'>;
  readonly end: Pick<NonNullable<RecordedExchange['end']>, 'format' | 'detectors' | 'tools' | 'holds'> | null;
  readonly number: number;
  readonly frames: Uint8Array;
}

export interface PackedPart extends RecordingPart {
  /** SHA-256 of the frames. */
  readonly digest: Uint8Array;
}

export function pack(job: PackJob, keys: RecordingKeys, limits: Limits): PackedPart {
  const { exchange, number } = job;
  const frames = bufferOf(job.frames);
  const sealed = seal(keys.seal, randomBytes(nonceBytes), placeOf(exchange.id, number), zstdCompressSync(frames));
  return {
    number,
    sealed,
    tags: tagsOf(job, readFrames(frames), keys.tags, limits),
    digest: createHash('sha256').update(frames).digest(),
  };
}

export interface ReplayJob {
  readonly exchange: RecordedExchange;
  readonly parts: readonly Pick<RecordingPart, 'number' | 'sealed'>[];
}

/** Throws for a part that can't be opened: it was changed, put in another's place, or sealed with another key. */
export function replayOf({ exchange, parts }: ReplayJob, keys: RecordingKeys, limits: Limits): Replay {
  const pieces = parts.flatMap(({ number, sealed }) => {
    const packed = unseal(keys.seal, placeOf(exchange.id, number), sealed);
    return readFrames(zstdDecompressSync(packed, { maxOutputLength: fixedLimits.storeContentBytesMax }));
  });
  const { end } = exchange;
  const isThere = parts.every(({ number }, at) => number === at) && parts.length === end?.parts;
  return replayed(exchange, pieces, isThere && !end.isCut, limits);
}

function placeOf(id: string, number: number): string {
  return `recording\0${id}\0${number}`;
}

function tagsOf({ exchange, end, number }: PackJob, pieces: readonly Piece[], key: Secret, limits: Limits): string[] {
  const words = new Set<string>();
  for (const name of [exchange.path, exchange.model ?? '', ...(end?.tools ?? [])])
    addWords(words, name, limits.recordingWordsMax);
  for (const side of ['response', 'request'] as const) {
    const body = bodyIn(pieces, side);
    if (body.length === 0) continue;
    const place = { isFirst: number === 0, isLast: end !== null };
    for (const text of textsOf(body, { exchange, end, side }, place, limits)) addWords(words, text, limits.recordingWordsMax);
  }
  const facts: [Facet, readonly string[]][] = [
    ['word', [...words]],
    ['detector', end?.detectors ?? []],
    ['tool', end?.tools ?? []],
    ['hold', end?.holds ?? []],
  ];
  return [...new Set(facts.flatMap(([facet, values]) => values.map(value => tagOf(key, facet, value))))];
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
