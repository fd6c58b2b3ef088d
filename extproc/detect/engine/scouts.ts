// One text's scouts: places at which something may have begun, each with its state of the automaton that all detectors share.
// A detector that gets further than others is handed on to a hunt of its own. What is handed on, and when, depends on the bytes of the
// text alone: reading ahead (glide) and byte by byte (step) come to the same.
import { ahead, behind, outside } from './context.ts';
import { glanceBytes } from './glance.ts';
import type { History } from './history.ts';
import { Outlook } from './outlook.ts';
import { accepts, behindOf } from './run.ts';
import { type Alone, isNothing, type ScoutState } from './scout-state.ts';
import { alone } from './scouting.ts';
import type { Search } from './search.ts';
import type { Searches, ShortSearch } from './searches.ts';
import { type RunBefore, waitsFrom, waitsFromFound } from './waiting.ts';

/** A detector may match from a place on. */
export type Begin = (search: Search, place: number) => void;

export class Scouts {
  readonly #searches: Searches;
  readonly #history: History;
  /** Ascending. Entries behind the count are left over. */
  #places: number[] = [];
  #states: ScoutState[] = [];
  #count = 0;
  readonly #outlook: Outlook;
  /** The sieve's. */
  #row = -1;
  #steps = 0;

  constructor(searches: Searches, history: History) {
    this.#searches = searches;
    this.#history = history;
    this.#outlook = new Outlook(searches, history);
  }

  /** Bytes looked at: a measure of work that no clock disturbs. */
  get steps(): number {
    return this.#steps + this.#outlook.steps;
  }

  clear(): void {
    this.#count = 0;
    this.#row = -1;
  }

