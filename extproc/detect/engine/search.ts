// One detector, compiled: what it looks for, in the terms in which the engine looks.
import { Fault } from '../../words/fault.ts';
import type { Limits } from '../../words/limits.ts';
import type { Detector } from '../scan.ts';
import { Automaton } from './automaton.ts';
import type { ByteSet, Pattern } from './pattern.ts';
import { Program } from './program.ts';
import { parsePattern } from './syntax.ts';
import { triggerBytesMax, triggerLength } from './trigger-length.ts';

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

export interface Search {
  readonly detector: Detector;
  /** Place among the scanner's detectors. */
  readonly index: number;
  readonly pattern: Automaton;
  readonly lead: Automaton | null;
  readonly back: LookBack | null;
  /**
   * So many bytes from the start of lead or pattern are seen to by the trigger automaton. One length a detector, so that its
   * candidates appear in the order in which they begin.
   */
  readonly triggerLength: number;
  /** Bytes before a match that its last check is shown. */
  readonly context: number;
  /** A match that is open after so many bytes of the pattern counts as found; Infinity for patterns that can't stay open. */
  readonly commit: number;
  /** A pattern lives for so many bytes at most, or is committed by then. */
  readonly window: number;
  readonly runsMax: number;
  readonly startsMax: number;
}

/** A run of bytes right before the pattern. */
export interface LookBack {
  readonly set: ByteSet;
  readonly min: number;
  readonly max: number;
}

export function isSame(a: LookBack, b: LookBack): boolean {
  return a.min === b.min && a.max === b.max && Buffer.from(a.set).equals(b.set);
}

/** Detectors are in many plans: what was made of one under some limits is kept with it, the states of its automata included. */
const known = new WeakMap<Detector, { readonly limits: SearchLimits; readonly compiled: Omit<Search, 'index'> }>();

/** Compiles a detector; throws ERR_PATTERN_SYNTAX or ERR_PATTERN_SIZE with the detector's id. */
export function compileSearch(detector: Detector, index: number, limits: SearchLimits): Search {
  let entry = known.get(detector);
  if (entry?.limits !== limits) {
    entry = { limits, compiled: compile(detector, limits) };
    known.set(detector, entry);
  }
  return { ...entry.compiled, index };
}

function compile(detector: Detector, limits: SearchLimits): Omit<Search, 'index'> {
  const pattern = named(detector, 'pattern', () => compileAutomaton(detector.pattern, limits));
  const lead = detector.lead === undefined ? null : named(detector, 'lead', () => compileLead(detector.lead!, limits));
  const { max } = pattern.program.extent;
  // Below a trigger's length there is nothing to commit yet.
  const commit = Math.max(detector.commit ?? (max === Infinity ? commitBytes(detector, limits) : Infinity), triggerBytesMax);
  return {
    detector,
    pattern,
    lead,
    back: detector.back === undefined ? null : lookBack(detector, detector.back, limits),
    triggerLength: triggerLength((lead ?? pattern).program),
    context: detector.context ?? 0,
    commit,
    window: Math.min(commit, max + 1),
    runsMax: limits.detectorRunsMax,
    startsMax: limits.detectorStartsMax,
  };
}

/** Nothing waits for a signal, and no line of code is longer than the bound: it may go on so far. */
function commitBytes(detector: Detector, limits: SearchLimits): number {
  return detector.signal === true && detector.accept === undefined ? limits.codeLineBytesMax : limits.matchCommitBytes;
}

/** Throws ERR_PATTERN_SYNTAX or ERR_PATTERN_SIZE. */
export function compileAutomaton(source: string, limits: SearchLimits): Automaton {
  const program = new Program(parsePattern(source, limits), limits);
  if (program.extent.min === 0) throw new Fault('ERR_PATTERN_SYNTAX', 'it matches the empty text; make a part of it required');
  return new Automaton(program, limits);
}

/** Bounded, since each place at which a lead begins costs a step a byte for as long as it lasts. */
function compileLead(source: string, limits: SearchLimits): Automaton {
  const lead = compileAutomaton(source, limits);
  if (lead.program.extent.max > limits.leadBytesMax) {
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
    return { set: onlyBytes(parsePattern(back.class, limits)), min: back.min, max: back.max };
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
