// What is fetched from elsewhere in order to be run: piped into a shell or an interpreter, evaluated, or kept in a file and run in the
// same line. What is fetched in one line and run in another is not seen, nor what a package manager fetches.
import { textOf } from '../define.ts';
import { type Form, gap, interpreter, quote, rest, runAs, shell, statement, stop } from './line.ts';

const re = String.raw;

/** Something of an address; without one it is a sentence about the commands. */
const address = re`(?:://|[ \t]["']?\$|[A-Za-z0-9-]\.[a-z]{2})`;
/** An interpreter reads its program from the pipe where it is given nothing else: `python3 -m json.tool` only formats. */
const fromPipe = re`${interpreter}[ \t]*(?:-[ \t\r\n;&|)"'${'`'}]|[\r\n;&|)"'${'`'}]|-\z|\z)`;
const cmdlet = re`(?:invoke-webrequest|invoke-restmethod|\biwr\b|\birm\b|download(?:string|data)\b)`;
const evaluate = re`(?:iex|invoke-expression)\b`;

export const remoteScript: readonly Form[] = [
  re`\b(?:curl|wget)${gap}(?:${rest}${address}|[\w-]+\.[a-z]|[\"']?\$)${rest}\|&?[ \t]*${runAs}(?:${shell}${stop}|${fromPipe}|(?i:${evaluate}))`,
  re`\b(?:source|eval|(?:ba|z|da|k|a)?sh|${interpreter})(?:${gap}-[a-zA-Z]+)*?[ \t]*(?:<[ \t]*)?(?:<\(|(?:${quote})?(?:\$\(|${'`'}))[ \t]*(?:sudo[ \t]+)?(?:curl|wget)\b`,
  re`\.[ \t]+<\([ \t]*(?:curl|wget)\b`,
  {
    pattern: re`\b(?:exec|eval|Function|runIn(?:This|New)Context)\(${statement}(?:urlopen|requests\.get|httpx\.get|axios\.get|\bfetch)\(`,
    context: 1,
    accept: isNoMethod,
  },
  re`\bfetch\(${statement}(?:\beval\b|\bnew Function\b)`,
  re`\bhttps?['"]?\)?\.get\([ \t]*["'\x60]https?:[^\n]*?(?:\beval\(|\bnew Function\()`,
  re`(?i:\b(?:iex|invoke-expression)[ \t(&\"'][^\n]*?(?:${cmdlet}|\bcurl\b|\bwget\b))`,
  re`(?i:\b(?:iwr|irm|invoke-webrequest|invoke-restmethod)[ \t][^\n]*?\|[ \t]*${evaluate})`,
  re`(?i:\.download(?:string|data)\([^\n]*?\|[ \t]*${evaluate}|scriptblock\]::create\([^\n]*?${cmdlet})`,
  re`(?i:\b(?:mshta|regsvr32|rundll32)(?:\.exe)?[ \t\"'][^\n]*?https?:)`,
];

const runsFile = re`${runAs}(?:(?:${shell}|${interpreter})${gap}(?:-[a-zA-Z]+${gap})*?["']?[\w./~$-]+|["']?(?:\.{1,2}|~)?/[\w./-]+)`;
const temporary = '/(?:tmp|dev/shm|var/tmp)/';

export const downloadAndExecute: readonly Form[] = [
  {
    pattern: re`\b(?:curl|wget)${gap}(?:${rest}${address}|[\w-]+\.[a-z]|[\"']?\$)${rest}(?:&&|;)[ \t]*${runsFile}`,
    accept: runsWhatItFetched,
  },
  re`\bchmod${gap}(?:-[a-zA-Z]+${gap})?(?:[ugoa]*\+[rw]*x|0?[0-7]?7[0-7]{2})${gap}["']?${temporary}[^\s;&|]+[ \t]*(?:&&|;)${rest}${temporary}`,
  re`(?i:(?:\.downloadfile\(|-outfile\b|\bstart-bitstransfer\b)[^\n]*?;[^\n]*?(?:\bstart-process[ \t]+(?:-filepath[ \t]+)?["'$.]|\binvoke-item\b|;[ \t]*&[ \t]*["'$.]|${evaluate}))`,
  re`(?i:\bcertutil(?:\.exe)?\b[^\n]*?[-/]urlcache|\bbitsadmin(?:\.exe)?\b[^\n]*?/transfer)`,
];

/** `/x/.exec(…)` looks for a pattern. */
export function isNoMethod(_: Uint8Array, before: Uint8Array): boolean {
  return before.at(-1) !== 0x2e;
}

/** `wget x.tar.gz && cd x && ./configure` runs something else than it fetched by name. */
function runsWhatItFetched(value: Uint8Array): boolean {
  const text = textOf(value);
  const file = /[^/\s"']+$/.exec(text)?.[0] ?? '';
  return file.length > 0 && text.lastIndexOf(file, text.length - file.length - 1) >= 0;
}
