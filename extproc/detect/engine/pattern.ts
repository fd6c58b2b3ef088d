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
  switch (pattern.kind) {
    case 'byte':
      return { min: 1, max: 1 };
    case 'character':
      return { min: 1, max: utf8BytesMax };
    case 'edge':
      return { min: 0, max: 0 };
    case 'sequence': {
      let min = 0;
      let max = 0;
      for (const part of pattern.parts) {
        const extent = extentOf(part);
        min += extent.min;
        max += extent.max;
      }
      return { min, max };
    }
    case 'choice': {
      let min = Infinity;
      let max = 0;
      for (const option of pattern.options) {
        const extent = extentOf(option);
        if (extent.min < min) min = extent.min;
        if (extent.max > max) max = extent.max;
      }
      return { min, max };
    }
    case 'repeat': {
      const of = extentOf(pattern.of);
      return {
        min: of.min * pattern.min,
        max: of.max === 0 ? 0 : of.max * pattern.max,
      };
    }
  }
}

/** Whether a lazy repeat stands anywhere in it. */
export function hasLazyRepeat(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'byte':
    case 'character':
    case 'edge':
      return false;
    case 'sequence':
      return pattern.parts.some(hasLazyRepeat);
    case 'choice':
      return pattern.options.some(hasLazyRepeat);
    case 'repeat':
      return pattern.lazy || hasLazyRepeat(pattern.of);
  }
}

/** Nodes that a program of the pattern has. */
export function statesOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'byte':
    case 'edge':
      return 1;
    case 'character':
      return 3;
    case 'sequence':
      return pattern.parts.reduce((sum, part) => sum + statesOf(part), 0);
    case 'choice':
      return pattern.options.reduce((sum, option) => sum + statesOf(option), 1);
    case 'repeat': {
      const { min, max } = pattern;
      const of = statesOf(pattern.of);
      return min * of + (max === Infinity ? 1 : max - min) * (of + 1);
    }
  }
}
