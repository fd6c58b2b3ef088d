// Thompson's construction: a tree becomes the nodes of a program. Knows nothing of how they are walked.
import { Fault } from '../../words/fault.ts';
import type { Limits } from '../../words/limits.ts';
import { isContinuationByte } from './context.ts';
import { type ByteSet, extentOf, hasLazyRepeat, type Pattern, statesOf } from './pattern.ts';
import { acceptNode, byteNode, edgeNode, edges, type Nodes, Program, splitNode } from './program.ts';

/** Nodes of a program beside those of its pattern. */
export const endStates = 1;

/** Throws ERR_PATTERN_SIZE. */
export function programOf(pattern: Pattern, limits: Pick<Limits, 'patternStatesMax'>): Program {
  const size = statesOf(pattern) + endStates;
  if (size > limits.patternStatesMax) throw tooManyStates(limits.patternStatesMax);
  return new Program(new Builder(size).nodesOf(pattern));
}

class Builder {
  readonly #kinds: Uint8Array;
  readonly #next: Int32Array;
  readonly #what: Int32Array;
  readonly #branches: number[] = [];
  /** Distinct ones, by number. */
  readonly #sets: ByteSet[] = [];
  readonly #setNumbers = new Map<ByteSet, number>();
  #size = 0;

  constructor(size: number) {
    this.#kinds = new Uint8Array(size);
    this.#next = new Int32Array(size);
    this.#what = new Int32Array(size);
  }

  nodesOf(pattern: Pattern): Nodes {
    return {
      start: this.#build(pattern, this.#add(acceptNode, 0, -1)),
      extent: extentOf(pattern),
      ordered: hasLazyRepeat(pattern),
      kinds: this.#kinds,
      next: this.#next,
      what: this.#what,
      branches: Int32Array.from(this.#branches),
      sets: this.#sets,
    };
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
