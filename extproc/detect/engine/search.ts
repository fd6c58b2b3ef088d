// One detector, compiled: what it looks for, in the terms in which the engine looks.
import { Fault } from '../../words/fault.ts';
import type { Limits } from '../../words/limits.ts';
import type { Detector } from '../scan.ts';
import { Automaton, type State } from './automaton.ts';
import { beginningsOf, type Opening, openingsOf } from './openings.ts';
import { type ByteSet, type Extent, extentOf, type Pattern, statesOf } from './pattern.ts';
import { Program } from './program.ts';
import { endStates, programOf, tooManyStates } from './program-building.ts';
import { parsePattern } from './syntax.ts';
import { type Facts, type Measure, tablesUnder } from './tables.ts';

/** A match is committed no earlier: nearly all would be. */
export const commitBytesMin = 6;

/** Bytes over which a beginning is followed by what all detectors share, before the work on candidates begins. */
const sightBytesMax = 48;
/** Of lead and pattern as one: names and what may stand between them and a value come to more states than are remembered. */
const leadSightBytesMax = 32;

/** Bytes by which beginnings are told. */
export const openingBytes = 5;

export type SearchLimits = Pick<
  Limits,
  | 'patternRepeatMax'
  | 'patternDepthMax'
  | 'patternStatesMax'
  | 'matchCommitBytes'
  | 'codeLineBytesMax'
  | 'lookBackBytesMax'
  | 'leadBytesMax'
  | 'detectorRunsMax'
  | 'detectorStartsMax'
  | 'automatonStatesKept'
>;

/** What can be said of a detector without having read a text. Its automata are made when a text first asks for them. */
export class Search {
  readonly detector: Detector;
  /** Place among the scanner's detectors. */
  readonly index: number;
  readonly back: LookBack | null;
  /** How lead and pattern begin, in as few bytes as are worth a look at all detectors. */
  readonly beginnings: readonly Opening[];
  /** What the tables know it by; null when they don't. */
  readonly entry: number | null;
  /** Bytes that lead and pattern have together at least. */
  readonly bytesMin: number;
  /** 0 without a lead. */
  readonly leadBytesMin: number;
  /** Bytes before a match that its last check is shown. */
  readonly context: number;
  /** A match that is open after so many bytes of the pattern counts as found; Infinity for patterns that can't stay open. */
  readonly commit: number;
  /** A pattern lives for so many bytes at most, or is committed by then. */
  readonly window: number;
  /**
   * Bytes from a start of the pattern on before which it is not decided: earlier ones may come of leads that are too young to be
   * known.
   */
  readonly patience: number;
  /** Bytes after which it must be a candidate: a scout goes no further. Whoever is committed early must be one by then. */
  readonly sight: number;
  readonly runsMax: number;
  readonly startsMax: number;
  readonly #automata: Automata;
  #pattern: Automaton | null = null;
  #lead: Automaton | null = null;
  #scent: Automaton | null = null;

  constructor(detector: Detector, index: number, automata: Automata, limits: SearchLimits) {
    const { lead, extent } = automata;
    this.detector = detector;
    this.index = index;
    this.#automata = automata;
    this.back = automata.back;
    this.beginnings = automata.beginnings;
    this.entry = automata.entry;
    this.leadBytesMin = lead === null ? 0 : lead.extent.min;
    this.bytesMin = this.leadBytesMin + extent.min;
    this.context = detector.context ?? 0;
    // A pattern that can't go on for ever ends by itself.
    const usual = extent.max === Infinity ? commitBytes(detector, limits) : Infinity;
    this.commit = Math.max(detector.commit ?? usual, commitBytesMin);
    this.window = Math.min(this.commit, extent.max + 1);
    this.patience = lead === null ? 0 : Math.max(0, openingBytes - 1 - this.leadBytesMin);
    this.sight = Math.min(lead === null ? sightBytesMax : leadSightBytesMax, this.leadBytesMin + this.commit);
    this.runsMax = limits.detectorRunsMax;
    this.startsMax = limits.detectorStartsMax;
  }

