// Deletes recordings whose time is over. That each was deleted, and when, is told before it is: what could not be told stays until it can.
import { fixedLimits, type Limits } from '../words/limits.ts';
import type { DeletedRecording, RecordingStore } from './ports.ts';

export interface SweepSetting {
  readonly store: Pick<RecordingStore, 'claim' | 'remove'>;
  readonly limits: Limits;
  readonly now: () => number;
  readonly after: (ms: number, act: () => void) => () => void;
  /** False, or a rejection: it could not be written down. */
  readonly onDeleted: (deleted: DeletedRecording) => Promise<boolean>;
  readonly onTrouble: (cause: unknown) => void;
}

export interface Sweep {
  readonly deleted: number;
  stop(): void;
}

/** Looks at once, and then again and again. */
export function openSweep(setting: SweepSetting): Sweep {
  const { limits, after, onTrouble } = setting;
  let deleted = 0;
  let isOver = false;
  let callOff = (): void => {};
  const look = async (): Promise<void> => {
    try {
      for (let more = true; more && !isOver; ) {
        const gone = await sweepSome(setting);
        deleted += gone;
        more = gone === fixedLimits.recordingDeletesAtOnceMax;
      }
    } catch (cause) {
      onTrouble(cause);
    }
    if (!isOver) callOff = after(limits.recordingSweepMs, () => void look());
  };
  void look();
  return {
    get deleted() {
      return deleted;
    },
    stop() {
      isOver = true;
      callOff();
    },
  };
}

/** Gives how many were deleted. */
export async function sweepSome({ store, now, onDeleted }: SweepSetting): Promise<number> {
  const atMs = now();
  const due = await store.claim(atMs, atMs + fixedLimits.recordingClaimMs, fixedLimits.recordingDeletesAtOnceMax);
  const told = await Promise.all(due.map(exchange => onDeleted({ exchange, atMs, reason: 'retention' }).catch(() => false)));
  const ids = due.filter((_, at) => told[at]).map(({ id }) => id);
  await store.remove(ids);
  return ids.length;
}
