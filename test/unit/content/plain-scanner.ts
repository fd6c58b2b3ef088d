// A scanner so plain that one can see that it is right: a prefix, then bytes of a class, as many as there are up to a maximum.
// Stands in for the detection engine where tests need to know exactly what is found and when.
import type { Detector, Match, Scanner, TextScan } from '../../../extproc/detect/scan.ts';

export interface PlainPattern {
  readonly id: string;
  readonly prefix: string;
  /** Characters that follow the prefix. */
  readonly body: RegExp;
  readonly min: number;
  readonly max: number;
  /** Counts as found after so many bytes. */
  readonly commit?: number;
  readonly signal?: boolean;
}

export function plainScanner(patterns: readonly PlainPattern[]): Scanner {
  const rules = patterns.map(pattern => ({ pattern, detector: detectorOf(pattern) }));
  return { detectors: rules.map(({ detector }) => detector), open: () => new PlainScan(rules) };
}

function detectorOf({ id, signal }: PlainPattern): Detector {
  const facts = { id, group: 'test', class: 'secret', severity: 'high', confidence: 1 } as const;
  return { ...facts, title: id, pattern: id, ...(signal === undefined ? {} : { signal }) };
}

interface Rule {
  readonly pattern: PlainPattern;
  readonly detector: Detector;
}

interface FoundMatch extends Match {
  end: number;
}

class PlainScan implements TextScan {
  readonly #rules: readonly Rule[];
  #hunts: PlainHunt[];
  #confirmed: FoundMatch[] = [];
  #isOver = false;
  position = 0;

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.#hunts = rules.map(rule => new PlainHunt(rule, this.#confirmed));
  }

  get safe(): number {
    if (this.#isOver) return this.position;
    return Math.min(this.position, ...this.#hunts.filter(({ isSignal }) => !isSignal).map(({ earliest }) => earliest));
  }

  advance(bytes: Uint8Array, from: number): number {
    let at = from;
    const before = this.#confirmed.length;
    for (; at < bytes.length && this.#confirmed.length === before; at++) {
      for (const hunt of this.#hunts) hunt.step(bytes[at]!, this.position);
      this.position++;
    }
    return at;
  }

  finish(): void {
    for (const hunt of this.#hunts) hunt.finish(this.position);
    this.#isOver = true;
  }

  take(): readonly Match[] {
    return this.#confirmed
      .splice(0)
      .sort((a, b) => a.end - b.end || a.start - b.start || (a.detector.id < b.detector.id ? -1 : 1));
  }

  reset(): void {
    this.#confirmed = [];
    this.#hunts = this.#rules.map(rule => new PlainHunt(rule, this.#confirmed));
    this.position = 0;
    this.#isOver = false;
  }
}

class PlainHunt {
  readonly #rule: Rule;
  readonly #confirmed: FoundMatch[];
  #starts: number[] = [];
  #lastEnd = 0;
  #open: FoundMatch | null = null;

  constructor(rule: Rule, confirmed: FoundMatch[]) {
    this.#rule = rule;
    this.#confirmed = confirmed;
  }

  get isSignal(): boolean {
    return this.#rule.detector.signal === true;
  }

  get earliest(): number {
    return this.#starts[0] ?? Infinity;
  }

  step(byte: number, at: number): void {
    const { prefix, body, min, max, commit = Infinity } = this.#rule.pattern;
    const isBody = body.test(String.fromCharCode(byte));
    if (this.#open !== null) {
      if (isBody) return;
      this.#close(at);
    }
    if (prefix.charCodeAt(0) === byte) this.#starts.push(at);
    for (const start of [...this.#starts]) {
      if (!this.#starts.includes(start)) continue;
      const length = at - start;
      const goesOn = length < prefix.length ? prefix.charCodeAt(length) === byte : isBody;
      if (!goesOn) this.#end(start, at);
      else if (length + 1 === prefix.length + max) this.#confirm(start, at + 1);
      else if (length + 1 >= Math.max(commit, prefix.length + min)) this.#confirm(start, Infinity);
    }
  }

  finish(at: number): void {
    if (this.#open !== null) this.#close(at);
    for (const start of [...this.#starts]) if (this.#starts.includes(start)) this.#end(start, at);
  }

  #end(start: number, at: number): void {
    const { prefix, min } = this.#rule.pattern;
    if (at - start >= prefix.length + min) this.#confirm(start, at);
    else this.#starts = this.#starts.filter(other => other !== start);
  }

  #confirm(start: number, end: number): void {
    const match: FoundMatch = { detector: this.#rule.detector, start, end, confidence: this.#rule.detector.confidence };
    this.#confirmed.push(match);
    this.#lastEnd = end;
    this.#starts = this.#starts.filter(other => other >= this.#lastEnd);
    if (end === Infinity) this.#open = match;
  }

  #close(at: number): void {
    this.#open!.end = at;
    this.#open = null;
    this.#lastEnd = at;
  }
}
