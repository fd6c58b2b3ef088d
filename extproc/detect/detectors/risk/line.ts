// The parts that patterns over lines of code are made of. Repeats are lazy: a line is told as soon as it is known what it does.
import type { Detector } from '../../scan.ts';

/** One way to write a risk down: a pattern, or one whose matches are looked at once more. */
export type Form = string | Pick<Detector, 'pattern' | 'accept' | 'context' | 'back'>;

/** Anything up to the end of the logical line: a backslash before the line's end joins the next one. */
export const rest = '(?:[^\\n\\\\]|\\\\[^\\n]|\\\\(?:\\r\\n?|\\n))*?';

/** All that the logical line still has: for checks that look at the whole of it. */
export const toItsEnd = '(?:[^\\r\\n\\\\]|\\\\[^\\r\\n]|\\\\(?:\\r\\n?|\\n))*';

/** Anything up to the end of the statement; of minified code, which has all of it in one line, a small part. */
export const statement = '(?:[^\\n\\\\;]|\\\\[^\\n]|\\\\(?:\\r\\n?|\\n))*?';

/** At least one space between words of a command, joined lines included; in lists of arguments, what stands between two of them. */
export const gap = '(?:[ \\t]|\\\\(?:\\r\\n?|\\n)|["\'],[ \\t]{0,4}\\[?["\'])+';

/** A quote, also where the code itself stands in a string. */
export const quote = '\\\\{0,3}["\'`]';

/** Any words of a command, its options included, up to a gap. */
export const words = `(?:[^\\s|;&<>]+${gap})*?`;

/** The same, where words in quotes may hold anything. */
export const quotedWords = `(?:(?:[^\\s|;&<>"']|"[^"\\n]*"|'[^'\\n]*')+${gap})*?`;

/** Options alone. */
export const options = `(?:-[^\\s|;&<>]+${gap})*?`;

/** A shell of the family of `sh`, with or without its folder. */
export const shell = '(?:/(?:usr/)?(?:local/)?bin/)?(?:ba|da|z|k|c|tc|a)?sh\\b';

/** Other programs that run what they are given. */
export const interpreter = '(?:python|perl|ruby|node|php|deno|bun)[0-9.]*';

/** What may stand before a program that is run. */
export const runAs = `(?:(?:sudo|doas|env|exec|nohup|command)${gap}(?:-[a-zA-Z-]+${gap}(?:[a-z_]+${gap})?)*?)*?`;

/** What a word of a command ends with. */
export const stop = '(?:["\'`\\s;&|<>)\\]},\\\\]|\\z)';

/** A command by its names, at its first word behind it. */
export function command(...names: readonly string[]): string {
  return `\\b(?:${names.join('|')})${gap}`;
}

/** Everything from the first byte of the line on. */
export function lineOf(before: string): string {
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
}
