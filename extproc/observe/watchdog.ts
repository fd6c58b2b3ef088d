// Ends the process when its main thread does nothing for too long (a policy that loops, say: Wasm is synchronous), so that Envoy
// sees the connection break and fails closed. A thread of its own watches a counter that the main thread's timer raises.
// A process that is suspended as a whole (SIGSTOP, a paused container) is no stall: the watching thread slept too, and only time that
// it was awake counts. Envoy finds such a process out by its keepalive. Under a debugger nothing is ended.
import inspector from 'node:inspector';
import { Worker } from 'node:worker_threads';

/** Places in the shared memory. */
export const cells = { beats: 0, debugged: 1, stop: 2 } as const;

export interface Watch {
  readonly shared: SharedArrayBuffer;
  readonly stallMsMax: number;
}

export interface Watchdog {
  /** Says that the main thread gets on: for work that may come in one go for long, so that the timer has no turn. */
  beat(): void;
  stop(): void;
}

const beatsPerStall = 8;

/** Starts watching. Neither the thread nor the timer keeps the process alive. */
export function startWatchdog({ stallMsMax }: { readonly stallMsMax: number }): Watchdog {
  const shared = new SharedArrayBuffer(Object.keys(cells).length * Int32Array.BYTES_PER_ELEMENT);
  const memory = new Int32Array(shared);
  const beat = () => {
    Atomics.store(memory, cells.debugged, inspector.url() === undefined ? 0 : 1);
    Atomics.add(memory, cells.beats, 1);
  };
  beat();
  const timer = setInterval(beat, Math.max(1, Math.floor(stallMsMax / beatsPerStall)));
  timer.unref();
  const worker = new Worker(new URL('./watchdog-thread.ts', import.meta.url), {
    name: 'watchdog',
    workerData: { shared, stallMsMax } satisfies Watch,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
  });
  worker.unref();
  return {
    beat: () => void Atomics.add(memory, cells.beats, 1),
    stop() {
      clearInterval(timer);
      Atomics.store(memory, cells.stop, 1);
      Atomics.notify(memory, cells.stop);
    },
  };
}
