// The lead's automaton on its way, for one detector. Says at which places a lead ends, and takes earlier ends of the same lead back.
import type { Automaton } from './automaton.ts';
import { ahead, outside } from './context.ts';
import type { History } from './history.ts';
import { accepts, behindOf, meet, type Run } from './run.ts';
import type { Start } from './threads.ts';

interface Lead extends Run {
  /** Where it has ended so far, as starts of the pattern: they are final when it finds no longer end. */
  starts: Start[];
}

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

  /** Begins at a place before the text's end, and catches up. */
  begin(at: number, history: History): void {
    const { dead } = this.#automaton;
    let state = this.#automaton.start(behindOf(history, at));
    for (let place = at; place < history.end && state !== dead; place += 1)
      state = this.#automaton.next(state, history.at(place));
    if (state !== dead && !this.#live.some(lead => lead.state === state)) this.#live.push({ state, starts: [] });
  }

  /** Takes the byte at a place. `begin` is called for each lead that ends right before it, and gives the start that is made there. */
  step(byte: number, at: number, begin: (lead: object) => Start | null): void {
    const { dead } = this.#automaton;
    let left = 0;
    for (const lead of this.#live) {
      if (accepts(lead.state, ahead[byte]!)) {
        this.#takeBack(lead, at);
        const start = begin(lead);
        if (start !== null) lead.starts.push(start);
      }
      lead.state = this.#automaton.next(lead.state, byte);
      if (lead.state === dead) settle(lead);
      else left += 1;
    }
    if (left < this.#live.length) this.#live = this.#live.filter(lead => lead.state !== dead);
    if (left > 1) this.#meet();
  }

  /** The text ends at a place. */
  finish(at: number): void {
    for (const lead of this.#live) {
      if (accepts(lead.state, outside)) this.#takeBack(lead, at);
      settle(lead);
    }
    this.#live = [];
  }

  #takeBack(lead: Lead, at: number): void {
    for (const start of lead.starts) {
      if (start.lead === lead && at - start.at < this.#window) this.#drop(start);
      start.lead = null;
    }
    lead.starts = [];
  }

  #meet(): void {
    const { dead } = this.#automaton;
    const met = meet(this.#live, (earlier, later) => {
      for (const start of later.starts) {
        if (start.lead === later) start.lead = earlier;
        earlier.starts.push(start);
      }
      later.state = dead;
    });
    if (met) this.#live = this.#live.filter(lead => lead.state !== dead);
  }
}

function settle(lead: Lead): void {
  for (const start of lead.starts) start.lead = null;
}
