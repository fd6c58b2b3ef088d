// The lead's automaton on its way, for one detector. Says at which places a lead ends, and takes earlier ends of the same lead back.
import type { Automaton } from './automaton.ts';
import { ahead, outside } from './context.ts';
import type { History } from './history.ts';
import { type Pursuit, walk } from './pursuit.ts';
import { accepts, behindOf, nextRound, type Run } from './run.ts';
import type { Start } from './threads.ts';

interface Lead extends Run {
  /** Not used: where it ends is for the next byte to show. */
  end: number;
  /** Where it has ended so far, as starts of the pattern: they are final when it finds no longer end. */
  starts: Start[];
}

/** A lead ends before a place: gives the start that is made there, if any. */
export type BeginBehind = (lead: object, at: number) => Start | null;

export class Leads {
  readonly #automaton: Automaton;
  /** Bytes behind an end of the lead after which a longer one no longer takes it back. */
  readonly #window: number;
  readonly #drop: (start: Start) => void;
  #live: Lead[] = [];

  constructor(automaton: Automaton, window: number, drop: (start: Start) => void) {
    this.#automaton = automaton;
    this.#window = window;
    this.#drop = drop;
  }

  get count(): number {
    return this.#live.length;
  }

  clear(): void {
    if (this.#live.length > 0) this.#live = [];
  }

  /** Begins at a place before the text's end, and catches up. `begin` as in step(). */
  begin(at: number, history: History, begin: BeginBehind): void {
    const lead: Lead = {
      state: this.#automaton.start(behindOf(history, at)),
      end: -1,
      starts: [],
    };
    const { buffer, end } = history;
    const base = at - history.indexOf(at);
    for (let i = at - base; i < end - base && lead.state !== this.#automaton.dead; i += 1) {
      i = walk(lead, this.#automaton, true, buffer, i, end - base, base);
      if (i < end - base) this.#take(lead, buffer[i]!, base + i, begin);
    }
    if (lead.state === this.#automaton.dead) return settle(lead);
    const twin = this.#live.find(({ state }) => state === lead.state);
    if (twin === undefined) this.#live.push(lead);
    else join(twin, lead);
  }

  /** Has them pursued. */
  join(pursuit: Pursuit): void {
    for (const lead of this.#live) pursuit.add(this.#automaton, lead, true);
  }

  /** They were pursued: those that have met go on as one. */
  rejoin(): void {
    if (this.#live.length < 2) return;
    let left = 0;
    const round = nextRound();
    for (const lead of this.#live) left = this.#keep(lead, left, round);
    this.#live.length = left;
  }

  /** Takes the byte at a place. `begin` is called for each lead that ends right before it, and gives the start that is made there. */
  step(byte: number, at: number, begin: BeginBehind): void {
    const automaton = this.#automaton;
    const live = this.#live;
    const round = nextRound();
    let left = 0;
    for (let i = 0; i < live.length; i += 1) {
      const lead = live[i]!;
      this.#take(lead, byte, at, begin);
      if (lead.state === automaton.dead) settle(lead);
      else left = this.#keep(lead, left, round);
    }
    if (left < live.length) live.length = left;
  }

  /** Keeps it as number `left`, unless it has met one that is kept already; gives the number of those that are kept. */
  #keep(lead: Lead, left: number, round: number): number {
    const { state } = lead;
    if (state.metIn === round) {
      join(this.#live[state.metBy]!, lead);
      return left;
    }
    state.metIn = round;
    state.metBy = left;
    this.#live[left] = lead;
    return left + 1;
  }

  /** The text ends at a place. */
  finish(at: number): void {
    for (const lead of this.#live) {
      if (accepts(lead.state, outside)) this.#takeBack(lead, at);
      settle(lead);
    }
    this.#live = [];
  }

  #take(lead: Lead, byte: number, at: number, begin: BeginBehind): void {
    if (lead.state.acceptsBefore !== 0 && accepts(lead.state, ahead[byte]!)) {
      this.#takeBack(lead, at);
      const start = begin(lead, at);
      if (start !== null) lead.starts.push(start);
    }
    lead.state = this.#automaton.next(lead.state, byte);
  }

  #takeBack(lead: Lead, at: number): void {
    for (const start of lead.starts) {
      if (start.lead === lead && at - start.at < this.#window) this.#drop(start);
      start.lead = null;
    }
    lead.starts = [];
  }
}

function join(earlier: Lead, later: Lead): void {
  for (const start of later.starts) {
    if (start.lead === later) start.lead = earlier;
    earlier.starts.push(start);
  }
}

function settle(lead: Lead): void {
  for (const start of lead.starts) start.lead = null;
}
