// Changes holds in the store: read, step, compare and set, and again where somebody else was faster or the store failed, so many times. Each version
// that is seen on the way goes into the mirror.
import { Fault } from '../words/fault.ts';
import type { Hold } from '../words/hold.ts';
import type { Mirror } from './mirror.ts';
import type { DeskSetting } from './ports.ts';
import { type HoldEvent, step } from './rules/life.ts';

/** What became of a change. */
export type Changed = { readonly hold: Hold; readonly isChanged: boolean } | null;

export interface Changes {
  /** Brings a hold into the store. Throws where the store fails for long. */
  create(hold: Hold): Promise<void>;
  /** Null: there is no such hold. Throws the store's fault where it fails for long, ERR_HOLD_CONFLICT where others are always faster. */
  change(id: string, event: HoldEvent): Promise<Changed>;
  /** One try, with what was made of a version just read. False: it has another one by now. */
  replace(hold: Hold): Promise<boolean>;
  /** From the store, not from the mirror. */
  read(id: string): Promise<Hold | null>;
  /** Does something again where the world is to blame that it throws, so many times, waiting longer each time. */
  patiently<T>(act: () => Promise<T>): Promise<T>;
}

const firstWaitMs = 10;

export function holdChanges(setting: Pick<DeskSetting, 'store' | 'limits' | 'now' | 'after'>, mirror: Mirror): Changes {
  const { store, limits, now, after } = setting;
  return {
    async create(hold) {
      await patiently(async () => {
        // It may have got there at a try whose answer was lost: nobody else makes this id.
        if (!(await store.create(hold)) && (await store.get(hold.id)) === null) throw conflict();
      });
      mirror.apply(hold);
    },
    async change(id, event) {
      let known: Hold | null = mirror.get(id) ?? null;
      for (let tries = 0; tries < limits.holdTriesMax; tries++) {
        const hold: Hold | null = known ?? (await patiently(() => read(id)));
        if (hold === null) return null;
        const change = step(hold, event, now());
        if (change.kind === 'changed') {
          if (await patiently(() => replace(change.hold))) return { hold: change.hold, isChanged: true };
        } else if (known === null) return { hold, isChanged: false };
        // Memory may be behind: only the store can tell that there is nothing to do.
        known = null;
      }
      throw conflict();
    },
    replace,
    read,
    patiently,
  };

  async function replace(hold: Hold): Promise<boolean> {
    const isReplaced = await store.replace(hold);
    if (isReplaced) mirror.apply(hold);
    return isReplaced;
  }

  async function read(id: string): Promise<Hold | null> {
    const hold = await store.get(id);
    if (hold === null) mirror.drop(id);
    else mirror.apply(hold);
    return hold;
  }

  async function patiently<T>(act: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await act();
      } catch (thrown) {
        if (tries >= limits.holdTriesMax || !(thrown instanceof Fault) || thrown.blame !== 'world') throw thrown;
        await new Promise<void>(resolve => after(firstWaitMs * 2 ** tries, resolve));
      }
    }
  }
}

function conflict(): Fault {
  return new Fault('ERR_HOLD_CONFLICT', 'others changed the hold at each try');
}
