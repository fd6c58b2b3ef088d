// A scanner that finds nothing but what it was told to find: it writes down the texts that a transformer shows it, and finds the places that
// people chose to replace. With it the transformer itself reads and edits a body for people, so that they see what the detectors saw.
import type { Detector, Match, Scanner, TextScan } from '../detect/scan.ts';

/** A place to replace in one of the texts, in bytes of it. */
export interface ScriptedEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One text as it was shown. */
export interface ShownText {
  /** In the order in which texts began; the same for the same body. */
  readonly ordinal: number;
  /** It came in pieces. */
  readonly isChannel: boolean;
  readonly bytes: () => Buffer;
}

const noMatches: readonly Match[] = [];

export class ReadingScanner implements Scanner {
  readonly detectors: readonly Detector[] = [];
  readonly texts: ShownTextScan[] = [];
  /** Which stretch of the body is being read. */
  stretch = 0;
  readonly #edits: ReadonlyMap<number, readonly ScriptedEdit[]>;

  /** `edits`: by the ordinal of the text that they are in, in their order, none over another. Places count from what the scan is shown first. */
  constructor(edits: ReadonlyMap<number, readonly ScriptedEdit[]>) {
    this.#edits = edits;
  }

  open(): TextScan {
    return new ReadingScan(this);
  }

  begin(): ShownTextScan {
    const text = new ShownTextScan(this.texts.length, this.#edits.get(this.texts.length) ?? [], this);
    this.texts.push(text);
    return text;
  }
}

/** How far a text had come when a stretch was read. */
export interface Growth {
  readonly stretch: number;
  bytes: number;
}

/** What one scan was shown from one beginning on. */
export class ShownTextScan implements ShownText {
  readonly ordinal: number;
  readonly edits: readonly ScriptedEdit[];
  /** Finds all of the text, at its end, so that the inspector is told where it stands. */
  readonly whole: Detector;
  isChannel = true;
  position = 0;
  /** A line for each stretch that brought some of it. */
  readonly growth: Growth[] = [];
  readonly #parts: Buffer[] = [];
  readonly #reading: { readonly stretch: number };

  constructor(ordinal: number, edits: readonly ScriptedEdit[], reading: { readonly stretch: number }) {
    this.ordinal = ordinal;
    this.edits = edits;
    this.#reading = reading;
    this.whole = detector(`text-${ordinal}`);
  }

  append(bytes: Uint8Array): void {
    this.#parts.push(Buffer.from(bytes));
    this.position += bytes.length;
    const { stretch } = this.#reading;
    const last = this.growth.at(-1);
    if (last?.stretch === stretch) last.bytes = this.position;
    else this.growth.push({ stretch, bytes: this.position });
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

class ReadingScan implements TextScan {
  readonly #scanner: ReadingScanner;
  #text: ShownTextScan;
  #next = 0;
  #found: Match[] = [];

  constructor(scanner: ReadingScanner) {
    this.#scanner = scanner;
    this.#text = scanner.begin();
  }

  get position(): number {
    return this.#text.position;
  }

  get safe(): number {
    return Math.min(this.#text.edits[this.#next]?.start ?? this.position, this.position);
  }

  advance(bytes: Uint8Array, from: number): number {
    const edit = this.#text.edits[this.#next];
    const to = edit === undefined ? bytes.length : Math.min(bytes.length, from + edit.end - this.position);
    this.#text.append(bytes.subarray(from, to));
    if (edit !== undefined && this.position === edit.end) {
      this.#found.push({
        detector: detector(`edit-${this.#text.ordinal}-${this.#next}`),
        start: edit.start,
        end: edit.end,
        confidence: 1,
      });
      this.#next++;
    }
    return to;
  }

  finish(): void {
    if (this.position > 0) this.#found.push({ detector: this.#text.whole, start: 0, end: this.position, confidence: 1 });
  }

  take(): readonly Match[] {
    if (this.#found.length === 0) return noMatches;
    const found = this.#found;
    this.#found = [];
    return found;
  }

  /** Whoever begins anew on the same object reads texts that are there as a whole. */
  reset(): void {
    if (this.position > 0) this.#text = this.#scanner.begin();
    this.#text.isChannel = false;
    this.#next = 0;
    this.#found = [];
  }
}

function detector(id: string): Detector {
  return { id, title: id, group: 'reading', class: 'reading', severity: 'low', confidence: 1, pattern: '', valuesOnly: true };
}
