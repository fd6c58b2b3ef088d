// The run of certain bytes that ends at a place of a text. Asked for again and again as the text grows, it looks at each byte once.
import type { History } from './history.ts';
import type { LookBack } from './search.ts';

export class RunBehind {
  readonly #back: LookBack;
  readonly #history: History;
  /** The latest place that was asked for, and where its run begins. */
  #place = 0;
  #from = 0;

  constructor(back: LookBack, history: History) {
    this.#back = back;
    this.#history = history;
  }

  /** Of a new text. */
  clear(): void {
    this.#place = 0;
    this.#from = 0;
  }

  /** Whether a byte belongs to such runs. */
  has(byte: number): boolean {
    return this.#back.set[byte] === 1;
  }

  /** The same for a match that looks back from there; Infinity where too little stands before it. */
  earliest(place: number): number {
    const from = this.begin(place);
    return place - from < this.#back.min ? Infinity : from;
  }

  /** Where the run before a place begins; never further back than the look-back's max. Places that were passed cost a walk. */
  begin(place: number): number {
    const { set, max } = this.#back;
    const stop = Math.max(place >= this.#place ? this.#place : 0, place - max);
    let from = place;
    while (from > stop && set[this.#history.at(from - 1)] === 1) from -= 1;
    if (place < this.#place) return from;
    // The walk met the run that was known.
    if (from === this.#place) from = Math.max(this.#from, place - max);
    this.#place = place;
    this.#from = from;
    return from;
  }
}