  /**
   * Reads bytes[from, to), and adds what it read to the history, up to the byte with which a detector is to be handed on: that one is
   * for step(). Gives the index of the first byte not taken. Text from the place `oldest` on will be asked for again.
   */
  glide(bytes: Uint8Array, from: number, to: number, oldest: number): number {
    const { sieve, reach } = this.#searches;
    const outlook = this.#outlook;
    const before = this.#row;
    let due = outlook.followAll(this.#places, this.#states, this.#count, bytes, from, to);
    outlook.forget();
    for (let at = from; at < due; at += 1) {
      at = sieve.sift(bytes, at, due, this.#row);
      this.#row = sieve.row;
      if (at === due) break;
      outlook.note(at);
      if (!this.#isVain(bytes, from, at, due)) due = outlook.followNew(bytes, from, at, due);
    }
    if (due < to) {
      outlook.followAll(this.#places, this.#states, this.#count, bytes, from, due);
      outlook.findNew(bytes, from, due);
      this.#row = this.#rowAt(bytes, from, due, before);
    }
    this.#steps += due - from;
    [this.#places, outlook.places] = [outlook.places, this.#places];
    [this.#states, outlook.states] = [outlook.states, this.#states];
    this.#count = outlook.count;
    this.#history.append(bytes, from, due, Math.min(oldest, this.#history.end + due - from - reach));
    return due;
  }

  /** The sieve's row before bytes[to]; it was `before` at `from`. */
  #rowAt(bytes: Uint8Array, from: number, to: number, before: number): number {
    const { sieve } = this.#searches;
    const first = Math.max(from, to - sieve.width);
    let row = first === from ? before : 0;
    for (let at = first; at < to; at += 1) row = sieve.after(row, bytes[at]!);
    return row;
  }

  /** Whether nothing comes of the place whose first bytes end with bytes[at], and that shows before bytes[due]: most that are let through. */
  #isVain(bytes: Uint8Array, from: number, at: number, due: number): boolean {
    const { scouting, sieve, sightMin } = this.#searches;
    const start = at + 1 - glanceBytes;
    if (start <= from || sieve.width !== glanceBytes) return false;
    const head = (behind[bytes[start - 1]!]! << 8) | bytes[start]!;
    const tail = (bytes[start + 1]! << 24) | (bytes[start + 2]! << 16) | (bytes[start + 3]! << 8) | bytes[at]!;
    const { glance } = scouting;
    return glance.isVain(glance.after(head, tail), bytes, at + 1, Math.min(due, start + sightMin));
  }

  /** Takes the byte that was added to the history last. */
  step(byte: number, begin: Begin): void {
    if (this.#count > 0) this.#stepAll(byte, begin);
    if (this.#sees(byte)) this.#stepNew(begin);
  }

  /** Moves the sieve alone by a byte; says whether a scout might set out after it. */
  #sees(byte: number): boolean {
    const { sieve } = this.#searches;
    this.#row = sieve.after(this.#row, byte);
    return sieve.lets(this.#row);
  }

  /** Hands a detector on from all places before one; says whether there were any. */
  summon(search: Search, before: number, begin: Begin): boolean {
    let found = false;
    let kept = 0;
    for (let i = 0; i < this.#count; i += 1) {
      const place = this.#places[i]!;
      let state = this.#states[i]!;
      if (place < before && state.members.some(member => member.search === search)) {
        state = this.#searches.scouting.without(state, search);
        begin(search, place);
        found = true;
      }
      if (state.members.length > 0) kept = this.#keep(kept, place, state);
    }
    this.#count = kept;
    return found;
  }

  /** The text is over: hands on what matches up to its end. */
  finish(begin: Begin): void {
    for (let i = 0; i < this.#count; i += 1) handOnEnding(this.#states[i]!, this.#places[i]!, begin);
    for (const short of this.#searches.short) this.#finishShort(short, begin);
    this.clear();
  }

  /** Where the earliest match may begin of those that are in sight; Infinity when there is none. `runs` are those before places. */
  earliest(runs: readonly RunBefore[]): number {
    const { end } = this.#history;
    const { sieve } = this.#searches;
    let earliest = Infinity;
    for (let i = 0; i < this.#count; i += 1)
      earliest = Math.min(earliest, waitsFrom(this.#states[i]!, this.#places[i]!, runs, this.#history));
    for (let bytes = Math.min(end, sieve.width - 1); bytes > 0; bytes -= 1)
      if (sieve.mayWait(this.#row, bytes)) earliest = Math.min(earliest, this.#earliestGlimpsed(end - bytes, runs));
    return earliest;
  }

  /** Of what begins at a place that has too few bytes behind it for a scout. */
  #earliestGlimpsed(place: number, runs: readonly RunBefore[]): number {
    const { backOf, scouting } = this.#searches;
    const { end } = this.#history;
    let earliest = Infinity;
    let state = scouting.rootOf(behindOf(this.#history, place));
    for (let at = place; at < end; at += 1) {
      const byte = this.#history.at(at);
      const entry = scouting.entryOf(state, byte);
      if (entry === 0) return earliest;
      if (entry !== -1) {
        state = entry > 0 ? scouting.stateAt(entry) : scouting.aloneAt(entry);
        continue;
      }
      const { fires, rest } = scouting.eventOf(state, byte);
      for (const search of fires) {
        if (search.detector.signal === true) continue;
        earliest = Math.min(earliest, waitsFromFound(search, place, runs[backOf(search)], this.#history));
      }
      state = rest;
    }
    return Math.min(earliest, waitsFrom(state, place, runs, this.#history));
  }

  /** Of one that is shorter than what a scout sets out with. */
  #finishShort({ search, first }: ShortSearch, begin: Begin): void {
    const { end } = this.#history;
    for (let place = Math.max(search.back?.min ?? 0, end + 1 - this.#searches.sieve.width); place < end; place += 1) {
      if (first[this.#history.at(place)] === 1 && this.#endsShort(search, place)) begin(search, place);
    }
  }

  #endsShort({ scent }: Search, place: number): boolean {
    let state = scent.start(behindOf(this.#history, place));
    for (let at = place; at < this.#history.end; at += 1) {
      const byte = this.#history.at(at);
      if (accepts(state, ahead[byte]!)) return true;
      state = scent.next(state, byte);
      if (state.isLast) return state.complete;
    }
    return accepts(state, outside);
  }

  #stepAll(byte: number, begin: Begin): void {
    const { scouting } = this.#searches;
    const now = this.#history.end;
    this.#steps += this.#count;
    let kept = 0;
    for (let i = 0; i < this.#count; i += 1) {
      const place = this.#places[i]!;
      let state = this.#moved(this.#states[i]!, byte, place, begin);
      if (now - place >= state.sight) {
        for (const { search } of state.members) if (now - place >= search.sight) begin(search, place);
        state = scouting.beyond(state, now - place);
      }
      if (!isNothing(state)) kept = this.#keep(kept, place, state);
    }
    this.#count = kept;
  }

  #stepNew(begin: Begin): void {
    const place = this.#history.end - this.#searches.sieve.width;
    if (place < 0) return;
    const state = this.#walk(place, begin);
    if (!isNothing(state)) this.#count = this.#keep(this.#count, place, state);
  }

  /** State at the text's end of what begins at a place before it; hands on what is found on the way. */
  #walk(place: number, begin: Begin): ScoutState {
    const { end } = this.#history;
    let state = this.#searches.scouting.rootOf(behindOf(this.#history, place));
    for (let at = place; at < end && !isNothing(state); at += 1) state = this.#moved(state, this.#history.at(at), place, begin);
    this.#steps += end - place;
    return state;
  }

  /** The state after a byte; hands on what is found with it. */
  #moved(state: ScoutState, byte: number, place: number, begin: Begin): ScoutState {
    const { scouting } = this.#searches;
    if (state.alone !== null) return this.#movedAlone(state.alone, byte, place, begin);
    const entry = scouting.entryOf(state, byte);
    if (entry >= 0) return scouting.stateAt(entry);
    if (entry < alone) return scouting.aloneAt(entry);
    const { fires, rest } = scouting.eventOf(state, byte);
    for (const search of fires) begin(search, place);
    return rest;
  }

  #movedAlone({ search, scent, state }: Alone, byte: number, place: number, begin: Begin): ScoutState {
    const { scouting } = this.#searches;
    const next = scent.next(state, byte);
    if (next.complete || (state.acceptsBefore !== 0 && accepts(state, ahead[byte]!))) begin(search, place);
    else if (!next.isLast) return scouting.aloneWith(search, next);
    return scouting.nothing;
  }

  #keep(at: number, place: number, state: ScoutState): number {
    this.#places[at] = place;
    this.#states[at] = state;
    return at + 1;
  }
}

function handOnEnding({ members }: ScoutState, place: number, begin: Begin): void {
  for (const { search, state } of members) if (accepts(state, outside)) begin(search, place);
}
