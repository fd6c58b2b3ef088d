// Keeps the mirror and the remembered approvals as the store has them: by what the store tells of changes, and by reading all anew at the start and
// after news may have been lost. While it can't be read, the mirror is not whole, and nobody may conclude anything from what it lacks.
import { fixedLimits } from '../words/limits.ts';
import type { Changes } from './changes.ts';
import type { Mirror } from './mirror.ts';
import type { DeskSetting, StoreChange } from './ports.ts';
import type { Remembrance } from './remembered.ts';

export interface Sync {
  /** Whether the mirror has all that matters. */
  readonly isWhole: boolean;
  /** The first reading is over, well or not. */
  readonly ready: Promise<void>;
  close(): void;
}

export function keepInSync(
  setting: Pick<DeskSetting, 'store' | 'limits' | 'now' | 'after' | 'onTrouble'>,
  mirror: Mirror,
  remembrance: Remembrance,
  { read, change }: Changes,
): Sync {
  const { store, limits, after, onTrouble } = setting;
  /** Holds of which a newer version is being fetched, with the newest that was told of. */
  const fetching = new Map<string, number>();
  let isWhole = false;
  let isClosed = false;
  let isReading = false;
  let isLost = false;
  let cancel = () => {};
  const unwatch = store.watch(hear);

  return {
    get isWhole() {
      return isWhole;
    },
    ready: readAll(),
    close() {
      isClosed = true;
      unwatch();
      cancel();
    },
  };

  function hear(change: StoreChange): void {
    if (isClosed) return;
    switch (change.kind) {
      case 'hold':
        return void fetchHold(change.id, change.version);
      case 'remembered':
        return void remembrance.refresh().catch(lose);
      case 'lost':
        return lose();
    }
  }

  async function fetchHold(id: string, version: number): Promise<void> {
    if (version <= mirror.version(id)) return;
    const isUnderWay = fetching.has(id);
    fetching.set(id, Math.max(version, fetching.get(id) ?? 0));
    if (isUnderWay) return;
    try {
      for (let seen = -1; (fetching.get(id) ?? 0) > Math.max(seen, mirror.version(id)); ) {
        seen = fetching.get(id) ?? 0;
        await read(id);
      }
    } catch (cause) {
      lose(cause);
    } finally {
      fetching.delete(id);
    }
  }

  function lose(cause?: unknown): void {
    isWhole = false;
    isLost = true;
    if (cause !== undefined) onTrouble({ kind: 'store', hold: null, cause });
    void readAll();
  }

  /** One reading at a time; what is lost meanwhile makes another one follow. */
  async function readAll(): Promise<void> {
    if (isReading || isClosed) return;
    cancel();
    isReading = true;
    isLost = false;
    try {
      isWhole = (await readLive()) && !isLost;
    } catch (cause) {
      isLost = true;
      onTrouble({ kind: 'store', hold: null, cause });
    }
    isReading = false;
    if (!isWhole && !isClosed) cancel = after(isLost ? limits.holdResyncMs : limits.holdSweepMs, () => void readAll());
  }

  /** False: there are more than fit. */
  async function readLive(): Promise<boolean> {
    const itemsMax = fixedLimits.storeItemsMax;
    const before = mirror.all().map(({ id }) => id);
    const live = await store.live(itemsMax);
    for (const hold of live) mirror.apply(hold);
    const there = new Set(live.map(({ id }) => id));
    for (const id of before) if (!there.has(id)) await read(id);
    for (const hold of live) if (hold.joined !== null) await followLeader(hold.id, hold.joined);
    await remembrance.refresh();
    return live.length < itemsMax;
  }

  /** Whoever decided the one that a hold is joined to may have ended before the hold followed it. */
  async function followLeader(id: string, leaderId: string): Promise<void> {
    const leader = mirror.get(leaderId) ?? (await read(leaderId));
    if (leader !== null && leader.state !== 'pending') await change(id, { kind: 'follow', leader });
  }
}
