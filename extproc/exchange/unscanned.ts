// What passed without being looked into: base64 that a plan lets through as what it is. Told by place, kind and size.
import type { UnscannedRecord } from '../audit/record.ts';
import type { PayloadKind, Side } from '../words/finding.ts';
import type { Limits } from '../words/limits.ts';
import type { Labels } from './label.ts';

export class UnscannedBook {
  readonly #labels: Labels;
  readonly #entriesMax: number;
  readonly #entries = new Map<string, UnscannedRecord>();

  constructor(labels: Labels, limits: Pick<Limits, 'unscannedInRecordMax'>) {
    this.#labels = labels;
    this.#entriesMax = limits.unscannedInRecordMax;
  }

  /** Adds base64 at this place; places beyond the limit are told together, by side and kind. */
  payload(side: Side, path: string, bytes: number, kind: PayloadKind): void {
    const place = this.#labels.of(path);
    const name = `${side} ${kind} ${place}`;
    const hasRoom = this.#entries.has(name) || this.#entries.size < this.#entriesMax;
    this.#count(hasRoom ? name : `${side} ${kind}`, { side, path: hasRoom ? place : null, kind, bytes, count: 1 });
  }

  records(): readonly UnscannedRecord[] {
    return [...this.#entries.values()];
  }

  #count(name: string, entry: UnscannedRecord): void {
    const { bytes, count } = this.#entries.get(name) ?? { bytes: 0, count: 0 };
    this.#entries.set(name, { ...entry, bytes: bytes + entry.bytes, count: count + 1 });
  }
}
