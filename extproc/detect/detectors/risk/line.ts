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

/** What a sentence says before something that it warns of, or tells what it does. */
const warning =
  /\b(?:never|don[^a-z ]{0,3}t|not|avoid\w*|danger\w*|beware|careful\w*|warn\w*|instead of|prevent\w*|block\w*|forbid\w*|refus\w*|detect\w*|flag\w*|such as|like|e\.g\.|example|accident\w*|mistak\w*|harmful|destructive|malicious|attack\w*|means?|why|what|niemals?|jamais|nunca|mai)\b/i;
/** `Piping `, `Running the command `: the subject of a sentence. */
const subject = /\b[A-Z][a-z]+ing (?:(?:a|an|the|something|commands?|code|like) ){0,3}$/;

/**
 * Whether it stands in prose that explains it: in code between backticks, behind words of a sentence that warns of it. A sentence that tells
 * the reader to run it has none of these, and lines of scripts have no such beginning.
 */
export function isExplained(before: string): boolean {
  const line = lineOf(before);
  const parts = line.split('`');
  if (parts.length % 2 !== 0 || parts.at(-1)!.length > 40) return false;
  const sentence = parts.slice(0, -1).join(' ');
  return (
    /^[\s>*#-]{0,8}(?:[0-9]{1,2}[.)] )?["'“(*_]{0,3}\p{L}[\p{L}'’]*[ ,:]/u.test(line) &&
    (warning.test(sentence) || subject.test(sentence))
  );
}
