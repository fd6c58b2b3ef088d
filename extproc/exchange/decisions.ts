// What rules decided in the course of one exchange, on its way to the ledger: each different decision once, the first ones; all are counted.
import type { DecisionNote } from '../audit/entries.ts';
import type { Decision } from '../words/decision.ts';

export class DecisionBook {
  readonly #max: number;
  readonly #known = new Set<string>();
  #fresh: DecisionNote[] = [];
  /** How often a policy's answer was more than "go on". */
  total = 0;

  constructor(max: number) {
    this.#max = max;
  }

  add(about: Pick<DecisionNote, 'point' | 'finding' | 'tool'>, { blocks, holds, masks, observed }: Decision): void {
    if (blocks.length + holds.length + masks.length + observed.length === 0) return;
    this.total++;
    if (this.#known.size >= this.#max) return;
    const note: DecisionNote = {
      ...about,
      blocks: blocks.map(({ code }) => code),
      holds: holds.map(({ rule }) => rule),
      masks: masks.map(({ finding, with: strategy }) => ({ finding, with: strategy })),
      observed: observed.map(({ would }) => would),
    };
    const name = JSON.stringify(note);
    if (this.#known.has(name)) return;
    this.#known.add(name);
    this.#fresh.push(note);
  }

  /** Those that were not taken yet. */
  take(): readonly DecisionNote[] {
    if (this.#fresh.length === 0) return none;
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }
}

const none: readonly DecisionNote[] = [];
