// Reads bracket expressions (`[a-z]`, `[^\s"]`) and escaped single characters. Gives code points, not yet bytes.
import { complement, digits, lastCodePoint, type Range, spaces, withBothCases, wordCharacters } from './characters.ts';
import type { Cursor } from './cursor.ts';

/** POSIX names, as RE2 has them inside brackets. */
const posix: Readonly<Record<string, readonly Range[]>> = {
  alnum: [...digits, [0x41, 0x5a], [0x61, 0x7a]],
  alpha: [
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  ascii: [[0x00, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0x00, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: digits,
  graph: [[0x21, 0x7e]],
  lower: [[0x61, 0x7a]],
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper: [[0x41, 0x5a]],
  word: wordCharacters,
  xdigit: [...digits, [0x41, 0x46], [0x61, 0x66]],
};

/** Reads on behind the `[` that stood at `start`. */
export function readClass(cursor: Cursor, start: number, ignoreCase: boolean): readonly Range[] {
  const negated = cursor.take('^');
  const ranges: Range[] = [];
  // A `]` that comes first stands for itself.
  for (let first = true; first || !cursor.sees(']'); first = false) {
    if (cursor.done) cursor.refuse('a class is not closed', start);
    ranges.push(...readItem(cursor, ignoreCase));
  }
  cursor.next();
  const folded = ignoreCase ? withBothCases(ranges) : ranges;
  const result = negated ? complement(folded) : folded;
  if (result.length === 0) cursor.refuse('a class has no character in it', start);
  return result;
}

function readItem(cursor: Cursor, ignoreCase: boolean): readonly Range[] {
  const start = cursor.at;
  const set = readSet(cursor, start);
  if (set !== null) {
    if (isRangeAhead(cursor)) cursor.refuse('a range needs a single character on both sides', start);
    return set;
  }
  const first = readCharacter(cursor);
  if (!isRangeAhead(cursor)) return [checked(cursor, [first, first], ignoreCase, start)];
  cursor.next();
  if (readSet(cursor, start) !== null) cursor.refuse('a range needs a single character on both sides', start);
  const last = readCharacter(cursor);
  if (last < first) cursor.refuse('a range runs backwards', start);
  if (isRangeAhead(cursor)) cursor.refuse('a range of a range', start);
  return [checked(cursor, [first, last], ignoreCase, start)];
}

/** A `-` before the closing bracket stands for itself. */
function isRangeAhead(cursor: Cursor): boolean {
  return cursor.sees('-') && !cursor.sees('-]');
}

function readSet(cursor: Cursor, start: number): readonly Range[] | null {
  if (!cursor.seesOne('[\\')) return null;
  const named = cursor.takeMatch(/^\[:(\^?)([a-z]*):\]/);
  if (named !== null) {
    const ranges = Object.hasOwn(posix, named[2]!) ? posix[named[2]!]! : cursor.refuse('a class of an unknown name', start);
    return named[1] === '^' ? complement(ranges) : ranges;
  }
  const escaped = cursor.takeMatch(/^\\([dDsSwW])/);
  if (escaped === null) return null;
  const letter = escaped[1]!;
  const ranges = { d: digits, s: spaces, w: wordCharacters }[letter.toLowerCase()]!;
  return letter === letter.toLowerCase() ? ranges : complement(ranges);
}

function readCharacter(cursor: Cursor): number {
  const start = cursor.at;
  if (cursor.done) cursor.refuse('a class is not closed', start);
  const char = cursor.next();
  return (char === '\\' ? readEscapedCharacter(cursor, start) : char).codePointAt(0)!;
}

function checked(cursor: Cursor, range: Range, ignoreCase: boolean, start: number): Range {
  if (ignoreCase && range[1] > 0x7f && range[1] !== lastCodePoint && !isCaseless(range)) {
    cursor.refuse('letters beyond ASCII under (?i) are not supported; write both cases outside of (?i)', start);
  }
  return range;
}

function isCaseless([first, last]: Range): boolean {
  const char = String.fromCodePoint(first);
  return first === last && char.toLowerCase() === char.toUpperCase();
}

const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07' };

/** Reads on behind a `\` that stood at `start`; gives the one character that is meant. */
export function readEscapedCharacter(cursor: Cursor, start: number): string {
  const hex = !cursor.sees('x') ? null : cursor.takeMatch(/^x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/);
  if (hex !== null) {
    const point = Number.parseInt(hex[1] ?? hex[2]!, 16);
    if (point > lastCodePoint || (point >= 0xd800 && point <= 0xdfff)) cursor.refuse('no such character', start);
    return String.fromCodePoint(point);
  }
  if (cursor.done) cursor.refuse('a "\\" ends the pattern', start);
  const char = cursor.next();
  if (Object.hasOwn(controls, char)) return controls[char]!;
  if (!/[A-Za-z0-9]/.test(char)) return char;
  if (/[1-9]/.test(char) || char === 'k' || char === 'g') cursor.refuse('a back-reference is not supported', start);
  if (char === 'p' || char === 'P') cursor.refuse('a Unicode class is not supported; write the ranges', start);
  if (char === 'Q' || char === 'E') cursor.refuse('quoting by \\Q is not supported', start);
  return cursor.refuse(`the escape "\\${char}" is not supported`, start);
}
