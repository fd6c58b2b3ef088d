// Reads RE2 syntax into a tree over bytes. Knows the grammar; what an automaton can't do in one pass over the text (look-around,
// back-references) and what is left out (Unicode classes, `(?m)`) is refused by its name and place, never read as something else.
import { Fault } from '../../words/fault.ts';
import type { Limits } from '../../words/limits.ts';
import { readClass, readEscapedCharacter } from './bracket.ts';
import { complement, digits, lastAscii, type Range, spaces, spelled, spelledAscii, wordCharacters } from './characters.ts';
import { Cursor } from './cursor.ts';
import { endOfPart, Parts } from './parts.ts';
import type { Edge, Pattern } from './pattern.ts';

export type SyntaxLimits = Pick<Limits, 'patternRepeatMax' | 'patternDepthMax'>;

/** Reads a pattern; throws ERR_PATTERN_SYNTAX or ERR_PATTERN_SIZE with the offset in characters of what is wrong. */
export function parsePattern(source: string, limits: SyntaxLimits): Pattern {
  if (!source.isWellFormed()) throw new Fault('ERR_PATTERN_SYNTAX', 'the pattern has half of a surrogate pair in it');
  const parser = new Parser(source, limits);
  return parser.whole();
}

/** What was read under some limits is allowed by those. */
const partsUnder = new WeakMap<SyntaxLimits, Parts>();

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotTakesNewline: boolean;
}

const nothing: Pattern = { kind: 'sequence', parts: [] };

const escapedClasses: Readonly<Record<string, readonly Range[]>> = {
  d: digits,
  D: complement(digits),
  s: spaces,
  S: complement(spaces),
  w: wordCharacters,
  W: complement(wordCharacters),
};

const escapedEdges: Readonly<Record<string, Edge>> = {
  b: 'word_edge',
  B: 'word_inside',
  A: 'text_begin',
  z: 'text_end',
};

const refusedGroups: readonly (readonly [opening: string, name: string])[] = [
  ['(?=', 'look-ahead'],
  ['(?!', 'negative look-ahead'],
  ['(?<=', 'look-behind'],
  ['(?<!', 'negative look-behind'],
  ['(?>', 'an atomic group'],
  ['(?#', 'a comment'],
  ['(?P=', 'a back-reference'],
  ['(?P>', 'recursion'],
  ['(?|', 'a branch reset'],
  ['(?(', 'a conditional'],
  ['(?R', 'recursion'],
];

/** Asked of nearly each character of a pattern, and so by number. */
const bar = 0x7c;
const closing = 0x29;

/** `*`, `+`, `?` or `{`. */
function isRepeat(unit: number): boolean {
  return unit === 0x2a || unit === 0x2b || unit === 0x3f || unit === 0x7b;
}

class Parser {
  readonly #source: string;
  readonly #cursor: Cursor;
  readonly #limits: SyntaxLimits;
  readonly #parts: Parts;
  #flags: Flags = { ignoreCase: false, dotTakesNewline: false };
  #depth = 0;
  /** How deep groups went since the last part began that is being read. */
  #deepest = 0;

