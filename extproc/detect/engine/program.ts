// Thompson's construction: a tree becomes a graph that is walked by many threads at once, one byte at a time.
// Knows what can be reached without taking a byte. When and how often that is asked is the automata's business.
import { Fault } from '../../words/fault.ts';
import type { Limits } from '../../words/limits.ts';
import { type Ahead, type Behind, holds, inside, isContinuationByte, isWordByte } from './context.ts';
import { type ByteSet, type Edge, type Extent, extentOf, hasLazyRepeat, type Pattern, statesOf } from './pattern.ts';

/** What a node is. Nodes are rows of numbers: a scanner that has met much text has a million of them. */
const byteNode = 0;
/** Goes on at each of its branches; the earlier is preferred where order matters. */
const splitNode = 1;
const edgeNode = 2;
const acceptNode = 3;

const edges: readonly Edge[] = ['word_edge', 'word_inside', 'text_begin', 'text_end'];

/** Byte nodes that wait for the next byte, in order of preference, and whether a match ends here. */
export interface Reach {
  readonly bytes: readonly number[];
  readonly accepts: boolean;
}

/** Nodes of a program beside those of its pattern. */
export const endStates = 1;

export class Program {
  readonly start: number;
  readonly extent: Extent;
  /**
   * Without lazy repeats the longest match counts, whatever the order of alternatives. With a lazy repeat anywhere the pattern's own
   * preferences count, as in RE2 and Perl: what is preferred less than a match that was found is given up.
   */
  readonly ordered: boolean;
  /** Whether edges are asked for at all: without them a place's surroundings don't matter. */
  readonly hasEdges: boolean;
  readonly #kinds: Uint8Array;
  /** By node: the one behind it; of a split, where its branches begin. */
  readonly #next: Int32Array;
  /** By node: number of a byte's set, of an edge; of a split, how many branches it has. */
  readonly #what: Int32Array;
  readonly #branches: number[] = [];
  /** Distinct ones, by number. */
  readonly #sets: ByteSet[] = [];
  /** While nodes are added. */
  readonly #setNumbers = new Map<ByteSet, number>();
  #size = 0;
  readonly #seen: Uint32Array;
  #round = 0;

  constructor(pattern: Pattern, limits: Pick<Limits, 'patternStatesMax'>) {
    const size = statesOf(pattern) + endStates;
    if (size > limits.patternStatesMax) throw tooManyStates(limits.patternStatesMax);
    this.#kinds = new Uint8Array(size);
    this.#next = new Int32Array(size);
    this.#what = new Int32Array(size);
    this.#seen = new Uint32Array(size);
    this.extent = extentOf(pattern);
    this.ordered = hasLazyRepeat(pattern);
    this.start = this.#build(pattern, this.#add(acceptNode, 0, -1));
    this.#setNumbers.clear();
    this.hasEdges = this.#kinds.includes(edgeNode);
  }

  /** Where a byte node leads when it takes this byte; undefined when it doesn't take it. */
  after(at: number, byte: number): number | undefined {
    return this.#kinds[at] === byteNode && this.#sets[this.#what[at]!]![byte] === 1 ? this.#next[at] : undefined;
  }

