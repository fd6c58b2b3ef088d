// Reads ahead with scouts: how far each gets in the bytes at hand, and with which byte the first of them finds something. Most get
// nowhere, so that this is most of what is done to clean text. What it finds out says nothing that step-by-step reading would not say.
import { toDead } from './automaton.ts';
import { ahead, behind, outside } from './context.ts';
import type { History } from './history.ts';
import { accepts } from './run.ts';
import { type Alone, isNothing, type ScoutState } from './scout-state.ts';
import { alone, quickBytes, unknown } from './scouting.ts';
import type { Search } from './search.ts';
import type { Searches } from './searches.ts';

/** No scout sees that far: as many notes do. */
const notedMax = 64;
const notedMask = notedMax - 1;

/**
 * Throughout, bytes[from] is the one behind the history's end, the place of bytes[i] in the text is base + i, and `due` is the index
 * of the byte before which reading ends as far as is known.
 */
export class Outlook {
  readonly #searches: Searches;
  readonly #history: History;
  /** Scouts that are alive before bytes[due]; entries behind the count are left over. */
  places: number[] = [];
  states: ScoutState[] = [];
  count = 0;
  /** Bytes looked at. */
  steps = 0;
  /** Indexes that were noted last. */
  readonly #let = new Int32Array(notedMax);
  #noted = 0;

  constructor(searches: Searches, history: History) {
    this.#searches = searches;
    this.#history = history;
  }

  /** Follows scouts that set out earlier, and drops what was known of others. */
  followAll(
    places: readonly number[],
    states: readonly ScoutState[],
    count: number,
    bytes: Uint8Array,
    from: number,
    end: number,
  ): number {
    const base = this.#history.end - from;
    let due = end;
    this.count = 0;
    for (let i = 0; i < count; i += 1) due = this.#followState(places[i]!, states[i]!, bytes, from, due, base);
    return due;
  }

