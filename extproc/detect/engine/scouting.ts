// One automaton for all detectors of a scanner, run from one place of a text: says which of them may still match from there. Clean
// text costs a walk of a few bytes at few places, and what it costs does not grow with the number of detectors.
// A state stands for the states of the detectors' own automata that are left; states are made when they are first reached and kept in
// one table. Over the bound the table is emptied and made again; texts then find their state by what it stands for.
import type { Limits } from '../../words/limits.ts';
import type { State } from './automaton.ts';
import { Beginners } from './beginners.ts';
import { ahead, type Behind } from './context.ts';
import { Glance } from './glance.ts';
import { beginningBytes } from './openings.ts';
import { accepts } from './run.ts';
import type { Alone, Begun, Member, ScoutEvent, ScoutState } from './scout-state.ts';
import type { Search } from './search.ts';

export type ScoutingLimits = Pick<Limits, 'triggerStatesKept'>;

/** Table entry of a transition that was not looked for yet. */
export const unknown = -0x80000000;
/** Entries below it, `unknown` aside, stand for a state that has one detector left: that one's own automaton takes over. */
export const alone = -0x10000000;

const columns = 256;
/** So few states would be forgotten before they are used. */
const keptMin = 8;
/** Bytes that entryAfter() asks for. */
export const quickBytes = 5;

export class Scouting {
  /**
   * By row plus byte: the follower's row; 0 when nothing is left; less than `alone` where one detector is left (see aloneAt); -1 where
   * something happens that is no plain step (see eventOf); `unknown`. Replaced when it grows.
   */
  table = new Int32Array(64 * columns);
  /** Tells at once of most places that nothing comes of them. */
  readonly glance: Glance;
  readonly #kept: number;
  /** Automata are not asked, and so not made, before so many bytes speak for them. */
  readonly #begunBytes: number;
  readonly #backOf: (search: Search) => number;
  readonly #beginners: Beginners;
  /** States by row divided by the number of columns. */
  #states: ScoutState[] = [];
  /** States with one detector left, by their number. */
  #alone: ScoutState[] = [];
  readonly #byKey = new Map<string, ScoutState>();
  readonly #nothing: ScoutState;
  /** By what is before the place. */
  #roots: (ScoutState | undefined)[] = [];

  /** `backOf` gives the number of a search's look-back, if text waits for it. */
  constructor(searches: readonly Search[], width: number, backOf: (search: Search) => number, limits: ScoutingLimits) {
    this.#beginners = new Beginners(searches);
    this.#begunBytes = Math.min(width, beginningBytes);
    this.#backOf = backOf;
    this.#kept = Math.max(keptMin, limits.triggerStatesKept);
    this.glance = new Glance(this, this.#kept);
    this.#nothing = this.#keep('', this.#make([], null));
    this.#addRow(this.#nothing);
    this.table.fill(0, 0, columns);
  }

  /** State in which a scout begins. */
  rootOf(before: Behind): ScoutState {
    const known = this.#roots[before];
    if (known !== undefined) return known;
    const made = this.#begunState({ before, bytes: [] });
    this.#roots[before] = made;
    return made;
  }

  /** Row of a state with more than one detector left. Rows that were read before may be void after it. */
  rowOf(state: ScoutState): number {
    if (state.row < 0) this.#addRow(state);
    return state.row;
  }

  stateAt(row: number): ScoutState {
    return this.#states[row / columns]!;
  }

  /** The state that an entry less than `alone` stands for. */
  aloneAt(entry: number): ScoutState {
    return this.#alone[alone - entry - 1]!;
  }

  /** State of a scout that has one detector left. */
  aloneWith(search: Search, state: State): ScoutState {
    const known = state.note as ScoutState | null;
    if (known !== null && known.owner === this && known.alone!.search === search) return known;
    const made = this.#make([{ search, state }], null);
    state.note = made;
    return made;
  }

  get nothing(): ScoutState {
    return this.#nothing;
  }

  /**
   * Entry after the first bytes of what begins behind `before`, as in the table; -1 also where something happens on the way. Rows and
   * entries that were read before may be void after it.
   */
  entryAfter(before: Behind, bytes: Uint8Array, from: number): number {
    let state = this.rootOf(before);
    let entry = 0;
    for (let at = from; at < from + quickBytes; at += 1) {
      entry = this.entryOf(state, bytes[at]!);
      if (entry === 0 || entry === -1) return entry;
      state = entry > 0 ? this.stateAt(entry) : this.aloneAt(entry);
    }
    return entry;
  }

  /** As in the table, found out if need be. Rows and entries that were read before may be void after it. */
  entryOf(state: ScoutState, byte: number): number {
    if (state.alone !== null) return this.#entryAlone(state.alone, byte);
    const row = this.rowOf(state);
    const entry = this.table[row + byte]!;
    return entry === unknown ? this.extend(row, byte) : entry;
  }

  /** Finds out an entry that is unknown, and returns it. Rows and entries that were read before may be void after it. */
  extend(row: number, byte: number): number {
    const state = this.stateAt(row);
    const entry = this.#entry(state, byte);
    // The state itself may have been forgotten for its follower's sake.
    if (state.row >= 0) this.table[state.row + byte] = entry;
    return entry;
  }

  /** What a byte brings about, where its entry says that something happens. */
  eventOf(state: ScoutState, byte: number): ScoutEvent {
    let event = state.events.get(byte);
    if (event === undefined) {
      const fires: Search[] = [];
      const rest: Member[] = [];
      for (const { search, state: of } of state.members) {
        const next = search.scent.next(of, byte);
        if (accepts(of, ahead[byte]!) || next.complete) fires.push(search);
        else if (next !== search.scent.dead) rest.push({ search, state: next });
      }
      if (state.begun !== null) {
        for (const member of this.#begin(state.begun, byte)) {
          if (member.state.complete) fires.push(member.search);
          else rest.push(member);
        }
      }
      event = { fires, rest: this.#stateOf(rest) };
      state.events.set(byte, event);
    }
    return event;
  }

  without(state: ScoutState, search: Search): ScoutState {
    return this.#stateOf(state.members.filter(member => member.search !== search));
  }

  /** What is left of a state when those are candidates that must be after so many bytes. */
  beyond(state: ScoutState, bytes: number): ScoutState {
    return this.#stateOf(state.members.filter(({ search }) => search.sight > bytes));
  }

  #entry(state: ScoutState, byte: number): number {
    if (state.begun !== null) {
      const bytes = [...state.begun.bytes, byte];
      if (bytes.length < this.#begunBytes) return this.rowOf(this.#begunState({ before: state.begun.before, bytes }));
      const members = this.#begin(state.begun, byte);
      return members.some(({ state: { complete } }) => complete) ? -1 : this.#entryTo(members);
    }
    const members: Member[] = [];
    for (const { search, state: of } of state.members) {
      const next = search.scent.next(of, byte);
      if (next.complete || accepts(of, ahead[byte]!)) return -1;
      if (next !== search.scent.dead) members.push({ search, state: next });
    }
    return this.#entryTo(members);
  }

  /** The same where one detector is left, whose own table says it. */
  #entryAlone({ search, scent, state }: Alone, byte: number): number {
    const next = scent.next(state, byte);
    if (next.complete || (state.acceptsBefore !== 0 && accepts(state, ahead[byte]!))) return -1;
    return next.isLast ? 0 : alone - 1 - this.#numberOf(this.aloneWith(search, next));
  }

  #entryTo(members: readonly Member[]): number {
    const state = this.#stateOf(members);
    return members.length === 1 ? alone - 1 - this.#numberOf(state) : this.rowOf(state);
  }

