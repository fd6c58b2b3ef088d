// What recording costs an exchange, beside recording off: CPU time of the whole process, its threads included, and of the main thread alone. Exchanges go one after
// the other, so that what is gathered of one is packed and written while the next one passes, as in earnest.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPress, recordingKeys } from '../../extproc/recording/press.ts';
import { openRecorder } from '../../extproc/recording/recorder.ts';
import { openRecordings } from '../../extproc/store/open.ts';
import { noRecorder, type Recorder } from '../../extproc/words/evidence.ts';
import { defaultLimits } from '../../extproc/words/limits.ts';
import { Secret } from '../../extproc/words/secret.ts';
import { ask, done, endOf, event, factsOf } from '../unit/recording/scene.ts';

export interface RecordingBench {
  /** Of the main thread, for which exchanges wait. */
  readonly mainMicrosPerExchange: number;
  readonly mainMicrosPerEvent: number;
  /** Of all threads. */
  readonly microsPerExchange: number;
  readonly microsPerEvent: number;
  /** As it stands in the store, of an exchange with so many events. */
  readonly storedBytes: number;
  readonly givenBytes: number;
}

const exchanges = 400;
const manyEvents = 200;

interface Cost {
  readonly mainMicros: number;
  readonly micros: number;
}

export async function benchRecording(): Promise<RecordingBench> {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-bench-'));
  const keys = recordingKeys(new Secret(Buffer.alloc(32, 1)));
  const store = await openRecordings({ kind: 'sqlite', file: join(folder, 'recordings.db') });
  const press = openPress(keys, defaultLimits);
  let [storedBytes, kept] = [0, 0];
  const recorder = openRecorder({
    store: {
      keep(writes) {
        for (const { part } of writes) storedBytes += part.sealed.length;
        kept += writes.length;
        return store.keep(writes);
      },
    },
    press,
    daysOf: () => 30,
    limits: defaultLimits,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    onTrouble: (_, cause) => {
      throw cause;
    },
  });
  const flushed = () => recorder.flushed();
  try {
    await cost(recorder, 1, flushed);
    const [off, one] = [await cost(noRecorder, 1, flushed), await cost(recorder, 1, flushed)];
    [storedBytes, kept] = [0, 0];
    const [offMany, many] = [await cost(noRecorder, manyEvents, flushed), await cost(recorder, manyEvents, flushed)];
    const perEvent = (name: keyof Cost) => (many[name] - offMany[name] - (one[name] - off[name])) / (manyEvents - 1);
    return {
      mainMicrosPerExchange: one.mainMicros - off.mainMicros,
      mainMicrosPerEvent: perEvent('mainMicros'),
      microsPerExchange: one.micros - off.micros,
      microsPerEvent: perEvent('micros'),
      storedBytes: storedBytes / kept,
      givenBytes: ask.length + bodyOf(manyEvents).reduce((sum, { length }) => sum + length, 0),
    };
  } finally {
    await press.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of one exchange. */
async function cost(recorder: Recorder, events: number, flushed: () => Promise<void>): Promise<Cost> {
  const pieces = bodyOf(events);
  const [all, main] = [process.cpuUsage(), process.threadCpuUsage()];
  for (let at = 0; at < exchanges; at++) {
    const tape = recorder.begin(factsOf({ exchange: `ex_${events}_${serial++}` }));
    tape.delivered('request', Buffer.from(ask), 0);
    for (const [number, bytes] of pieces.entries()) tape.delivered('response', bytes, number * 20);
    tape.end(endOf());
    // Others have their turn now and then.
    if (at % 20 === 19) await new Promise<void>(resolve => setImmediate(resolve));
  }
  await flushed();
  return { mainMicros: micros(process.threadCpuUsage(main)) / exchanges, micros: micros(process.cpuUsage(all)) / exchanges };
}

let serial = 0;

function bodyOf(events: number): readonly Buffer[] {
  const words = Array.from({ length: events }, (_, at) => event(` word${(at * 7919) % 1_000}`));
  return [...words, done].map(text => Buffer.from(text));
}

function micros({ user, system }: NodeJS.CpuUsage): number {
  return user + system;
}