  /** The place whose first bytes end with bytes[at], where the sieve lets it through. What happens before is told with that byte. */
  followNew(bytes: Uint8Array, from: number, at: number, due: number): number {
    const { scouting, sieve } = this.#searches;
    const base = this.#history.end - from;
    const start = at + 1 - sieve.width;
    const place = base + start;
    if (place < 0) return due;
    if (start <= from || sieve.width < quickBytes) return Math.max(at, this.#followAcross(place, bytes, from, due, base));
    const before = behind[bytes[start - 1]!]!;
    const entry = scouting.entryAfter(before, bytes, start);
    if (entry === 0) return due;
    if (entry > 0) return this.#follow(place, entry, bytes, at + 1, due, base);
    if (entry < alone) return this.#followAlone(place, scouting.aloneAt(entry).alone!, bytes, at + 1, due, base);
    return Math.max(at, this.#followState(place, scouting.rootOf(before), bytes, start, due, base));
  }

  /** Of a place in the history, or not far behind. */
  #followAcross(place: number, bytes: Uint8Array, from: number, due: number, base: number): number {
    const { scouting } = this.#searches;
    const byteAt = (at: number) => (at < base + from ? this.#history.at(at) : bytes[at - base]!);
    let state = scouting.rootOf(place === 0 ? outside : behind[byteAt(place - 1)]!);
    let at = place;
    for (; at < base + from; at += 1) {
      const entry = scouting.entryOf(state, byteAt(at));
      if (entry === 0) return due;
      if (entry === -1) return at - base;
      state = entry > 0 ? scouting.stateAt(entry) : scouting.aloneAt(entry);
    }
    return this.#followState(place, state, bytes, at - base, due, base);
  }

  #followState(place: number, state: ScoutState, bytes: Uint8Array, from: number, due: number, base: number): number {
    if (state.alone !== null) return this.#followAlone(place, state.alone, bytes, from, due, base);
    return this.#follow(place, this.#searches.scouting.rowOf(state), bytes, from, due, base);
  }

  /**
   * Follows a scout over bytes[from, due). Gives the index of the byte with which a detector is to be handed on, if that comes before
   * `due`, else `due`; then the scout is left, or dead.
   */
  #follow(place: number, first: number, bytes: Uint8Array, from: number, due: number, base: number): number {
    const { scouting, sightMin } = this.#searches;
    let table = scouting.table;
    let row = first;
    let at = from;
    let to = Math.min(due, place + sightMin - base);
    for (;;) {
      for (; at < to; at += 1) {
        let next = table[row + bytes[at]!]!;
        if (next <= 0) {
          if (next === unknown) {
            next = scouting.extend(row, bytes[at]!);
            table = scouting.table;
          }
          if (next === 0) return due;
          if (next === -1) {
            const { fires, rest } = scouting.eventOf(scouting.stateAt(row), bytes[at]!);
            if (!fires.every(search => this.#isVain(search, place, bytes, base))) return at;
            return isNothing(rest) ? due : this.#followState(place, rest, bytes, at + 1, due, base);
          }
          if (next < 0) return this.#followAlone(place, scouting.aloneAt(next).alone!, bytes, at + 1, due, base);
        }
        row = next;
      }
      const last = place + scouting.stateAt(row).sight - base;
      if (last <= at) return at - 1;
      if (at === due) break;
      to = Math.min(due, last);
    }
    this.steps += at - from;
    this.#leave(place, scouting.stateAt(row));
    return due;
  }

  /** The same where one detector is left. */
  #followAlone(place: number, only: Alone, bytes: Uint8Array, from: number, due: number, base: number): number {
    const { search, scent } = only;
    const last = place + search.sight - base;
    const to = Math.min(due, last);
    let { state } = only;
    let at = from;
    while (at < to) {
      if (state.acceptsBefore === 0 && state.row >= 0) {
        const { table, columns } = scent;
        let { row } = state;
        let entry = row;
        for (; at < to; at += 1) {
          entry = table[row + columns[bytes[at]!]!]!;
          if (entry < 0) break;
          row = entry;
        }
        if (entry === toDead) return due;
        state = scent.stateAt(row);
        if (at === to) break;
      }
      const byte = bytes[at]!;
      const ended = state.acceptsBefore !== 0 && accepts(state, ahead[byte]!);
      state = scent.next(state, byte);
      if (ended || state.complete) return this.#isVain(search, place, bytes, base) ? due : at;
      if (state.isLast) return due;
      at += 1;
    }
    this.steps += at - from;
    if (last <= due) return last - 1;
    this.#leave(place, this.#searches.scouting.aloneWith(search, state));
    return due;
  }

  /** Whether too little stands before a place for what was found behind it. */
  #isVain({ back }: Search, place: number, bytes: Uint8Array, base: number): boolean {
    if (back === null) return false;
    const { end } = this.#history;
    const enough = place - back.min;
    let from = place;
    while (from > enough && from > 0 && back.set[from > end ? bytes[from - 1 - base]! : this.#history.at(from - 1)] === 1)
      from -= 1;
    return from > enough;
  }

  #leave(place: number, state: ScoutState): void {
    this.places[this.count] = place;
    this.states[this.count] = state;
    this.count += 1;
  }

  /** Forgets what was noted. */
  forget(): void {
    this.#noted = 0;
  }

  /** Notes that the sieve let something through with bytes[at]. */
  note(at: number): void {
    this.#let[this.#noted & notedMask] = at;
    this.#noted += 1;
  }

  /** Finds those that set out since `from` and are alive before bytes[due], which is where something happens. */
  findNew(bytes: Uint8Array, from: number, due: number): void {
    const { sieve, sightMax } = this.#searches;
    // Older ones are dead: had they lived, they would have been handed on.
    const oldest = Math.max(from, due - sightMax + sieve.width);
    let first = this.#noted;
    while (first > 0 && this.#noted - first < notedMax && this.#let[(first - 1) & notedMask]! >= oldest) first -= 1;
    for (; first < this.#noted; first += 1) {
      const at = this.#let[first & notedMask]!;
      if (at < due) this.followNew(bytes, from, at, due);
    }
  }
}
