// A pattern as a graph that is walked by many threads at once, one byte at a time; program-building.ts makes it of a tree.
// Knows what can be reached without taking a byte. When and how often that is asked is the automata's business.
import { type ByteClasses, classesOf } from './byte-classes.ts';
import { type Ahead, type Behind, holds, inside, isContinuationByte, isWordByte } from './context.ts';
import type { ByteSet, Edge, Extent } from './pattern.ts';

/** What a node is. Nodes are rows of numbers: a scanner that has met much text has a million of them. */
export const byteNode = 0;
/** Goes on at each of its branches; the earlier is preferred where order matters. */
export const splitNode = 1;
export const edgeNode = 2;
export const acceptNode = 3;

export const edges: readonly Edge[] = ['word_edge', 'word_inside', 'text_begin', 'text_end'];

/** Byte nodes that wait for the next byte, in order of preference, and whether a match ends here. */
export interface Reach {
  readonly bytes: readonly number[];
  readonly accepts: boolean;
}

export interface Nodes {
  readonly start: number;
  readonly extent: Extent;
  /**
   * Without lazy repeats the longest match counts, whatever the order of alternatives. With a lazy repeat anywhere the pattern's own
   * preferences count, as in RE2 and Perl: what is preferred less than a match that was found is given up.
   */
  readonly ordered: boolean;
  readonly kinds: Uint8Array;
  /** By node: the one behind it; of a split, where its branches begin. */
  readonly next: Int32Array;
  /** By node: number of a byte's set, of an edge; of a split, how many branches it has. */
  readonly what: Int32Array;
  readonly branches: Int32Array;
  readonly sets: readonly ByteSet[];
  /** Bytes that they need not tell apart, where that is known already. */
  readonly classes?: ByteClasses;
}

export class Program {
  readonly nodes: Nodes;
  readonly start: number;
  readonly extent: Extent;
  readonly ordered: boolean;
  /** Whether edges are asked for at all: without them a place's surroundings don't matter. */
  readonly hasEdges: boolean;
  readonly #kinds: Uint8Array;
  readonly #next: Int32Array;
  readonly #what: Int32Array;
  readonly #branches: Int32Array;
  readonly #sets: readonly ByteSet[];
  readonly #seen: Uint32Array;
  #round = 0;

  constructor(nodes: Nodes) {
    this.nodes = nodes;
    this.start = nodes.start;
    this.extent = nodes.extent;
    this.ordered = nodes.ordered;
    this.#kinds = nodes.kinds;
    this.#next = nodes.next;
    this.#what = nodes.what;
    this.#branches = nodes.branches;
    this.#sets = nodes.sets;
    this.#seen = new Uint32Array(nodes.kinds.length);
    this.hasEdges = this.#kinds.includes(edgeNode);
  }

  /** Bytes that need not be told apart, those of edges included. */
  classes(): ByteClasses {
    return this.nodes.classes ?? classesOf(this.sets());
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
}
