// Thompson's construction: a tree becomes a graph that is walked by many threads at once, one byte at a time.
// Knows what can be reached without taking a byte. When and how often that is asked is the automata's business.
import { Fault } from '../../words/fault.ts';
import type { Limits } from '../../words/limits.ts';
import { type Ahead, type Behind, holds, inside, isContinuationByte, isWordByte } from './context.ts';
import { type ByteSet, type Edge, type Extent, extentOf, hasLazyRepeat, type Pattern } from './pattern.ts';

export type Node =
  | { readonly kind: 'byte'; readonly set: ByteSet; readonly next: number }
  /** Goes on at all of `next`; the earlier is preferred where order matters. */
  | { readonly kind: 'split'; readonly next: number[] }
  | { readonly kind: 'edge'; readonly edge: Edge; readonly next: number }
  | { readonly kind: 'accept' };

/** Byte nodes that wait for the next byte, in order of preference, and whether a match ends here. */
export interface Reach {
  readonly bytes: readonly number[];
  readonly accepts: boolean;
}

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
  readonly #nodes: Node[] = [];
  readonly #statesMax: number;
  readonly #seen: Uint32Array;
  #round = 0;

  constructor(pattern: Pattern, limits: Pick<Limits, 'patternStatesMax'>) {
    this.#statesMax = limits.patternStatesMax;
    this.extent = extentOf(pattern);
    this.ordered = hasLazyRepeat(pattern);
    this.start = this.#build(pattern, this.#add({ kind: 'accept' }));
    this.hasEdges = this.#nodes.some(node => node.kind === 'edge');
    this.#seen = new Uint32Array(this.#nodes.length);
  }

  /** Nodes in all. What is built behind the same end begins with the same nodes. */
  get size(): number {
    return this.#nodes.length;
  }

  /** Where a byte node leads when it takes this byte; undefined when it doesn't take it. */
  after(at: number, byte: number): number | undefined {
    const node = this.#nodes[at]!;
    return node.kind === 'byte' && node.set[byte] === 1 ? node.next : undefined;
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
      const node = this.#nodes[at]!;
      if (node.kind === 'byte') bytes.push(at);
      else if (node.kind === 'split') for (let i = node.next.length - 1; i >= 0; i -= 1) stack.push(node.next[i]!);
      else if (node.kind === 'edge') holds(node.edge, before, after) && stack.push(node.next);
      else if (after !== inside) {
        accepts = true;
        if (this.ordered) break;
      }
    }
    return { bytes, accepts };
  }

  /** Sets that tell bytes apart, those of edges included. */
  sets(): Set<ByteSet> {
    const sets = new Set<ByteSet>(this.hasEdges ? [isWordByte, isContinuationByte] : []);
    for (const node of this.#nodes) if (node.kind === 'byte') sets.add(node.set);
    return sets;
  }

  /** Gives the node where the pattern begins, built from its end backwards so that each part knows what follows it. */
  #build(pattern: Pattern, next: number): number {
    switch (pattern.kind) {
      case 'byte':
        return this.#add({ kind: 'byte', set: pattern.set, next });
      case 'character': {
        const rest: number[] = [];
        const behindFirst = this.#add({ kind: 'split', next: rest });
        rest.push(
          this.#add({
            kind: 'byte',
            set: isContinuationByte,
            next: behindFirst,
          }),
          next,
        );
        return this.#add({ kind: 'byte', set: pattern.set, next: behindFirst });
      }
      case 'edge':
        return this.#add({ kind: 'edge', edge: pattern.edge, next });
      case 'sequence':
        return pattern.parts.reduceRight((after, part) => this.#build(part, after), next);
      case 'choice':
        return this.#add({
          kind: 'split',
          next: pattern.options.map(option => this.#build(option, next)),
        });
      case 'repeat':
        return this.#buildRepeat(pattern, next);
    }
  }

  #buildRepeat({ of, min, max, lazy }: Pattern & { kind: 'repeat' }, next: number): number {
    let start = next;
    if (max === Infinity) {
      const loop: number[] = [];
      start = this.#add({ kind: 'split', next: loop });
      const round = this.#build(of, start);
      loop.push(...(lazy ? [next, round] : [round, next]));
    }
    for (let optional = min; max !== Infinity && optional < max; optional += 1) {
      const round = this.#build(of, start);
      start = this.#add({
        kind: 'split',
        next: lazy ? [next, round] : [round, next],
      });
    }
    for (let required = 0; required < min; required += 1) start = this.#build(of, start);
    return start;
  }

  #add(node: Node): number {
    if (this.#nodes.length >= this.#statesMax) throw tooManyStates(this.#statesMax);
    return this.#nodes.push(node) - 1;
  }
}

export function tooManyStates(max: number): Fault {
  return new Fault('ERR_PATTERN_SIZE', `the pattern needs more than ${max} states (patternStatesMax); use smaller repeats`);
}
