// Readings of Markdown's fences. Which lines belong to a list item or a quote takes a whole parser to say, and renderers, editors and
// agents that cut code out of an answer say different things. Each reading here is simple; where one of them sees code, code it is.
import type { FenceLine } from './fence-line.ts';

const fenceLengthMin = 3;
/** A closing fence may stand so much further right than the opening one. */
const indentMax = 3;

interface Opening {
  readonly fence: number;
  readonly length: number;
  readonly indent: number;
  readonly quotes: number;
}

export interface FenceReading {
  readonly isOpen: boolean;
  endLine(line: FenceLine): void;
}

/** For one text. */
export function fenceReadings(): readonly FenceReading[] {
  return [
    // No fence in a quote, nor so far to the right that at the outermost level it would be indented code.
    new Reading(line => line.quotes === 0 && (line.indent <= indentMax || line.hasListMark), false),
    // Fences anywhere, ended by fences only.
    new Reading(() => true, false),
    // Fences anywhere, ended as well by a line that leaves the quote or list item that they stand in.
    new Reading(() => true, true),
  ];
}

class Reading implements FenceReading {
  readonly #mayOpen: (line: FenceLine) => boolean;
  readonly #endsWithContainer: boolean;
  #opening: Opening | null = null;

  constructor(mayOpen: (line: FenceLine) => boolean, endsWithContainer: boolean) {
    this.#mayOpen = mayOpen;
    this.#endsWithContainer = endsWithContainer;
  }

  get isOpen(): boolean {
    return this.#opening !== null;
  }

  endLine(line: FenceLine): void {
    if (this.#opening !== null) {
      if (closes(line, this.#opening)) {
        this.#opening = null;
        return;
      }
      if (!this.#endsWithContainer || !leaves(line, this.#opening)) return;
      // The line stands outside and may open a fence of its own.
      this.#opening = null;
    }
    if (line.fence === 0 || line.length < fenceLengthMin || !this.#mayOpen(line)) return;
    this.#opening = { fence: line.fence, length: line.length, indent: line.indent, quotes: line.quotes };
  }
}

function closes(line: FenceLine, { fence, length, indent, quotes }: Opening): boolean {
  const isFence = line.fence === fence && line.length >= length && line.isBare && !line.hasListMark;
  return isFence && line.quotes <= quotes && line.indent <= indent + indentMax;
}

function leaves(line: FenceLine, { indent, quotes }: Opening): boolean {
  return line.quotes < quotes || (!line.isBlank && line.indent < indent);
}
