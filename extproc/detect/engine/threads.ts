// The pattern's automaton on its way from all starts of one detector that are not decided yet. Knows where matches could end; which
// of them count is for hunt.ts to judge.
import type { Automaton, State } from './automaton.ts';
import { ahead, outside } from './context.ts';
import type { Pursuit } from './pursuit.ts';
import { accepts, meet, nextRound, type Run } from './run.ts';

/** Where the pattern may begin a match. */
export interface Start {
  readonly at: number;
  /** Where the match would begin: before `at` by the look-back. */
  readonly from: number;
  thread: Thread;
  /** Furthest end of a match that was found before it shared a thread, else -1. */
  end: number;
  /** Ends that its thread finds count from here on. */
  sharesFrom: number;
  /** The run of the lead that may still find a longer end than this start; null once the start is final. */
  lead: object | null;
  isDropped: boolean;
}

/** One run for all starts that lead to the same state. */
export interface Thread extends Run {
  /** Furthest end of a match, else -1. */
  end: number;
  starts: Start[];
  /** Starts that are not dropped. */
  live: number;
}

export class Threads {
  readonly #automaton: Automaton;
  /** Whether a start may be dropped because any match of it would lie inside one that is sure to be taken. */
  readonly #drops: boolean;
  #live: Thread[] = [];
  /** Furthest end that any thread has found. */
  #furthestEnd = -1;

  constructor(automaton: Automaton, drops: boolean) {
    this.#automaton = automaton;
    this.#drops = drops;
  }

  get count(): number {
    return this.#live.length;
  }

  /**
   * Has them pursued; false where the next byte has to be taken, since some are left without a start. Which starts are dropped hangs on
   * what ended before threads met: where there are several, ends are not for others to find.
   */
  join(pursuit: Pursuit): boolean {
    const live = this.#live;
    for (let i = 0; i < live.length; i += 1) {
      if (live[i]!.live === 0) return false;
      pursuit.add(this.#automaton, live[i]!, live.length > 1);
    }
    return true;
  }

  /** They were pursued, up to a place: those that have met go on as one. */
  rejoin(now: number): void {
    if (this.#live.length > 1) this.#meet(now);
  }

  clear(): void {
    if (this.#live.length > 0) this.#live = [];
    this.#furthestEnd = -1;
  }

  /** Begins at a start. The thread is taken up by the next byte, or dead already. */
  begin(at: number, from: number, lead: object | null, state: State, end: number): Start {
    const thread: Thread = { state, end, starts: [], live: 1 };
    const start: Start = {
      at,
      from,
      thread,
      end: -1,
      sharesFrom: at,
      lead,
      isDropped: false,
    };
    thread.starts.push(start);
    this.#furthestEnd = Math.max(this.#furthestEnd, end);
    if (state !== this.#automaton.dead) this.#live.push(thread);
    return start;
  }

  /** Takes the byte at a place of the text. */
  step(byte: number, at: number): void {
    const { dead } = this.#automaton;
    const live = this.#live;
    const round = nextRound();
    let left = 0;
    let met = false;
    for (let i = 0; i < live.length; i += 1) {
      const thread = live[i]!;
      if (thread.live > 0) this.#take(thread, byte, at);
      const { state } = thread;
      if (thread.live === 0 || state === dead) {
        this.#end(thread);
        continue;
      }
      if (state.metIn === round) met = true;
      state.metIn = round;
      live[left] = thread;
      left += 1;
    }
    if (left < live.length) live.length = left;
    if (met) this.#meet(at + 1);
  }

  /** The text ends at a place. */
  finish(at: number): void {
    for (const thread of this.#live) {
      if (accepts(thread.state, outside)) thread.end = at;
      this.#end(thread);
    }
    this.#live = [];
  }

  drop(start: Start): void {
    if (start.isDropped) return;
    start.isDropped = true;
    start.thread.live -= 1;
  }

  isOver(start: Start): boolean {
    return start.thread.state === this.#automaton.dead;
  }

  #take(thread: Thread, byte: number, at: number): void {
    if (thread.state.acceptsBefore !== 0 && accepts(thread.state, ahead[byte]!)) thread.end = at;
    thread.state = this.#automaton.next(thread.state, byte);
    if (thread.state.complete) {
      thread.end = at + 1;
      thread.state = this.#automaton.dead;
    }
  }

  /** No more ends: starts that have none are dropped. */
  #end(thread: Thread): void {
    thread.state = this.#automaton.dead;
    this.#furthestEnd = Math.max(this.#furthestEnd, thread.end);
    for (const start of thread.starts) if (endOf(start) < 0) this.drop(start);
  }

  #meet(now: number): void {
    const { dead } = this.#automaton;
    for (const thread of this.#live) this.#furthestEnd = Math.max(this.#furthestEnd, thread.end);
    const met = meet(this.#live, (earlier, later) => {
      for (const start of later.starts) if (!start.isDropped) this.#move(start, earlier, now);
      later.state = dead;
    });
    if (met) this.#live = this.#live.filter(thread => thread.state !== dead);
  }

  #move(start: Start, thread: Thread, now: number): void {
    start.end = endOf(start);
    if (start.end < 0 && this.#drops && this.#isCovered(start, thread)) {
      start.isDropped = true;
      return;
    }
    start.thread = thread;
    start.sharesFrom = now;
    thread.starts.push(start);
    thread.live += 1;
  }

  /**
   * Whether each end that the thread may find belongs to an earlier start of it, come what may: no lead takes that one back, and no
   * match of a third start ends between the two. (An end that a third start finds later lies behind both.)
   */
  #isCovered(start: Start, thread: Thread): boolean {
    const first = thread.starts.find(other => !other.isDropped);
    if (first === undefined || first.at >= start.at) return false;
    return (first.lead === null || first.lead === start.lead) && this.#furthestEnd <= first.at;
  }
}

/** Furthest end of a match from this start, else -1. */
export function endOf(start: Start): number {
  return start.thread.end >= start.sharesFrom ? start.thread.end : start.end;
}
