// A pattern's anchored automaton: says after each byte whether a match could still end later, and whether one ended here. It stops
// and resumes at any byte. States are made when they are first reached and shared by all texts.
// Knows nothing of where in a text it runs. What it remembers is bounded: over the bound all is forgotten and made again as needed.
import type { Limits } from '../../words/limits.ts';
import { type ByteClasses, classesOf } from './byte-classes.ts';
import { type Context, contexts, other, outside, word } from './context.ts';
import type { Program, Reach } from './program.ts';

export type AutomatonLimits = Pick<Limits, 'automatonStatesKept'>;

/** What is to come depends on the state alone; two runs in the same state have the same future. */
export interface State {
  /** Bit per context of the byte that comes: a match ends before it. Known only then, since `\b` looks at that byte. */
  readonly acceptsBefore: number;
  /** A match ends here whatever comes, and no longer one can. */
  readonly complete: boolean;
  /** Number of the round in which a run was last seen in this state, and which run it was: to find runs that have met. */
  metIn: number;
  metBy: number;
  /** Follower by class of byte, as far as known. */
  readonly next: (State | undefined)[];
  /** Nodes reached by the last byte. */
  readonly kernel: readonly number[];
  readonly before: Context;
}

export class Automaton {
  readonly program: Program;
  readonly #classes: ByteClasses;
  readonly #kept: number;
  readonly #states = new Map<string, State>();
  /** Nothing can match any more. */
  readonly dead: State;

  constructor(program: Program, limits: AutomatonLimits) {
    this.program = program;
    this.#classes = classesOf(program.sets());
    this.#kept = limits.automatonStatesKept;
    this.dead = this.#make([], other);
  }

  /** The state before a match's first byte, behind a byte of this context. */
  start(before: Context): State {
    return this.#state([this.program.start], before);
  }

  next(state: State, byte: number): State {
    return state.next[this.#classes.of[byte]!] ?? this.#extend(state, byte);
  }

  #extend(state: State, byte: number): State {
    const reach = this.#reach(state.kernel, state.before, contexts[byte]!);
    const kernel = new Set<number>();
    for (const at of reach.bytes) {
      const next = this.program.after(at, byte);
      if (next !== undefined) kernel.add(next);
    }
    const follower = kernel.size === 0 ? this.dead : this.#state([...kernel], contexts[byte]!);
    state.next[this.#classes.of[byte]!] = follower;
    return follower;
  }

  #state(kernel: number[], before: Context): State {
    // Order is part of the state only where preferences count.
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
    for (const state of this.#states.values()) state.next.fill(undefined);
    this.#states.clear();
  }

  #make(kernel: readonly number[], before: Context): State {
    const reaches = ([other, word, outside] as const).map(after => this.#reach(kernel, before, after));
    return {
      acceptsBefore: reaches.reduce((bits, reach, after) => bits | (reach.accepts ? 1 << after : 0), 0),
      complete: reaches.every(reach => reach.accepts && reach.bytes.length === 0),
      metIn: 0,
      metBy: 0,
      next: new Array(this.#classes.count).fill(kernel.length === 0 ? this.dead : undefined),
      kernel,
      before,
    };
  }

  #reach(kernel: readonly number[], before: Context, after: Context): Reach {
    return this.program.reach(kernel, before, after);
  }
}
