// Says of most places that the sieve lets through that nothing comes of them, before a scout sets out: the scouts' own automaton, as far
// as texts went through it, in rows that are small and in the order in which texts first came there, so that what texts ask for most
// stands near the core. It answers no more than "in vain" and "look closer"; what may be forgotten at any time changes no answer.
import type { ScoutState } from './scout-state.ts';
import type { Scouting } from './scouting.ts';

const columnBits = 8;
/** A row of the table per state; the first are none. */
const unknown = 0;
const vain = 1;
const closer = 2;
const firstState = 3;
const rowsAtFirst = 64;
/** What an entry can number. */
const numbersMax = 0x10000 - firstState;

/** Bytes by which the state is found that a walk begins with. */
export const glanceBytes = 5;
const slotBits = 13;
const hashFactor = 0x9e3779b1 | 0;
/** Of what a slot says: the first byte and what stands before it; above it the state's number. */
const headBits = 10;
const headMask = (1 << headBits) - 1;

export class Glance {
  readonly #scouting: Scouting;
  readonly #kept: number;
  /** By state and byte: the follower, or `vain`, `closer`, `unknown`. */
  #table = new Uint16Array(rowsAtFirst << columnBits);
  #states: ScoutState[] = [];
  readonly #numbers = new Map<ScoutState, number>();
  /** First bytes and the state behind them, in the place that the bytes' hash gives; the latest wins. */
  readonly #slots = new Int32Array(2 << slotBits);

  /** Remembers `kept` states; over it all are forgotten and found again. */
  constructor(scouting: Scouting, kept: number) {
    this.#scouting = scouting;
    this.#kept = Math.min(kept, numbersMax);
  }

  /**
   * State behind five bytes of which `head` is what stands before them, shifted by eight, with the first, and `tail` the other four.
   */
  after(head: number, tail: number): number {
    const slot = (Math.imul(tail ^ Math.imul(head, hashFactor), hashFactor) >>> (32 - slotBits)) << 1;
    const known = this.#slots[slot + 1]!;
    if (this.#slots[slot] === tail && (known & headMask) === head && known !== 0) return known >>> headBits;
    const number = this.#after(head, tail);
    this.#slots[slot] = tail;
    this.#slots[slot + 1] = (number << headBits) | head;
    return number;
  }

  /** Whether nothing comes of a state before bytes[to], when the next byte is bytes[from]. */
  isVain(state: number, bytes: Uint8Array, from: number, to: number): boolean {
    let table = this.#table;
    let number = state;
    for (let at = from; number > closer && at < to; at += 1) {
      const next = table[(number << columnBits) | bytes[at]!]!;
      if (next !== unknown) number = next;
      else {
        number = this.#extend(number, bytes[at]!);
        table = this.#table;
      }
    }
    return number === vain;
  }

  #after(head: number, tail: number): number {
    let state = this.#scouting.rootOf((head >>> 8) as 0 | 1 | 2);
    for (const byte of [head & 0xff, tail >>> 24, (tail >>> 16) & 0xff, (tail >>> 8) & 0xff, tail & 0xff]) {
      const next = this.#follower(state, byte);
      if (typeof next === 'number') return next;
      state = next;
    }
    return this.#numberOf(state);
  }

  #extend(number: number, byte: number): number {
    const state = this.#states[number - firstState]!;
    const follower = this.#follower(state, byte);
    const next = typeof follower === 'number' ? follower : this.#numberOf(follower);
    // The state itself may have been forgotten for its follower's sake.
    if (this.#states[number - firstState] === state) this.#table[(number << columnBits) | byte] = next;
    return next;
  }

  #follower(state: ScoutState, byte: number): ScoutState | typeof vain | typeof closer {
    const entry = this.#scouting.entryOf(state, byte);
    if (entry === 0) return vain;
    if (entry === -1) return closer;
    return entry > 0 ? this.#scouting.stateAt(entry) : this.#scouting.aloneAt(entry);
  }

  #numberOf(state: ScoutState): number {
    const known = this.#numbers.get(state);
    if (known !== undefined) return known;
    if (this.#states.length >= this.#kept) this.#forget();
    const number = firstState + this.#states.push(state) - 1;
    this.#numbers.set(state, number);
    if ((number + 1) << columnBits > this.#table.length) this.#grow();
    return number;
  }

  #grow(): void {
    const larger = new Uint16Array(this.#table.length * 2);
    larger.set(this.#table);
    this.#table = larger;
  }

  #forget(): void {
    this.#states = [];
    this.#numbers.clear();
    this.#table.fill(unknown);
    this.#slots.fill(0);
  }
}
