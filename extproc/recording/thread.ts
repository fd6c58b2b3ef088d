// The thread in which recordings are packed and read: compressing, sealing and reading cost time that exchanges must not wait for.
import { parentPort, workerData } from 'node:worker_threads';
import type { Limits } from '../words/limits.ts';
import { Secret } from '../words/secret.ts';
import { type PackedPart, type PackJob, pack, type ReplayJob, replayOf } from './packing.ts';

export interface ThreadSetting {
  readonly seal: Uint8Array;
  readonly tags: Uint8Array;
  readonly limits: Limits;
}

/** Jobs are done in their order. */
export type Job =
  | { readonly kind: 'pack'; readonly number: number; readonly job: PackJob }
  | { readonly kind: 'read'; readonly number: number; readonly job: ReplayJob };

export type Done =
  | { readonly kind: 'packed'; readonly number: number; readonly part: PackedPart }
  /** A replay as JSON. */
  | { readonly kind: 'read'; readonly number: number; readonly json: Uint8Array }
  | { readonly kind: 'failed'; readonly number: number };

const port = parentPort!;
const { seal, tags, limits } = workerData as ThreadSetting;
const keys = { seal: new Secret(seal), tags: new Secret(tags) };

port.on('message', (job: Job) => {
  try {
    say(done(job));
  } catch {
    // What was wrong may tell of content: who asked hears only that it failed.
    say({ kind: 'failed', number: job.number });
  }
});

function done(job: Job): Done {
  const { number } = job;
  if (job.kind === 'read')
    return { kind: 'read', number, json: alone(Buffer.from(JSON.stringify(replayOf(job.job, keys, limits)))) };
  const part = pack(job.job, keys, limits);
  return { kind: 'packed', number, part: { ...part, sealed: alone(part.sealed), digest: alone(part.digest) } };
}

/** In memory of its own: of a buffer's, what lies beside it would travel along. */
function alone(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes);
}

function say(done: Done): void {
  const bytes = done.kind === 'read' ? done.json : done.kind === 'packed' ? done.part.sealed : null;
  port.postMessage(done, bytes === null ? [] : [bytes.buffer as ArrayBuffer]);
}
