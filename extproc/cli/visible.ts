// Text of others for a terminal: what would move the cursor, change colours, ring, hide or turn letters around is shown as what it is instead of
// being done, and lines are bounded.
import { hostileCharacters, numberOf } from '../words/hostile.ts';

/** A line of JSON that means the same and does nothing to a terminal: what JSON itself leaves as it is (C1 controls, marks of direction) is escaped too. */
export function jsonLine(value: unknown): string {
  const line = JSON.stringify(value);
  const escaped = (character: string): string =>
    Array.from({ length: character.length }, (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  return `${line.replaceAll(hostileCharacters, escaped)}\n`;
}

const lineCharsMax = 2_000;
const linesMax = 5_000;

/** Gives the text with `‹U+202E›` in the place of each such character. */
export function visible(text: string): string {
  return text.replaceAll(hostileCharacters, character => `‹${numberOf(character)}›`);
}

/** For one line: breaks and tabs are shown too. */
export function visibleLine(text: string, charsMax = lineCharsMax): string {
  const flat = visible(text).replaceAll(/[\n\t]+/g, ' ');
  return flat.length > charsMax ? `${flat.slice(0, charsMax - 1)}…` : flat;
}

/** For several lines; what is cut off is told. */
export function visibleBlock(text: string): string {
  const lines = visible(text).split('\n');
  const kept = lines
    .slice(0, linesMax)
    .map(line =>
      line.length > lineCharsMax ? `${line.slice(0, lineCharsMax)} ‹${line.length - lineCharsMax} more characters›` : line,
    );
  if (lines.length > linesMax) kept.push(`‹${lines.length - linesMax} more lines›`);
  return kept.join('\n');
}
