// One text on its way through a scanner. Runs the trigger automaton alone while no candidate lives, and everything byte by byte
// together while one does: so the state after n bytes depends on those bytes only, and every cut of a text gives the same answers.
// Keeps of the text what candidates, look-backs and triggers may ask for again, and nothing else.
import type { Match, TextScan } from '../scan.ts';
import { ahead } from './context.ts';
import { Doomed } from './doomed.ts';
import { doomOf, foresightBytes } from './foresight.ts';
import { History } from './history.ts';
import { Hunt } from './hunt.ts';
import { accepts } from './run.ts';
import { RunBehind } from './run-behind.ts';
import type { Search } from './search.ts';
import type { Searches } from './searches.ts';
import type { TriggerState } from './trigger.ts';

const none: readonly Match[] = [];
const nobody: readonly Search[] = [];

export class StreamedText implements TextScan {
  readonly #searches: Searches;
  readonly #history = new History();
  readonly #confirmed: Match[] = [];
  /** By index of the detector; made when its trigger fires for the first time. */
  readonly #hunts: (Hunt | undefined)[] = [];
  readonly #known: Hunt[] = [];
  /** Hunts that began something since the text began. */
  readonly #used: Hunt[] = [];
  readonly #behind: readonly RunBehind[];
  readonly #doomed = new Doomed();
  /** From where on text waits for a doomed candidate of a detector: never for signals. */
  readonly #opens = (index: number): number => {
    const hunt = this.#hunts[index];
    if (hunt === undefined) return this.#searches.all[index]!.detector.signal === true ? Infinity : 0;
    return hunt.search.detector.signal === true ? Infinity : hunt.lastEnd;
  };
  /** Hunts that have candidates. */
  #active: Hunt[] = [];
  #state: TriggerState;
  #finished = false;
  #glided = 0;

  constructor(searches: Searches) {
    this.#searches = searches;
    this.#behind = searches.backs.map(back => new RunBehind(back, this.#history));
    this.#state = searches.trigger.start;
  }

  get position(): number {
    return this.#history.end;
  }

  /** Bytes looked at by the trigger automaton and by candidates: a measure of work that no clock disturbs. */
  get steps(): number {
    return this.#known.reduce((sum, hunt) => sum + hunt.steps, this.#glided);
  }

  /** Whether a detector's candidates were ever more than the limits allow. */
  get wasCrowded(): boolean {
    return this.#known.some(hunt => hunt.wasCrowded);
  }

  get safe(): number {
    const end = this.#history.end;
    if (this.#finished) return end;
    let safe = end - this.#state.waiting;
    for (const { back, taken } of this.#state.waitingBehind) safe = Math.min(safe, this.#behind[back]!.begin(end - taken));
    for (const run of this.#behind) safe = Math.min(safe, run.begin(end));
    for (const hunt of this.#active) if (hunt.search.detector.signal !== true) safe = Math.min(safe, hunt.earliest);
    return Math.min(safe, this.#doomed.earliest(end, this.#opens));
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
    if (this.#confirmed.length > 0) this.#confirmed.length = 0;
    this.#doomed.clear();
    for (const run of this.#behind) run.clear();
    for (const hunt of this.#used) hunt.clear();
    if (this.#used.length > 0) this.#used.length = 0;
    if (this.#active.length > 0) this.#active = [];
    this.#state = this.#searches.trigger.start;
    this.#finished = false;
  }

  /** Reads until a candidate lives or the bytes end; gives the index of the first byte not taken. */
  #glide(bytes: Uint8Array, from: number): number {
    const { trigger } = this.#searches;
    const columns = trigger.classes.of;
    const end = bytes.length;
    let table = trigger.table;
    let row = trigger.rowOf(this.#state);
    let at = from;
    let fires = nobody;
    while (at < end && fires.length === 0) {
      let next = 0;
      while (at < end) {
        next = table[row + columns[bytes[at]!]!]!;
        if (next < 0) break;
        row = next;
        at += 1;
      }
      if (at === end) break;
      const state = trigger.follow(row, next, bytes[at]!);
      table = trigger.table;
      row = state.row;
      at += 1;
      fires = this.#promising(state.fires, bytes, from, at, this.position + at - from);
    }
    this.#state = trigger.stateAt(row);
    this.#glided += at - from;
    this.#history.append(bytes, from, at, this.position + at - from - this.#searches.reach);
    this.#begin(fires);
    return at;
  }

  /** Reads while candidates live and nothing is confirmed. */
  #tread(bytes: Uint8Array, from: number): number {
    const { trigger } = this.#searches;
    const confirmed = this.#confirmed.length;
    let at = from;
    while (at < bytes.length && this.#active.length > 0 && this.#confirmed.length === confirmed) {
      if (this.#active.length === 1) at = this.#pursue(this.#active[0]!, bytes, at);
      if (at === bytes.length) break;
      const byte = bytes[at]!;
      at += 1;
      if (this.#history.isFull) this.#history.makeRoom(this.#oldest());
      this.#history.push(byte);
      this.#step(byte);
      const row = trigger.rowOf(this.#state);
      const next = trigger.table[row + trigger.classes.of[byte]!]!;
      this.#state = next >= 0 ? trigger.stateAt(next) : trigger.follow(row, next, byte);
      this.#begin(this.#promising(this.#state.fires, bytes, from, at, this.position));
    }
    this.#glided += at - from;
    return at;
  }

  /** Reads on as long as bytes do no more than move a hunt's only run from state to state: most do no more. */
  #pursue(hunt: Hunt, bytes: Uint8Array, from: number): number {
    const pursuit = hunt.pursuit;
    if (pursuit === null) return from;
    const { table, classes } = this.#searches.trigger;
    const { automaton, run } = pursuit;
    const base = this.position - from;
    const limit = Math.min(bytes.length, pursuit.until - base);
    let row = this.#searches.trigger.rowOf(this.#state);
    let state = run.state;
    let at = from;
    for (; at < limit; at += 1) {
      const byte = bytes[at]!;
      const entry = table[row + classes.of[byte]!]!;
      const next = automaton.known(state, byte);
      if (entry < 0 || next === undefined || next.isLast) break;
      if (state.acceptsBefore !== 0 && accepts(state, ahead[byte]!)) run.end = base + at;
      row = entry;
      state = next;
    }
    run.state = state;
    this.#state = this.#searches.trigger.stateAt(row);
    this.#history.append(bytes, from, at, Math.min(base + at - this.#searches.reach, hunt.needsFrom));
    return at;
  }

  /**
   * Of the detectors whose trigger ended before bytes[at], those that are worth a candidate: most triggers lead nowhere, as some bytes
   * more show. `now` is the place of bytes[at] in the text; bytes before bytes[from] are out of sight here.
   */
  #promising(fires: readonly Search[], bytes: Uint8Array, from: number, at: number, now: number): readonly Search[] {
    if (fires.length === 1) return this.#isDoomed(fires[0]!, bytes, from, at, now) ? nobody : fires;
    let promising = nobody;
    for (const search of fires) {
      if (this.#isDoomed(search, bytes, from, at, now)) continue;
      promising = promising === nobody ? [search] : [...promising, search];
    }
    return promising;
  }

  #isDoomed(search: Search, bytes: Uint8Array, from: number, at: number, now: number): boolean {
    const begin = at - search.triggerLength;
    if (begin <= from || search.back !== null) return false;
    const doom = doomOf(search, bytes, begin, now - at, this.#doomed);
    this.#glided += doom > 0 ? doom : search.triggerLength + foresightBytes;
    return doom > 0;
  }

  #begin(fires: readonly Search[]): void {
    for (const search of fires) {
      const hunt = this.#huntOf(search);
      if (!hunt.isUsed) this.#used.push(hunt);
      hunt.begin();
      if (hunt.isActive && !this.#active.includes(hunt)) this.#active.push(hunt);
    }
  }

  #step(byte: number): void {
    let isIdle = false;
    for (const hunt of this.#active) if (!hunt.step(byte)) isIdle = true;
    if (isIdle) this.#active = this.#active.filter(hunt => hunt.isActive);
  }

  #huntOf(search: Search): Hunt {
    const known = this.#hunts[search.index];
    if (known !== undefined) return known;
    const made = new Hunt(search, this.#history, this.#doomed, this.#confirmed);
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
  return a.end - b.end || a.start - b.start || compare(a.detector.id, b.detector.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
