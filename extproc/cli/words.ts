// How the command line speaks: data on stdout, words on stderr, an error with its way out, and the exit codes.
import type { Problem } from '../config/problems.ts';
import { factsOf } from '../observe/faults.ts';

export const exitCodes = { fine: 0, refused: 1, usage: 2 } as const;

/** Something that the command refuses: what is wrong, and what to do about it. */
export class Refusal extends Error {
  readonly hint: string | null;
  readonly exitCode: number;

  constructor(message: string, hint: string | null = null, exitCode: number = exitCodes.refused) {
    super(message);
    this.name = 'Refusal';
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

export function usage(message: string, hint: string): Refusal {
  return new Refusal(message, hint, exitCodes.usage);
}

/** Says on stderr what went wrong and gives the exit code. Of errors that are not ours only kind and place are told. */
export function tell(error: unknown, say: (text: string) => void = text => process.stderr.write(text)): number {
  if (error instanceof Refusal) {
    say(`penstock: error: ${error.message}\n`);
    if (error.hint !== null) say(`penstock: hint: ${error.hint}\n`);
    return error.exitCode;
  }
  const { code, reason, where } = factsOf(error);
  say(reason === null ? `penstock: error: unexpected ${code} at ${where}\n` : `penstock: error: ${reason} (${code})\n`);
  return exitCodes.refused;
}

/** A line for each problem of a configuration, and its remedy below. */
function problemLines(file: string, problems: readonly Problem[]): string {
  const lines = problems.map(({ where, line, problem, remedy }) => {
    const place = line === null ? file : `${file}:${line}`;
    return `${place}: ${where === '' ? '' : `\`${where}\` `}${problem}\n  ${remedy}`;
  });
  return `${lines.join('\n')}\n`;
}

/** Refuses a configuration with all its problems. */
export function badConfig(file: string, problems: readonly Problem[]): Refusal {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return new Refusal(`${file} has ${count}\n${problemLines(file, problems).trimEnd()}`);
}
