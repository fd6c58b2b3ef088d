// A pattern's anchored automaton: says after each byte whether a match could still end later, and whether one ended here. It stops
// and resumes at any byte. States are made when they are first reached and shared by all texts.
// Knows nothing of where in a text it runs. What it remembers is bounded: over the bound all is forgotten and made again as needed.
import type { Limits } from '../../words/limits.ts';
import { type Ahead, ahead, type Behind, behind, other, outside, word } from './context.ts';
import type { Program, Reach } from './program.ts';

export type AutomatonLimits = Pick<Limits, 'automatonStatesKept'>;

/** What is to come depends on the state alone; two runs in the same state have the same future. */
export interface State {
  /** Tells it from all others, those of other automata included. */
  readonly id: number;
  /** Bit per context of the byte that comes: a match ends before it. Known only then, since `\b` looks at that byte. */
  readonly acceptsBefore: number;
  /** A match ends here whatever comes, and no longer one can. */
  readonly complete: boolean;
  /** Dead or complete. */
  readonly isLast: boolean;
  /** Number of the round in which a run was last seen in this state, and which run it was: to find runs that have met. */
  metIn: number;
  metBy: number;
  /** What whoever used it last with others has made of it: kept here to be found at once. */
  note: object | null;
  /** Offset of its row in the automaton's table; negative once forgotten. */
  row: number;
  /** Nodes reached by the last byte. */
  readonly kernel: readonly number[];
  readonly before: Behind;
  /** By what is ahead, as far as asked for. */
  readonly reaches: (Reach | undefined)[];
}

/** Table entry of a transition that was not looked for yet. */
const unknown = -0x80000000;
/** Table entry of a transition to the dead state, whose row is the first. */
export const toDead = ~0;
const rowsAtFirst = 4;

let statesMade = 0;

export class Automaton {
  readonly program: Program;
  /**
   * By row plus column: the follower's row where following it is all there is to do; else the complement of that row (the dead state, a
   * complete one, one behind which a match may end), or `unknown`. Replaced when it grows.
   */
  table: Int32Array;
  /** Column of each byte. */
  readonly columns: Uint8Array;
  /** Columns of a row are a power of two. */
  readonly #shift: number;
  /** By row, shifted. */
  #list: State[] = [];
  readonly #kept: number;
  readonly #states = new Map<string, State>();
  #starts: (State | undefined)[] = [];
  /** Nothing can match any more. */
  readonly dead: State;

  constructor(program: Program, limits: AutomatonLimits) {
    this.program = program;
    const classes = program.classes();
    this.columns = classes.of;
    this.#shift = Math.ceil(Math.log2(classes.count));
    this.table = new Int32Array(rowsAtFirst << this.#shift);
    this.#kept = limits.automatonStatesKept;
    this.dead = this.#make([], other);
  }

  /** The state before a match's first byte. */
  start(before: Behind): State {
    const known = this.#starts[before];
    if (known !== undefined) return known;
    const made = this.#state([this.program.start], before);
    this.#starts[before] = made;
    return made;
  }

  next(state: State, byte: number): State {
    if (state.row < 0) return this.#extend(state, byte);
    const entry = this.table[state.row + this.columns[byte]!]!;
    return entry === unknown ? this.#extend(state, byte) : this.#list[(entry < 0 ? ~entry : entry) >> this.#shift]!;
  }

  stateAt(row: number): State {
    return this.#list[row >> this.#shift]!;
  }

  #extend(state: State, byte: number): State {
    const kernel = new Set<number>();
    for (const at of this.#reach(state, ahead[byte]!).bytes) {
      const next = this.program.after(at, byte);
      if (next !== undefined) kernel.add(next);
    }
    const follower = kernel.size === 0 ? this.dead : this.#state([...kernel], behind[byte]!);
    // The state itself may have been forgotten for its follower's sake.
    if (state.row >= 0) {
      const isPlain = !follower.isLast && follower.acceptsBefore === 0;
      this.table[state.row + this.columns[byte]!] = isPlain ? follower.row : ~follower.row;
    }
    return follower;
  }

  #state(kernel: number[], before: Behind): State {
    // Order is part of the state only where preferences count, and so are the surroundings where edges do.
    const nodes = this.program.ordered ? kernel : kernel.sort((a, b) => a - b);
    const seen = this.program.hasEdges ? before : other;
    const key = `${seen}:${nodes.join()}`;
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    if (this.#states.size >= this.#kept) this.#forget();
    const made = this.#make(nodes, seen);
    this.#states.set(key, made);
    return made;
  }

  /** Runs that stand in a forgotten state keep it, and it alone: it finds its followers anew. */
  #forget(): void {
    for (const state of this.#list) state.row = -1;
    this.#list = [];
    this.#addRow(this.dead);
    this.#states.clear();
    this.#starts = [];
  }

  #make(kernel: readonly number[], before: Behind): State {
    const reaches: (Reach | undefined)[] = [];
    statesMade += 1;
    const state = {
      id: statesMade,
      acceptsBefore: 0,
      complete: true,
      isLast: false,
      metIn: 0,
      metBy: 0,
      note: null,
      row: -1,
      kernel,
      before,
      reaches,
    };
    for (const after of [other, word, outside] as const) {
      const { accepts, bytes } = this.#reach(state, after);
      if (accepts) state.acceptsBefore |= 1 << after;
      state.complete &&= accepts && bytes.length === 0;
    }
    state.isLast = state.complete || kernel.length === 0;
    this.#addRow(state);
    return state;
  }

  #addRow(state: State): void {
    const row = this.#list.length << this.#shift;
    const end = row + (1 << this.#shift);
    if (end > this.table.length) {
      const larger = new Int32Array(this.table.length * 2);
      larger.set(this.table);
      this.table = larger;
    }
    this.table.fill(unknown, row, end);
    this.#list.push(state);
    state.row = row;
  }

  #reach(state: State, after: Ahead): Reach {
    // Without edges what is ahead only matters to whether a match may end there, which is asked of `acceptsBefore`.
    const seen = this.program.hasEdges ? after : other;
    state.reaches[seen] ??= this.program.reach(state.kernel, state.before, seen);
    return state.reaches[seen];
  }
}
