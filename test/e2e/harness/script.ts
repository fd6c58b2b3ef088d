// What a scripted upstream answers, and how it cuts its body into pieces.
import type { Header } from './http1.ts';

export interface Answer {
  readonly status: number;
  readonly headers: readonly Header[];
  /** In the pieces in which it is sent. */
  readonly pieces: readonly Buffer[];
  /** `chunked` unless said otherwise; `none` for answers to HEAD, 204 and 304. */
  readonly framing?: 'chunked' | 'length' | 'until-close' | 'none';
  readonly trailers?: readonly Header[];
  /** Between pieces; at 0 they may reach Envoy joined. */
  readonly paceMs?: number;
  /** Breaks the connection after so many pieces. */
  readonly cutOffAfter?: number;
}

export type Cut = 'whole' | 'event' | number | { readonly seed: number };

/** Cuts a body: into so many bytes each, per server-sent event, at random places, or not at all. */
export function cut(body: Buffer | string, how: Cut): Buffer[] {
  const bytes = Buffer.from(body as Buffer);
  if (how === 'whole') return bytes.length === 0 ? [] : [bytes];
  if (how === 'event') return cutAt(bytes, eventEnds(bytes));
  if (typeof how === 'number') return cutAt(bytes, every(bytes.length, how));
  return cutAt(bytes, randomPlaces(bytes.length, how.seed));
}

function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.filter(place => place > 0 && place < bytes.length), bytes.length];
  const pieces = ends.map((end, at) => bytes.subarray(ends[at - 1] ?? 0, end));
  return pieces.filter(piece => piece.length > 0);
}

function eventEnds(bytes: Buffer): number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf('\n\n'); at >= 0; at = bytes.indexOf('\n\n', at + 2)) ends.push(at + 2);
  return ends;
}

function every(length: number, size: number): number[] {
  return Array.from({ length: Math.ceil(length / size) }, (_, at) => (at + 1) * size);
}

/** The same places for the same seed: a failure can be run again. */
function randomPlaces(length: number, seed: number): number[] {
  const places: number[] = [];
  let state = seed >>> 0;
  for (let at = 0; at < length; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    at += 1 + ((state >>> 16) % 64);
    places.push(at);
  }
  return places;
}
