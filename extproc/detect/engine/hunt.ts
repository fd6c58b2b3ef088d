// One detector's candidates in one text. Declared meaning, whatever the cut of the text (commit aside, the plain reading of a regex):
// - Starts are tried from left to right, none before the end of the last match; at a start the longest match counts (for patterns with
//   a lazy repeat: the one that RE2 prefers). If `accept` refuses it, the next start is tried.
// - A start is where the pattern begins. With a lead, that is where a longest match of the lead ends, wherever the lead began; an end of
//   the lead is final once the pattern's window has passed without a longer one. With a look-back, the match reaches back before the
//   start over the run of its bytes, up to its max and never into the last match.
// - A start whose pattern can still go on after `commit` bytes is an open match. It ends in front of the character at which the pattern
//   can't go on.
// Work is linear: each byte costs one step for each thread and each lead under way. Threads in the same state are one thread, and a
// thread lives at most `window` bytes from its start, so there are at most min(states, window) of them; leads in the same state are one
// lead. A start is asked about once, over at most `window` bytes (and its look-back).
import type { Match } from '../scan.ts';
import type { State } from './automaton.ts';
import { type Context, contexts, outside } from './context.ts';
import type { History } from './history.ts';
import type { LookBack, Search } from './search.ts';

/** Where the pattern may begin a match. */
interface Start {
  readonly at: number;
  /** Where the match would begin: before `at` by the look-back. */
  readonly from: number;
  thread: Thread;
  /** Furthest end of a match that it found before it shared a thread, else -1. */
  end: number;
  /** Ends that its thread finds count from here on. */
  sharesFrom: number;
  /** The lead that may still find a longer end; null once the start is final. */
  lead: Lead | null;
}

/** The pattern's automaton on its way, for all starts that lead to the same state. */
interface Thread {
  state: State;
  /** Furthest end of a match, else -1. */
  end: number;
}

interface Lead {
  state: State;
}

interface OpenMatch extends Match {
  end: number;
}

interface Open {
  readonly match: OpenMatch;
  /** Null once the pattern can't go on, while the character at which that showed is not over. */
  state: State | null;
}

export class Hunt {
  readonly search: Search;
  readonly #history: History;
  readonly #confirmed: Match[];
  /** Ascending by `at`, and so by `from`. */
  #starts: Start[] = [];
  #threads: Thread[] = [];
  #leads: Lead[] = [];
  #open: Open | null = null;
  /** No match begins before it; Infinity while one is open. */
  #lastEnd = 0;
  /** Steps taken, for tests that hold the work to be linear. */
  steps = 0;

  constructor(search: Search, history: History, confirmed: Match[]) {
    this.search = search;
    this.#history = history;
    this.#confirmed = confirmed;
  }

  /** Whether a byte must be shown to it. */
  get isActive(): boolean {
    return this.#starts.length > 0 || this.#leads.length > 0 || this.#open !== null;
  }

  /** Where the earliest match begins that may still be confirmed; Infinity when there is none. */
  get earliest(): number {
    return this.#starts.length > 0 ? this.#starts[0]!.from : Infinity;
  }

  clear(): void {
    this.#starts = [];
    this.#threads = [];
    this.#leads = [];
    this.#open = null;
    this.#lastEnd = 0;
  }

