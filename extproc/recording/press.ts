// Hands work to the thread that packs and reads recordings, and takes what it made. A thread that ended fails what it had; the next job has a new one.
import { Worker } from 'node:worker_threads';
import { deriveKey } from '../words/derive.ts';
import { Fault } from '../words/fault.ts';
import type { Limits } from '../words/limits.ts';
import type { Secret } from '../words/secret.ts';
import type { PackedPart, PackJob, RecordingKeys, ReplayJob } from './packing.ts';
import type { Done, Job, ThreadSetting } from './thread.ts';

export interface Press {
  /** The frames' memory goes to the thread. Rejects with ERR_RECORDING_FAILED. */
  pack(job: PackJob): Promise<PackedPart>;
  /** A replay as JSON. Rejects likewise: also for what was sealed with another key. */
  replay(job: ReplayJob): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Keys of the room under the installation's. */
export function recordingKeys(master: Secret): RecordingKeys {
  return { seal: deriveKey(master, 'recordings'), tags: deriveKey(master, 'tags of recordings') };
}

export function openPress({ seal, tags }: RecordingKeys, limits: Limits): Press {
  const setting: ThreadSetting = {
    seal: Uint8Array.from(seal.reveal('the thread seals recordings')),
    tags: Uint8Array.from(tags.reveal('the thread tags words')),
    limits,
  };
  let thread: Thread | null = null;
  const current = (): Thread => {
    if (thread === null || thread.isOver) thread = new Thread(setting);
    return thread;
  };
  return {
    pack: job => current().pack(job),
    replay: job => current().replay(job),
    close: async () => thread?.close(),
  };
}

interface Waiting {
  readonly resolve: (done: Done) => void;
  readonly reject: (fault: Fault) => void;
}

class Thread {
  isOver = false;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #jobs = 0;

  constructor(setting: ThreadSetting) {
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: setting, execArgv: [], env: {} });
    // It holds nobody up who wants to end.
    this.#worker.unref();
    this.#worker.on('message', (done: Done) => this.#take(done.number)?.resolve(done));
    this.#worker.on('error', () => {});
    this.#worker.once('exit', () => this.#end());
  }

  async pack(job: PackJob): Promise<PackedPart> {
    const done = await this.#ask(number => ({ kind: 'pack', number, job }), [job.frames.buffer as ArrayBuffer]);
    if (done.kind === 'packed') return done.part;
    throw failed('a part of a recording could not be packed');
  }

  async replay(job: ReplayJob): Promise<Uint8Array> {
    const parts = job.parts.map(({ number, sealed }) => ({ number, sealed: Uint8Array.from(sealed) }));
    const handed = parts.map(({ sealed }) => sealed.buffer);
    const done = await this.#ask(number => ({ kind: 'read', number, job: { ...job, parts } }), handed);
    if (done.kind === 'read') return done.json;
    throw failed('the recording can not be opened: it was changed, or sealed with another master key');
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(job: (number: number) => Job, handed: readonly ArrayBuffer[]): Promise<Done> {
    const number = ++this.#jobs;
    const { promise, resolve, reject } = Promise.withResolvers<Done>();
    this.#waiting.set(number, { resolve, reject });
    this.#worker.postMessage(job(number), [...handed]);
    return promise;
  }

  #take(number: number): Waiting | undefined {
    const one = this.#waiting.get(number);
    this.#waiting.delete(number);
    return one;
  }

  #end(): void {
    this.isOver = true;
    for (const number of [...this.#waiting.keys()]) this.#take(number)?.reject(failed('the thread that packs recordings ended'));
  }
}

function failed(how: string): Fault {
  return new Fault('ERR_RECORDING_FAILED', how);
}
