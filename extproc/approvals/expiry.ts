// Ends what ends by time, with one timer for the earliest of all. Several replicas may do so at once: compare-and-set lets one of them.
import type { Hold } from '../words/hold.ts';
import type { Changes } from './changes.ts';
import type { Mirror } from './mirror.ts';
import type { DeskSetting } from './ports.ts';

/** No timer is set for longer: Node's can't be. */
const timerMsMax = 24 * 60 * 60_000;

/** Gives what stops it. `onLate`: a hold whose end the store could not be told of; it counts as ended all the same. */
export function keepExpiring(
  setting: Pick<DeskSetting, 'limits' | 'now' | 'after' | 'onTrouble'>,
  mirror: Mirror,
  { change }: Changes,
  onLate: (hold: Hold) => void,
): () => void {
  const { limits, now, after, onTrouble } = setting;
  let dueMs = Number.POSITIVE_INFINITY;
  let cancel = () => {};
  let isStopped = false;
  const unlisten = mirror.listen(hold => wait(endOf(hold)));
  for (const hold of mirror.all()) wait(endOf(hold));

  return () => {
    isStopped = true;
    unlisten();
    cancel();
  };

  function wait(untilMs: number): void {
    if (isStopped || untilMs >= dueMs) return;
    cancel();
    dueMs = untilMs;
    cancel = after(Math.min(Math.max(0, untilMs - now()), timerMsMax), () => void end());
  }

  async function end(): Promise<void> {
    dueMs = Number.POSITIVE_INFINITY;
    const nowMs = now();
    await Promise.all(
      mirror
        .all()
        .filter(hold => endOf(hold) <= nowMs)
        .map(expire),
    );
    const next = mirror.all().reduce((earliest, hold) => Math.min(earliest, endOf(hold)), Number.POSITIVE_INFINITY);
    // What is still due could not be ended: again, but not at once.
    wait(next <= nowMs ? nowMs + limits.holdResyncMs : next);
  }

  async function expire(hold: Hold): Promise<void> {
    // Another replica may have done so meanwhile.
    if (mirror.get(hold.id)?.state !== hold.state) return;
    try {
      await change(hold.id, { kind: 'expire' });
    } catch (cause) {
      onTrouble({ kind: 'store', hold: hold.id, cause });
      onLate(hold);
    }
  }
}

/** When its state ends by itself. */
function endOf(hold: Hold): number {
  if (hold.state === 'pending') return hold.expiresMs;
  if (hold.state === 'approved' && hold.deliveredMs === null) return Math.max(hold.expiresMs, hold.claimedUntilMs);
  return Number.POSITIVE_INFINITY;
}
