// Writes parts of recordings to the store, as many at once as have gathered while the last ones were written. Tries again while the store fails, for a while.
import { Fault } from '../words/fault.ts';
import { fixedLimits } from '../words/limits.ts';
import type { RecordingWrite } from './ports.ts';
import type { RecorderSetting } from './recorder.ts';

export interface Writer {
  /** False: it could not be written, and was told. */
  write(write: RecordingWrite): Promise<boolean>;
}

interface Waiting {
  readonly write: RecordingWrite;
  readonly tell: (isKept: boolean) => void;
}

export function openWriter(setting: RecorderSetting): Writer {
  const waiting: Waiting[] = [];
  let isWriting = false;
  return {
    write(write) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting.push({ write, tell: resolve });
      if (!isWriting) void writeAll();
      return promise;
    },
  };

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) await writeSome(waiting.splice(0, together(waiting)));
    isWriting = false;
  }

  /** One that the store refuses for what it is must not take others with it. */
  async function writeSome(some: readonly Waiting[]): Promise<void> {
    const trouble = await attempts(
      some.map(({ write }) => write),
      setting,
    );
    if (trouble !== null && some.length > 1 && !isOfTheWorld(trouble)) {
      for (const one of some) await writeSome([one]);
      return;
    }
    for (const { write, tell } of some) {
      if (trouble !== null) setting.onTrouble(write.exchange.id, trouble);
      tell(trouble === null);
    }
  }
}

/** At least one. */
function together(waiting: readonly Waiting[]): number {
  let bytes = 0;
  const full = waiting.findIndex(({ write }) => {
    bytes += write.part.sealed.length;
    return bytes > fixedLimits.recordingWriteBytesMax;
  });
  return Math.max(1, Math.min(fixedLimits.recordingWritesAtOnceMax, full < 0 ? waiting.length : full));
}

/** Null: written. */
async function attempts(writes: readonly RecordingWrite[], { store, limits, after }: RecorderSetting): Promise<Error | null> {
  let trouble: Error | null = null;
  for (let tries = 0; tries < limits.recordingTriesMax; tries++) {
    if (tries > 0) await new Promise<void>(resolve => void after(fixedLimits.recordingAgainMsMin * 2 ** (tries - 1), resolve));
    try {
      await store.keep(writes);
      return null;
    } catch (error) {
      trouble = error as Error;
      if (!isOfTheWorld(trouble)) break;
    }
  }
  return trouble;
}

/** A disk or a network may be better in a while. */
function isOfTheWorld(error: Error): boolean {
  return error instanceof Fault && error.code === 'ERR_STORE_FAILED';
}
