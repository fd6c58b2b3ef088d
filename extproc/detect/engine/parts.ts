// Groups and classes of patterns that were read before. Families of detectors are put together from the same ones (what stands between a name
// and its value, all names of a key), so that most of what they are written in need not be read again, and their trees share those branches.
// Knows where a part seems to end; what it means is for syntax.ts to say.
import type { Pattern } from './pattern.ts';

export interface Part {
  readonly pattern: Pattern;
  /** Of groups within each other. */
  readonly depth: number;
}

export interface PartFlags {
  readonly ignoreCase: boolean;
  readonly dotTakesNewline: boolean;
}

/** Over it all are forgotten, and read again as needed. */
const partsMax = 8192;

export class Parts {
  /** By flags, then by text. */
  readonly #known: readonly Map<string, Part>[] = [new Map(), new Map(), new Map(), new Map()];

  get(text: string, flags: PartFlags): Part | undefined {
    return this.#under(flags).get(text);
  }

  keep(text: string, flags: PartFlags, part: Part): void {
    const known = this.#under(flags);
    if (known.size >= partsMax) known.clear();
    known.set(text, part);
  }

  #under({ ignoreCase, dotTakesNewline }: PartFlags): Map<string, Part> {
    return this.#known[(ignoreCase ? 1 : 0) + (dotTakesNewline ? 2 : 0)]!;
  }
}

const backslash = 0x5c;
const opening = 0x28;
const closing = 0x29;
const classOpening = 0x5b;
const classClosing = 0x5d;
const caret = 0x5e;

/**
 * Where the group or class seems to end that begins at `start`. Where that is wrong (a class within a class, no end at all) nothing is known by
 * such a text, and the part is read: no part is taken for another.
 */
export function endOfPart(source: string, start: number): number {
  if (source.charCodeAt(start) === classOpening) return endOfClass(source, start);
  let depth = 0;
  for (let at = start; at < source.length; at += 1) {
    const unit = source.charCodeAt(at);
    if (unit === backslash) at += 1;
    else if (unit === classOpening) at = endOfClass(source, at) - 1;
    else if (unit === opening) depth += 1;
    else if (unit === closing) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return source.length;
}

function endOfClass(source: string, start: number): number {
  let at = start + 1;
  if (source.charCodeAt(at) === caret) at += 1;
  // A bracket that comes first stands for itself.
  for (const first = at; at < source.length; at += 1) {
    const unit = source.charCodeAt(at);
    if (unit === backslash) at += 1;
    else if (unit === classClosing && at > first) return at + 1;
  }
  return source.length;
}
