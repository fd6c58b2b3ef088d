// How many holds began and ended in the last hour, and how long people took. In memory, of all replicas' holds since this one started.
import type { Hold } from '../words/hold.ts';
import type { Limits } from '../words/limits.ts';
import type { HoldStats } from './ports.ts';

const hourMs = 60 * 60_000;

export class Figures {
  readonly #opened = new Map<string, number>();
  readonly #decided = new Map<string, { readonly atMs: number; readonly waitedMs: number }>();
  readonly #itemsMax: number;

  constructor(limits: Pick<Limits, 'holdFiguresMax'>) {
    this.#itemsMax = limits.holdFiguresMax;
  }

  /** Takes in a version of a hold; what is known of it already counts once. */
  hear(hold: Hold): void {
    if (hold.joined !== null) return void this.#opened.delete(hold.id);
    if (!this.#opened.has(hold.id)) this.#opened.set(hold.id, hold.createdMs);
    const isDecided = hold.decidedMs !== null && hold.decisions.length > 0;
    if (isDecided && !this.#decided.has(hold.id)) {
      this.#decided.set(hold.id, { atMs: hold.decidedMs, waitedMs: hold.decidedMs - (hold.completedMs ?? hold.createdMs) });
    }
    for (const map of [this.#opened, this.#decided]) if (map.size > this.#itemsMax) map.delete(map.keys().next().value!);
  }

  stats(pending: number, nowMs: number): HoldStats {
    const since = nowMs - hourMs;
    const waits = [...this.#decided.values()].filter(({ atMs }) => atMs > since).map(({ waitedMs }) => waitedMs);
    waits.sort((a, b) => a - b);
    return {
      pending,
      opened: [...this.#opened.values()].filter(atMs => atMs > since).length,
      decided: waits.length,
      waitMsP50: quantile(waits, 0.5),
      waitMsP99: quantile(waits, 0.99),
    };
  }
}

function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