  /** Follows all that takes no byte, at a place with these surroundings. */
  reach(from: readonly number[], before: Behind, after: Ahead): Reach {
    const bytes: number[] = [];
    const stack = [...from].reverse();
    this.#round += 1;
    let accepts = false;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      if (this.#seen[at] === this.#round) continue;
      this.#seen[at] = this.#round;
      const kind = this.#kinds[at];
      const next = this.#next[at]!;
      if (kind === byteNode) bytes.push(at);
      else if (kind === splitNode) for (let i = next + this.#what[at]! - 1; i >= next; i -= 1) stack.push(this.#branches[i]!);
      else if (kind === edgeNode) holds(edges[this.#what[at]!]!, before, after) && stack.push(next);
      else if (after !== inside) {
        accepts = true;
        if (this.ordered) break;
      }
    }
    return { bytes, accepts };
  }

  /** Sets that tell bytes apart, those of edges included. */
  sets(): readonly ByteSet[] {
    return this.hasEdges ? [...this.#sets, isWordByte, isContinuationByte] : this.#sets;
  }

  /** Gives the node where the pattern begins, built from its end backwards so that each part knows what follows it. */
  #build(pattern: Pattern, next: number): number {
    switch (pattern.kind) {
      case 'byte':
        return this.#addByte(pattern.set, next);
      case 'character':
        return this.#buildCharacter(pattern.set, next);
      case 'edge':
        return this.#add(edgeNode, edges.indexOf(pattern.edge), next);
      case 'sequence': {
        let after = next;
        for (let i = pattern.parts.length - 1; i >= 0; i -= 1) after = this.#build(pattern.parts[i]!, after);
        return after;
      }
      case 'choice':
        return this.#addSplit(pattern.options.map(option => this.#build(option, next)));
      case 'repeat':
        return this.#buildRepeat(pattern, next);
    }
  }

  #buildCharacter(set: ByteSet, next: number): number {
    const behindFirst = this.#addSplit([0, next]);
    this.#branches[this.#next[behindFirst]!] = this.#addByte(isContinuationByte, behindFirst);
    return this.#addByte(set, behindFirst);
  }

  #buildRepeat({ of, min, max, lazy }: Pattern & { kind: 'repeat' }, next: number): number {
    const split = (round: number) => this.#addSplit(lazy ? [next, round] : [round, next]);
    let start = next;
    if (max === Infinity) {
      start = split(0);
      const round = this.#build(of, start);
      this.#branches[this.#next[start]! + (lazy ? 1 : 0)] = round;
    }
    const rounds = this.#rounds(of);
    for (let optional = min; max !== Infinity && optional < max; optional += 1) start = split(rounds(start));
    for (let required = 0; required < min; required += 1) start = rounds(start);
    return start;
  }

  /** Builds a part once and copies it from then on, with another end each time. */
  #rounds(of: Pattern): (next: number) => number {
    let from = -1;
    let to = -1;
    let first = -1;
    let end = -1;
    return next => {
      if (from >= 0) return first === end ? next : this.#copy(from, to, end, next) + first - from;
      from = this.#size;
      first = this.#build(of, next);
      to = this.#size;
      end = next;
      return first;
    };
  }

  /** Copies nodes that lead nowhere but to each other and to an end, which is another for the copy. Gives the first of the copy. */
  #copy(from: number, to: number, end: number, next: number): number {
    const by = this.#size - from;
    const moved = (at: number) => (at === end ? next : at + by);
    for (let at = from; at < to; at += 1) {
      const kind = this.#kinds[at]!;
      const behind = this.#next[at]!;
      if (kind !== splitNode) {
        this.#add(kind, this.#what[at]!, moved(behind));
        continue;
      }
      this.#add(kind, this.#what[at]!, this.#branches.length);
      for (let i = behind; i < behind + this.#what[at]!; i += 1) this.#branches.push(moved(this.#branches[i]!));
    }
    return from + by;
  }

  #addByte(set: ByteSet, next: number): number {
    let number = this.#setNumbers.get(set);
    if (number === undefined) {
      number = this.#sets.push(set) - 1;
      this.#setNumbers.set(set, number);
    }
    return this.#add(byteNode, number, next);
  }

  #addSplit(branches: readonly number[]): number {
    const first = this.#branches.length;
    for (const branch of branches) this.#branches.push(branch);
    return this.#add(splitNode, branches.length, first);
  }

  #add(kind: number, what: number, next: number): number {
    const at = this.#size;
    this.#kinds[at] = kind;
    this.#what[at] = what;
    this.#next[at] = next;
    this.#size = at + 1;
    return at;
  }
}

export function tooManyStates(max: number): Fault {
  return new Fault('ERR_PATTERN_SIZE', `the pattern needs more than ${max} states (patternStatesMax); use smaller repeats`);
}
