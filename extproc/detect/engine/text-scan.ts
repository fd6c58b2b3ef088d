// One text on its way through a scanner. Scouts read it alone while no candidate lives, and everything goes byte by byte together
// while one does: so the state after n bytes depends on those bytes only, and every cut of a text gives the same answers.
// Keeps of the text what candidates, look-backs and scouts may ask for again, and nothing else.
import type { Match, TextScan } from '../scan.ts';
import { History } from './history.ts';
import { Hunt } from './hunt.ts';
import { byPlace } from './order.ts';
import { Pursuit } from './pursuit.ts';
import { RunBehind } from './run-behind.ts';
import { type Begin, Scouts } from './scouts.ts';
import type { Search } from './search.ts';
import type { Searches } from './searches.ts';

const none: readonly Match[] = [];

/** Bytes that are looked at ahead: the more in vain, the fewer. */
const lookBytesMin = 8;
const lookBytesMax = 128;
/** Of more runs than that, one nearly always has a byte of its own. */
const pursuedMax = 16;
/** Bytes that are taken one by one before the next look, at most. */
const restMax = 15;

export class StreamedText implements TextScan {
  readonly #searches: Searches;
  readonly #history = new History();
  readonly #scouts: Scouts;
  readonly #confirmed: Match[] = [];
  /** By index of the detector; made when something of it begins for the first time. */
  readonly #hunts: (Hunt | undefined)[] = [];
  readonly #known: Hunt[] = [];
  /** Hunts that began something since the text began. */
  readonly #used: Hunt[] = [];
  readonly #behind: readonly RunBehind[];
  readonly #furthest: readonly RunBehind[];
  /** Hunts that have candidates. */
  #active: Hunt[] = [];
  #finished = false;
  readonly #pursuit = new Pursuit();
  #lookBytes = lookBytesMin;
  #weary = 0;
  #rest = 0;
  #pursued = 0;

  constructor(searches: Searches) {
    this.#searches = searches;
    this.#scouts = new Scouts(searches, this.#history);
    this.#behind = searches.backs.map(back => new RunBehind(back, this.#history));
    this.#furthest = searches.furthestBacks.map(number => this.#behind[number]!);
  }

  get position(): number {
    return this.#history.end;
  }

  /** Bytes looked at by scouts and by candidates: a measure of work that no clock disturbs. */
  get steps(): number {
    return this.#known.reduce((sum, hunt) => sum + hunt.steps, this.#scouts.steps + this.#pursued);
  }

  /** Whether a detector's candidates were ever more than the limits allow. */
  get wasCrowded(): boolean {
    return this.#known.some(hunt => hunt.wasCrowded);
  }

  get safe(): number {
    const end = this.#history.end;
    if (this.#finished) return end;
    let safe = Math.min(end, this.#scouts.earliest(this.#behind));
    if (end > 0) safe = Math.min(safe, this.#earliestBehind(end));
    for (const hunt of this.#active) if (hunt.search.detector.signal !== true) safe = Math.min(safe, hunt.earliest);
    return safe;
  }

  /** Where the runs begin that what comes next may belong to. */
  #earliestBehind(end: number): number {
    const last = this.#history.at(end - 1);
    let earliest = end;
    for (const run of this.#furthest) if (run.has(last)) earliest = Math.min(earliest, run.begin(end));
    return earliest;
  }

  advance(bytes: Uint8Array, from: number): number {
    const confirmed = this.#confirmed.length;
    let at = from;
    while (at < bytes.length && this.#confirmed.length === confirmed) {
      if (this.#active.length === 0) at = this.#scouts.glide(bytes, at, bytes.length, Infinity);
      if (at < bytes.length) at = this.#tread(bytes, at);
    }
    return at;
  }

  finish(): void {
    this.#scouts.finish(this.#begin);
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
    this.#scouts.clear();
    if (this.#confirmed.length > 0) this.#confirmed.length = 0;
    for (const run of this.#behind) run.clear();
    for (const hunt of this.#used) hunt.clear();
    if (this.#used.length > 0) this.#used.length = 0;
    if (this.#active.length > 0) this.#active = [];
    this.#finished = false;
  }

  /** Reads one byte, and more while candidates live and nothing is confirmed. */
  #tread(bytes: Uint8Array, from: number): number {
    const confirmed = this.#confirmed.length;
    let at = from;
    do {
      if (this.#active.length > 0) {
        if (this.#rest > 0) this.#rest -= 1;
        else {
          const due = this.#pursue(bytes, at);
          // Where each look gains little, looking costs more than it saves.
          this.#weary = due - at < lookBytesMin ? Math.min(restMax, 2 * this.#weary + 1) : 0;
          this.#rest = this.#weary;
          at = due;
        }
      }
      if (at === bytes.length) break;
      const byte = bytes[at]!;
      at += 1;
      if (this.#history.isFull) this.#history.makeRoom(this.#oldest());
      this.#history.push(byte);
      for (const hunt of this.#active) hunt.step(byte);
      this.#scouts.step(byte, this.#begin);
      this.#settle();
    } while (at < bytes.length && this.#active.length > 0 && this.#confirmed.length === confirmed);
    return at;
  }

  /** Reads on as long as bytes do no more than move the hunts' runs from state to state: most do no more. */
  #pursue(bytes: Uint8Array, from: number): number {
    const base = this.position - from;
    const pursuit = this.#pursuit;
    pursuit.clear();
    let oldest = Infinity;
    for (const hunt of this.#active) {
      if (!hunt.joins(pursuit) || pursuit.count > pursuedMax) return from;
      oldest = Math.min(oldest, hunt.needsFrom);
    }
    const wanted = Math.min(bytes.length, from + this.#lookBytes);
    const to = pursuit.look(bytes, from, wanted, base);
    const due = to > from ? this.#scouts.glide(bytes, from, to, oldest) : from;
    this.#lookBytes = due < wanted ? Math.max(lookBytesMin, due - from) : Math.min(lookBytesMax, 2 * this.#lookBytes);
    if (due === from) return from;
    pursuit.move(bytes, from, due, base);
    for (const hunt of this.#active) hunt.rejoin();
    this.#pursued += pursuit.count * (due - from);
    return due;
  }

  /** Decides what can be decided. */
  #settle(): void {
    let idle = 0;
    for (const hunt of this.#active) {
      hunt.settle();
      if (!hunt.isActive) idle += 1;
    }
    if (idle === 0) return;
    if (idle === this.#active.length) this.#active.length = 0;
    else this.#active = this.#active.filter(hunt => hunt.isActive);
  }

  readonly #begin: Begin = (search, place) => {
    const hunt = this.#huntOf(search);
    if (!hunt.isUsed) this.#used.push(hunt);
    hunt.begin(place);
    if (hunt.isActive && !this.#active.includes(hunt)) this.#active.push(hunt);
  };

  readonly #summon = (search: Search, before: number): boolean => this.#scouts.summon(search, before, this.#begin);

  #huntOf(search: Search): Hunt {
    const known = this.#hunts[search.index];
    if (known !== undefined) return known;
    const made = new Hunt(search, this.#history, this.#summon, this.#confirmed);
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