  /** How lead and pattern begin. */
  get openings(): readonly Opening[] {
    return this.#automata.openings;
  }

  /** Of the lead, where there is one, and of the pattern. */
  get measures(): { readonly lead: Measure | null; readonly pattern: Measure } {
    return this.#automata.measures;
  }

  get pattern(): Automaton {
    this.#pattern ??= this.#automata.pattern;
    return this.#pattern;
  }

  get lead(): Automaton | null {
    this.#lead ??= this.#automata.lead?.automaton ?? null;
    return this.#lead;
  }

  /** Lead and pattern as one: alive as long as a match may come of what began at one place. */
  get scent(): Automaton {
    this.#scent ??= this.#automata.scent;
    return this.#scent;
  }

  /** Whether a state of the scent may have left the lead behind. */
  mayBeBehindLead(state: State): boolean {
    return this.leadBytesMin > 0 && this.#automata.mayBeBehindLead(state);
  }
}

/** A run of bytes right before the pattern. */
export interface LookBack {
  readonly set: ByteSet;
  readonly min: number;
  readonly max: number;
}

export function isSame(a: LookBack, b: LookBack): boolean {
  return a.min === b.min && a.max === b.max && (a.set === b.set || Buffer.compare(a.set, b.set) === 0);
}

/** Detectors are in many plans: what was made of one under some limits is kept with it, the states of its automata included. */
const known = new WeakMap<Detector, { readonly limits: SearchLimits; readonly automata: Automata }>();

/** Compiles a detector; throws ERR_PATTERN_SYNTAX or ERR_PATTERN_SIZE with the detector's id. */
export function compileSearch(detector: Detector, index: number, limits: SearchLimits): Search {
  let entry = known.get(detector);
  if (entry?.limits !== limits) {
    entry = { limits, automata: new Automata(detector, limits) };
    known.set(detector, entry);
  }
  return new Search(detector, index, entry.automata, limits);
}

/** A pattern that may be used: nothing of it is refused later. */
class Source {
  readonly extent: Extent;
  readonly states: number;
  readonly #text: string;
  readonly #limits: SearchLimits;
  #tree: Pattern | null = null;
  #automaton: Automaton | null = null;

  /** What is not known of it is found out: its tree is read and measured. */
  constructor(text: string, limits: SearchLimits, known: Measure | null = null) {
    this.#text = text;
    this.#limits = limits;
    this.extent = known?.extent ?? extentOf(this.tree);
    this.states = known?.states ?? statesOf(this.tree);
    if (this.states >= limits.patternStatesMax) throw tooManyStates(limits.patternStatesMax);
    if (this.extent.min === 0) throw new Fault('ERR_PATTERN_SYNTAX', 'it matches the empty text; make a part of it required');
  }

  get tree(): Pattern {
    this.#tree ??= parsePattern(this.#text, this.#limits);
    return this.#tree;
  }

  get automaton(): Automaton {
    this.#automaton ??= new Automaton(programOf(this.tree, this.#limits), this.#limits);
    return this.#automaton;
  }
}

/** What the searches of one detector share. */
class Automata {
  readonly lead: Source | null;
  readonly back: LookBack | null;
  readonly beginnings: readonly Opening[];
  readonly entry: number | null;
  readonly #pattern: Source;
  readonly #limits: SearchLimits;
  readonly #facts: Facts | null;
  #openings: readonly Opening[] | null = null;
  #scent: Automaton | null = null;

  constructor(detector: Detector, limits: SearchLimits) {
    const { lead } = detector;
    const facts = tablesUnder(limits)?.factsOf(detector) ?? null;
    this.#limits = limits;
    this.#facts = facts;
    this.#pattern = named(detector, 'pattern', () => new Source(detector.pattern, limits, facts?.pattern));
    this.lead = lead === undefined ? null : named(detector, 'lead', () => leadOf(new Source(lead, limits, facts?.lead), limits));
    this.back = detector.back === undefined ? null : lookBack(detector, detector.back, limits);
    this.entry = facts?.entry ?? null;
    this.beginnings = facts?.beginnings ?? beginningsOf(this.openings);
  }

