// A pattern as a tree over bytes: what automata are built from. Knows the tree's shape and how long its matches can be; nothing of
// how patterns are written (syntax.ts) or run.

/** 256 entries, 1 for each byte that is in the set. Shared between nodes, never written to once made. */
export type ByteSet = Uint8Array;

/** Places between two bytes. Words are RE2's: ASCII letters, digits and `_`. */
export type Edge = 'word_edge' | 'word_inside' | 'text_begin' | 'text_end';

export type Pattern =
  | { readonly kind: 'byte'; readonly set: ByteSet }
  /** One byte of the set and the UTF-8 continuation bytes behind it: a whole character, where the set has its first byte. */
  | { readonly kind: 'character'; readonly set: ByteSet }
  | { readonly kind: 'edge'; readonly edge: Edge }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  /** `lazy` asks for as few rounds as possible; `max` may be Infinity. */
  | {
      readonly kind: 'repeat';
      readonly of: Pattern;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
    };

const utf8BytesMax = 4;

/** Bytes that a match has at least and at most. */
export interface Extent {
  readonly min: number;
  readonly max: number;
}

export function extentOf(pattern: Pattern): Extent {
  return measureOf(pattern);
}

/** Whether a lazy repeat stands anywhere in it. */
export function hasLazyRepeat(pattern: Pattern): boolean {
  return measureOf(pattern).isLazy;
}

/** Nodes that a program of the pattern has. */
export function statesOf(pattern: Pattern): number {
  return measureOf(pattern).states;
}

interface Measure extends Extent {
  readonly states: number;
  readonly isLazy: boolean;
}

const ofByte: Measure = { min: 1, max: 1, states: 1, isLazy: false };
const ofCharacter: Measure = { min: 1, max: utf8BytesMax, states: 3, isLazy: false };
const ofEdge: Measure = { min: 0, max: 0, states: 1, isLazy: false };

/** Of choices, which are what patterns share and what is long in them. */
const known = new WeakMap<Pattern, Measure>();

function measureOf(pattern: Pattern): Measure {
  switch (pattern.kind) {
    case 'byte':
      return ofByte;
    case 'character':
      return ofCharacter;
    case 'edge':
      return ofEdge;
    case 'sequence':
      return measureOfAll(pattern.parts);
    case 'choice': {
      let measure = known.get(pattern);
      if (measure === undefined) {
        measure = measureOfAny(pattern.options);
        known.set(pattern, measure);
      }
      return measure;
    }
    case 'repeat':
      return measureOfRepeat(pattern);
  }
}

function measureOfAll(parts: readonly Pattern[]): Measure {
  let min = 0;
  let max = 0;
  let states = 0;
  let isLazy = false;
  for (const part of parts) {
    const of = measureOf(part);
    min += of.min;
    max += of.max;
    states += of.states;
    isLazy ||= of.isLazy;
  }
  return { min, max, states, isLazy };
}

function measureOfAny(options: readonly Pattern[]): Measure {
  let min = Infinity;
  let max = 0;
  let states = 1;
  let isLazy = false;
  for (const option of options) {
    const of = measureOf(option);
    if (of.min < min) min = of.min;
    if (of.max > max) max = of.max;
    states += of.states;
    isLazy ||= of.isLazy;
  }
  return { min, max, states, isLazy };
}

function measureOfRepeat({ of, min, max, lazy }: Pattern & { kind: 'repeat' }): Measure {
  const round = measureOf(of);
  return {
    min: round.min * min,
    max: round.max === 0 ? 0 : round.max * max,
    states: min * round.states + (max === Infinity ? round.states + 1 : (max - min) * (round.states + 1)),
    isLazy: lazy || round.isLazy,
  };
}
