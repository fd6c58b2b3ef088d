// Changes a hold as those do who share a store: reads it, puts the next version in its place, and reads again where another was faster.
import type { HoldStore } from '../../../extproc/approvals/ports.ts';

/** Makes so many versions of the hold `ho_A`. */
export async function grow(store: HoldStore, times: number): Promise<void> {
  for (let made = 0; made < times; ) {
    const found = await store.get('ho_A');
    if (found === null) throw new Error('there is no hold ho_A');
    if (await store.replace({ ...found, version: found.version + 1 })) made++;
  }
}
