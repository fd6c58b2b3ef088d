// Where things are inside the project's folder, and what the set-up may assume of the machine.
// Knows paths only. Everything in this folder runs on any Node from 20 with nothing installed, so it imports nothing but node:.
import { fileURLToPath } from 'node:url';

/** The project's folder, without a final slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Absolute path of something inside the project. */
export function within(path) {
  return `${root}/${path}`;
}

/** What the set-up fetches and builds, apart from npm's packages. May be deleted at any time; the next start brings it back. */
export const tools = within('.tools');

/** The oldest Node that the set-up itself runs on, and the oldest that runs the TypeScript sources as they are. */
export const nodeForSetup = 20;
export const nodeForProgram = 24;
