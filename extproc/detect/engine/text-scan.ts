// One text on its way through a scanner. Runs the trigger automaton alone while no candidate lives, and everything byte by byte
// together while one does: so the state after n bytes depends on those bytes only, and every cut of a text gives the same answers.
// Keeps of the text what candidates, look-backs and triggers may ask for again, and nothing else.
import type { Match, TextScan } from '../scan.ts';
import { History } from './history.ts';
import { beginOfRun, Hunt } from './hunt.ts';
import type { LookBack, Search } from './search.ts';
import type { Trigger, TriggerState } from './trigger.ts';

/** What all texts of a scanner share. */
export interface Searches {
  readonly all: readonly Search[];
  readonly trigger: Trigger;
  /** Distinct look-backs of detectors that text waits for. */
  readonly backs: readonly LookBack[];
  /** Bytes behind the text's end that a new candidate may ask for. */
  readonly reach: number;
}

const none: readonly Match[] = [];

export class StreamedText implements TextScan {
  readonly #searches: Searches;
  readonly #history = new History();
  readonly #confirmed: Match[] = [];
  /** By index of the detector; made when its trigger fires for the first time. */
  readonly #hunts: (Hunt | undefined)[] = [];
  readonly #known: Hunt[] = [];
  /** Hunts that have candidates. */
  #active: Hunt[] = [];
  #state: TriggerState;
  #finished = false;
  #glided = 0;

  constructor(searches: Searches) {
    this.#searches = searches;
    this.#state = searches.trigger.start();
  }

  get position(): number {
    return this.#history.end;
  }

  /** Bytes looked at by the trigger automaton and by candidates: a measure of work that no clock disturbs. */
  get steps(): number {
    return this.#known.reduce((sum, hunt) => sum + hunt.steps, this.#glided);
  }

  get safe(): number {
    const end = this.#history.end;
    if (this.#finished) return end;
    let safe = end - this.#state.waiting;
    for (const { back, taken } of this.#state.waitingBehind) safe = Math.min(safe, beginOfRun(this.#history, end - taken, back));
    for (const back of this.#searches.backs) safe = Math.min(safe, beginOfRun(this.#history, end, back));
    for (const hunt of this.#active) if (hunt.search.detector.signal !== true) safe = Math.min(safe, hunt.earliest);
    return safe;
  }

  advance(bytes: Uint8Array, from: number): number {
    const confirmed = this.#confirmed.length;
    let at = from;
    while (at < bytes.length && this.#confirmed.length === confirmed) {
      at = this.#active.length === 0 ? this.#glide(bytes, at) : this.#tread(bytes, at);
    }
    return at;
  }

  finish(): void {
    for (const hunt of this.#active) hunt.finish();
    this.#active = [];
    this.#finished = true;
  }

  take(): readonly Match[] {
    if (this.#confirmed.length === 0) return none;
    return this.#confirmed.splice(0).sort(byPlace);
  }

  reset(): void {
    this.#history.clear();
    this.#confirmed.length = 0;
    for (const hunt of this.#known) hunt.clear();
    if (this.#active.length > 0) this.#active = [];
    this.#state = this.#searches.trigger.start();
    this.#finished = false;
  }

  /** Reads until a trigger ends or the bytes do; gives the index of the first byte not taken. */
  #glide(bytes: Uint8Array, from: number): number {
    const { trigger } = this.#searches;
    const columns = trigger.classes.of;
    let table = trigger.table;
    let row = trigger.rowOf(this.#state);
    let at = from;
    let fires: readonly Search[] = [];
    while (at < bytes.length && fires.length === 0) {
      const byte = bytes[at]!;
      const next = table[row + columns[byte]!]!;
      at += 1;
      if (next >= 0) {
        row = next;
        continue;
      }
      const state = trigger.follow(row, next, byte);
      table = trigger.table;
      row = state.row;
      fires = state.fires;
    }
    this.#state = trigger.stateAt(row);
    this.#glided += at - from;
    this.#history.append(bytes, from, at, this.position + at - from - this.#searches.reach);
    this.#begin(fires);
    return at;
  }

  /** Reads byte by byte while candidates live and nothing is confirmed. */
  #tread(bytes: Uint8Array, from: number): number {
    const { trigger } = this.#searches;
    const confirmed = this.#confirmed.length;
    let row = trigger.rowOf(this.#state);
    let at = from;
    while (at < bytes.length && this.#active.length > 0 && this.#confirmed.length === confirmed) {
      const byte = bytes[at]!;
      at += 1;
      if (this.#history.isFull) this.#history.makeRoom(this.#oldest());
      this.#history.push(byte);
      for (const hunt of this.#active) hunt.step(byte);
      const next = trigger.table[row + trigger.classes.of[byte]!]!;
      if (next >= 0) row = next;
      else {
        const state = trigger.follow(row, next, byte);
        row = state.row;
        this.#begin(state.fires);
      }
      this.#dropIdle();
    }
    this.#glided += at - from;
    this.#state = trigger.stateAt(row);
    return at;
  }

  #begin(fires: readonly Search[]): void {
    for (const search of fires) {
      const hunt = this.#huntOf(search);
      const wasActive = hunt.isActive;
      hunt.begin();
      if (hunt.isActive && !wasActive && !this.#active.includes(hunt)) this.#active.push(hunt);
    }
  }

  #dropIdle(): void {
    let idle = false;
    for (const hunt of this.#active) idle ||= !hunt.isActive;
    if (idle) this.#active = this.#active.filter(hunt => hunt.isActive);
  }

  #huntOf(search: Search): Hunt {
    const known = this.#hunts[search.index];
    if (known !== undefined) return known;
    const made = new Hunt(search, this.#history, this.#confirmed);
    this.#hunts[search.index] = made;
    this.#known.push(made);
    return made;
  }

  /** Before it nothing of the text is asked for again. */
  #oldest(): number {
    let oldest = this.position - this.#searches.reach;
    for (const hunt of this.#active) oldest = Math.min(oldest, hunt.needsFrom);
    return oldest;
  }
}

function byPlace(a: Match, b: Match): number {
  return a.end - b.end || a.start - b.start || (a.detector.id < b.detector.id ? -1 : 1);
}
