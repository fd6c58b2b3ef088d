// A body that no client may see unless the guard said so, and the look whether one did.
import { expect } from 'vitest';
import type { Got } from './client.ts';
import { type Answer, cut } from './script.ts';

/** Built from parts, so that it stands in no file as a whole. */
export const canary = ['canary', '7f3a', 'do', 'not', 'pass'].join('-');

/** An event stream that is slow enough to be caught in the middle, with a canary in each event. */
export function secretStream(events = 20, paceMs = 20): Answer {
  const text = Array.from({ length: events }, (_, at) => `data: ${at} ${canary}\n\n`).join('');
  return { status: 200, headers: [['content-type', 'text/event-stream']], pieces: cut(text, 'event'), paceMs };
}

/** A JSON body with a canary, in one piece. */
export function secretJson(): Answer {
  const body = Buffer.from(JSON.stringify({ secret: canary }));
  return { status: 200, headers: [['content-type', 'application/json']], pieces: [body], framing: 'length' };
}

/** The client has an error or a broken stream, and nothing of the secret in either. */
export function expectClosed(got: Got): void {
  expect(got.raw.toString('latin1')).not.toContain(canary);
  const refused = got.status !== null && got.status >= 400;
  expect(refused || !got.complete).toBe(true);
}
