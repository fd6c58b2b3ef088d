// The commands that pages tell people to run, and what became of each: run by a test, or excused with a reason.
import { pages } from '../unit/docs/pages.ts';

export interface Told {
  readonly page: string;
  /** On one line, without what a comment says. */
  readonly command: string;
}

/** Of the README and of docs/: what people paste. */
export const told: readonly Told[] = pages()
  .filter(({ path }) => path === 'README.md' || path.startsWith('docs/'))
  .flatMap(({ path, blocks }) =>
    blocks
      .filter(({ language }) => language === 'sh')
      .flatMap(({ text }) => commandsIn(text).map(command => ({ page: path, command }))),
  );

const settled = new Set<Told>();

/** The one command of a page that matches, for a test that runs it. */
export function take(path: string, pattern: RegExp): string {
  const [found, another] = told.filter(one => one.page === path && pattern.test(one.command));
  if (found === undefined) throw new Error(`${path} has no command like ${pattern}`);
  if (another !== undefined) throw new Error(`${path} has two commands like ${pattern}: ${another.command}`);
  settled.add(found);
  return found.command;
}

/** Why a command is not run. */
export function excuse(path: string, pattern: RegExp, reason: string): void {
  take(path, pattern);
  if (reason === '') throw new Error('an excuse has a reason');
}

/** Commands that no test runs and nobody excused. */
export function unsettled(): readonly Told[] {
  return told.filter(one => !settled.has(one));
}

function commandsIn(text: string): string[] {
  return text
    .replaceAll(/ *\\\n */g, ' ')
    .split('\n')
    .map(line => line.replace(/ {2,}# .*$/, '').trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}
