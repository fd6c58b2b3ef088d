// What the set-up tells people: a line for each thing that it brings, and a problem with its way out. Always on stderr.

/** Something on this machine that the set-up can't help: what is wrong, and what to do about it. */
export class SetupProblem extends Error {
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

/** Prints one progress line. */
export function say(line) {
  process.stderr.write(`penstock: ${line}\n`);
}

/** Runs a piece of work that takes long enough to be announced, and tells how long it took. */
export async function announced(what, work) {
  say(`${what} …`);
  const began = Date.now();
  const result = await work();
  say(`  done in ${Math.max(1, Math.round((Date.now() - began) / 1000))} s`);
  return result;
}

/** Runs a program's main function: a problem becomes an error line, its hint and exit code 1; anything else is a bug and shows its stack. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (problem) {
    if (!(problem instanceof SetupProblem)) throw problem;
    process.stderr.write(`penstock: error: ${problem.message}\n`);
    if (problem.hint) process.stderr.write(`penstock: hint: ${problem.hint}\n`);
    process.exitCode = 1;
  }
}