  #numberOf(state: ScoutState): number {
    if (state.number >= 0) return state.number;
    if (this.#alone.length >= this.#kept) this.#forget();
    state.number = this.#alone.length;
    this.#alone.push(state);
    return state.number;
  }

  /** Those that are alive after the first bytes: none can have matched before the last of them. */
  #begin(begun: Begun, last: number): readonly Member[] {
    const { before } = begun;
    const bytes = [...begun.bytes, last];
    const members: Member[] = [];
    for (const search of this.#beginners.of(before, bytes)) {
      let state = search.scent.start(before);
      for (const byte of bytes) state = search.scent.next(state, byte);
      if (state !== search.scent.dead) members.push({ search, state });
    }
    return members;
  }

  #stateOf(members: readonly Member[]): ScoutState {
    if (members.length === 1) return this.aloneWith(members[0]!.search, members[0]!.state);
    let key = '';
    for (const { search, state } of members) key += `${search.index}.${state.id},`;
    return this.#byKey.get(key) ?? this.#keep(key, this.#make(members, null));
  }

  #begunState(begun: Begun): ScoutState {
    const { before, bytes } = begun;
    const members = bytes.length === 0 ? [] : this.#beginners.of(before, bytes);
    if (bytes.length > 0 && members.length === 0) return this.#nothing;
    const key = `${before}:${bytes.join()}`;
    return this.#byKey.get(key) ?? this.#keep(key, this.#make([], begun, members));
  }

  #make(members: readonly Member[], begun: Begun | null, may: readonly Search[] = []): ScoutState {
    const waited = [...may, ...members.map(({ search }) => search)].filter(({ detector }) => detector.signal !== true);
    return {
      row: -1,
      number: -1,
      owner: this,
      alone:
        members.length === 1 ? { search: members[0]!.search, scent: members[0]!.search.scent, state: members[0]!.state } : null,
      members,
      begun,
      sight: Math.min(...members.map(({ search }) => search.sight)),
      waits: waited.some(({ leadBytesMin, back }) => leadBytesMin === 0 && back === null),
      waitsBehind: [...new Set(waited.filter(({ back }) => back !== null).map(this.#backOf))],
      waitsInside: [
        ...may.filter(search => search.leadBytesMin > 0 && search.leadBytesMin < begun!.bytes.length),
        ...members.filter(({ search, state: of }) => search.mayBeBehindLead(of)).map(({ search }) => search),
      ].filter(({ detector }) => detector.signal !== true),
      events: new Map(),
    };
  }

  #keep(key: string, state: ScoutState): ScoutState {
    if (this.#byKey.size >= this.#kept) this.#forget();
    this.#byKey.set(key, state);
    return state;
  }

  #addRow(state: ScoutState): void {
    if (this.#states.length >= this.#kept) this.#forget();
    const row = this.#states.length * columns;
    if (row + columns > this.table.length) this.#grow();
    this.table.fill(unknown, row, row + columns);
    this.#states.push(state);
    state.row = row;
  }

  #grow(): void {
    const larger = new Int32Array(this.table.length * 2);
    larger.set(this.table);
    this.table = larger;
  }

  #forget(): void {
    for (const state of this.#states) {
      state.row = -1;
      state.events.clear();
    }
    this.#nothing.row = 0;
    this.#states = [this.#nothing];
    for (const state of this.#alone) state.number = -1;
    this.#alone = [];
    this.#byKey.clear();
    this.#byKey.set('', this.#nothing);
    this.#roots = [];
  }
}
