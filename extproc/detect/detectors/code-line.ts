// The parts that patterns over lines of code are made of.

/** Anything up to the end of the logical line: a backslash before the line's end joins the next one. */
export const rest = '(?:[^\\n\\\\]|\\\\[^\\n]|\\\\\\r?\\n)*';

/** At least one space between words of a command, joined lines included. */
export const gap = '(?:[ \\t]|\\\\\\r?\\n)+';

/** A quote, also where the code itself stands in a string. */
export const quote = '\\\\{0,3}["\'`]';

/** One argument of a command: a bare word, or quoted. */
export const argument = `(?:[^\\s|;&"'<>\\\\]|\\\\[^\\s]|"[^"\\n]*"|'[^'\\n]*')+`;

/** `-x`, `--long`, `--long=value`. */
export const option = `-[^\\s|;&"'<>]+`;

/** A command's name in any case of the family of `sh`, with or without its folder. */
export const shell = '(?:/(?:usr/)?(?:local/)?bin/)?(?:ba|da|z|k|c|tc|a)?sh\\b';

export function anyOf(...patterns: readonly string[]): string {
  return `(?:${patterns.join('|')})`;
}
