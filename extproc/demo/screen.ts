// How the show looks: what changed between two texts, colours where a terminal wants them, text folded to its width.

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
}

export function paint(colours: boolean): Paint {
  const code = (number: number) => (text: string) => (colours ? `\u001b[${number}m${text}\u001b[0m` : text);
  return { bold: code(1), dim: code(2), red: code(31), green: code(32) };
}

/** Lines of two texts with the same number of lines: equal ones once, changed ones as `-` and `+`. */
export function changes(raw: string, masked: string, { red, green, dim }: Paint): string {
  const [before, after] = [raw.split('\n'), masked.split('\n')];
  const lines = before.flatMap((line, index) => {
    const other = after[index] ?? '';
    return line === other ? [dim(`    ${line}`)] : [red(`  - ${line}`), green(`  + ${other}`)];
  });
  return lines.join('\n');
}

/** At most so many characters, the rest counted. */
export function shortened(text: string, charactersMax: number): string {
  return text.length <= charactersMax ? text : `${text.slice(0, charactersMax)}… (${text.length - charactersMax} more)`;
}
