// Holds that still matter, in memory: what an exchange asks of the desk is answered from here at once. Kept up by whoever reads or changes the store
// (sync.ts); a version never gives way to an older one. Knows no rule of approvals but when a hold stops to matter.
import type { Hold } from '../words/hold.ts';
import type { Limits } from '../words/limits.ts';

/** Hears of each version that is new here. */
export type MirrorListener = (hold: Hold) => void;

export class Mirror {
  readonly #holds = new Map<string, Hold>();
  readonly #byRequest = new Map<string, Set<string>>();
  readonly #pending = new Map<string, number>();
  /** Versions of holds that don't matter any more: news of older ones may still be on their way. */
  readonly #gone = new Map<string, number>();
  readonly #listeners = new Set<MirrorListener>();
  readonly #mourners = new Set<(id: string) => void>();
  readonly #limits: Pick<Limits, 'holdsPendingMax' | 'holdFetchMsMax'>;
  readonly #now: () => number;
  #pendingInAll = 0;

  constructor(limits: Pick<Limits, 'holdsPendingMax' | 'holdFetchMsMax'>, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get(id: string): Hold | undefined {
    return this.#holds.get(id);
  }

  all(): readonly Hold[] {
    return [...this.#holds.values()];
  }

  version(id: string): number {
    return this.#holds.get(id)?.version ?? this.#gone.get(id) ?? 0;
  }

  /** Those that wait for people, and those that are being opened. */
  get pendingInAll(): number {
    return this.#pendingInAll;
  }

  pendingOf(principal: string): number {
    return this.#pending.get(principal) ?? 0;
  }

  hasRequest(key: string): boolean {
    return this.#byRequest.has(key);
  }

  /** Counts a hold that is not in the store yet. */
  reserve(principal: string): void {
    this.#count(principal, 1);
  }

  unreserve(principal: string): void {
    this.#count(principal, -1);
  }

  /** Takes a version in, and tells of it where it is a newer one. */
  apply(hold: Hold): void {
    if (hold.version <= this.version(hold.id)) return;
    this.#remove(hold.id);
    if (this.#matters(hold)) this.#add(hold);
    else this.#bury(hold);
    for (const listener of this.#listeners) listener(hold);
  }

  /** The store has it no more. */
  drop(id: string): void {
    this.#remove(id);
    for (const mourner of this.#mourners) mourner(id);
  }

  /** Lets go of what stopped to matter by time alone. */
  prune(): void {
    for (const hold of this.#holds.values()) {
      if (this.#matters(hold)) continue;
      this.#remove(hold.id);
      this.#bury(hold);
    }
  }

  listen(listener: MirrorListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Hears of holds that the store has no more. */
  listenForDrops(mourner: (id: string) => void): () => void {
    this.#mourners.add(mourner);
    return () => this.#mourners.delete(mourner);
  }

  /** Pending, released and not fetched, or refused and not told to who comes back for it. */
  #matters({ state, deliveredMs, decidedMs }: Hold): boolean {
    if (state === 'pending') return true;
    if (deliveredMs !== null || state === 'cancelled') return false;
    return state === 'approved' || this.#now() < (decidedMs ?? 0) + this.#limits.holdFetchMsMax;
  }

  #add(hold: Hold): void {
    this.#holds.set(hold.id, hold);
    const same = this.#byRequest.get(hold.requestKey) ?? new Set();
    this.#byRequest.set(hold.requestKey, same.add(hold.id));
    if (hold.state === 'pending') this.#count(hold.principal.id, 1);
  }

  #remove(id: string): void {
    const hold = this.#holds.get(id);
    if (hold === undefined) return;
    this.#holds.delete(id);
    const same = this.#byRequest.get(hold.requestKey);
    same?.delete(id);
    if (same?.size === 0) this.#byRequest.delete(hold.requestKey);
    if (hold.state === 'pending') this.#count(hold.principal.id, -1);
  }

  #bury({ id, version }: Hold): void {
    this.#gone.delete(id);
    this.#gone.set(id, version);
    if (this.#gone.size > this.#limits.holdsPendingMax) this.#gone.delete(this.#gone.keys().next().value!);
  }

  #count(principal: string, by: 1 | -1): void {
    this.#pendingInAll += by;
    const count = this.pendingOf(principal) + by;
    if (count > 0) this.#pending.set(principal, count);
    else this.#pending.delete(principal);
  }
}
