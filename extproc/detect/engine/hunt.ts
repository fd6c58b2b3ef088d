// One detector's candidates in one text. Declared meaning, whatever the cut of the text (commit aside, the plain reading of a regex):
// - Starts are tried from left to right, none before the end of the last match; at a start the longest match counts (for patterns with
//   a lazy repeat: the one that RE2 prefers). If `accept` refuses it, the next start is tried.
// - A start is where the pattern begins. With a lead, that is where a longest match of the lead ends, wherever the lead began; an end of
//   the lead is final once the pattern's window has passed without a longer one. With a look-back, the match reaches back before the
//   start over the run of its bytes, up to its max and never into the last match.
// - A start whose pattern can still go on after `commit` bytes is an open match. It ends in front of the character at which the pattern
//   can't go on.
// - Where more is under way at once than the limits allow, the earliest start is an open match. Nobody writes such text.
// Work is linear: each byte costs one step for each thread and each lead under way. Threads in the same state are one thread, and a
// thread lives at most `window` bytes from its start, so there are at most min(states, window) of them, and few more than the limit;
// leads in the same state are one lead. A start is asked about once, over at most `window` bytes (and its look-back).
import type { Match } from '../scan.ts';
import type { State } from './automaton.ts';
import { isContinuationByte } from './context.ts';
import type { History } from './history.ts';
import { Leads } from './leads.ts';
import { catchUp, type Pursuit, type Walk } from './pursuit.ts';
import { behindOf } from './run.ts';
import { RunBehind } from './run-behind.ts';
import type { Search } from './search.ts';
import { endOf, type Start, Threads } from './threads.ts';

interface Open {
  readonly match: Match & { end: number };
  /** The pattern on its way; null once it can't go on, while the character at which that showed is not over. */
  run: { state: State; end: number } | null;
}

/** Hands over what is still being scouted of a search before a place; says whether there was any. */
export type Summon = (search: Search, before: number) => boolean;

export class Hunt {
  readonly search: Search;
  readonly #history: History;
  readonly #summon: Summon;
  readonly #confirmed: Match[];
  readonly #threads: Threads;
  readonly #leads: Leads | null;
  readonly #behind: RunBehind | null;
  /** Not decided yet, ascending by `at` and so by `from`; dropped ones among them. What is still being scouted is not among them. */
  #starts: Start[] = [];
  #open: Open | null = null;
  /** No match begins before it; Infinity while one is open. */
  #lastEnd = 0;
  #isFinishing = false;
  /** What was refused last: with a look-back, several starts may stand for the same. */
  #refusedFrom = -1;
  #refusedEnd = -1;
  /** Made once. */
  readonly #walk: Walk;
  /** Whether it ever began something in this text. */
  isUsed = false;
  /** Whether more was under way at some time than the limits allow. */
  wasCrowded = false;
  /** Steps taken, for tests that hold the work to be linear. */
  steps = 0;

  constructor(search: Search, history: History, summon: Summon, confirmed: Match[]) {
    this.search = search;
    this.#history = history;
    this.#summon = summon;
    this.#confirmed = confirmed;
    this.#threads = new Threads(search.pattern, search.detector.accept === undefined && search.back === null);
    this.#walk = { state: search.pattern.dead, end: -1 };
    this.#behind = search.back === null ? null : new RunBehind(search.back, history);
    this.#leads = search.lead === null ? null : new Leads(search.lead, search.window, start => this.#threads.drop(start));
  }

  /** Whether bytes must be shown to it. */
  get isActive(): boolean {
    return this.#starts.length > 0 || this.#open !== null || (this.#leads !== null && this.#leads.count > 0);
  }

  /** Where the earliest match begins that may still be confirmed; Infinity when there is none. */
  get earliest(): number {
    return this.#starts.length > 0 ? this.#starts[0]!.from : Infinity;
  }

  /** Bytes from here on may be asked for again. */
  get needsFrom(): number {
    return this.search.detector.accept === undefined ? Infinity : this.earliest - this.search.context;
  }

