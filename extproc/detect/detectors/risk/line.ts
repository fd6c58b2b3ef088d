// The parts that patterns over lines of code are made of. Repeats are lazy: a line is told as soon as it is known what it does.

/** Anything up to the end of the logical line: a backslash before the line's end joins the next one. */
export const rest = '(?:[^\\n\\\\]|\\\\[^\\n]|\\\\\\r?\\n)*?';

/** At least one space between words of a command, joined lines included. */
export const gap = '(?:[ \\t]|\\\\\\r?\\n)+';

/** A quote, also where the code itself stands in a string. */
export const quote = '\\\\{0,3}["\'`]';

/** Any words of a command, its options included, up to a gap. */
export const words = `(?:[^\\s|;&<>]+${gap})*?`;

/** The same, where words in quotes may hold anything. */
export const quotedWords = `(?:(?:[^\\s|;&<>"']|"[^"\\n]*"|'[^'\\n]*')+${gap})*?`;

/** A shell of the family of `sh`, with or without its folder. */
export const shell = '(?:/(?:usr/)?(?:local/)?bin/)?(?:ba|da|z|k|c|tc|a)?sh\\b';

/** A command by its names, at its first word behind it. */
export function command(...names: readonly string[]): string {
  return `\\b(?:${names.join('|')})${gap}`;
}