  constructor(source: string, limits: SyntaxLimits) {
    this.#source = source;
    this.#cursor = new Cursor(source);
    this.#limits = limits;
    this.#parts = partsUnder.get(limits) ?? new Parts();
    partsUnder.set(limits, this.#parts);
  }

  whole(): Pattern {
    const pattern = this.#choice();
    if (!this.#cursor.done) this.#cursor.refuse('")" closes no group');
    return pattern;
  }

  #choice(): Pattern {
    const options = [this.#sequence()];
    while (this.#cursor.take('|')) options.push(this.#sequence());
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    for (let unit = this.#cursor.unit; !(Number.isNaN(unit) || unit === bar || unit === closing); unit = this.#cursor.unit)
      parts.push(this.#repeated());
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  #repeated(): Pattern {
    const start = this.#cursor.at;
    const of = this.#atom();
    const repeat = this.#repeatCount();
    if (repeat === null) return of;
    if (of === nothing || of.kind === 'edge') this.#cursor.refuse('a repeat needs something to repeat', start);
    const lazy = this.#cursor.take('?');
    if (this.#cursor.sees('+')) this.#cursor.refuse('a possessive repeat is not supported');
    if (this.#repeatCount() !== null) this.#cursor.refuse('a repeat of a repeat needs a group around the inner one');
    return { kind: 'repeat', of, ...repeat, lazy };
  }

  /** What a `{` begins that is no count stands for itself, as in RE2. */
  #repeatCount(): { min: number; max: number } | null {
    if (!isRepeat(this.#cursor.unit)) return null;
    if (this.#cursor.take('*')) return { min: 0, max: Infinity };
    if (this.#cursor.take('+')) return { min: 1, max: Infinity };
    if (this.#cursor.take('?')) return { min: 0, max: 1 };
    const start = this.#cursor.at;
    const count = this.#cursor.takeMatch(/^\{([0-9]{1,9})(?:(,)([0-9]{0,9}))?\}/);
    if (count === null) return null;
    const min = Number(count[1]);
    const max = count[2] === undefined ? min : count[3] === '' ? Infinity : Number(count[3]);
    if (max < min) this.#cursor.refuse('a repeat counts down', start);
    const largest = max === Infinity ? min : max;
    if (largest > this.#limits.patternRepeatMax) {
      throw new Fault(
        'ERR_PATTERN_SIZE',
        `a repeat of ${largest} at ${start}; at most ${this.#limits.patternRepeatMax} are allowed (patternRepeatMax)`,
      );
    }
    return { min, max };
  }

  #atom(): Pattern {
    const start = this.#cursor.at;
    const char = this.#cursor.next();
    switch (char) {
      case '(':
        return this.#part(start, () => this.#group(start));
      case '[':
        return this.#part(start, () => spelled(readClass(this.#cursor, start, this.#flags.ignoreCase)));
      case '.':
        return spelled(this.#flags.dotTakesNewline ? complement([]) : complement([[0x0a, 0x0a]]));
      case '^':
        return { kind: 'edge', edge: 'text_begin' };
      case '$':
        return { kind: 'edge', edge: 'text_end' };
      case '\\':
        return this.#escape(start);
      case '*':
      case '+':
      case '?':
        return this.#cursor.refuse('a repeat needs something to repeat', start);
      default:
        return this.#literal(char, start);
    }
  }

  /** A group or class, which means what it meant before under the same flags. */
  #part(start: number, read: () => Pattern): Pattern {
    const flags = this.#flags;
    const text = this.#source.slice(start, endOfPart(this.#source, start));
    const known = this.#parts.get(text, flags);
    const outer = this.#deepest;
    if (known !== undefined && this.#depth + known.depth <= this.#limits.patternDepthMax) {
      this.#cursor.skip(text.length - 1);
      this.#deepest = Math.max(outer, this.#depth + known.depth);
      return known.pattern;
    }
    this.#deepest = this.#depth;
    const pattern = read();
    // Flags alone are no part: they are about what follows.
    if (pattern !== nothing)
      this.#parts.keep(this.#source.slice(start, this.#cursor.at), flags, { pattern, depth: this.#deepest - this.#depth });
    this.#deepest = Math.max(outer, this.#deepest);
    return pattern;
  }

  #escape(start: number): Pattern {
    if (this.#cursor.done) this.#cursor.refuse('a "\\" ends the pattern', start);
    const char = this.#cursor.peek();
    const edge = Object.hasOwn(escapedEdges, char) ? escapedEdges[char] : undefined;
    const ranges = Object.hasOwn(escapedClasses, char) ? escapedClasses[char] : undefined;
    if (edge === undefined && ranges === undefined) return this.#literal(readEscapedCharacter(this.#cursor, start), start);
    this.#cursor.next();
    return edge === undefined ? spelled(ranges!) : { kind: 'edge', edge };
  }

  #literal(char: string, start: number): Pattern {
    const point = char.codePointAt(0)!;
    if (point <= lastAscii) return spelledAscii(point, this.#flags.ignoreCase);
    if (!this.#flags.ignoreCase) return spelled([[point, point]]);
    if (char.toLowerCase() !== char.toUpperCase()) {
      this.#cursor.refuse('letters beyond ASCII under (?i) are not supported; write both cases', start);
    }
    return spelled([[point, point]]);
  }

  #group(start: number): Pattern {
    const outer = this.#flags;
    if (!this.#cursor.take('?:') && this.#cursor.sees('?') && this.#special(start) === 'from_here') return nothing;
    this.#depth += 1;
    this.#deepest = Math.max(this.#deepest, this.#depth);
    if (this.#depth > this.#limits.patternDepthMax) {
      throw new Fault(
        'ERR_PATTERN_SIZE',
        `groups nested too deeply at ${start}; at most ${this.#limits.patternDepthMax} are allowed (patternDepthMax)`,
      );
    }
    const inner = this.#choice();
    if (!this.#cursor.take(')')) this.#cursor.refuse('a group is not closed', start);
    this.#depth -= 1;
    this.#flags = outer;
    // Wrapped, so that an empty group is something to repeat and flags are not.
    return inner === nothing ? { kind: 'sequence', parts: [nothing] } : inner;
  }

  /** A group that says more of itself than that it is one. */
  #special(start: number): 'from_here' | 'in_group' {
    for (const [opening, name] of refusedGroups) {
      if (this.#cursor.sees(opening.slice(1))) this.#cursor.refuse(`${name} is not supported`, start);
    }
    return this.#cursor.takeMatch(/^\?P?<[A-Za-z_][A-Za-z0-9_]*>/) === null ? this.#switchFlags(start) : 'in_group';
  }

  /** `(?i)` holds from here to the end of the group around it, `(?i:` for its own group. */
  #switchFlags(start: number): 'from_here' | 'in_group' {
    const written = this.#cursor.takeMatch(/^\?([A-Za-z]*)(?:-([A-Za-z]+))?([:)])/);
    if (written === null) return this.#cursor.refuse('a group of an unknown kind', start);
    const [, on = '', off = '', end] = written;
    const unknown = /[^is]/.exec(on + off);
    if (unknown !== null) this.#cursor.refuse(`the flag "${unknown[0]}" is not supported; i and s are`, start);
    if (on === '' && off === '' && end === ')') this.#cursor.refuse('a group of an unknown kind', start);
    this.#flags = {
      ignoreCase: (this.#flags.ignoreCase || on.includes('i')) && !off.includes('i'),
      dotTakesNewline: (this.#flags.dotTakesNewline || on.includes('s')) && !off.includes('s'),
    };
    return end === ')' ? 'from_here' : 'in_group';
  }
}