  /** Has its runs pursued; false where the next byte is to be shown to it. Needs to be settled. */
  joins(pursuit: Pursuit): boolean {
    if (this.#open !== null) {
      // Threads that are left are over.
      if (this.#open.run === null || this.#threads.count > 0) return false;
      pursuit.add(this.search.pattern, this.#open.run, false);
    } else if (this.#starts.length > 0) {
      const first = this.#starts[0]!;
      // One that is over waits for something that is none of its own.
      if (first.lead === null && this.#threads.isOver(first)) return false;
      // As long as it is crowded, each byte is looked at: the first start may be decided with it.
      if (this.#starts.length > this.search.startsMax || this.#threads.count > this.search.runsMax) return false;
      // The byte at which the first start is decided by its age is for step().
      const age = first.lead === null ? this.search.commit : this.search.window;
      pursuit.until = Math.min(pursuit.until, first.at + age - 1);
      if (!this.#threads.join(pursuit)) return false;
    } else if (this.#threads.count > 0) return false;
    this.#leads?.join(pursuit);
    return true;
  }

  /** Its runs were pursued: some may have met. */
  rejoin(): void {
    this.#threads.rejoin(this.#history.end);
    this.#leads?.rejoin();
  }

  clear(): void {
    this.#threads.clear();
    this.#leads?.clear();
    this.#behind?.clear();
    if (this.#starts.length > 0) this.#starts = [];
    this.#open = null;
    this.#lastEnd = 0;
    this.#isFinishing = false;
    this.#refusedFrom = -1;
    this.isUsed = false;
  }

  /** Lead or pattern begins at a place, and may have got somewhere by now. Needs to be settled. */
  begin(at: number): void {
    this.isUsed = true;
    this.steps += this.#history.end - at;
    if (this.#leads !== null) this.#leads.begin(at, this.#history, this.#beginBehind);
    else if (at >= this.#lastEnd) this.#beginStart(at, this.#beginBefore(at), null);
  }

  /** Takes the byte that was added to the text last. Needs to be settled. */
  step(byte: number): void {
    const at = this.#history.end - 1;
    this.steps += 1 + this.#threads.count + (this.#leads?.count ?? 0);
    if (this.#open !== null) this.#stepOpen(this.#open, byte, at);
    this.#threads.step(byte, at);
    if (this.#leads !== null && this.#leads.count > 0) this.#leads.step(byte, at, this.#beginBehind);
  }

  /** The text ends here. */
  finish(): void {
    const at = this.#history.end;
    if (this.#open !== null) this.#close(this.#open, at);
    this.#leads?.finish(at);
    this.#threads.finish(at);
    this.#isFinishing = true;
    this.settle();
    this.clear();
  }

  /** Where a match begins whose pattern begins at a place: not inside a character. */
  #beginBefore(at: number): number {
    let from = this.#behind === null ? at : this.#behind.begin(at);
    while (from < at && isContinuationByte[this.#history.at(from)] === 1) from += 1;
    return from;
  }

  /** Catches up from the start to the text's end; null when nothing is left of it. */
  #beginStart(at: number, from: number, lead: object | null): Start | null {
    const { pattern, back } = this.search;
    if (back !== null && at - from < back.min) return null;
    const run = this.#walk;
    run.state = pattern.start(behindOf(this.#history, at));
    run.end = -1;
    // Most leads are followed by nothing.
    if (run.state.acceptsBefore === 0 && pattern.next(run.state, this.#history.at(at)) === pattern.dead) return null;
    catchUp(run, pattern, this.#history, at);
    if (run.state === pattern.dead && run.end < 0) return null;
    const start = this.#threads.begin(at, from, lead, run.state, run.end);
    this.#place(start);
    return start;
  }

  /** A lead ends before a place: the pattern may begin there. */
  readonly #beginBehind = (lead: object, at: number): Start | null => {
    return at < this.#lastEnd ? null : this.#beginStart(at, at, lead);
  };

  /** Leads that began earlier may end later. */
  #place(start: Start): void {
    let at = this.#starts.length;
    while (at > 0 && this.#starts[at - 1]!.at > start.at) at -= 1;
    if (at === this.#starts.length) this.#starts.push(start);
    else this.#starts.splice(at, 0, start);
  }

  #stepOpen(open: Open, byte: number, at: number): void {
    const { pattern } = this.search;
    if (open.run !== null) {
      open.run.state = pattern.next(open.run.state, byte);
      if (open.run.state.complete) return this.#close(open, at + 1);
      if (open.run.state !== pattern.dead) return;
      open.run = null;
    }
    // The bytes of this character that came before were swallowed already: all of it goes.
    if (isContinuationByte[byte] === 0) this.#close(open, at);
  }

  #close(open: Open, end: number): void {
    open.match.end = end;
    this.#open = null;
    this.#lastEnd = end;
  }

  /** Confirms what is certain, from the earliest start on. */
  settle(): void {
    while (this.#starts.length > 0) {
      const isCrowded = this.#isCrowded();
      if (isCrowded) this.wasCrowded = true;
      const decided = this.#judge(isCrowded ? 0 : this.search.commit);
      if (decided === null) continue;
      if (decided === this.#starts.length) this.#starts = [];
      else if (decided > 0) this.#starts.splice(0, decided);
      return;
    }
  }

  /**
   * Number of starts, from the earliest on, that are decided when a pattern that lives for `commit` bytes counts as found. Null when
   * earlier ones turned up that were not known yet: then all has to be looked at again.
   */
  #judge(commit: number): number | null {
    const window = Math.min(commit, this.search.window);
    const now = this.#history.end;
    for (let index = 0; index < this.#starts.length; index += 1) {
      const start = this.#starts[index]!;
      if (start.at < this.#lastEnd) this.#threads.drop(start);
      if (start.isDropped) continue;
      if (now - start.at >= window) start.lead = null;
      if (start.lead !== null) return index;
      const isOver = this.#threads.isOver(start);
      if (!isOver && now - start.at < commit) return index;
      if (now - start.at < this.search.patience && !this.#isFinishing) return index;
      if (this.#summon(this.search, start.at)) return null;
      if (isOver) this.#confirm(start, endOf(start));
      else this.#openMatch(start);
    }
    return this.#starts.length;
  }

  /** Whether more is under way than the limits allow. */
  #isCrowded(): boolean {
    const { runsMax, startsMax } = this.search;
    if (this.#threads.count > runsMax) return true;
    if (this.#starts.length <= startsMax) return false;
    this.#starts = this.#starts.filter(start => !start.isDropped);
    return this.#starts.length > startsMax;
  }

  #confirm(start: Start, end: number): void {
    const { detector } = this.search;
    const from = this.#beginOfMatch(start);
    if (from === null || (from === this.#refusedFrom && end === this.#refusedEnd)) return;
    this.steps += end - from;
    const before = this.#history.slice(from - this.search.context, from);
    const word = detector.accept?.(this.#history.slice(from, end), before) ?? true;
    if (word === false) {
      this.#refusedFrom = from;
      this.#refusedEnd = end;
      return;
    }
    const confidence = word === true ? detector.confidence : word;
    const confidenceInProse = detector.inProse === undefined ? confidence : Math.min(confidence, detector.inProse(before));
    this.#confirmed.push({ detector, start: from, end, confidence, confidenceInProse });
    this.#lastEnd = end;
  }

  #openMatch(start: Start): void {
    const from = this.#beginOfMatch(start);
    if (from !== null) {
      const { detector } = this.search;
      const match = {
        detector,
        start: from,
        end: Infinity,
        confidence: detector.confidence,
        confidenceInProse: detector.confidence,
      };
      this.#confirmed.push(match);
      this.#open = { match, run: { state: start.thread.state, end: -1 } };
      this.#lastEnd = Infinity;
    }
    this.#threads.drop(start);
  }

  /** Null when too little is left to look back on behind the last match. */
  #beginOfMatch(start: Start): number | null {
    const from = Math.max(start.from, this.#lastEnd);
    return start.at - from < (this.search.back?.min ?? 0) ? null : from;
  }
}