  /** A trigger ends at the text's end. */
  begin(): void {
    const { lead, back, triggerLength } = this.search;
    const at = this.#history.end - triggerLength;
    if (lead !== null) this.#beginLead(at);
    else if (at >= this.#lastEnd) this.#beginStart(at, back === null ? at : this.#lookBack(at, back));
    this.#settle();
  }

  /** Takes the byte that was added to the text last. */
  step(byte: number): void {
    const at = this.#history.end - 1;
    const after = contexts[byte]!;
    if (this.#open !== null) this.#stepOpen(byte, at);
    if (this.#leads.length > 0) this.#stepLeads(byte, at, after);
    if (this.#threads.length > 0) this.#stepThreads(byte, at);
    this.#settle();
  }

  /** The text ends here. */
  finish(): void {
    const at = this.#history.end;
    if (this.#open !== null) this.#close(at);
    for (const lead of this.#leads) {
      if (accepts(lead.state, outside)) this.#supersede(lead, at);
      this.#finalise(lead);
    }
    for (const thread of this.#threads) {
      if (accepts(thread.state, outside)) thread.end = at;
      thread.state = this.search.pattern.dead;
    }
    this.#settle();
    this.clear();
  }

  #lookBack(at: number, back: LookBack): number {
    let from = at;
    const first = Math.max(0, at - back.max);
    while (from > first && back.set[this.#history.at(from - 1)] === 1) from -= 1;
    return from;
  }

  #contextBefore(at: number): Context {
    return at === 0 ? outside : contexts[this.#history.at(at - 1)]!;
  }

  #beginLead(at: number): void {
    const { lead } = this.search;
    let state = lead!.start(this.#contextBefore(at));
    for (let i = at; i < this.#history.end && state !== lead!.dead; i += 1) state = lead!.next(state, this.#history.at(i));
    this.steps += this.#history.end - at;
    if (state === lead!.dead || this.#leads.some(other => other.state === state)) return;
    this.#leads.push({ state });
  }

  /** Catches up from the start to the text's end; leaves nothing behind when that already fails. */
  #beginStart(at: number, from: number): void {
    const { pattern, back } = this.search;
    if (back !== null && at - from < back.min) return;
    const thread: Thread = { state: pattern.start(this.#contextBefore(at)), end: -1 };
    for (let i = at; i < this.#history.end && thread.state !== pattern.dead; i += 1) this.#take(thread, this.#history.at(i), i);
    this.steps += this.#history.end - at;
    if (thread.state === pattern.dead && thread.end < 0) return;
    if (thread.state !== pattern.dead) this.#threads.push(thread);
    this.#starts.push({ at, from, thread, end: -1, sharesFrom: at, lead: null });
    if (this.#threads.length > 1) this.#meet();
  }

  #take(thread: Thread, byte: number, at: number): void {
    const { pattern } = this.search;
    if (accepts(thread.state, contexts[byte]!)) thread.end = at;
    thread.state = pattern.next(thread.state, byte);
    if (!thread.state.complete) return;
    thread.end = at + 1;
    thread.state = pattern.dead;
  }

  #stepOpen(byte: number, at: number): void {
    const { pattern } = this.search;
    const open = this.#open!;
    this.steps += 1;
    if (open.state !== null) {
      open.state = pattern.next(open.state, byte);
      if (open.state.complete) return this.#close(at + 1);
      if (open.state !== pattern.dead) return;
      open.state = null;
    }
    // The bytes of this character that came before were swallowed already: all of it goes.
    if (!isContinuation(byte)) this.#close(at);
  }

  #close(end: number): void {
    this.#open!.match.end = end;
    this.#open = null;
    this.#lastEnd = end;
  }

  #stepLeads(byte: number, at: number, after: Context): void {
    const automaton = this.search.lead!;
    this.steps += this.#leads.length;
    for (const lead of this.#leads) {
      if (accepts(lead.state, after)) {
        this.#supersede(lead, at);
        if (at >= this.#lastEnd) this.#addStart(at, lead);
      }
      lead.state = automaton.next(lead.state, byte);
      if (lead.state === automaton.dead) this.#finalise(lead);
    }
    const kept: Lead[] = [];
    for (const lead of this.#leads) {
      const same = kept.find(other => other.state === lead.state);
      if (lead.state === automaton.dead) continue;
      if (same === undefined) kept.push(lead);
      else for (const start of this.#starts) if (start.lead === lead) start.lead = same;
    }
    this.#leads = kept;
  }

  #addStart(at: number, lead: Lead): void {
    const thread: Thread = { state: this.search.pattern.start(this.#contextBefore(at)), end: -1 };
    this.#threads.push(thread);
    this.#starts.push({ at, from: at, thread, end: -1, sharesFrom: at, lead });
  }

  /** The lead goes on to `at`: earlier ends of it are starts no longer, unless they are final. */
  #supersede(lead: Lead, at: number): void {
    const isSuperseded = (start: Start) => start.lead === lead && at - start.at < this.search.window;
    if (this.#starts.some(isSuperseded)) this.#keepStarts(start => !isSuperseded(start));
  }

  #finalise(lead: Lead): void {
    for (const start of this.#starts) if (start.lead === lead) start.lead = null;
  }

  #stepThreads(byte: number, at: number): void {
    const { dead } = this.search.pattern;
    let died = false;
    for (const thread of this.#threads) {
      this.#take(thread, byte, at);
      died ||= thread.state === dead;
    }
    this.steps += this.#threads.length;
    if (died) this.#keepStarts(start => start.thread.state !== dead || endOf(start) >= 0);
    if (this.#threads.length > 1) this.#meet();
  }

  /** Lets threads that have come to the same state go on as the one that began first. */
  #meet(): void {
    round += 1;
    let joined = false;
    for (const [index, thread] of this.#threads.entries()) {
      if (thread.state.metIn === round) {
        this.#join(this.#threads[thread.state.metBy]!, thread);
        joined = true;
      }
      thread.state.metIn = round;
      thread.state.metBy = index;
    }
    if (joined) this.#keepStarts(start => !this.#isCovered(start));
  }

  #join(earlier: Thread, later: Thread): void {
    for (const start of this.#starts) {
      if (start.thread !== later) continue;
      start.end = endOf(start);
      start.thread = earlier;
      start.sharesFrom = this.#history.end;
    }
  }

  /** A start that shares its thread with the first can only match together with it, and then lies inside that match. */
  #isCovered(start: Start): boolean {
    const head = this.#starts[0]!;
    if (start === head || start.thread !== head.thread || start.end >= 0) return false;
    return head.lead === null && this.search.back === null && this.search.detector.accept === undefined;
  }

  /** Drops starts, and threads that are dead or that no start is left for. */
  #keepStarts(isKept: (start: Start) => boolean): void {
    this.#starts = this.#starts.filter(isKept);
    const threads = new Set<Thread>();
    for (const { thread } of this.#starts) if (thread.state !== this.search.pattern.dead) threads.add(thread);
    this.#threads = [...threads];
  }

  /** Confirms what is certain, from the earliest start on. */
  #settle(): void {
    const judged = this.#judgeHeads();
    if (judged > 0) {
      this.#starts.splice(0, judged);
      this.#keepStarts(() => true);
    }
  }

  /** Number of starts, from the earliest on, that are decided. */
  #judgeHeads(): number {
    const { pattern, commit, window } = this.search;
    const now = this.#history.end;
    for (const [index, start] of this.#starts.entries()) {
      if (start.at < this.#lastEnd) continue;
      if (now - start.at >= window) start.lead = null;
      if (start.lead !== null) return index;
      if (start.thread.state === pattern.dead) this.#judge(start);
      else if (now - start.at < commit) return index;
      else this.#openMatch(start);
    }
    return this.#starts.length;
  }

  #judge(start: Start): void {
    const { detector } = this.search;
    const from = this.#beginOfMatch(start);
    const end = endOf(start);
    if (end < 0 || from === null) return;
    if (detector.accept !== undefined && !detector.accept(this.#history.slice(from, end))) return;
    this.#confirmed.push({ detector, start: from, end });
    this.#lastEnd = end;
  }

  #openMatch(start: Start): void {
    const from = this.#beginOfMatch(start);
    if (from === null) return;
    const match: OpenMatch = { detector: this.search.detector, start: from, end: Infinity };
    this.#confirmed.push(match);
    this.#open = { match, state: start.thread.state };
    this.#lastEnd = Infinity;
  }

  /** Null when too little is left to look back on behind the last match. */
  #beginOfMatch(start: Start): number | null {
    let from = Math.max(start.from, this.#lastEnd);
    while (from < start.at && isContinuation(this.#history.at(from))) from += 1;
    return start.at - from < (this.search.back?.min ?? 0) ? null : from;
  }
}

/** Number of the round of `#meet`, of all texts. */
let round = 0;

function endOf(start: Start): number {
  return start.thread.end >= start.sharesFrom ? start.thread.end : start.end;
}

function accepts(state: State, after: Context): boolean {
  return ((state.acceptsBefore >> after) & 1) === 1;
}

/** A byte of a UTF-8 character that is not its first. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
