// What the rest of the program sees of the detection engine.
import type { DetectorFacts } from '../words/finding.ts';

/** How a detector is written down. Patterns are RE2 syntax over UTF-8 bytes, without look-around and back-references. */
export interface Detector extends DetectorFacts {
  /** For people: a noun phrase, e.g. `AWS access key id`. */
  readonly title: string;
  /** What is found, and replaced if a policy masks it. */
  readonly pattern: string;
  /** What must stand right before the pattern and stays, e.g. `password = "`. Longest match; the pattern can't start inside it. */
  readonly lead?: string;
  /** A run of bytes of this class (`[A-Za-z0-9._%+-]`) before the pattern belongs to the match, e.g. the local part of an address. */
  readonly back?: { readonly class: string; readonly min: number; readonly max: number };
  /** A match that is still open after so many bytes counts as found; its end comes later. */
  readonly commit?: number;
  /** A signal: text never waits for it (code risks, which wait by line inside fences instead). */
  readonly signal?: boolean;
  /** Not looked for in the names of fields. */
  readonly valuesOnly?: boolean;
  /**
   * The last word on a match of the pattern: checksums, known false alarms, what stands before it. False refuses the match; a number
   * is the confidence that this one deserves, in place of the detector's own. Not asked for matches that were committed early.
   */
  readonly accept?: (value: Uint8Array, before: Uint8Array) => boolean | number;
  /** At most so sure, where the match stands in prose, which nothing runs; told from what stands before it. Asked after `accept`, of the same matches. */
  readonly inProse?: (before: Uint8Array) => number;
  /** Bytes of text before the match that `accept` and `inProse` are shown at most; none without it. */
  readonly context?: number;
  /** How the confidence of a match comes about, for people; without it all matches have the detector's. */
  readonly confidenceRule?: string;
  /** Who says that values look like this, for people: a specification, a vendor's page, a published list. */
  readonly source?: string;
}

/** `start` and `end` are byte offsets from the beginning of the text. */
export interface Match {
  readonly detector: Detector;
  readonly start: number;
  /** Infinity while it is open (early commit); set once, later, when the text behind it no longer belongs to it. */
  readonly end: number;
  /** 0 to 1: the detector's, or what this one deserves. */
  readonly confidence: number;
  /** The same where the text is prose; as everywhere without it. */
  readonly confidenceInProse?: number;
}

/** One text on its way. Its state after n bytes is a function of those bytes alone, however they were cut. */
export interface TextScan {
  /** Bytes taken so far. */
  readonly position: number;
  /** No match that is still to come begins below this offset. Never falls. */
  readonly safe: number;
  /**
   * Takes bytes from `from` on and stops right behind the byte that confirmed a match, so that the caller can decide on it before
   * more is read. Returns the index of the first byte it did not take; `bytes.length` when all were taken.
   */
  advance(bytes: Uint8Array, from: number): number;
  /** The text is over: what can still be confirmed is, and all of it is safe. */
  finish(): void;
  /** Matches confirmed since the last call, by end, then start, then detector id. */
  take(): readonly Match[];
  /** Begins a new text on the same object. */
  reset(): void;
}

/** What one plan looks for, compiled; shared by all texts of all exchanges under that plan. */
export interface Scanner {
  readonly detectors: readonly Detector[];
  open(): TextScan;
}