  get extent(): Extent {
    return this.#pattern.extent;
  }

  get measures(): { readonly lead: Measure | null; readonly pattern: Measure } {
    return { lead: this.lead, pattern: this.#pattern };
  }

  get openings(): readonly Opening[] {
    this.#openings ??= this.#facts?.openings() ?? openingsOf(this.#tree, openingBytes);
    return this.#openings;
  }

  /** Without a lead the scent and it are one. */
  get pattern(): Automaton {
    return this.lead === null ? this.scent : this.#pattern.automaton;
  }

  get scent(): Automaton {
    this.#scent ??= this.#makeScent();
    return this.#scent;
  }

  #makeScent(): Automaton {
    const nodes = this.#facts?.scent() ?? null;
    if (nodes !== null) return new Automaton(new Program(nodes), this.#limits);
    if (this.lead === null) return this.#pattern.automaton;
    const patternStatesMax = 2 * this.#limits.patternStatesMax;
    return new Automaton(programOf(this.#tree, { patternStatesMax }), this.#limits);
  }

  /** Programs are built from their end: the pattern's nodes come before those of the lead. */
  mayBeBehindLead({ kernel }: State): boolean {
    const size = this.#pattern.states + endStates;
    return kernel.some(node => node < size);
  }

  get #tree(): Pattern {
    const { tree } = this.#pattern;
    return this.lead === null ? tree : { kind: 'sequence', parts: [this.lead.tree, tree] };
  }
}

/** Nothing waits for a signal, and no line of code is longer than the bound: it may go on so far. */
function commitBytes(detector: Detector, limits: SearchLimits): number {
  return detector.signal === true && detector.accept === undefined ? limits.codeLineBytesMax : limits.matchCommitBytes;
}

/** Throws ERR_PATTERN_SYNTAX or ERR_PATTERN_SIZE. */
export function compileAutomaton(source: string, limits: SearchLimits): Automaton {
  return new Source(source, limits).automaton;
}

/** Bounded, since each place at which a lead begins costs a step a byte for as long as it lasts. */
function leadOf(lead: Source, limits: SearchLimits): Source {
  if (lead.extent.max > limits.leadBytesMax) {
    throw new Fault('ERR_PATTERN_SIZE', `it may be longer than ${limits.leadBytesMax} bytes (leadBytesMax); bound its repeats`);
  }
  return lead;
}

function lookBack(detector: Detector, back: NonNullable<Detector['back']>, limits: SearchLimits): LookBack {
  return named(detector, 'back.class', () => {
    if (detector.lead !== undefined) throw new Fault('ERR_PATTERN_SYNTAX', 'a detector has a lead or a look-back, not both');
    if (!(back.min >= 0 && back.max >= back.min && back.max <= limits.lookBackBytesMax)) {
      throw new Fault('ERR_PATTERN_SIZE', `min and max must be between 0 and ${limits.lookBackBytesMax} (lookBackBytesMax)`);
    }
    return {
      set: onlyBytes(parsePattern(back.class, limits)),
      min: back.min,
      max: back.max,
    };
  });
}

/** ASCII sets, or complements of such: walking back through bytes must not depend on where characters begin. */
function onlyBytes(pattern: Pattern): ByteSet {
  if (pattern.kind === 'byte' && pattern.set.indexOf(1) < 0x80) return pattern.set;
  if (pattern.kind === 'character') return pattern.set.map((has, byte) => (byte > 0x7f ? 1 : has));
  throw new Fault('ERR_PATTERN_SYNTAX', 'it must be one class, with all characters beyond ASCII in it or none');
}

function named<T>(detector: Detector, what: string, make: () => T): T {
  try {
    return make();
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    throw new Fault(cause.code, `${what} of detector "${detector.id}": ${cause.message}`, cause);
  }
}
