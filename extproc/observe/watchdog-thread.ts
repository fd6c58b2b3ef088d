// The watching thread of watchdog.ts. It sleeps, looks at the counter, and kills the process when the counter stood still.
// It never waits for the main thread: no messages, no process.stderr, both of which go through it.
import { write } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { cells, type Watch } from './watchdog.ts';

const looksPerStall = 16;
const wordsMsMax = 100;

const { shared, stallMsMax } = workerData as Watch;
const memory = new Int32Array(shared);
const lookMs = Math.max(1, Math.floor(stallMsMax / looksPerStall));

watch();

function watch(): void {
  let seen = -1;
  let stalledMs = 0;
  let before = performance.now();
  while (Atomics.wait(memory, cells.stop, 0, lookMs) === 'timed-out') {
    const now = performance.now();
    // A look that came much too late means that this thread was held up as well: then nothing is known of the main thread.
    const awakeMs = Math.min(now - before, 2 * lookMs);
    before = now;
    const beats = Atomics.load(memory, cells.beats);
    const isBeating = beats !== seen || Atomics.load(memory, cells.debugged) === 1;
    stalledMs = isBeating ? 0 : stalledMs + awakeMs;
    seen = beats;
    if (stalledMs >= stallMsMax) end(stalledMs);
  }
}

/** SIGKILL: nothing can catch it, and no core dump with traffic in it is left behind. */
function end(stalledMs: number): void {
  const words = `penstock: error: the main thread stood still for ${Math.round(stalledMs)} ms (limits.stallMsMax is ${stallMsMax}); ending the process, so that Envoy fails closed\n`;
  // Not writeSync: with nobody reading at the other end of a pipe it would wait, and the process would live on.
  write(2, words, () => {});
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, wordsMsMax);
  process.kill(process.pid, 'SIGKILL');
}
